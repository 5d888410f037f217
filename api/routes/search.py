"""Search (tra cứu): one box for numbers, words and dates; all that was found as a file."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.deps import CorpusDep
from api.downloads import TABLES, download, file_described
from api.routes.batches import Cursor
from api.search_schemas import SearchOut
from corpus.found_file import Format

router = APIRouter(tags=["search"])

Asked = Annotated[str, Query(min_length=1, max_length=500, examples=["3951/VPCP-KSTT", "quyết định thu hồi đất"])]


@router.get("/search", operation_id="search", summary="Search dispatches")
def search(
    corpus: CorpusDep, q: Asked, cursor: Cursor = None, limit: Annotated[int, Query(ge=1, le=100)] = 20
) -> SearchOut:
    """With or without accents; a full or partial number finds that very dispatch first."""
    return SearchOut.of(corpus.search(q, cursor=cursor, limit=limit))


@router.get(
    "/search/export",
    operation_id="exportSearch",
    summary="All that a query finds, as a file",
    response_class=Response,
    responses={200: file_described(*TABLES.values())},
)
def export_search(
    corpus: CorpusDep,
    q: Asked,
    format: Annotated[Format, Query(description="Days are typed in Parquet, ISO 8601 in NDJSON.")] = "csv",
) -> Response:
    """One row a dispatch, however many; the same columns in every format."""
    return download(corpus.export_search(q, format), f"tra-cuu.{format}", TABLES[format])
