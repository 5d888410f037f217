"""The timetable (lịch việc): work that comes round again.

One engine of all does it, and goes on where another was cut off.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Protocol

from corpus.corpus import Corpus
from corpus.job import Job
from ingest.passing import Stopping, passes
from ingest.presence import Presence

log = logging.getLogger(__name__)

_ROUND = 20.0
Outcome = dict[str, Any]


class Progress(Protocol):
    """What a chore is handed: how it stands, and where to write that down."""

    job: Job
    before: Outcome
    """What came of it the last time."""

    def reach(self, cursor: str) -> None:
        """So far it got; Stopping where the engine stops."""


@dataclass(frozen=True, slots=True)
class Chore:
    """One kind of work: `every` so long (None: never of itself), and when its `mark` is no longer what it was."""

    name: str
    run: Callable[[Progress], Outcome]
    every: timedelta | None = None
    mark: Callable[[], str] = str


class Timetable:
    """Looks every while whether something is due. The presence keeps two engines from doing the same."""

    def __init__(self, corpus: Corpus, presence: Presence, chores: Sequence[Chore]) -> None:
        self._corpus, self._presence, self._chores = corpus, presence, chores

    def run(self, stopping: threading.Event) -> None:
        """Until told to stop; a cause that passes only costs a round."""
        while not stopping.wait(_ROUND):
            for chore in self._chores:
                try:
                    self.look(chore, stopping)
                except Stopping:
                    return
                except Exception as error:
                    if not passes(error):
                        log.exception("the job %s could not be begun", chore.name)

    def look(self, chore: Chore, stopping: threading.Event) -> Job | None:
        """Do the chore if it is due and nobody else is at it; how it then stands."""
        with self._presence.inherit(f"job-{chore.name}") as free:
            before = self._corpus.job(chore.name) if free else None
            mark = chore.mark() if free else ""
            if not free or not self._due(chore, before, mark):
                return None
            job = self._begin(chore, before, mark)
            return self._do(chore, _Progress(self._corpus, job, before.outcome if before else {}, stopping))

    def _due(self, chore: Chore, before: Job | None, mark: str) -> bool:
        if before is None or before.finished_at is None or before.mark != mark:
            return before is not None or chore.every is not None or bool(mark)
        return chore.every is not None and abs(self._corpus.clock() - before.begun_at) >= chore.every

    def _begin(self, chore: Chore, before: Job | None, mark: str) -> Job:
        cut_off = before is not None and before.finished_at is None and before.mark == mark
        outcome = before.outcome if before else {}
        job = Job(chore.name, self._corpus.clock(), mark, before.cursor if before and cut_off else "", outcome=outcome)
        return self._corpus.keep_job(job)

    def _do(self, chore: Chore, progress: _Progress) -> Job:
        try:
            outcome, failure = chore.run(progress), None
        except Exception as error:
            if passes(error):
                raise
            log.exception("the job %s failed", chore.name)
            outcome, failure = progress.before, f"{type(error).__name__}: {error}"[:500]
        done = replace(progress.job, finished_at=self._corpus.clock(), outcome=outcome, failure=failure)
        return self._corpus.keep_job(done)


@dataclass(slots=True)
class _Progress:
    corpus: Corpus
    job: Job
    before: Outcome
    stopping: threading.Event

    def reach(self, cursor: str) -> None:
        self.job = self.corpus.keep_job(replace(self.job, cursor=cursor))
        if self.stopping.is_set():
            raise Stopping
