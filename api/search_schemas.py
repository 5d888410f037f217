"""What the API answers about searches and citations (kết quả tra cứu, viện dẫn)."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, Field

from api.schemas import CitationOut, DispatchOut, Schema
from corpus.hit import SearchResult, Why


class SpanOut(Schema):
    """A stretch of text in code points."""

    start: int
    end: int


class SnippetOut(Schema):
    """A window of the document's text; `marks` count within `text`, `span` within the document."""

    text: str
    span: SpanOut
    marks: list[SpanOut]
    page: int | None


class HitOut(Schema):
    """One dispatch found."""

    document_id: str
    dispatch: DispatchOut | None
    why: Why
    score: float
    snippet: SnippetOut | None
    match: Literal["exact", "contains", "within"] | None = None


class CitingOut(Schema):
    """A citation found: where it stands, how it relates to the provision asked for, and what the letter says."""

    citation: CitationOut
    dispatch: DispatchOut
    match: Literal["exact", "within", "contains"]
    quote: str = Field(default="", description="The citation and the words around it.")
    mark: SpanOut = Field(default_factory=lambda: SpanOut(start=0, end=0), description="The citation within `quote`.")


class FacetOut(Schema):
    """One value of a facet."""

    value: str
    label: str
    count: int


class SearchOut(BaseModel):
    """Hits of one page, best first, and how the query was understood."""

    query: str
    items: list[HitOut]
    next_cursor: str | None
    has_more: bool
    total: int
    facets: dict[str, list[FacetOut]]
    explanation: str
    explanation_en: str
    suggestions: list[str]
    behind: int = Field(description="Filed documents the index had not taken in yet.")

    @classmethod
    def of(cls, result: SearchResult) -> Self:
        """A page of the corpus's hits."""
        return cls(
            query=result.query,
            items=HitOut.all_of(result.hits),
            next_cursor=result.next_cursor,
            has_more=result.next_cursor is not None,
            total=result.total,
            facets={name: FacetOut.all_of(values) for name, values in result.facets.items()},
            explanation=result.explanation,
            explanation_en=result.explanation_en,
            suggestions=list(result.suggestions),
            behind=result.behind,
        )
