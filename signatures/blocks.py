"""Blocks of pixels (mảng điểm ảnh): what rectangles of a size fill of a mask, and which parts of a page matter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
BRIGHT = 0.3
"""Of a block: the share of it that is light where it is ground with print on it."""
REACH = 25
"""Pixels: the longer side of the largest block."""


def regions(mask: Mask) -> Iterator[tuple[slice, slice]]:
    """Rectangles that hold all of it, each with all that a block can reach of what is around; stamps stand far apart on
    a page.
    """
    whole = extent(mask)
    inside = mask[whole]
    for rows in _bands(np.asarray(inside.any(axis=1))):
        for columns in _bands(np.asarray(inside[rows].any(axis=0))):
            yield _moved(rows, whole[0].start), _moved(columns, whole[1].start)


def _bands(line: Mask) -> Iterator[slice]:
    at = np.flatnonzero(line)
    for band in np.split(at, np.flatnonzero(np.diff(at) > 2 * REACH) + 1) if at.size else ():
        yield slice(max(int(band[0]) - REACH, 0), min(int(band[-1]) + 1 + REACH, line.size))


def _moved(span: slice, by: int) -> slice:
    return slice(span.start + by, span.stop + by)


def extent(mask: Mask) -> tuple[slice, slice]:
    """The rows and columns between which all of it lies, with the edges before; a stamp is a small part of its page."""
    rows, columns = (np.flatnonzero(mask.any(axis=axis)) for axis in (1, 0))
    if not rows.size:
        return slice(0, 0), slice(0, 0)
    top, left = max(int(rows[0]) - 1, 0), max(int(columns[0]) - 1, 0)
    return slice(top, int(rows[-1]) + 1), slice(left, int(columns[-1]) + 1)


def filled_by(mask: Mask, height: int, width: int, bright: Mask | None = None) -> Mask:
    """The parts of `mask` that blocks of this size fill (morphological opening), each with its share of `bright`."""
    filled = _corners(mask.astype(np.int32), height, width, 1.0)
    if bright is not None:
        filled &= _corners(bright.astype(np.int32), height, width, BRIGHT)
    return _spread(filled, mask, height, width)


def blocks_with(values: npt.NDArray[np.int32], height: int, width: int, mean: float) -> Mask:
    """All blocks of this size whose values come to `mean`."""
    return _spread(_corners(values, height, width, mean), values, height, width)


def _corners(values: npt.NDArray[np.int32], height: int, width: int, mean: float) -> Mask:
    """The upper left corners of the blocks of this size whose values come to `mean`."""
    rows, columns = values.shape
    if rows < height or columns < width:
        return np.zeros((0, 0), np.bool_)
    return np.asarray(_windows(values, height, width) >= mean * height * width)


def _spread(corners: Mask, values: npt.NDArray[Any], height: int, width: int) -> Mask:
    """The blocks of this size with these upper left corners, as a mask over `values`."""
    if not corners.any():
        return np.zeros(values.shape, np.bool_)
    spread = np.pad(corners.astype(np.int32), ((height - 1, height - 1), (width - 1, width - 1)))
    return np.asarray(_windows(spread, height, width) > 0)


def _windows(values: npt.NDArray[np.int32], height: int, width: int) -> npt.NDArray[np.int32]:
    """Sums over every window of this size."""
    total = np.pad(values.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    rows, columns = total.shape
    result: npt.NDArray[np.int32] = (
        total[height:, width:]
        - total[: rows - height, width:]
        - total[height:, : columns - width]
        + total[: rows - height, : columns - width]
    )
    return result
