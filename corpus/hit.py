"""A hit (kết quả tra cứu) and the result of a search."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from corpus.document import DispatchView
from extract.span import Span

Why = Literal["reference", "number", "citation", "words", "filter"]
"""Whether it was found by its own full number, by a fragment of it, because it cites, by its words, or by filters."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A window of the canonical text; `marks` are the found words, counted within `text`; `span` within the file."""

    text: str
    span: Span
    marks: tuple[Span, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One dispatch found; `match` tells how a citation relates to the provision asked for."""

    document_id: str
    dispatch: DispatchView | None
    why: Why
    score: float
    snippet: Snippet | None = None
    match: Literal["exact", "contains", "within"] | None = None


@dataclass(frozen=True, slots=True)
class FacetCount:
    """One value of a facet: the value to filter by, what to show, and how many hits carry it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits of one page, best first; `explanation` says how the query was understood.

    `total` counts all hits. `behind` is how many filed documents the index had not taken in yet.
    """

    query: str
    hits: tuple[Hit, ...]
    total: int
    facets: dict[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    explanation: str = ""
    explanation_en: str = ""
    suggestions: tuple[str, ...] = ()
    next_cursor: str | None = None
    behind: int = 0
