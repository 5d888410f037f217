"""A reference while it is being read: filled in step by step, then frozen into a `Citation`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from extract.number import DocumentNumber
from extract.provisions import Run
from extract.titles import Law


@dataclass(slots=True)
class Mention:
    """What one place of the text says, in offsets of the composed text."""

    start: int
    end: int
    document_type: str | None = None
    number: DocumentNumber | None = None
    title: str | None = None
    laws: tuple[Law, ...] = ()
    issued_on: date | None = None
    year: int | None = None
    """The year printed in the name of an act: `Bộ luật Hình sự năm 1999`."""
    detached: bool = False
    """Date or issuer stands left of the verb, outside the span."""
    dated: bool = False
    """A date is printed with this mention, inside its span or left of the verb."""
    issuer: str | None = None
    run: Run | None = None
    provisions: tuple[str, ...] = ()
    form: str = "number"
    """How it names its document: number, title, named (by issuer or day), this, above, bare, draft, none."""
    typed: bool = True
    abbreviated: bool = False
    clipped: bool = False
    """The type itself is abbreviated: `CV`, `QĐ`."""
    elided: bool = False
    kind: str = ""
    relation: str = ""
    edge_from: int | None = None
    edge: str | None = None
    antecedent: int | None = None
    reference: str | None = None
    key: str | None = None
    confidence: float = 1.0
    reasons: list[str] = field(default_factory=list)
