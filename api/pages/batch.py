"""The page of a batch (lô tiếp nhận): each file with its outcome, followed live."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.batch_schemas import Stage, stage_of
from api.deps import SAME_SITE, LangDep, ServiceDep
from api.messages import Lang
from api.pages.lines import Line, register_lines
from api.pages.shell import render
from api.passwords import LOCKED, item_of, unlock_item
from api.service import Service
from api.stages import begun
from corpus.batch import BatchView, Item, ItemState
from corpus.document import DocumentSummary
from ingest.batch import WORTH_ANOTHER_TRY
from ingest.problems import ArchiveBomb, TooLarge, TooManyPages

router = APIRouter(prefix="/batches")
ROWS = 100
FILTERS: tuple[ItemState, ...] = ("registered", "returned", "duplicate", "cancelled", "stored")
"""Outcomes the files can be narrowed down to."""
Only = Annotated[str, Query(max_length=20)]
AGAIN = WORTH_ANOTHER_TRY | {kind.type for kind in (TooLarge, TooManyPages, ArchiveBomb)}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One file: its item, the first line it became, how many more, whether a password would help, how far it is."""

    item: Item
    path: str
    """Without the folders that all files shown have in common."""
    held: DocumentSummary | None
    line: Line | None
    more: int
    asks_password: bool
    again: bool
    """Whether it may be read another time with better luck, or under wider limits."""
    stage: Stage


@dataclass(frozen=True, slots=True)
class BatchPage:
    """The batch and some of its files; `cursor` is theirs, `more` that of the next, `only` the outcome asked for."""

    view: BatchView
    rows: tuple[ItemRow, ...]
    cursor: str | None
    more: str | None
    only: ItemState | None
    outcomes: tuple[tuple[ItemState, int], ...]
    """Outcomes there are, with how many files have each."""
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
    request: Request,
    batch_id: str,
    service: ServiceDep,
    lang: LangDep,
    cursor: str | None = None,
    only: Only = "",
) -> HTMLResponse:
    """The whole page."""
    return render(request, "batch.html", "intake", _page(service, batch_id, cursor, lang, only))


@router.get("/{batch_id}/live")
def show_live_part(
    request: Request,
    batch_id: str,
    service: ServiceDep,
    lang: LangDep,
    cursor: str | None = None,
    only: Only = "",
) -> HTMLResponse:
    """The part that changes while files are read."""
    return render(request, "batch_live.html", "intake", _page(service, batch_id, cursor, lang, only))


@router.post("/{batch_id}/items/{item_id}/password", dependencies=[SAME_SITE])
def open_with_password(
    batch_id: str,
    item_id: str,
    service: ServiceDep,
    password: Annotated[str, Form(max_length=1000)],
    cursor: str = "",
    only: Only = "",
) -> Response:
    """Reads an encrypted file with this password, then back to its line, where the outcome is told."""
    item_of(service, batch_id, item_id)
    unlock_item(service, item_id, password)
    return _back(batch_id, item_id, cursor, only)


@router.post("/{batch_id}/items/{item_id}/retry", dependencies=[SAME_SITE])
def read_again(batch_id: str, item_id: str, service: ServiceDep, cursor: str = "", only: Only = "") -> Response:
    """Queues a returned file once more, then back to its line."""
    item_of(service, batch_id, item_id)
    service.engine.retry(item_id)
    return _back(batch_id, item_id, cursor, only)


def _back(batch_id: str, item_id: str, cursor: str, only: str) -> Response:
    """To the line of the file, among those that were shown: in a batch of a thousand nobody would find it again."""
    query = urlencode({name: value for name, value in (("cursor", cursor), ("only", only)) if value})
    return RedirectResponse(f"/batches/{batch_id}{'?' if query else ''}{query}#{item_id}", 303)


def _page(service: Service, batch_id: str, cursor: str | None, lang: Lang, only: str) -> BatchPage:
    corpus = service.corpus
    view = corpus.batch(batch_id)
    in_hand = begun(service, view.balance.settled)
    wanted = next((state for state in FILTERS if state == only), None)
    items = corpus.items(batch_id, wanted, cursor=cursor, limit=ROWS)
    held = corpus.summaries([item.document_id for item in items.items if item.document_id])
    common = common_folder([item.path for item in items.items])
    rows = tuple(_row(item, held.get(item.document_id or ""), common, in_hand, lang) for item in items.items)
    counts = ((state, getattr(view.balance, "pending" if state == "stored" else state)) for state in FILTERS)
    return BatchPage(
        view,
        rows,
        cursor,
        items.next_cursor,
        wanted,
        tuple((state, count) for state, count in counts if count),
        corpus.count_dead_letters(WORTH_ANOTHER_TRY, batch_id),
    )


def _row(item: Item, held: DocumentSummary | None, common: int, in_hand: frozenset[str], lang: Lang) -> ItemRow:
    lines = register_lines([held], lang) if held else ()
    locked = item.problem is not None and item.problem.type in LOCKED
    stage = stage_of(item.id, item.state, in_hand)
    again = item.problem is not None and item.problem.type in AGAIN
    first, more = lines[0] if lines else None, max(len(lines) - 1, 0)
    return ItemRow(item, item.path[common:], held, first, more, locked, again, stage)


def common_folder(paths: Sequence[str]) -> int:
    """How many characters all these paths begin with that are folders: `in/a.pdf`, `in/b/c.pdf` → 3."""
    folders = [path.partition("!")[0].rpartition("/")[0] for path in paths]
    first = folders[0].split("/") if folders and folders[0] else []
    depth = next((at for at in range(len(first), 0, -1) if all(_within(one, first[:at]) for one in folders)), 0)
    return len("/".join(first[:depth])) + 1 if depth else 0


def _within(folder: str, parts: list[str]) -> bool:
    return folder.split("/")[: len(parts)] == parts
