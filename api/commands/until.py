"""Until told to stop (chờ tín hiệu dừng): Ctrl+C, or the SIGTERM of a service manager."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_LOOK = 0.5
"""Seconds after which the main thread looks whether a signal came."""


@contextmanager
def until_told() -> Iterator[threading.Event]:
    """An event that is set by SIGINT and SIGTERM; what they did before is restored at the end."""
    told = threading.Event()

    def tell(number: int, frame: Any) -> None:
        told.set()

    before = {number: signal.signal(number, tell) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def wait_for(told: threading.Event) -> None:
    """Wait until it is set.

    The kernel may hand a signal to any thread of a process, Python handles it in the main one; asleep without an end,
    that thread would never learn of it.
    """
    while not told.wait(_LOOK):
        pass
