"""The process that warm ones are forked from: `python warm_origin.py DOOR PATH MODULE…`, until its input ends."""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import random
import signal
import socket
import struct
import sys
import traceback
from collections.abc import Callable
from select import select
from typing import Any, NoReturn

NUMBER = struct.Struct("!i")
MOST = 1 << 18


class Origin:
    """`lines` are the connections to those who asked, by the process each was given."""

    def __init__(self, door: socket.socket) -> None:
        self.door = door
        self.lines: dict[int, socket.socket] = {}
        self.ended, wakes = os.pipe()
        os.set_blocking(wakes, False)
        signal.set_wakeup_fd(wakes)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def await_order(self) -> Callable[[], Any] | None:
        """Fork whenever asked. Returns in the forked process, with what it is to do, and, without, at the very end."""
        while True:
            ready, _, _ = select([0, self.door, self.ended], [], [])
            if self.ended in ready:
                os.read(self.ended, MOST)
                self._tell_the_ended()
            if 0 in ready:
                return None
            if self.door in ready and (task := self._fork()):
                return task

    def _fork(self) -> Callable[[], Any] | None:
        line, _ = self.door.accept()
        order, files, _, _ = socket.recv_fds(line, MOST, 8)
        pid = os.fork()
        if pid == 0:
            line.close()
            return self._task(json.loads(order), files)
        for file in files:
            os.close(file)
        self.lines[pid] = line
        line.send(NUMBER.pack(pid))
        return None

    def _tell_the_ended(self) -> None:
        while self.lines:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            with self.lines.pop(pid) as line:
                line.send(NUMBER.pack(os.waitstatus_to_exitcode(status)), socket.MSG_NOSIGNAL)

    def _task(self, order: dict[str, Any], files: list[int]) -> Callable[[], Any]:
        """Nothing of the origin is left, and the world is as ordered."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for open_line in (self.door, *self.lines.values()):
            open_line.close()
        os.close(self.ended)
        _take_place(files[0])
        sys.path[:], sys.argv[1:] = order["path"], []
        os.chdir(order["folder"])
        os.environ.clear()
        os.environ.update(order["environment"])
        random.seed()
        return lambda: pkgutil.resolve_name(order["target"])(*files[1:], *order["arguments"])


def _take_place(output: int) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.close(nothing)
    os.close(output)


def main(door: str, path: str, *modules: str) -> None:
    """Import, then fork; in the forked process, do as ordered."""
    sys.path[:] = json.loads(path)
    gc.disable()
    for module in modules:
        importlib.import_module(module)
    gc.enable()
    gc.freeze()
    task = Origin(socket.socket(fileno=int(door))).await_order()
    if task is not None:
        _leave(task)


def _leave(task: Callable[[], Any]) -> NoReturn:
    """Do it and be gone at once: threads that libraries would await at the end stayed behind in the origin."""
    status = 1
    try:
        task()
        status = 0
    except BaseException:  # noqa: BLE001 - told as the interpreter tells it
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    main(*sys.argv[1:])
