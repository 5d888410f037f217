"""Search (tra cứu): one box for numbers, words and dates."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import CorpusDep
from api.routes.batches import Cursor
from api.schemas import FacetOut, HitOut, SearchOut

router = APIRouter(tags=["search"])


@router.get("/search", operation_id="search", summary="Search dispatches")
def search(
    corpus: CorpusDep,
    q: Annotated[str, Query(min_length=1, max_length=500, examples=["3951/VPCP-KSTT", "quyết định thu hồi đất"])],
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> SearchOut:
    """With or without accents; a full or partial number finds that very dispatch first."""
    result = corpus.search(q, cursor=cursor, limit=limit)
    return SearchOut(
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
