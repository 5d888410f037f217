"""Where reading processes come from (nơi sinh tiến trình đọc): one warm, single-threaded process that forks them.

The service itself is full of threads and must not fork; starting an interpreter for every worker costs seconds.
So one process imports everything once and forks a ready worker in milliseconds, as often as one dies.

Nobody outlives anybody: the workers are killed by the kernel when the nursery is gone, and the nursery leaves
when its socket closes, which the kernel sees to even when the service is killed.
(The kernel's parent-death signal is no use for the nursery itself: it fires when the *thread* that started it ends.)
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Mapping
from multiprocessing.connection import Connection

from ingest import limits

_COMMAND = struct.Struct("!cq")
_REPLY = struct.Struct("!q")
_DOORS = ("KEY", "SECRET", "TOKEN", "PASSWORD", "CREDENTIAL", "DATABASE", "POSTGRES", "PGPASS")
_BEAR, _BURY = b"+", b"-"
_START = "import sys; sys.path[:] = {path!r}; from ingest.nursery import main; main({socket}, {reader!r}, {trust!r})"


class NurseryGone(Exception):  # noqa: N818 - what happened, not what is wrong
    """The process that forks workers died, and all its workers with it."""


class Nursery:
    """The service's end: `bear` a worker, `bury` it. Safe to use from many threads."""

    def __init__(self, reader: str, trust: str | None) -> None:
        self._lock = threading.Lock()
        self._noise = os.memfd_create("nursery", os.MFD_CLOEXEC)
        self._socket, theirs = socket.socketpair()
        with theirs:
            self._process = start(theirs.fileno(), reader, trust, _harmless(os.environ), self._noise)
        self._ready = False

    def bear(self) -> tuple[int, Connection, int]:
        """A new worker: its process id, the connection to it, and the file its output goes to (ours to close)."""
        ours, theirs = socket.socketpair()
        noise = os.memfd_create("reader", os.MFD_CLOEXEC)
        try:
            with theirs:
                pid = self._ask(_BEAR, 0, (theirs.fileno(), noise))
        except NurseryGone:
            ours.close()
            os.close(noise)
            raise
        return pid, Connection(ours.detach()), noise

    def bury(self, pid: int) -> int | None:
        """Kill a worker unless it is dead already; its wait status, or None where the nursery itself is gone."""
        try:
            return self._ask(_BURY, pid)
        except NurseryGone:
            return None

    def said(self) -> str:
        """What the nursery printed, for the log when it does not start."""
        return os.pread(self._noise, 4000, 0).decode(errors="replace").strip()

    def close(self) -> None:
        """Send it home, and its workers with it."""
        with self._lock:
            self._socket.close()
            self._process.wait()
            if self._noise >= 0:
                os.close(self._noise)
                self._noise = -1

    @property
    def started(self) -> bool:
        """Whether it has ever answered."""
        return self._ready

    @property
    def alive(self) -> bool:
        """Whether its process still runs."""
        return self._process.poll() is None

    def _ask(self, command: bytes, number: int, files: tuple[int, ...] = ()) -> int:
        with self._lock:
            try:
                socket.send_fds(self._socket, [_COMMAND.pack(command, number)], files)
                reply = self._socket.recv(_REPLY.size, socket.MSG_WAITALL)
            except OSError as error:
                raise NurseryGone from error
            if len(reply) < _REPLY.size:
                raise NurseryGone
            self._ready = True
            answer: int = _REPLY.unpack(reply)[0]
            return answer


def start(
    descriptor: int, reader: str, trust: str | None, environment: Mapping[str, str], noise: int
) -> subprocess.Popen[bytes]:
    """An interpreter of its own that runs `main`; what it prints goes to `noise`."""
    code = _START.format(path=sys.path, socket=descriptor, reader=reader, trust=trust)
    return subprocess.Popen(
        [sys.executable, "-I", "-c", code],
        env=environment,
        pass_fds=(descriptor,),
        stdin=subprocess.DEVNULL,
        stdout=noise,
        stderr=noise,
    )


def _harmless(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without what opens doors: readers have strangers' files in their hands."""
    return {name: value for name, value in environment.items() if not any(word in name for word in _DOORS)}


def main(descriptor: int, reader: str, trust: str | None) -> None:
    """The nursery process: get ready, then fork and bury on command until the socket closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the service, which then closes us
    gc.disable()  # until all is loaded: a tenth of the time that takes would go into looking for garbage
    from ingest import child  # here, because the service's side of this module needs none of it

    child.prepare(reader, trust)
    gc.enable()
    with socket.socket(fileno=descriptor) as control:
        while True:
            message, files, _, _ = socket.recv_fds(control, _COMMAND.size, 2)
            if len(message) < _COMMAND.size:
                return
            command, number = _COMMAND.unpack(message)
            control.sendall(_REPLY.pack(_fork(control, *files) if command == _BEAR else _bury(number)))


def _fork(control: socket.socket, channel: int, noise: int) -> int:
    nursery = os.getpid()
    pid = os.fork()
    if pid == 0:
        try:
            control.close()
            _work(nursery, channel, noise)
        finally:
            os._exit(1)  # never back into the nursery's loop
    os.close(channel)
    os.close(noise)
    return pid


def _work(nursery: int, channel: int, noise: int) -> None:
    from ingest import child  # loaded by main() already

    limits.die_with_parent(nursery)
    limits.be_expendable()
    os.dup2(noise, 1)
    os.dup2(noise, 2)
    os.close(noise)
    faulthandler.enable()
    child.serve(Connection(channel))
    os._exit(0)


def _bury(pid: int) -> int:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)  # our own child, not yet waited for: the number cannot have been reused
    return os.waitpid(pid, 0)[1]
