"""Search (tra cứu): one box for numbers, words and dates."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import CorpusDep
from api.routes.batches import Cursor
from api.search_schemas import SearchOut

router = APIRouter(tags=["search"])


@router.get("/search", operation_id="search", summary="Search dispatches")
def search(
    corpus: CorpusDep,
    q: Annotated[str, Query(min_length=1, max_length=500, examples=["3951/VPCP-KSTT", "quyết định thu hồi đất"])],
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> SearchOut:
    """With or without accents; a full or partial number finds that very dispatch first."""
    return SearchOut.of(corpus.search(q, cursor=cursor, limit=limit))
