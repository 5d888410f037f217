"""Reading many files (đọc nhiều tệp) in their order, and through containers to the files inside them."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Protocol

from corpus.reading import Reading
from ingest.intake import FoundFile
from ingest.options import ReadOptions
from ingest.problems import Refusal
from ingest.protocol import Inner
from ingest.refused import refused


class Readers(Protocol):
    """What reads: a `ReaderPool`."""

    workers: int

    def read(
        self,
        original: bytes | Path,
        name: str,
        path: str | None = None,
        options: ReadOptions = ...,
        *,
        now: datetime | None = None,
        at: datetime | None = None,
    ) -> Reading:
        """See `ReaderPool.read`."""

    def members(
        self, original: bytes | Path, name: str, path: str, options: ReadOptions, take: Callable[[Inner], None]
    ) -> None:
        """See `ReaderPool.members`."""


def read_each(
    readers: Readers, files: Iterable[FoundFile], options: ReadOptions, now: datetime, at: datetime | None
) -> Iterator[Reading]:
    """See `ReaderPool.map`."""

    def one(found: FoundFile) -> list[Reading]:
        if found.problem is not None:
            return [refused(None, found.name, found.path, found.problem)]
        return read_through(readers, found.file, found.name, found.path, options, now, at)

    with ThreadPoolExecutor(readers.workers, thread_name_prefix="read") as threads:
        yield from _in_order(threads, one, iter(files), 2 * readers.workers)


def read_through(
    readers: Readers,
    original: bytes | Path,
    name: str,
    path: str,
    options: ReadOptions,
    now: datetime,
    at: datetime | None,
) -> list[Reading]:
    """The reading of a file, and after it those of all files inside it."""
    reading = readers.read(original, name, path, options, now=now, at=at)
    if not reading.members:
        return [reading]
    inside: dict[str, tuple[Inner | None, list[Reading]]] = {}

    def take(member: Inner) -> None:
        found = readers.read(member.data, member.name, member.path, options, now=now, at=at)
        inside[member.path] = (member if found.members else None, [found])

    try:
        readers.members(original, name, path, options, take)
    except Refusal as refusal:
        return [refused(original, name, path, refusal.problem)]
    readings = [reading]
    for member, found in inside.values():  # only now, with no process held: containers lie within containers
        readings += read_through(readers, member.data, member.name, member.path, options, now, at) if member else found
    return readings


def _in_order(
    threads: ThreadPoolExecutor, work: Callable[[FoundFile], list[Reading]], files: Iterator[FoundFile], ahead: int
) -> Iterator[Reading]:
    waiting: deque[Future[list[Reading]]] = deque(threads.submit(work, file) for file in itertools.islice(files, ahead))
    try:
        while waiting:
            done = waiting.popleft().result()
            waiting.extend(threads.submit(work, file) for file in itertools.islice(files, 1))
            yield from done
    finally:
        for future in waiting:
            future.cancel()
