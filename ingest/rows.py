"""Rows of numbers that PDFium writes (hàng số), for calls made once a word or text object.

To make a pointer costs as much as the call it is for: so the same few rows are written again and again, and copied out.
Reading PDF is the work of one thread (see `ingest.pdf`), and so are these.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_AT_ONCE = 512


class Rows:
    """Rows of `width` numbers; PDFium is given a pointer to each, or `apart` one to each number.

    What a call does not write stays as in `blank`.
    """

    def __init__(self, kind: Any, width: int, *, apart: bool = False, blank: tuple[int, ...] | None = None) -> None:
        memory = (kind * (width * _AT_ONCE))()
        each = ctypes.sizeof(kind)
        columns = range(width) if apart else range(1)
        self._pointers = [
            [ctypes.byref(memory, (row * width + column) * each) for row in range(_AT_ONCE)] for column in columns
        ]
        self._values = np.frombuffer(memory, np.dtype(kind)).reshape(_AT_ONCE, width)
        self._blank = np.array(blank or (0,) * width, self._values.dtype)

    def filled(self, call: Callable[..., object], items: Sequence[Any], *before: Iterable[Any]) -> NDArray[Any]:
        """What `call` writes when given what comes `before` (the same each time, repeated), an item, where to write."""
        if len(items) <= _AT_ONCE:
            return self._written(call, items, before).copy()
        parts = (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))
        return np.concatenate([self._written(call, part, before).copy() for part in parts])

    def _written(self, call: Callable[..., object], items: Sequence[Any], before: Iterable[Any]) -> NDArray[Any]:
        rows = self._values[: len(items)]
        rows[:] = self._blank
        deque(map(call, *before, items, *self._pointers), maxlen=0)
        return rows
