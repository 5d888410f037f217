"""Reading processes (đội tiến trình đọc): borne by a nursery, kept warm, replaced when they die or swell."""

from __future__ import annotations

import threading

from ingest.lane import Lane
from ingest.nursery import Nursery, NurseryGone
from ingest.reader import Reader

_JOBS = 500
_GROWTH = 192 * 1024 * 1024
_AT_REST = 160 * 1024 * 1024
"""Bytes a process may take for good with its first file: it may be a bomb, which is no measure of what others need."""
_FALSE_STARTS = 3


class PoolClosed(Exception):  # noqa: N818 - a state, not a fault
    """The pool was closed; nothing was read."""


class ReadersDown(Exception):  # noqa: N818 - a state, not a fault of the file
    """Reading processes do not start at all; what they said is the message."""


class Crew:
    """Processes that read, whoever has them in hand; those at rest lie in `homes`. Safe to use from many threads.

    `reader` names the function that reads (`module:function`), `trust` the folder of trusted certificates.
    """

    def __init__(self, reader: str, trust: str | None, homes: tuple[Lane, ...]) -> None:
        self._origin = (reader, trust)
        self._homes = homes
        self._lock = threading.Lock()
        self._nursery: Nursery | None = None
        self._living: set[Reader] = set()
        self._false_starts = 0
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether it is over."""
        return self._closed

    @property
    def processes(self) -> tuple[int, ...]:
        """Process ids of the living."""
        with self._lock:
            return tuple(sorted(reader.pid for reader in self._living))

    def one_of(self, home: Lane) -> Reader:
        """One at rest there, or a new one; raises PoolClosed, ReadersDown and NurseryGone."""
        return home.pop() or self._bear()

    def put_back(self, home: Lane, reader: Reader) -> None:
        """Let it rest, unless it has done enough, has swollen, or belongs to an older trust folder."""
        swollen = reader.resident > min(reader.first_resident, _AT_REST) + _GROWTH
        if swollen or reader.jobs >= _JOBS or reader.nursery is not self._nursery:
            self._retire(reader)
        else:
            home.push(reader)

    def drop(self, reader: Reader) -> None:
        """It failed in the middle of something, perhaps with its whole nursery."""
        self._retire(reader)
        if not reader.nursery.alive:
            self._replace(reader.nursery)

    def renew(self) -> Nursery | None:
        """From now on they come from a new nursery; the old one, if any, is to be seen off."""
        with self._lock:
            old, self._nursery = self._nursery, None
        return old

    def see_off(self, old: Nursery | None) -> None:
        """What came from the old nursery goes, once it has finished what is under way."""
        self._retire_idle()
        if old is not None:
            self._close_when_unused(old)

    def close(self) -> None:
        """End all, also those in the middle of a file."""
        with self._lock:
            self._closed = True
            nursery, self._nursery = self._nursery, None
            living, self._living = self._living, set()
        nurseries = {reader.nursery for reader in living} | ({nursery} if nursery else set())
        self._retire_idle()
        for each in nurseries:
            each.close()

    def _bear(self) -> Reader:
        with self._lock:
            if self._closed:
                raise PoolClosed
            if self._nursery is None:
                self._nursery = Nursery(*self._origin)
            nursery = self._nursery
        try:
            reader = Reader(nursery)
        except NurseryGone:
            self._replace(nursery)
            raise
        with self._lock:
            self._false_starts = 0
            self._living.add(reader)
        return reader

    def _replace(self, nursery: Nursery) -> None:
        """Forget a dead nursery, so that the next caller starts another; give up on one that never starts."""
        with self._lock:
            if self._nursery is not nursery:
                return
            self._nursery = None
            self._false_starts += 0 if nursery.started else 1
            hopeless = self._false_starts >= _FALSE_STARTS
        said = nursery.said()
        self._retire_idle()
        nursery.close()
        if hopeless:
            raise ReadersDown(said)

    def _retire(self, reader: Reader) -> None:
        reader.retire()
        with self._lock:
            self._living.discard(reader)
            stale = reader.nursery is not self._nursery and not self._closed
        if stale:
            self._close_when_unused(reader.nursery)

    def _retire_idle(self) -> None:
        for home in self._homes:
            for reader in home.drain():
                self._retire(reader)

    def _close_when_unused(self, nursery: Nursery) -> None:
        with self._lock:
            used = any(reader.nursery is nursery for reader in self._living)
        if not used:
            nursery.close()
