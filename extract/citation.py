"""A citation (viện dẫn): a reference to a legal act or dispatch, perhaps to provisions of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from extract.span import Span
from extract.text import Region

Kind = Literal["full", "short", "elided", "abbreviated", "titled", "anaphor", "self", "internal", "definition", "draft"]
Relation = Literal[
    "based_on", "implements", "according_to", "at_request_of", "replies_to", "follows_up", "guides", "amends",
    "replaces", "repeals", "corrects", "consolidates", "encloses", "mentions", "defines_short_name",
]  # fmt: skip
"""What the citing document does with the cited one; `extract/data/cues.csv` tells by which words."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One reference; `Khoản 2 Điều 44 Quyết định số 23/2021/QĐ-TTg ngày 07 tháng 7 năm 2021` is one.

    `provisions` are paths, outermost level first (`dieu:44/khoan:2`; a range is `dieu:5..9`), empty for the whole act.
    `key` is issuer/symbol/year/number (`vn/ttgcp/QĐ-TTg/2021/23`), with `?` for what is unknown.
    """

    span: Span
    text: str
    kind: Kind
    relation: str
    document_type: str | None
    reference: str | None
    title: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    provisions: tuple[str, ...] = ()
    key: str | None = None
    antecedent: int | None = None
    """Index of the citation this one refers back to, in the same dispatch."""
    confidence: float = 1.0
    regions: tuple[Region, ...] = ()
    reasons: tuple[str, ...] = ()
    edge: str | None = None
    """What another reference's document does with this one, or suffers from it: `amended_by` (the passive)."""
    edge_from: int | None = None
    """Index of that other citation; then the citing document itself only mentions this one."""
