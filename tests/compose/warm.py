"""Processes that start warm: forked from one that has imported all they need, as often as a test asks for one.

Dozens of tests need a nursery or a service of their own, and each would import the same half second anew.
What is forked has no more than imports behind it: environment, folder, files and signals are those of a fresh start.
Cold starts are tried where they are the matter: the wheel, commands of their own, killed services, the storm.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ORIGIN = Path(__file__).with_name("warm_origin.py")
NUMBER = struct.Struct("!i")


class WarmProcess:
    """What is asked of a `subprocess.Popen`, for a process that is not our own child."""

    def __init__(self, line: socket.socket) -> None:
        self._line, self._lock = line, threading.Lock()
        self._status: int | None = None
        self.pid = NUMBER.unpack(line.recv(NUMBER.size))[0]

    def poll(self) -> int | None:
        """Its exit status, a signal as negative number; None while it runs."""
        try:
            return self.wait(0)
        except subprocess.TimeoutExpired:
            return None

    def wait(self, timeout: float | None = None) -> int:
        """Its exit status, once it has ended."""
        with self._lock:
            if self._status is None:
                self._line.settimeout(timeout)
                try:
                    self._status = NUMBER.unpack(self._line.recv(NUMBER.size))[0]
                except (BlockingIOError, TimeoutError) as error:
                    raise subprocess.TimeoutExpired(str(self.pid), timeout or 0) from error
                self._line.close()
            return self._status

    def terminate(self) -> None:
        """Ask it to end, unless it has."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGTERM)

    def kill(self) -> None:
        """End it, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)


@dataclass(frozen=True)
class WarmStart:
    """Where such processes come from; it is at `address`, and may be asked from any process and thread."""

    address: str

    def start(
        self,
        target: str,
        arguments: Sequence[Any],
        environment: Mapping[str, str],
        *,
        output: int,
        passed: Sequence[int] = (),
    ) -> WarmProcess:
        """`module:function` in a process of its own; `passed` are open files, and its first arguments."""
        order = {"target": target, "arguments": list(arguments), "environment": dict(environment), "path": sys.path}
        line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        line.connect(self.address)
        socket.send_fds(line, [json.dumps(order | {"folder": str(Path.cwd())}).encode()], [output, *passed])
        return WarmProcess(line)


@dataclass
class Origin:
    """Started when first needed, and gone with the process that needed it."""

    modules: Sequence[str]
    _process: subprocess.Popen[bytes] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def warm_start(self) -> WarmStart:
        """Whoever asks at once waits for the imports."""
        address = f"\0warm {os.getpid()} {self.modules[0]}"
        with self._lock:
            if self._process is None:
                self._process = self._start(address)
        return WarmStart(address)

    def close(self) -> None:
        """It leaves, whatever came from it."""
        if self._process is not None:
            self._process.communicate()

    def _start(self, address: str) -> subprocess.Popen[bytes]:
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as door:
            door.bind(address)
            door.listen(64)
            command = [sys.executable, str(ORIGIN), str(door.fileno()), json.dumps(sys.path), *self.modules]
            return subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=(door.fileno(),))


READERS = Origin(("ingest.child", "ingest.read"))
SERVICES = Origin(("tests.compose.service", "api.app", "uvicorn"))


def start_nursery(
    origin: WarmStart, descriptor: int, reader: str, trust: str | None, environment: Mapping[str, str], noise: int
) -> WarmProcess:
    """A nursery, as `ingest.nursery.start` has it."""
    return origin.start("ingest.nursery:main", (reader, trust), environment, output=noise, passed=(descriptor,))
