"""Runs (chuỗi từ): words that follow each other in the file and on their line. Most lines are one run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.page import Word
from ingest.frame import Edges

SAME_ROW = 0.45
"""Middles further apart than this share of the lower line's height are on different rows."""
_FLAT = 0.45
"""A word lower than this share of its neighbour's height is no letter."""


def edges_of(words: Sequence[Word]) -> Edges:
    """The edges of the boxes of words, as arrays."""
    boxes = [(box.x0, box.top, box.x1, box.bottom) for box in [word.box for word in words]]
    x0, top, x1, bottom = np.array(boxes, np.float64).reshape(-1, 4).T
    return x0, top, x1, bottom


def find_runs(words: Sequence[Word], edges: Edges) -> NDArray[Any]:
    """Where runs begin among words, of which there is at least one."""
    x0, top, _, bottom = edges
    heights, middles = bottom - top, top + bottom
    onward, apart = x0[1:] >= x0[:-1], np.abs(middles[1:] - middles[:-1])
    lower, higher = np.minimum(heights[1:], heights[:-1]), np.maximum(heights[1:], heights[:-1])
    goes_on = onward & (apart < 2 * SAME_ROW * lower)
    for at in (onward & ~goes_on & (lower < _FLAT * higher) & (apart < higher)).nonzero()[0].tolist():
        goes_on[at] = is_mark(words[at], words[at + 1], apart[at])
    breaks = (~goes_on).nonzero()[0] + 1
    return np.concatenate((np.zeros(1, breaks.dtype), breaks))


def is_mark(before: Word, word: Word, apart: float) -> bool:
    """Whether one of two words is a mark, such as a dash, that stands within the height of the other; `apart` is twice
    the distance of their middles.

    Type 3 fonts tell no height of their own: there a dash is as low as it is drawn.
    """
    heights = [one.box.bottom - one.box.top for one in (before, word)]
    lower = before if heights[0] < heights[1] else word
    flat = min(heights) < _FLAT * max(heights) and abs(apart) < max(heights)
    return flat and not any(map(str.isalnum, lower.text))
