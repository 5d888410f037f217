"""The watched folder (thư mục theo dõi): what is put into it is taken in, and moved away once it is stored.

It is looked through again and again rather than listened to: shared folders, from which scanners and other offices
hand files over, tell nobody of changes, and only a second look shows whether a file has stopped growing. A look costs
0.05 ms of processor time, 14 ms with 1,000 files waiting; being told of changes would save half the two seconds before
the first look, and not the two before the second.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from corpus.batch import Item
from corpus.corpus import Corpus
from corpus.originals import sync_folder
from ingest.intake import FoundFile, find_files
from ingest.passing import passes
from ingest.queue import WorkQueue

log = logging.getLogger(__name__)

TAKEN = ".taken"
"""Folder inside the watched one where files go once they are stored; hidden, so it is not searched itself."""
_EVERY = 2.0


@dataclass(frozen=True, slots=True)
class _Look:
    """What tells one state of a file from another."""

    size: int
    changed: int
    inode: int


class Watch:
    """One folder, looked through by one process at a time; a file is known by path, size, time and inode, so that one
    stored and not moved, because the service was killed in between, is not taken in twice."""

    def __init__(self, corpus: Corpus, queue: WorkQueue, folder: Path, *, name: Callable[[datetime], str]) -> None:
        self._corpus, self._queue, self._folder, self._name = corpus, queue, folder, name
        self._seen: dict[Path, _Look] = {}

    def run(self, stopping: threading.Event, every: float = _EVERY) -> None:
        """Look until told to stop; a cause that passes only costs a look."""
        while not stopping.is_set():
            try:
                self.look()
            except Exception as error:
                if not passes(error):
                    log.exception("the watched folder %s could not be looked through", self._folder)
            stopping.wait(every)

    def look(self) -> str | None:
        """Take in the files that did not change since the last look, as one batch: its id, or None without any."""
        found = [file for file in find_files([self._folder]) if file.problem is None]
        looks = {file.file: look for file in found if (look := _look(file.file)) is not None}
        still = [file for file in found if looks.get(file.file) and looks[file.file] == self._seen.get(file.file)]
        self._seen = looks
        if not still:
            return None
        batch_id = self._batch(still)
        items = [self._take(batch_id, file, looks[file.file]) for file in still]
        self._queue.submit(items)
        self._corpus.close_batch(batch_id)
        return batch_id

    def _batch(self, files: list[FoundFile]) -> str:
        """An open batch of a look that was cut off is gone on with."""
        for batch in self._corpus.batches(limit=50).items:
            if batch.source == "watch" and batch.state == "open":
                return batch.id
        return self._corpus.create_batch(self._name(self._corpus.clock()), "watch").id

    def _take(self, batch_id: str, found: FoundFile, look: _Look) -> Item:
        below = found.file.relative_to(self._folder)
        key = f"watch:{below}:{look.size}:{look.changed}:{look.inode}"
        item = self._corpus.receive(batch_id, found.name, str(below), file=found.file, key=key)
        self._move(found.file, below, item)
        self._seen.pop(found.file, None)
        return item

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
