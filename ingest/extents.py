"""Where words stand on the page (vị trí của từ): PDFium is asked for their first and their last letters only."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from itertools import repeat
from typing import Any

import numpy as np

from ingest.frame import Edges, Frame
from ingest.lean import char_box
from ingest.rows import Rows

_BOXES = Rows(ctypes.c_float, 4)
"""FS_RECTF: left, top, right, bottom."""


def find_extents(page: Any, first: Sequence[int], last: Sequence[int], frame: Frame) -> Edges:
    """The edges, as shown, of words that run from the characters `first` to the characters `last` of a text page."""
    boxes = _BOXES.filled(char_box, [*first, *last], repeat(page))
    both = boxes.reshape(2, -1, 4).astype(np.float64)
    (left, _, _, bottom), (_, top, right, _) = both.min(0).T, both.max(0).T
    return frame.edges(left, bottom, right, top)
