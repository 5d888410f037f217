"""Reading in processes that may die (nhóm tiến trình đọc): warm, under caps, replaced when they do.

Nothing that parses a stranger's file (PDFium, Tesseract, XML, ASN.1) runs in the process that must live.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from corpus.reading import Reading
from ingest.crew import Crew, PoolClosed
from ingest.intake import FoundFile
from ingest.lane import Lane
from ingest.midway import unjudged
from ingest.nursery import NurseryGone
from ingest.options import Limits, ReadOptions
from ingest.problems import Crashed, OutOfMemory, Refusal, TimeLimit
from ingest.protocol import Answer, Inner, MoreTime, Part, Request
from ingest.reader import Died, Killed
from ingest.refused import refused
from ingest.through import read_each
from ingest.watched import Watched
from signatures.report import SignatureReport

log = logging.getLogger(__name__)

DEFAULT = ReadOptions()
_DEATHS = 2
_KILLS = 8
_TO_TELL = 10.0
"""Seconds in which the signatures of a file that nobody can judge are listed."""
_DEADLY = (TimeLimit, OutOfMemory, Crashed)


class ScansFull(Exception):  # noqa: N818 - a state, not a fault of the file
    """A file needs OCR, and as many as may be are at it; it is to be read again, from among the scans."""


class ReaderPool:
    """`workers` processes that read files, and a few more for short calls, so that a page image never waits for a
    long scan. A file found to need OCR moves to places of its own, as many again and one for what is urgent, and lets
    the next one in: text does not wait for scans. Processes are started when first needed. Safe to use from many
    threads.

    `trust` is the folder of trusted certificates, loaded once, and again a moment after something in it changed;
    `limits` holds for `call`, while a reading keeps to the limits of its options. `reader` names the function that
    reads (`module:function`).
    """

    def __init__(
        self,
        workers: int = 2,
        limits: Limits = DEFAULT.limits,
        trust: Path | None = None,
        *,
        callers: int = 2,
        reader: str = "ingest.read:read_file",
    ) -> None:
        self.workers = workers
        self.limits = limits
        self._trust = Watched(trust)
        self._trust_version: str | None = None
        self._reading, self._scans, self._calling = Lane(workers), Lane(workers, kept=1), Lane(callers)
        self._crew = Crew(reader, str(trust) if trust else None, (self._reading, self._calling))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def read(
        self,
        original: bytes | Path,
        name: str,
        path: str | None = None,
        options: ReadOptions = DEFAULT,
        *,
        now: datetime | None = None,
        at: datetime | None = None,
        urgency: int = 0,
        contents: tuple[bytes | Path | None, ...] = (),
        scan: bool | None = None,
    ) -> Reading:
        """`read_file` in a worker process. Never raises for a bad file: what kills its process is `timeout`,
        `out_of_memory` or `crashed`, and its signatures are `unreadable` unless they had been judged by then.
        A path is opened by the worker; its bytes do not pass through this process.
        `contents` are the files that a detached signature signs.
        Among those who wait for a worker, the highest `urgency` goes first. The text comes without lines and words:
        what they were needed for is in the dispatches.
        One known to need OCR (`scan`) waits among its like from the start; where that is not so (False), and it needs
        OCR while all places for that are taken, ScansFull is raised; where nothing is said, it is read where it is.
        """
        if self._trust.changed():
            self.reload()
        shown, moment = path or name, now or datetime.now(UTC)
        given = (original, name, shown, moment, at, options, contents)
        request = Request("ingest.child:read", given, options.limits.memory)
        judged: list[SignatureReport] = []
        lane, must_move = (self._scans if scan else self._reading), scan is False
        try:
            reading: Reading = self._perform(lane, request, options.limits.seconds, urgency, judged.append, must_move)
        except Refusal as refusal:
            return refused(original, name, shown, refusal.problem, self._signatures(refusal, judged, original, options))
        return reading

    def map(
        self,
        files: Iterable[FoundFile],
        options: ReadOptions = DEFAULT,
        *,
        now: datetime | None = None,
        at: datetime | None = None,
    ) -> Iterator[Reading]:
        """Readings in the order of `files`, each followed by those of the files inside it; at most twice as many files
        are under way as there are workers."""
        return read_each(self, files, options, now or datetime.now(UTC), at)

    def call(self, target: str, *args: Any, seconds: float | None = None, **keywords: Any) -> Any:
        """`module:function` called in a worker process: `call("ingest.images:render_page", data, 1, 800)`.

        Raises the refusal the function raised, or the one that tells how its process died.
        """
        request = Request(target, args, self.limits.memory, keywords)
        return self._perform(self._calling, request, self.limits.seconds if seconds is None else seconds)

    def _signatures(
        self, refusal: Refusal, judged: list[SignatureReport], original: bytes | Path, options: ReadOptions
    ) -> SignatureReport | None:
        """What a reading had to say of signatures before it died; where it did not get to the end of them, which there
        are."""
        if not isinstance(refusal, _DEADLY):
            return None
        if judged:
            return judged[-1]
        try:
            told = self.call("ingest.child:signatures_told", original, options, seconds=_TO_TELL)
        except Refusal:
            told = ()  # the report says itself that nothing is known of them
        return unjudged(refusal.type, told)

    def trust_version(self) -> str:
        """Which trust store the readings are judged by just now (`TrustStore.version`)."""
        if self._trust.changed():
            self.reload()
        if self._trust_version is None:
            self._trust_version = str(self.call("ingest.child:trust_version"))
        return self._trust_version

    def members(
        self, original: bytes | Path, name: str, path: str, options: ReadOptions, take: Callable[[Inner], None]
    ) -> None:
        """Hand the files inside a container to `take`, one at a time, so that they are never all in memory.

        After the death of its process it begins anew: `take` may get a member twice. Raises the refusal of the file.
        """
        request = Request("ingest.child:members", (original, name, path, options), options.limits.memory)
        self._perform(self._calling, request, options.limits.seconds, part=take)

    def reload(self) -> None:
        """Read the trust folder anew; readings under way finish with the old one."""
        old = self._crew.renew()
        self._trust_version = None
        self._crew.see_off(old)

    def close(self) -> None:
        """End all workers, also those in the middle of a file: their callers get `PoolClosed`."""
        self._crew.close()

    @property
    def processes(self) -> tuple[int, ...]:
        """Process ids of the living workers."""
        return self._crew.processes

    def _perform(
        self,
        lane: Lane,
        request: Request,
        seconds: float,
        urgency: int = 0,
        part: Callable[[Any], None] = lambda value: None,
        must_move: bool = False,
    ) -> Any:
        """The value of the call. A file gets a second chance after a crash; being killed from outside is not counted
        against it, until it looks as if the system itself killed the process for its memory, again and again."""
        deaths, kills = 0, 0
        while True:
            try:
                return self._attempt(lane, request, seconds, urgency, part, must_move)
            except Died as death:
                deaths += 1
                log.info("a reader died: %s (%s)", death.refusal.type, death.refusal.detail)
                if deaths >= _DEATHS or isinstance(death.refusal, TimeLimit):
                    raise death.refusal from death
            except (Killed, NurseryGone) as death:
                kills += 1
                log.info("a reader was killed from outside")
                if self._crew.closed:
                    raise PoolClosed from death
                if kills >= _KILLS:
                    raise OutOfMemory("killed by the system") from death

    def _attempt(
        self,
        lane: Lane,
        request: Request,
        seconds: float,
        urgency: int,
        part: Callable[[Any], None],
        must_move: bool,
    ) -> Any:
        home = self._reading if lane is self._scans else lane
        with lane.turn(urgency) as turn:

            def hear(message: Part | MoreTime) -> None:
                if isinstance(message, Part):
                    part(message.value)
                elif home is self._reading and not self._scans.take_over(turn) and must_move:
                    raise ScansFull

            reader = self._crew.one_of(home)
            try:
                answer = reader.perform(request, seconds, hear)
            except BaseException:
                self._crew.drop(reader)
                raise
            self._crew.put_back(home, reader)
        return _value(answer)


def _value(answer: Answer) -> Any:
    if answer.refusal is not None:
        raise answer.refusal
    if answer.fault is not None:
        log.error("reading failed in a way nobody foresaw:\n%s", answer.fault)
        raise Crashed(answer.fault.strip().rpartition("\n")[2])
    return answer.value
