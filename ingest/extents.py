"""Where words stand on the page (vị trí của từ): PDFium is asked for their first and their last letters only."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat

import numpy as np

from ingest.frame import Edges, Frame
from ingest.lean import addresses, call_all, char_box


def find_extents(page: int, first: Sequence[int], last: Sequence[int], frame: Frame) -> Edges:
    """The edges of words that run from the characters `first` to the characters `last` of a text page, as shown."""
    boxes = np.zeros((2 * len(first), 4), np.float32)  # rows of an FS_RECTF: left, top, right, bottom
    places = addresses(boxes)
    call_all(map(char_box, repeat(page), first, places[: len(first)]))
    call_all(map(char_box, repeat(page), last, places[len(first) :]))
    both = boxes.reshape(2, -1, 4).astype(np.float64)
    (left, _, _, bottom), (_, top, right, _) = both.min(0).T, both.max(0).T
    return frame.edges(left, bottom, right, top)
