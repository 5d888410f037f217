"""The watched folder (thư mục theo dõi): what is put into it is taken in, and moved away once it is stored.

It is looked through again and again rather than listened to: shared folders, from which scanners and other offices
hand files over, tell nobody of changes, and only a second look shows whether a file has stopped growing. A look costs
0.05 ms of processor time, 14 ms with 1,000 files waiting; being told of changes would save half the two seconds before
the first look, and not the two before the second.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from corpus.batch import Item
from corpus.corpus import Corpus
from corpus.originals import sync_folder
from corpus.refusals import NotFound
from ingest.intake import FoundFile, find_files
from ingest.passing import passes
from ingest.presence import lock_file
from ingest.queue import WorkQueue

log = logging.getLogger(__name__)

TAKEN = ".taken"
"""Folder inside the watched one where files go once they are stored; hidden, so it is not searched itself."""
_LOCK, _BATCH = "lock", "batch"
"""In it: held by the process that looks through the folder; and the batch of a look under way."""
_EVERY = 2.0


@dataclass(frozen=True, slots=True)
class _Look:
    """What tells one state of a file from another."""

    size: int
    changed: int
    inode: int


class Watch:
    """One folder, looked through by one process at a time, others wait for it to end; a file is known by path, size,
    time and inode, so that one stored and not moved, because the service was killed in between, is not taken in twice.
    """

    def __init__(self, corpus: Corpus, queue: WorkQueue, folder: Path, *, name: Callable[[datetime], str]) -> None:
        self._corpus, self._queue, self._folder, self._name = corpus, queue, folder, name
        self._seen: dict[Path, _Look] = {}
        self._stuck: dict[Path, _Look] = {}

    def run(self, stopping: threading.Event, every: float = _EVERY) -> None:
        """Look until told to stop; a cause that passes only costs a look."""
        lock: int | None = None
        while not stopping.is_set():
            try:
                lock = self._lock() if lock is None else lock
                if lock is not None:
                    self.look()
            except Exception as error:
                if not passes(error):
                    log.exception("the watched folder %s could not be looked through", self._folder)
            stopping.wait(every)
        if lock is not None:
            os.close(lock)

    def look(self) -> str | None:
        """Take in the files that did not change since the last look, as one batch: its id, or None without any.

        One that cannot be taken in is left where it is, and told; one that is stored and cannot be moved is not stored
        again.
        """
        found = [file for file in find_files([self._folder]) if file.problem is None]
        looks = {file.file: look for file in found if (look := _look(file.file)) is not None}
        self._stuck = {file: look for file, look in self._stuck.items() if looks.get(file) == look}
        still = [file for file in found if looks.get(file.file) and looks[file.file] == self._seen.get(file.file)]
        still = [file for file in still if file.file not in self._stuck]
        self._seen = looks
        if not still:
            return None
        batch_id = self._batch()
        for file in still:
            try:
                self._take(batch_id, file, looks[file.file])
            except (OSError, ValueError) as error:
                if passes(error):
                    raise
                self._stuck[file.file] = looks[file.file]
                log.exception("%s could not be taken in, or not be moved", file.path)
        self._corpus.close_batch(batch_id)
        self._noted.unlink()
        return batch_id

    @property
    def _noted(self) -> Path:
        return self._folder / TAKEN / _BATCH

    def _lock(self) -> int | None:
        """The folder is ours, or (None) another process looks through it. Where nothing can be locked, it is ours."""
        (self._folder / TAKEN).mkdir(exist_ok=True)
        try:
            return lock_file(self._folder / TAKEN / _LOCK)
        except OSError as error:
            log.warning("the watched folder %s cannot be locked: %s", self._folder, error)
            return os.open(os.devnull, os.O_RDONLY)

    def _batch(self) -> str:
        """The batch of a look that was cut off is gone on with, by what is noted in the folder itself."""
        try:
            batch = self._corpus.batch(self._noted.read_text("ascii").strip()).batch
            if batch.closed_at is None:
                return batch.id
        except (FileNotFoundError, UnicodeDecodeError, NotFound):
            pass
        batch = self._corpus.create_batch(self._name(self._corpus.clock()), "watch")
        self._noted.parent.mkdir(exist_ok=True)
        fresh = self._noted.with_suffix(".new")
        fresh.write_text(batch.id, "ascii")
        fresh.replace(self._noted)
        return batch.id

    def _take(self, batch_id: str, found: FoundFile, look: _Look) -> None:
        below = found.file.relative_to(self._folder)
        key = f"watch:{below}:{look.size}:{look.changed}:{look.inode}"
        item = self._corpus.receive(batch_id, found.name, str(below), file=found.file, key=key)
        self._queue.submit([item])
        self._move(found.file, below, item)
        self._seen.pop(found.file, None)

    def _move(self, file: Path, below: Path, item: Item) -> None:
        """Out of the way, under a name that cannot be taken: what a folder of papers dealt with is to a clerk."""
        day = self._corpus.clock().date().isoformat()
        target = self._folder / TAKEN / day / below.parent / f"{item.id}-{below.name}"
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)
        sync_folder(target.parent)


def _look(file: Path) -> _Look | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return _Look(status.st_size, status.st_mtime_ns, status.st_ino)
