"""Through what a text object is seen (vùng cắt): the rectangles its clip leaves, in user space."""

from __future__ import annotations

import ctypes
import math
from typing import Any

import pypdfium2.raw as raw

Window = tuple[float, float, float, float]
"""Left, bottom, right and top."""
EVERYWHERE: Window = (-math.inf, -math.inf, math.inf, math.inf)
NOWHERE: Window = (math.inf, math.inf, -math.inf, -math.inf)
_CORNERS = (4, 5)
"""Points of a rectangle, closed or not."""


def window_of(item: int) -> Window:
    """What all paths of an object's clip leave of the page; `NOWHERE` where one is no rectangle, as then nothing is
    known to be seen. `q 0 0 10 10 re W n` leaves 0, 0, 10, 10.
    """
    clip = raw.FPDFPageObj_GetClipPath(ctypes.cast(item, raw.FPDF_PAGEOBJECT))
    rectangles = [_rectangle(clip, path) for path in range(raw.FPDFClipPath_CountPaths(clip))]
    if None in rectangles:
        return NOWHERE
    left, bottom, right, top = zip(EVERYWHERE, *filter(None, rectangles), strict=True)
    return max(left), max(bottom), min(right), min(top)


def _rectangle(clip: Any, path: int) -> Window | None:
    size = raw.FPDFClipPath_CountPathSegments(clip, path)
    if size not in _CORNERS:
        return None
    points = [_point(raw.FPDFClipPath_GetPathSegment(clip, path, index)) for index in range(size)]
    x, y = ({round(point[axis], 3) for point in points} for axis in (0, 1))
    if len(x) != 2 or len(y) != 2 or len(set(points)) != 4:
        return None
    return min(x), min(y), max(x), max(y)


def _point(segment: Any) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
    return x.value, y.value
