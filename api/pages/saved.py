"""The page of saved searches (theo dõi): what is watched for, and what came in since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import SAME_SITE, CorpusDep
from api.pages.shell import render
from api.pages.typed import TypedIn, text_typed
from corpus.alert import Alert
from corpus.saved_search import SavedSearch

router = APIRouter(prefix="/searches")
ALERTS = 50


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The searches by id, and the newest alerts, of one search or of all; `more` is the cursor of the next ones."""

    searches: dict[str, SavedSearch]
    chosen: SavedSearch | None
    alerts: tuple[Alert, ...]
    more: str | None


@router.get("")
def show_saved(
    request: Request, corpus: CorpusDep, search_id: str | None = None, cursor: str | None = None
) -> HTMLResponse:
    """Newest first; with `search_id`, the alerts of that search alone."""
    searches = {found.id: found for found in corpus.saved_searches()}
    alerts = corpus.alerts(search_id, cursor=cursor, limit=ALERTS)
    page = SavedPage(searches, searches.get(search_id or ""), alerts.items, alerts.next_cursor)
    return render(request, "saved.html", "saved", page)


@router.post("", dependencies=[SAME_SITE])
def save(corpus: CorpusDep, name: TypedIn, query: Annotated[str, Form(max_length=500)], by: TypedIn) -> Response:
    """Then on to the list."""
    corpus.save_search(text_typed(name, "name"), text_typed(query, "query"), text_typed(by, "by"))
    return RedirectResponse("/searches", 303)


@router.post("/{search_id}/deletion", dependencies=[SAME_SITE])
def delete(search_id: str, corpus: CorpusDep, by: TypedIn) -> Response:
    """Forget it and its alerts."""
    corpus.delete_search(search_id, text_typed(by, "by"))
    return RedirectResponse("/searches", 303)


@router.post("/{search_id}/seen", dependencies=[SAME_SITE])
def mark_seen(search_id: str, corpus: CorpusDep, by: TypedIn) -> Response:
    """Its alerts have been looked at."""
    corpus.mark_alerts_seen(search_id, text_typed(by, "by"))
    return RedirectResponse(f"/searches?search_id={search_id}", 303)
