"""A lane of workers (luồng việc): so many at a time, the most urgent first, the warmest process on top."""

from __future__ import annotations

import heapq
import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from ingest.reader import Reader


class Turn:
    """The right to work in a lane; it may move to another lane on the way."""

    def __init__(self, lane: Lane, urgency: int) -> None:
        self.lane, self.urgency = lane, urgency


class Lane:
    """`width` turns at a time, `kept` more for what is urgent, and the idle processes. Safe to use by many threads."""

    def __init__(self, width: int, kept: int = 0) -> None:
        self._changed = threading.Condition()
        self._free, self._kept = width + kept, kept
        self._waiting: list[tuple[int, int]] = []
        self._tickets = itertools.count()
        self._idle: list[Reader] = []

    @contextmanager
    def turn(self, urgency: int = 0) -> Iterator[Turn]:
        """Wait for a turn, behind the more urgent and the earlier."""
        ticket = (-urgency, next(self._tickets))
        with self._changed:
            heapq.heappush(self._waiting, ticket)
            self._changed.wait_for(lambda: self._has_room(urgency) and self._waiting[0] == ticket)
            heapq.heappop(self._waiting)
            self._free -= 1
            self._changed.notify_all()
        turn = Turn(self, urgency)
        try:
            yield turn
        finally:
            turn.lane.give_back()

    def take_over(self, turn: Turn) -> bool:
        """Move a turn into this lane, if there is room; its own lane then lets the next one in. Whether it is in it."""
        with self._changed:
            if turn.lane is self:
                return True
            if not self._has_room(turn.urgency):
                return False
            self._free -= 1
        left, turn.lane = turn.lane, self
        left.give_back()
        return True

    def give_back(self) -> None:
        """A turn ended."""
        with self._changed:
            self._free += 1
            self._changed.notify_all()

    def pop(self) -> Reader | None:
        """The process that worked last, which is warmest."""
        with self._changed:
            return self._idle.pop() if self._idle else None

    def push(self, reader: Reader) -> None:
        """A process is idle."""
        with self._changed:
            self._idle.append(reader)

    def _has_room(self, urgency: int) -> bool:
        return self._free > (0 if urgency > 0 else self._kept)

    def drain(self) -> list[Reader]:
        """All idle processes, which leave the lane."""
        with self._changed:
            idle, self._idle = self._idle, []
        return idle
