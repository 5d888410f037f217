"""Looking after engines and items (giám sát): take over from the dead, queue what nobody queued, forget the done."""

from __future__ import annotations

import logging
import threading
import time
from datetime import timedelta

from corpus.corpus import Corpus
from ingest.passing import passes
from ingest.presence import Presence
from ingest.queue import WorkQueue
from ingest.unread import unread

log = logging.getLogger(__name__)

_ROUND = 1.0
_DOUBTS = 4
"""Rounds a lock must be found free where that alone proves nothing (see `Presence.certain`)."""
_SWEEP_EVERY = 20.0
_SWEEP_REST = 50
"""Times as long as a sweep took, so that with a hundred thousand files waiting it never takes more than a fiftieth."""
_IN_HAND = timedelta(seconds=20)
"""Items younger than this are still in the hands of the one who receives them; after a start there is no such one.
What was received in the future was not: the clock was set back."""
_REMEMBER = timedelta(hours=1)
_FORGET_EVERY = 300.0


class Supervisor:
    """A round a second in a thread of its own, for as long as its engine works."""

    def __init__(self, corpus: Corpus, queue: WorkQueue, presence: Presence, executor: str) -> None:
        self._corpus, self._queue, self._presence, self._executor = corpus, queue, presence, executor
        self._doubts: dict[str, int] = {}
        self._swept = False
        self._sweep_at = self._forget_at = 0.0

    def run(self, stopping: threading.Event) -> None:
        """Rounds until told to stop; a cause that passes only costs a round."""
        while not stopping.is_set():
            try:
                self.round()
            except Exception as error:
                if not passes(error):
                    log.exception("a supervisor's round failed")
            stopping.wait(_ROUND)

    def round(self) -> None:
        """Be seen alive, take over, sweep, forget."""
        self._presence.hold()
        self._take_over()
        now = time.monotonic()
        if now >= self._sweep_at:
            self.sweep()
            done = time.monotonic()
            self._sweep_at = done + max(_SWEEP_EVERY, _SWEEP_REST * (done - now))
        if now >= self._forget_at:
            self._queue.forget(self._corpus.clock() - _REMEMBER)
            self._forget_at = now + _FORGET_EVERY

    def sweep(self) -> None:
        """Queue what is unread and in no queue: whoever received it, or let it go on, was killed before he could."""
        now = self._corpus.clock()
        first, self._swept = not self._swept, True
        for items in unread(self._corpus, but_between=None if first else (now - _IN_HAND, now)):
            self._queue.restore(items, failed=first)

    def _take_over(self) -> None:
        others = self._queue.executors() - {self._executor}
        self._doubts = {name: self._doubts.get(name, 0) for name in others}
        for name in others:
            with self._presence.inherit(name) as dead:
                self._doubts[name] = self._doubts[name] + 1 if dead else 0
                if self._doubts[name] >= (1 if self._presence.certain else _DOUBTS):
                    log.warning("taking over %d items from %s", self._queue.hand_over(name), name)
