"""Lines of the register (dòng sổ): one for each dispatch, as tables show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from api.messages import Lang, say
from corpus.document import DispatchView, DocumentSummary


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `part` says which dispatch of its file it is, where there are several."""

    document_id: str
    name: str
    verdict: str | None
    anomalies: int
    arrival: int | None = None
    """Số đến."""
    severity: str | None = None
    part: str = ""
    anchor: str = ""
    reference: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    subject: str | None = None
    waits: bool = False
    """Whether the signatures only await revocation."""


def register_lines(documents: Iterable[DocumentSummary], lang: Lang) -> tuple[Line, ...]:
    """The lines of these documents; a file in which no dispatch was found still has one."""
    return tuple(
        _line(document, dispatch, lang) for document in documents for dispatch in document.dispatches or (None,)
    )


def _line(document: DocumentSummary, dispatch: DispatchView | None, lang: Lang) -> Line:
    several = len(document.dispatches) > 1
    line = Line(
        document.id,
        document.name,
        document.verdict,
        document.anomalies,
        document.arrival_number,
        waits=document.awaits_revocation,
    )
    if dispatch is None:
        return line
    return replace(
        line,
        part=_part(dispatch, lang) if several else "",
        anchor=f"#dispatch-{dispatch.position}" if several else "",
        reference=dispatch.reference,
        issued_on=dispatch.issued_on,
        issuer=dispatch.issuer,
        subject=dispatch.subject,
        anomalies=dispatch.anomalies,
        severity=dispatch.severity,
    )


def _part(dispatch: DispatchView, lang: Lang) -> str:
    key = "register.part.one" if dispatch.first_page == dispatch.last_page else "register.part"
    pages = {"first": dispatch.first_page, "last": dispatch.last_page}
    return say(key, lang, position=dispatch.position, **pages)
