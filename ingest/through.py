"""Reading many files (đọc nhiều tệp) in their order, and through containers to the files inside them."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from corpus.reading import Reading
from ingest.beside import Folders, Members, lacks_content
from ingest.crowd import Crowd
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
        contents: tuple[bytes | Path | None, ...] = (),
    ) -> Reading:
        """See `ReaderPool.read`."""

    def members(
        self, original: bytes | Path, name: str, path: str, options: ReadOptions, take: Callable[[Inner], None]
    ) -> None:
        """See `ReaderPool.members`."""


@dataclass(frozen=True, slots=True)
class _How:
    """Who reads, and how."""

    readers: Readers
    options: ReadOptions
    now: datetime
    at: datetime | None

    def read(
        self, original: bytes | Path, name: str, path: str, contents: tuple[bytes | Path | None, ...] = ()
    ) -> Reading:
        return self.readers.read(original, name, path, self.options, now=self.now, at=self.at, contents=contents)

    def unpack(self, original: bytes | Path, name: str, path: str, take: Callable[[Inner], None]) -> None:
        self.readers.members(original, name, path, self.options, take)


def read_each(
    readers: Readers, files: Iterable[FoundFile], options: ReadOptions, now: datetime, at: datetime | None
) -> Iterator[Reading]:
    """See `ReaderPool.map`."""
    how, folders = _How(readers, options, now, at), Folders()

    def one(found: FoundFile) -> list[Reading]:
        if found.problem is not None:
            return [refused(None, found.name, found.path, found.problem)]
        readings = _read_through(how, found.file, found.name, found.path)
        if lacks_content(readings[0]):
            contents = folders.contents(readings[0], found.file)
            return _read_through(how, found.file, found.name, found.path, contents) if any(contents) else readings
        return readings

    with ThreadPoolExecutor(readers.workers, thread_name_prefix="read") as threads:
        yield from _in_order(threads, one, iter(files), 2 * readers.workers)


def _read_through(
    how: _How,
    original: bytes | Path,
    name: str,
    path: str,
    contents: tuple[bytes | Path | None, ...] = (),
    crowd: Crowd | None = None,
) -> list[Reading]:
    """The reading of a file, and after it those of all files inside it; `crowd` counts these."""
    reading, crowd = how.read(original, name, path, contents), crowd or Crowd(how.options.limits)
    if not reading.members:
        return [reading]
    inside: dict[str, tuple[Inner | None, Reading]] = {}

    def take(member: Inner) -> None:
        found = how.read(member.data, member.name, member.path)
        inside[member.path] = (member if found.members or lacks_content(found) else None, found)

    try:
        crowd.add(len(reading.members))
        how.unpack(original, name, path, take)
        _judge_detached(how, (original, name, path), inside)
    except Refusal as refusal:
        return [refused(original, name, path, refusal.problem, reading.signatures)]
    readings = [reading]
    for member, found in inside.values():  # only now, with no process held: containers lie within containers
        if member and found.members:
            readings += _read_through(how, member.data, member.name, member.path, crowd=crowd)
        else:
            readings.append(found)
    return readings


def _judge_detached(
    how: _How, container: tuple[bytes | Path, str, str], inside: dict[str, tuple[Inner | None, Reading]]
) -> None:
    """Read the signatures among the members again, each with what it signs, if that is a member, too.

    The container is unpacked once more for the bytes: they are never all in memory.
    """
    waiting = {path: found for path, (member, found) in inside.items() if member and lacks_content(found)}
    if not waiting:
        return
    members = Members(container[2], {path: found.source.sha256 for path, (_, found) in inside.items()}, waiting)
    if members.other_algorithms:
        how.unpack(*container, members.note)

    def take(member: Inner) -> None:
        for path, contents in members.deliver(member):
            signature = inside[path][0]
            if signature is not None:
                inside[path] = (None, how.read(signature.data, signature.name, path, contents))

    if members.choose():
        how.unpack(*container, take)


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
