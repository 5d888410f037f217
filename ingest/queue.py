"""The queue (hàng đợi) of files to read, durable on SQLite or PostgreSQL; any process may add to it.

It holds nothing that the items of the corpus do not tell: an item in state `stored` is to be read. So the queue may
be lost, or moved to another database, and is made anew from them (see `Engine`).
"""

from __future__ import annotations

import itertools
import logging
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy
from dbos import DBOS, DBOSClient, EnqueueOptions
from sqlalchemy import Engine as DatabaseEngine
from sqlalchemy import event, make_url

from corpus.batch import Item
from corpus.database import normal_url
from corpus.remote import open_remote

APPLICATION = "vanthu"
WORKFLOW = "take_item"
NORMAL, URGENT = "items", "urgent_items"
"""Items of priority above 0 have a queue of their own, so that a bulk run cannot take all places."""
SCANS, URGENT_SCANS = "scans", "urgent_scans"
"""So have those that turned out to need OCR while as many as may be were at it: text behind them goes on."""
_AT_ONCE = 16
"""Items of a queue one engine has begun; most of them wait for a reading process, which never waits for them."""
_POLL = {NORMAL: 0.2, URGENT: 0.5, SCANS: 1.0, URGENT_SCANS: 0.5}
"""Seconds between looks at a queue: each costs some 2 ms, also when there is nothing to do."""
_MIDDLE = 1 << 20
_CHUNK = 500
_CONNECTIONS = 64


def quiet_dbos() -> None:
    """DBOS logs warnings to the service's log; without a handler of its own it would write to the console."""
    logger = logging.getLogger("dbos")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


class WorkQueue:
    """The queue behind a system database URL; made when absent."""

    def __init__(self, url: str) -> None:
        quiet_dbos()
        self.url = normal_url(url)
        self.database = open_system_database(self.url)
        DBOS.migrate(self.url)
        self._client = DBOSClient(system_database_engine=self.database, application_name=APPLICATION)
        for name, seconds in _POLL.items():
            self._client.register_queue(name, worker_concurrency=_AT_ONCE, polling_interval_sec=seconds)

    def submit(self, items: Iterable[Item]) -> int:
        """Queue the items, a few hundred in one transaction; the same item again changes nothing. How many."""
        count = 0
        for chunk in _chunks(items, _CHUNK):
            with self.database.begin() as connection:
                for item in chunk:
                    self._client.enqueue_in_transaction(connection, _options(item), item.id)
            count += len(chunk)
        return count

    def put_off(self, item: Item) -> None:
        """Queue an item among the scans; the same one again changes nothing."""
        with self.database.begin() as connection:
            self._client.enqueue_in_transaction(connection, _scan_options(item), item.id, True)

    def withdraw(self, items: Iterable[Item]) -> None:
        """Take items out that were not begun; what is being read is finished."""
        for chunk in _chunks(items, _CHUNK):
            waiting = [work for work, status in self._found(chunk).items() if status in ("ENQUEUED", "DELAYED")]
            if waiting:
                self._client.cancel_workflows(waiting)

    def restore(self, items: Iterable[Item], *, failed: bool = False) -> int:
        """Queue every unread item that is neither queued nor in hand: it never was, was withdrawn or left unread, or
        (`failed`) its work broke off for a fault of ours. How many."""
        count = 0
        for chunk in _chunks(items, _CHUNK):
            found = self._found(chunk)
            kept = _ALIVE if failed else [*_ALIVE, "ERROR"]
            here = {_item_id(work) for work, status in found.items() if status in kept}
            out = [item for item in chunk if item.id not in here]
            traces = [work for work in found if _item_id(work) not in here]
            if traces:
                self._client.delete_workflows(traces)
            count += self.submit(out)
        return count

    def waiting(self) -> int:
        """How many items are queued or being read, of all batches."""
        return len(self._client.list_workflows(name=WORKFLOW, status=_ALIVE, load_input=False, load_output=False))

    def begun(self) -> frozenset[str]:
        """Ids of items an engine has in hand: being read, or waiting for a reading process; a few dozen at most."""
        running = self._client.list_workflows(name=WORKFLOW, status="PENDING", load_input=False, load_output=False)
        return frozenset(_item_id(work.workflow_id) for work in running)

    def executors(self) -> set[str]:
        """Engines that have begun something and not ended it."""
        running = self._client.list_workflows(name=WORKFLOW, status="PENDING", load_input=False, load_output=False)
        return {work.executor_id for work in running if work.executor_id}

    def hand_over(self, executor: str) -> int:
        """Queue again what a dead engine had begun. How many."""
        begun = self._client.list_workflows(
            name=WORKFLOW, status="PENDING", executor_id=executor, load_input=False, load_output=False
        )
        for name in _POLL:
            ids = [work.workflow_id for work in begun if (work.queue_name or NORMAL) == name]
            if ids:
                self._client.resume_workflows(ids, queue_name=name)
        return len(begun)

    def forget(self, before: datetime) -> int:
        """Delete the traces of work finished before a moment; the corpus keeps what became of it. How many."""
        done = self._client.list_workflows(
            name=WORKFLOW,
            status="SUCCESS",
            completed_before=before.isoformat(),
            limit=5000,
            load_input=False,
            load_output=False,
        )
        if done:
            self._client.delete_workflows([work.workflow_id for work in done])
        return len(done)

    def close(self) -> None:
        """Give the connections back."""
        self._client.destroy()
        self.database.dispose()

    def _found(self, items: list[Item]) -> dict[str, str]:
        """What the queue holds of these items: ids of work, and how it stands."""
        ids = [name for item in items for name in (workflow_id(item), _scan_id(item))]
        found = self._client.list_workflows(workflow_ids=ids, load_input=False, load_output=False)
        return {work.workflow_id: work.status for work in found}


