"""The engine (bộ máy xử lý): takes items from the queue, however often it, its workers or its database are killed.

DBOS keeps the queue and what was begun; the supervisor adds what DBOS leaves to its user.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

from dbos import DBOS
from sqlalchemy import make_url

from corpus.batch import Item
from corpus.corpus import Corpus
from corpus.originals import LocalOriginals
from ingest.batch import retryable
from ingest.index import Indexer
from ingest.options import ReadOptions
from ingest.passing import Stopping, patiently
from ingest.pool import ReaderPool
from ingest.presence import ENGINES, FilePresence, PostgresPresence, Presence, lock_file
from ingest.queue import APPLICATION, WorkQueue
from ingest.supervisor import Supervisor
from ingest.timetable import Chore, Timetable
from ingest.unread import unread
from ingest.work import Workshop
from ingest.workflow import bench

log = logging.getLogger(__name__)

VERSION = "1"
"""Of the workflow, not of the program: pinned, because DBOS leaves work of another version lying."""
_DEFAULT = ReadOptions()
_LISTEN = 0.1
"""Seconds DBOS sleeps between looks for messages, of which there are none: a stop waits until it wakes."""


class Engine:
    """Runs the queue behind `system_database_url`; one engine at a time in a process.

    With `lead`, the path of a lock file, it works only while no other engine holds that lock, and takes over when the
    other one ends: `serve` and `ingest` on one folder then never work against each other. Without, it always works
    (`vanthu worker`). `chores` come round for as long as it works.
    """

    def __init__(
        self,
        corpus: Corpus,
        pool: ReaderPool,
        system_database_url: str,
        *,
        options: ReadOptions = _DEFAULT,
        lead: Path | None = None,
        chores: Sequence[Chore] = (),
    ) -> None:
        self.corpus = corpus
        self.queue = WorkQueue(system_database_url)
        self.executor = f"{os.uname().nodename}-{uuid.uuid4().hex[:12]}"
        self._leaving, self._stopping = threading.Event(), threading.Event()
        self._shop = Workshop(corpus, pool, options, self.queue.submit, self.queue.put_off, self._leaving)
        self._presence = _presence(self.queue.url, self.executor)
        self._supervisor = Supervisor(corpus, self.queue, self._presence, self.executor)
        self._indexer = Indexer(corpus)
        self._timetable = Timetable(corpus, self._presence, chores)
        self._lead_file, self._lead = lead, -1
        self._waiting: threading.Thread | None = None
        self._threads: list[threading.Thread] = []
        self._launched = False

    @property
    def running(self) -> bool:
        """Whether this process does the work, or waits for the one that holds the lead."""
        return self._launched

    def start(self) -> None:
        """Begin, or wait for the lead in the background. What dead engines left is taken over at once."""
        if self._take_lead():
            self._launch()
        else:
            self._waiting = threading.Thread(target=self._wait_for_lead, name="lead", daemon=True)
            self._waiting.start()

    def stop(self, grace: float = 20.0) -> None:
        """Let files under way finish for `grace` seconds, then leave them for whoever comes next."""
        self._leaving.set()
        if self._waiting is not None:
            self._waiting.join()
        if self._launched:
            bench.close(grace)
        self._stopping.set()
        for thread in self._threads:
            thread.join()
        if self._launched:
            DBOS.destroy()
            self._presence.release()
            self._launched = False
        if self._lead >= 0:
            os.close(self._lead)
            self._lead = -1
        self.queue.close()

    def submit(self, item_id: str) -> None:
        """Queue an item just received; the same one again changes nothing. A priority above 0 overtakes bulk work."""
        self.queue.submit([self.corpus.item(item_id)])

    def pause(self, batch_id: str) -> None:
        """Leave the batch alone until `resume`; files under way are finished."""
        self.corpus.pause_batch(batch_id)
        for items in unread(self.corpus, batch_id=batch_id):
            self.queue.withdraw(items)

    def resume(self, batch_id: str) -> None:
        """Go on with a paused batch."""
        self.corpus.resume_batch(batch_id)
        for items in unread(self.corpus, batch_id=batch_id):
            self.queue.restore(items, failed=True)

    def cancel(self, batch_id: str) -> None:
        """Cancel what was not read yet; what has its outcome keeps it."""
        waiting = list(unread(self.corpus, batch_id=batch_id))
        self.corpus.cancel_batch(batch_id)
        for items in waiting:
            self.queue.withdraw(items)

    def retry(self, item_id: str) -> Item:
        """Try a returned or cancelled item again; `Conflict` for one with another outcome."""
        item = self.corpus.retry_item(item_id)
        self.queue.submit([item])
        return item

    def retry_all(self, batch_id: str | None = None) -> int:
        """Try every file again whose cause may be gone, of one batch or of all. How many."""
        count = 0
        for item in retryable(self.corpus, batch_id):
            self.retry(item.id)
            count += 1
        return count

    def _take_lead(self) -> bool:
        if self._lead_file is None:
            return True
        self._lead_file.parent.mkdir(parents=True, exist_ok=True)
        handle = lock_file(self._lead_file)
        self._lead = -1 if handle is None else handle
        return handle is not None

    def _wait_for_lead(self) -> None:
        with contextlib.suppress(Stopping):
            self._follow_the_lead()

    def _follow_the_lead(self) -> None:
        while not self._leaving.wait(0.5):
            if self._take_lead():
                patiently(self._launch, self._leaving)
                return

    def _launch(self) -> None:
        self._presence.hold()
        if isinstance(self.corpus.originals, LocalOriginals):
            self.corpus.originals.sweep()
        bench.open(self._shop, self._indexer.wake)
        try:
            self._launch_dbos()
        except BaseException:
            bench.close(0)
            DBOS.destroy()
            raise
        self._launched = True
        self._run("supervisor", lambda: self._supervisor.run(self._stopping))
        self._run("timetable", lambda: self._timetable.run(self._stopping))
        self._run("indexer", lambda: self._indexer.run(self._stopping))

    def _launch_dbos(self) -> None:
        DBOS(
            config={
                "name": APPLICATION,
                "system_database_url": self.queue.url,
                "system_database_engine": self.queue.database,
                "application_version": VERSION,
                "executor_id": self.executor,
                "notification_listener_polling_interval_sec": _LISTEN,
                "log_level": "WARNING",
                "enable_otlp": False,
            }
        )
        DBOS.launch()

    def _run(self, name: str, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()


def _presence(url: str, executor: str) -> Presence:
    if not url.startswith("sqlite"):
        return PostgresPresence(url, executor)
    return FilePresence(Path(make_url(url).database or ".").absolute().parent / ENGINES, executor)
