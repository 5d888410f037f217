"""Until told to stop (chờ tín hiệu dừng): Ctrl+C, or the SIGTERM of a service manager."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


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