_ALIVE = ["ENQUEUED", "PENDING", "DELAYED"]


def workflow_id(item: Item) -> str:
    """One per attempt, so that queueing twice is queueing once, and trying again is new work."""
    return f"{item.id}-{item.attempts}"


def _scan_id(item: Item) -> str:
    return f"{workflow_id(item)}-scan"


def _item_id(work: str) -> str:
    return work.partition("-")[0]


def queue_of(item: Item) -> str:
    """Which queue it belongs to."""
    return URGENT if item.priority > 0 else NORMAL


def open_system_database(url: str) -> DatabaseEngine:
    """The engine of the work queue; SQLite gets what DBOS does not set: WAL, and a sync per checkpoint, not per commit.

    A power cut may so take the last moments of the queue (never of the corpus): they are made anew from the items.
    """
    if not url.startswith("sqlite"):
        return open_remote(url, pool_size=16, max_overflow=_CONNECTIONS - 16, pool_pre_ping=True)
    Path(make_url(url).database or ".").parent.mkdir(parents=True, exist_ok=True)
    engine = sqlalchemy.create_engine(url, pool_size=16, max_overflow=_CONNECTIONS - 16)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = "IMMEDIATE"
        for pragma in ("busy_timeout=30000", "foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _options(item: Item) -> EnqueueOptions:
    return {
        "workflow_name": WORKFLOW,
        "queue_name": queue_of(item),
        "workflow_id": workflow_id(item),
        "priority": _MIDDLE - max(-_MIDDLE + 1, min(item.priority, _MIDDLE - 1)),
    }


def _scan_options(item: Item) -> EnqueueOptions:
    queue_name = SCANS if queue_of(item) == NORMAL else URGENT_SCANS
    return {**_options(item), "queue_name": queue_name, "workflow_id": _scan_id(item)}


def _chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    iterator = iter(items)
    while chunk := list(itertools.islice(iterator, size)):
        yield chunk
