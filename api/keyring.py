"""Passwords of files opened today (chùm chìa khoá): in the memory of this process, gone with it or when unused."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

MOST = 500
"""Files whose passwords are held; the one unused longest goes first."""
IDLE = 8 * 3600.0
"""Seconds after which a password that nobody used is forgotten: a working day."""


class KeyRing:
    """The password of each file, by its SHA-256. Never written anywhere. Safe to use from many threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._held: dict[str, tuple[str, float]] = {}

    def __repr__(self) -> str:
        return f"KeyRing({len(self._held)})"

    def hold(self, sha256: str, password: str) -> None:
        """From now on this file opens."""
        with self._lock:
            self._held.pop(sha256, None)
            self._held[sha256] = password, self._clock()
            while len(self._held) > MOST:
                del self._held[next(iter(self._held))]

    def find(self, sha256: str) -> str | None:
        """The password of this file, or None where it was never given or is forgotten; finding it is using it."""
        with self._lock:
            password, used = self._held.pop(sha256, (None, 0.0))
            if password is None or self._clock() - used > IDLE:
                return None
            self._held[sha256] = password, self._clock()
            return password
