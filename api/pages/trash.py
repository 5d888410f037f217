"""The page of the trash (thùng rác): what was taken out, by when it goes for good, and the way back."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import SAME_SITE, CorpusDep, SettingsDep
from api.pages.shell import render
from api.pages.typed import TypedIn, text_typed
from api.schedule import retention_of
from corpus.trash import Trashed

router = APIRouter()
LINES = 100


@dataclass(frozen=True, slots=True)
class TrashPage:
    """What is in the trash, oldest first; `more` is the id the next page goes on after."""

    lines: tuple[Trashed, ...]
    more: str | None
    scheduled: bool
    """Whether a schedule lets anything go at all."""


@router.get("/trash")
def show_trash(request: Request, corpus: CorpusDep, settings: SettingsDep, after: str = "") -> HTMLResponse:
    """With the day from which each may be purged."""
    retention = retention_of(settings)
    found = corpus.trashed(retention, after, LINES + 1)
    more = found[LINES - 1].document_id if len(found) > LINES else None
    return render(request, "trash.html", "intake", TrashPage(found[:LINES], more, bool(retention.years)))


@router.post("/documents/{document_id}/trash", dependencies=[SAME_SITE])
def trash(document_id: str, corpus: CorpusDep, reason: TypedIn, by: TypedIn) -> Response:
    """Take it out, then on to the trash."""
    corpus.trash(document_id, text_typed(reason, "reason"), text_typed(by, "by"))
    return RedirectResponse("/trash", 303)


@router.post("/documents/{document_id}/restoration", dependencies=[SAME_SITE])
def restore(document_id: str, corpus: CorpusDep, by: TypedIn) -> Response:
    """Bring it back, then on to it."""
    corpus.restore(document_id, text_typed(by, "by"))
    return RedirectResponse(f"/documents/{document_id}", 303)
