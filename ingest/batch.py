"""Taking a batch in (tiếp nhận một lô): every original safe before the first is read; then follow it to its balance."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from corpus.batch import BatchView, Item
from corpus.corpus import Corpus
from corpus.paging import Page
from ingest.intake import FoundFile
from ingest.passing import patiently
from ingest.problems import Crashed, Missing, NotFiled, OutOfMemory, TimeLimit, Unreadable
from ingest.queue import WorkQueue

T = TypeVar("T")
_LOOK_EVERY = 0.2
_SUBMIT = 100
WORTH_ANOTHER_TRY = frozenset(kind.type for kind in (TimeLimit, OutOfMemory, Crashed, NotFiled, Missing, Unreadable))
"""Problems whose cause may be gone by now: what makes a returned file a dead letter."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The batch files became; `refused` are those nothing could be stored of (missing, unreadable, an empty folder)."""

    batch_id: str
    received: int
    refused: tuple[FoundFile, ...]


def take_in(
    corpus: Corpus,
    queue: WorkQueue,
    files: Iterable[FoundFile],
    name: str,
    *,
    source: str = "ingest",
    office: str = "",
    priority: int = 0,
    batch_id: str | None = None,
    received: Callable[[FoundFile], None] = lambda found: None,
) -> TakenIn:
    """Store every file, queue it, close the batch. `received` hears of each file, stored or not.

    Begun again with the `batch_id` of a run that was cut off, it goes on where that one stopped: a file is known by
    its place in the list and its path. A full disk and a database that is away are waited out.
    """
    chosen = batch_id or corpus.create_batch(name, source, office).id
    known = _await(lambda: _received(corpus, chosen)) if batch_id else {}
    refused: list[FoundFile] = []
    waiting: list[Item] = []
    count = 0
    for position, found in enumerate(files):
        key = f"{source}-{position}:{found.path}"
        item = known.get(found.path) or _receive(corpus, chosen, found, key, priority)
        if isinstance(item, Item):
            waiting.append(item)
            count += 1
        else:
            refused.append(item)
        if len(waiting) >= _SUBMIT:
            _submit(queue, waiting)
            waiting = []
        received(found)
    _submit(queue, waiting)
    _await(lambda: corpus.close_batch(chosen))
    return TakenIn(chosen, count, tuple(refused))


def _received(corpus: Corpus, batch_id: str) -> dict[str, Item]:
    """What an earlier run stored, by path; paths named twice are left to their keys."""
    found: dict[str, Item] = {}
    twice: set[str] = set()
    for item in _every(lambda cursor: corpus.items(batch_id, None, cursor, 200)):
        if item.parent_id is None:
            twice |= {item.path} & found.keys()
            found[item.path] = item
    return {path: item for path, item in found.items() if path not in twice}


def _receive(corpus: Corpus, batch_id: str, found: FoundFile, key: str, priority: int) -> Item | FoundFile:
    if found.problem is not None:
        return found
    try:
        return _await(
            lambda: corpus.receive(batch_id, found.name, found.path, file=found.file, priority=priority, key=key)
        )
    except FileNotFoundError:
        return replace(found, problem=Missing().problem)
    except OSError as error:
        return replace(found, problem=Unreadable(error.strerror).problem)


def _submit(queue: WorkQueue, items: list[Item]) -> None:
    _await(lambda: queue.submit(items))


def _await(work: Callable[[], T]) -> T:
    return patiently(work, threading.Event())


def follow(corpus: Corpus, batch_id: str, every: float = _LOOK_EVERY) -> Iterator[BatchView]:
    """The batch again and again until every file has its outcome; the last one is settled."""
    while True:
        view = corpus.batch(batch_id)
        yield view
        if view.balance.settled and view.batch.closed_at is not None:
            return
        time.sleep(every)


def retryable(corpus: Corpus, batch_id: str | None = None) -> Iterator[Item]:
    """Returned files that another try may read: a process, the machine or the service failed, not plainly the file."""
    return _every(lambda cursor: corpus.dead_letters(WORTH_ANOTHER_TRY, batch_id, cursor, 200))


def _every(page_at: Callable[[str | None], Page[Item]]) -> Iterator[Item]:
    cursor: str | None = None
    while True:
        page = page_at(cursor)
        yield from page.items
        if page.next_cursor is None:
            return
        cursor = page.next_cursor
