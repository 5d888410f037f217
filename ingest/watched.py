"""A folder whose changes matter (thư mục cần để ý): whether something in it is new, gone or different."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

_EVERY = 2.0


class Watched:
    """Looked at when asked, but not more often than every two seconds; no folder never changes."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._state = self._look()
        self._look_at = time.monotonic() + _EVERY

    def changed(self) -> bool:
        """Whether something changed since the last time this was said."""
        if self._folder is None or time.monotonic() < self._look_at:
            return False
        with self._lock:
            self._look_at = time.monotonic() + _EVERY
            before, self._state = self._state, self._look()
            return self._state != before

    def _look(self) -> frozenset[tuple[str, int, int]]:
        return frozenset(_files(self._folder)) if self._folder is not None else frozenset()


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    for root, _, names in os.walk(folder):
        for name in names:
            file = Path(root, name)
            try:
                status = file.stat()
            except FileNotFoundError:  # gone between the two looks
                continue
            yield str(file), status.st_mtime_ns, status.st_size
