"""The page of a batch (lô tiếp nhận): each file with its outcome, followed live."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.batch_schemas import Stage, stage_of
from api.deps import SAME_SITE, LangDep, ServiceDep
from api.messages import Lang
from api.pages.lines import Line, register_lines
from api.pages.shell import render
from api.passwords import LOCKED, item_of, unlock_item
from api.service import Service
from api.stages import begun
from corpus.batch import BatchView, Item
from corpus.corpus import Corpus
from ingest.batch import WORTH_ANOTHER_TRY

router = APIRouter(prefix="/batches")
ROWS = 100


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One file: its item, the first line it became, how many more, whether a password would help, how far it is."""

    item: Item
    line: Line | None
    more: int
    asks_password: bool
    stage: Stage


@dataclass(frozen=True, slots=True)
class BatchPage:
    """The batch and some of its files; `more` is the cursor of the next ones."""

    view: BatchView
    rows: tuple[ItemRow, ...]
    more: str | None
    retryable: int
    """How many returned files another try may read."""

    @property
    def steps(self) -> tuple[str, ...]:
        """What may be done with it now."""
        going = not self.view.balance.settled and self.view.batch.state != "cancelled"
        paused = self.view.batch.state == "paused"
        steering = ("resume" if paused else "pause", "cancel") if going else ()
        return (*steering, "retry") if self.retryable else steering


@router.get("/{batch_id}")
def show_batch(
    request: Request, batch_id: str, service: ServiceDep, lang: LangDep, cursor: str | None = None
) -> HTMLResponse:
    """The whole page."""
    return render(request, "batch.html", "intake", _page(service, batch_id, cursor, lang))


@router.get("/{batch_id}/live")
def show_live_part(
    request: Request, batch_id: str, service: ServiceDep, lang: LangDep, cursor: str | None = None
) -> HTMLResponse:
    """The part that changes while files are read."""
    return render(request, "batch_live.html", "intake", _page(service, batch_id, cursor, lang))


@router.post("/{batch_id}/items/{item_id}/password", dependencies=[SAME_SITE])
def open_with_password(
    batch_id: str, item_id: str, service: ServiceDep, password: Annotated[str, Form(max_length=1000)]
) -> Response:
    """Reads an encrypted file with this password, then back to the batch, where the outcome is told."""
    item_of(service, batch_id, item_id)
    unlock_item(service, item_id, password)
    return RedirectResponse(f"/batches/{batch_id}", 303)


@router.post("/{batch_id}/items/{item_id}/retry", dependencies=[SAME_SITE])
def read_again(batch_id: str, item_id: str, service: ServiceDep) -> Response:
    """Queues a returned file once more, then back to the batch."""
    item_of(service, batch_id, item_id)
    service.engine.retry(item_id)
    return RedirectResponse(f"/batches/{batch_id}", 303)


def _page(service: Service, batch_id: str, cursor: str | None, lang: Lang) -> BatchPage:
    corpus = service.corpus
    view = corpus.batch(batch_id)
    in_hand = begun(service, view.balance.settled)
    items = corpus.items(batch_id, cursor=cursor, limit=ROWS)
    rows = tuple(_row(corpus, item, in_hand, lang) for item in items.items)
    return BatchPage(view, rows, items.next_cursor, corpus.count_dead_letters(WORTH_ANOTHER_TRY, batch_id))


def _row(corpus: Corpus, item: Item, in_hand: frozenset[str], lang: Lang) -> ItemRow:
    lines: tuple[Line, ...] = ()
    if item.document_id:
        lines = register_lines([corpus.document(item.document_id).summary], lang)
    locked = item.problem is not None and item.problem.type in LOCKED
    stage = stage_of(item.id, item.state, in_hand)
    return ItemRow(item, lines[0] if lines else None, max(len(lines) - 1, 0), locked, stage)
