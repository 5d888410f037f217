"""Reading in processes that may die (nhóm tiến trình đọc): warm, under caps, replaced when they do.

Nothing that parses a stranger's file (PDFium, Tesseract, XML, ASN.1) runs in the process that must live.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from corpus.reading import Reading
from ingest.intake import FoundFile
from ingest.lane import Lane
from ingest.midway import unjudged
from ingest.nursery import Nursery, NurseryGone
from ingest.options import Limits, ReadOptions
from ingest.problems import Crashed, OutOfMemory, Refusal, TimeLimit
from ingest.protocol import Answer, Inner, MoreTime, Part, Request
from ingest.reader import Died, Killed, Reader
from ingest.refused import refused
from ingest.through import read_each
from ingest.watched import Watched
from signatures.report import SignatureReport

log = logging.getLogger(__name__)

DEFAULT = ReadOptions()
_JOBS = 500
_GROWTH = 192 * 1024 * 1024
_AT_REST = 160 * 1024 * 1024
"""Bytes a process may take for good with its first file: it may be a bomb, which is no measure of what others need."""
_DEATHS = 2
_KILLS = 8
_FALSE_STARTS = 3
_DEADLY = (TimeLimit, OutOfMemory, Crashed)


class PoolClosed(Exception):  # noqa: N818 - a state, not a fault
    """The pool was closed; nothing was read."""


class ReadersDown(Exception):  # noqa: N818 - a state, not a fault of the file
    """Reading processes do not start at all; what they said is the message."""


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
        self._origin = (reader, str(trust) if trust else None)
        self._trust = Watched(trust)
        self._trust_version: str | None = None
        self._lock = threading.Lock()
        self._nursery: Nursery | None = None
        self._living: set[Reader] = set()
        self._false_starts = 0
        self._closed = False
        self._reading, self._scans, self._calling = Lane(workers), Lane(workers, kept=1), Lane(callers)

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
            return refused(original, name, shown, refusal.problem, _signatures(refusal, judged))
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
        with self._lock:
            old, self._nursery = self._nursery, None
            self._trust_version = None
        self._retire_idle()
        if old is not None:
            self._close_when_unused(old)

    def close(self) -> None:
        """End all workers, also those in the middle of a file: their callers get `PoolClosed`."""
        with self._lock:
            self._closed = True
            nursery, self._nursery = self._nursery, None
            living, self._living = self._living, set()
        nurseries = {reader.nursery for reader in living} | ({nursery} if nursery else set())
        self._retire_idle()
        for each in nurseries:
            each.close()

    @property
    def processes(self) -> tuple[int, ...]:
        """Process ids of the living workers."""
        with self._lock:
            return tuple(sorted(reader.pid for reader in self._living))

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
                if self._closed:
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

            reader = home.pop() or self._bear()
            try:
                answer = reader.perform(request, seconds, hear)
            except BaseException:
                self._retire(reader)
                if not reader.nursery.alive:
                    self._replace(reader.nursery)
                raise
            self._put_back(home, reader)
        return _value(answer)

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

    def _put_back(self, lane: Lane, reader: Reader) -> None:
        swollen = reader.resident > min(reader.first_resident, _AT_REST) + _GROWTH
        if swollen or reader.jobs >= _JOBS or reader.nursery is not self._nursery:
            self._retire(reader)
        else:
            lane.push(reader)

    def _retire(self, reader: Reader) -> None:
        reader.retire()
        with self._lock:
            self._living.discard(reader)
            stale = reader.nursery is not self._nursery and not self._closed
        if stale:
            self._close_when_unused(reader.nursery)

    def _retire_idle(self) -> None:
        for lane in (self._reading, self._calling):
            for reader in lane.drain():
                self._retire(reader)

    def _close_when_unused(self, nursery: Nursery) -> None:
        with self._lock:
            used = any(reader.nursery is nursery for reader in self._living)
        if not used:
            nursery.close()


def _signatures(refusal: Refusal, judged: list[SignatureReport]) -> SignatureReport | None:
    """What a reading had to say of signatures before it died; that it did not get to the end of them, if it did not."""
    if not isinstance(refusal, _DEADLY):
        return None
    return judged[-1] if judged else unjudged(refusal.type)


def _value(answer: Answer) -> Any:
    if answer.refusal is not None:
        raise answer.refusal
    if answer.fault is not None:
        log.error("reading failed in a way nobody foresaw:\n%s", answer.fault)
        raise Crashed(answer.fault.strip().rpartition("\n")[2])
    return answer.value
