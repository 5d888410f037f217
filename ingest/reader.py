"""One reading process, seen from the service (một tiến trình đọc): ask it, watch it, bury it."""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import signal
import time
from collections.abc import Callable
from typing import Any

from ingest import limits
from ingest.nursery import Nursery
from ingest.problems import Crashed, OutOfMemory, Refusal, TimeLimit
from ingest.protocol import Answer, MoreTime, Part, Request

_LOOK_EVERY = 0.25
_WALL_FACTOR = 4.0
_WALL_GRACE = 10.0
_MAY_COME_BACK = ("extract", "signatures", "corpus", "ingest", "datetime", "zoneinfo", "collections", "decimal")
_PLAIN = {"set", "frozenset", "bytearray", "complex", "slice", "range"}
_HEAP_RUINED = ("corrupt", "invalid", "double free", "smashing")


class Died(Exception):  # noqa: N818 - what happened, not what is wrong
    """The file took its process down, in the way `refusal` says."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.type)
        self.refusal = refusal


class Killed(Exception):  # noqa: N818 - what happened, not what is wrong
    """The process was killed from outside (the system out of memory, an operator, its nursery gone): no fault of
    the file's, as far as one can tell."""


class Reader:
    """The service's end of one worker. One thread at a time; whoever gets an exception must `retire` it."""

    def __init__(self, nursery: Nursery) -> None:
        self._pid, self._connection, self._noise = nursery.bear()
        self._nursery = nursery
        self.jobs = 0
        self.resident = 0
        self.first_resident = 0

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._pid

    @property
    def nursery(self) -> Nursery:
        """Where it came from."""
        return self._nursery

    def perform(self, request: Request, seconds: float, hear: Callable[[Part | MoreTime], None]) -> Answer:
        """The answer; Died or Killed when the process did not live to give one.

        `seconds` are of processor time, as the machine may be busy elsewhere; time asleep counts, too, time spent
        waiting for the processor a quarter, time spent in `hear`, which is told whatever comes before the answer, not
        at all.
        """
        self.jobs += 1
        try:
            self._connection.send_bytes(pickle.dumps(request, pickle.HIGHEST_PROTOCOL))
            answer = self._await(seconds, hear)
        except (EOFError, ConnectionError) as error:
            raise self._cause_of_death() from error
        self.resident = answer.resident
        self.first_resident = self.first_resident or answer.resident
        return answer

    def retire(self) -> int | None:
        """Kill and bury it; its wait status."""
        if self._noise < 0:
            return None
        with contextlib.suppress(OSError):
            self._connection.close()
        os.close(self._noise)
        self._noise = -1
        return self._nursery.bury(self._pid)

    def _await(self, seconds: float, hear: Callable[[Part | MoreTime], None]) -> Answer:
        began, used, asleep = time.monotonic(), limits.cpu_seconds(self._pid), 0.0
        while True:
            if not self._connection.poll(_LOOK_EVERY):
                waited = (time.monotonic() - began - _WALL_GRACE) / _WALL_FACTOR
                asleep += _LOOK_EVERY if limits.is_asleep(self._pid) else 0.0
                if max(limits.cpu_seconds(self._pid) - used + asleep, waited) > seconds:
                    raise Died(TimeLimit(f"{seconds:.0f} s"))
                continue
            message = _load(self._connection.recv_bytes())
            if isinstance(message, Answer):
                return message
            if isinstance(message, MoreTime):
                seconds += message.seconds
            if isinstance(message, (Part, MoreTime)):
                heard = time.monotonic()
                hear(message)
                began += time.monotonic() - heard

    def _cause_of_death(self) -> Died | Killed:
        said = os.pread(self._noise, 4000, 0).decode(errors="replace").strip()
        status = self.retire()
        if status is None:
            return Killed()
        if not os.WIFSIGNALED(status):
            return Died(Crashed(f"exit status {os.waitstatus_to_exitcode(status)}"))
        number = os.WTERMSIG(status)
        if number in {signal.SIGKILL, signal.SIGTERM}:
            return Killed()
        # PDFium and C++ call abort() when an allocation fails; the C library does so, too, when its heap is ruined.
        if number == signal.SIGABRT and not any(word in said for word in _HEAP_RUINED):
            return Died(OutOfMemory())
        return Died(Crashed(signal.Signals(number).name))


class _Answers(pickle.Unpickler):
    """Loads our own values only: the process that wrote them had a hostile file in its hands."""

    def find_class(self, module: str, name: str) -> Any:
        if module.partition(".")[0] in _MAY_COME_BACK or (module == "builtins" and name in _PLAIN):
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        if (module, name) in {("copyreg", "__newobj__"), ("copyreg", "_reconstructor")}:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} may not come back from a reader")


def _load(message: bytes) -> object:
    try:
        loaded: object = _Answers(io.BytesIO(message)).load()
    except Exception as error:  # a poisoned pickle may raise whatever it likes
        raise Died(Crashed(f"its answer is not to be trusted: {error}")) from error
    return loaded
