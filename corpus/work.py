"""A work (văn bản) as others may see it: what is known of it, who changed it, whether it holds on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

ChangeRelation = Literal["amends", "supplements", "replaces", "repeals", "corrects", "consolidates"]
CHANGES: tuple[ChangeRelation, ...] = ("amends", "supplements", "replaces", "repeals", "corrects", "consolidates")
Force = Literal["in_force", "amended", "partly_repealed", "not_in_force", "not_yet_issued", "unknown"]
"""Hiệu lực: as far as the documents held tell; `unknown` where the date of issue is not known."""


@dataclass(frozen=True, slots=True)
class WorkView:
    """One work; `candidates` are those a partial one may mean, `bound_to` the one it was settled to mean."""

    id: str
    key: str
    reference: str | None
    document_type: str | None
    title: str | None
    issuer: str | None
    issued_on: date | None
    year: int | None
    source: str
    document_id: str | None
    dispatch_id: str | None
    bound_to: str | None = None
    bound_by: str | None = None
    ambiguous: bool = False
    candidates: tuple[str, ...] = ()
    cited_by: int = 0
    """How many citations lead to it."""

    @property
    def held(self) -> bool:
        """Whether a document of it is in the corpus."""
        return self.document_id is not None

    @property
    def label(self) -> str:
        """How to name it in one line."""
        return self.reference or self.title or self.key


@dataclass(frozen=True, slots=True)
class Change:
    """One work does something to another (quan hệ hiệu lực): `by` `relation` `to`; on the day `by` was issued."""

    by: str
    relation: ChangeRelation
    to: str
    on: date | None
    provisions: tuple[str, ...]
    citation_id: str
    document_id: str
    told: bool = False
    """Whether a third document tells of it (`A được sửa đổi bởi B`), not the one that does it."""


@dataclass(frozen=True, slots=True)
class Validity:
    """Whether a work holds on a day, by which changes; effective dates are taken as the days of issue."""

    work_id: str
    on: date
    force: Force
    changes: tuple[Change, ...]
    message: str
    message_en: str
