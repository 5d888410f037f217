"""The storm: a service and an uploader, any process of which is killed now and then, until the batch is settled."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.exc import OperationalError

from corpus.batch import BatchView
from corpus.corpus import Corpus
from ingest.limits import cpu_seconds
from tests.compose.postgres import Cluster

_START = {"service": 3.0, "uploader": 2.5, "nursery": 1.5}
"""Processor seconds: what the imports take, and a little, so that on a busy machine, too, something is done."""
HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@dataclass
class Storm:
    """`told` is what both programs are told; every process of theirs carries `mark` in its environment.

    It strikes a process at random `every` so many seconds, once it is awake; or, where there is a `plan`, a process
    of the next role in it each time so many more files have their outcome: (0, "uploader"), (10, "service"), …
    """

    told: dict[str, str]
    mark: str
    every: tuple[float, float] = (0.5, 3.0)
    plan: tuple[tuple[int, str], ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    prefix: tuple[str, ...] = ()
    """Before every command: to run it on another machine."""
    cluster: Cluster | None = None
    """A database server that is struck, too."""
    random: random.Random = field(default_factory=lambda: random.Random(7))
    kills: Counter[str] = field(default_factory=Counter)
    service: subprocess.Popen[bytes] | None = None
    uploader: subprocess.Popen[bytes] | None = None

    def rage(self, corpus: Corpus, batch_id: str, seconds: float) -> None:
        """Kill and restart until the batch is settled; then let the service end in peace."""
        deadline = time.monotonic() + seconds
        strike = time.monotonic() + self.random.uniform(*self.every)
        planned = list(self.plan)
        while (view := _look(corpus, batch_id)) is None or not view.balance.settled or view.batch.state == "open":
            if time.monotonic() > deadline:
                raise AssertionError(f"not settled in {seconds} s: {view}")
            self.keep_up(view.batch.state if view else "unknown")
            if self.plan:
                planned = self._follow_plan(planned, view)
            elif time.monotonic() > strike:
                self._strike_someone()
                strike = time.monotonic() + self.random.uniform(*self.every)
            time.sleep(0.02)
        self.calm()

    def calm(self) -> None:
        """The service, started once more after a storm without plan, sweeps up and is told to stop."""
        if self.service is not None and (not self.plan or self.service.poll() is not None):
            self.end()
            self.service = self._start("service.py")
            assert self.service.stdout is not None
            assert self.service.stdout.readline() == b"ready\n"
        self._stop()

    def retry(self, corpus: Corpus, batch_id: str, seconds: float) -> None:
        """As an operator does after a storm: try once more, in peace, what was returned though the file may be sound.

        A reader that was killed each time it had the same file looks, from outside, as if the file had killed it.
        """
        self._reap(self.service)
        self.service = self._start("service.py", retry="yes")
        assert self.service.stdout is not None
        assert self.service.stdout.readline() == b"ready\n"
        deadline = time.monotonic() + seconds
        while not corpus.batch(batch_id).balance.settled:
            assert time.monotonic() < deadline
            time.sleep(0.2)
        self._stop()

    def end(self) -> None:
        """Whatever is left is killed, so that a failed test leaves nothing behind."""
        for pid in self.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for process in (self.service, self.uploader):
            if process is not None:
                process.wait()
                self._reap(process)

    def processes(self) -> list[int]:
        """Every living process that carries the mark."""
        return [pid for pid in _pids() if self.mark.encode() in _environment(pid)]

    def keep_up(self, state: str) -> None:
        """Start what does not run: the service, and while the batch is open the uploader."""
        if self.service is None or self.service.poll() is not None:
            self._reap(self.service)
            self.service = self._start("service.py")
        if state == "open" and (self.uploader is None or self.uploader.poll()):
            self._reap(self.uploader)
            self.uploader = self._start("uploader.py")

    def _stop(self) -> None:
        assert self.service is not None
        self.service.terminate()
        assert self.service.wait(90) == 0
        gone = time.monotonic() + 5
        while self.processes() and time.monotonic() < gone:
            time.sleep(0.05)

    def _follow_plan(self, planned: list[tuple[int, str]], view: BatchView | None) -> list[tuple[int, str]]:
        if not planned or view is None or view.balance.received == 0:
            return planned
        (count, role), *rest = planned
        victims = [pid for pid in self.processes() if self._role(pid) == role]
        if view.balance.received - view.balance.pending < count or not victims:
            return planned
        self._strike(victims)
        return rest

    def _strike_someone(self) -> None:
        if self.cluster is not None and self.random.random() < 0.2:
            self.kills["database"] += 1
            self.cluster.kill()
            self.cluster.start()
        else:
            self._strike([pid for pid in self.processes() if self._awake(pid)])

    def _strike(self, victims: list[int]) -> None:
        if victims:
            victim = self.random.choice(victims)
            self.kills[self._role(victim)] += 1
            with contextlib.suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)

    def _awake(self, pid: int) -> bool:
        """Past its imports, which take seconds of a busy machine: killed before, nobody would ever get to work."""
        return cpu_seconds(pid) >= _START.get(self._role(pid), 0.0)

    def _role(self, pid: int) -> str:
        service, uploader = (each.pid if each else 0 for each in (self.service, self.uploader))
        if pid in (service, uploader):
            return "service" if pid == service else "uploader"
        return "nursery" if _parent(pid) == service else "reader"

    def _start(self, program: str, **more: str) -> subprocess.Popen[bytes]:
        environment = os.environ | self.environment | {"VANTHU_STORM": self.mark, "PYTHONPATH": str(ROOT)}
        return subprocess.Popen(
            [*self.prefix, sys.executable, str(HERE / program), json.dumps(self.told | more)],
            env=environment,
            stdout=subprocess.PIPE,
        )

    def _reap(self, process: subprocess.Popen[bytes] | None) -> None:
        if process is not None and process.stdout is not None:
            process.stdout.close()


def _look(corpus: Corpus, batch_id: str) -> BatchView | None:
    with contextlib.suppress(OperationalError):  # the database may just have been killed
        return corpus.batch(batch_id)
    return None


def _pids() -> Iterator[int]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            yield int(entry.name)


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _environment(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes()  # empty for a zombie
    except OSError:
        return b""
