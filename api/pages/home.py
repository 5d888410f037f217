"""The first page (tiếp nhận): upload, batches, register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import SAME_SITE, CorpusDep, LangDep, ServiceDep, SettingsDep
from api.intake import take_upload, upload_limits
from api.pages.lines import Line, register_lines
from api.pages.shell import render
from api.upload import in_megabytes, receive_upload
from corpus.batch import BatchView

router = APIRouter()
BATCHES = 8
LINES = 50


@dataclass(frozen=True, slots=True)
class HomePage:
    """The newest batches and the newest lines; `more_…` are the cursors of the next pages."""

    upload_limit: str
    upload_bytes: int
    batches: tuple[BatchView, ...]
    more_batches: str | None
    register: tuple[Line, ...]
    more_register: str | None
    paged: bool


@router.get("/")
def show_home(
    request: Request,
    corpus: CorpusDep,
    settings: SettingsDep,
    lang: LangDep,
    cursor: str | None = None,
    batches: Annotated[str | None, Query(description="Cursor of the list of batches.")] = None,
) -> HTMLResponse:
    """Newest first."""
    found = corpus.batches(batches, BATCHES)
    documents = corpus.documents(None, cursor, LINES)
    page = HomePage(
        upload_limit=in_megabytes(settings.max_upload_bytes),
        upload_bytes=settings.max_upload_bytes,
        batches=tuple(corpus.batch(batch.id) for batch in found.items),
        more_batches=found.next_cursor,
        register=register_lines(documents.items, lang),
        more_register=documents.next_cursor,
        paged=cursor is not None,
    )
    return render(request, "home.html", "intake", page)


@router.post("/upload", dependencies=[SAME_SITE])
async def upload(request: Request, service: ServiceDep, lang: LangDep) -> Response:
    """The form without scripts: the same as `POST /api/v1/batches`, then on to the batch."""
    async with receive_upload(request, service.settings.incoming, upload_limits(service)) as received:
        taken = await run_in_threadpool(take_upload, service, received, None, datetime.now(UTC), lang)
    return RedirectResponse(f"/batches/{taken.batch_id}", 303)
