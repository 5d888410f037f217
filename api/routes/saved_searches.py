"""Saved searches and alerts (câu tìm đã lưu, báo tin): keep a query, be told of what comes in later."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.deps import SAME_SITE, CorpusDep
from api.routes.batches import Cursor, Limit
from api.saved_schemas import AlertOut, SavedSearchOut, SearchIn, SeenIn
from api.schemas import Listing
from api.search_schemas import SearchOut

router = APIRouter(tags=["saved searches"])
By = Annotated[str, Query(min_length=1, max_length=300, description="Who does it.")]


@router.post("/searches", operation_id="saveSearch", status_code=201, summary="Save a query", dependencies=[SAME_SITE])
def save_search(asked: SearchIn, response: Response, corpus: CorpusDep) -> SavedSearchOut:
    """Documents filed or corrected from now on are held against it, and told as alerts."""
    saved = SavedSearchOut.of(corpus.save_search(**asked.model_dump()))
    response.headers["Location"] = saved.href
    return saved


@router.get("/searches", operation_id="listSavedSearches", summary="List saved searches, newest first")
def list_saved_searches(
    corpus: CorpusDep,
    by: Annotated[str | None, Query(max_length=300, description="Only those this person saved.")] = None,
) -> Listing[SavedSearchOut]:
    """With how many alerts came of each."""
    return Listing[SavedSearchOut](items=[SavedSearchOut.of(found) for found in corpus.saved_searches(by)])


@router.get("/searches/{search_id}", operation_id="getSavedSearch", summary="One saved search")
def get_saved_search(search_id: str, corpus: CorpusDep) -> SavedSearchOut:
    """By its id."""
    return SavedSearchOut.of(corpus.saved_search(search_id))


@router.get("/searches/{search_id}/results", operation_id="runSavedSearch", summary="Search by it now")
def run_saved_search(
    search_id: str, corpus: CorpusDep, cursor: Cursor = None, limit: Annotated[int, Query(ge=1, le=100)] = 20
) -> SearchOut:
    """Everything that meets it, not only what came in later."""
    return SearchOut.of(corpus.run_saved_search(search_id, cursor, limit))


@router.delete(
    "/searches/{search_id}",
    operation_id="deleteSavedSearch",
    status_code=204,
    summary="Forget a saved search",
    dependencies=[SAME_SITE],
)
def delete_saved_search(search_id: str, by: By, corpus: CorpusDep) -> None:
    """And its alerts; what it was stays in the audit."""
    corpus.delete_search(search_id, by)


@router.post(
    "/searches/{search_id}/seen",
    operation_id="markAlertsSeen",
    summary="Mark its alerts as seen",
    dependencies=[SAME_SITE],
)
def mark_alerts_seen(search_id: str, asked: SeenIn, corpus: CorpusDep) -> SavedSearchOut:
    """All there are now."""
    corpus.mark_alerts_seen(search_id, asked.by)
    return SavedSearchOut.of(corpus.saved_search(search_id))


@router.get("/alerts", operation_id="listAlerts", summary="List alerts, newest first")
def list_alerts(
    corpus: CorpusDep,
    search_id: Annotated[str | None, Query(description="Only of this saved search.")] = None,
    unseen: Annotated[bool, Query(description="Only those nobody has marked as seen.")] = False,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Listing[AlertOut]:
    """Also in `/events` as `alert.raised`."""
    return Listing.page(AlertOut, corpus.alerts(search_id, unseen=unseen, cursor=cursor, limit=limit))
