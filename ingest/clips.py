"""Through what a text object is seen (vùng cắt): the rectangles its clip leaves, in user space."""

from __future__ import annotations

import ctypes
import math

from ingest.lean import clip_of_object, paths_of_clip, point_of_segment, segment_of_clip, segments_of_clip

Window = tuple[float, float, float, float]
"""Left, bottom, right and top."""
EVERYWHERE: Window = (-math.inf, -math.inf, math.inf, math.inf)
NOWHERE: Window = (math.inf, math.inf, -math.inf, -math.inf)
_POINT = (ctypes.c_float * 2)()
_PLACES = (ctypes.addressof(_POINT), ctypes.addressof(_POINT) + ctypes.sizeof(ctypes.c_float))
"""Written over and over, as reading PDF is the work of one thread."""
_CORNERS = (4, 5)
"""Points of a rectangle, closed or not."""


def window_of(item: int) -> Window:
    """What all paths of an object's clip leave of the page; `NOWHERE` where one is no rectangle, as then nothing is
    known to be seen. `q 0 0 10 10 re W n` leaves 0, 0, 10, 10.
    """
    clip = clip_of_object(ctypes.c_void_p(item))
    rectangles = [_rectangle(clip, path) for path in range(paths_of_clip(clip))]
    if None in rectangles:
        return NOWHERE
    left, bottom, right, top = zip(EVERYWHERE, *filter(None, rectangles), strict=True)
    return max(left), max(bottom), min(right), min(top)


def _rectangle(clip: int, path: int) -> Window | None:
    size = segments_of_clip(clip, path)
    if size not in _CORNERS:
        return None
    points = {_point(segment_of_clip(clip, path, index)) for index in range(size)}
    x, y = {x for x, _ in points}, {y for _, y in points}
    if len(x) != 2 or len(y) != 2 or len(points) != 4:
        return None
    return min(x), min(y), max(x), max(y)


def _point(segment: int) -> tuple[float, float]:
    point_of_segment(segment, *_PLACES)
    return round(_POINT[0], 3), round(_POINT[1], 3)
