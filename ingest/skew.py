"""How far a scan leans (độ nghiêng của bản quét): the angle at which ink changes most sharply from row to row.

The page is cut into upright strips whose rows are summed once; an angle is tried by moving the strips against each
other. That takes a tenth of what turning a picture for each angle takes, and angles that no scanner gives are not tried
at all.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
import numpy.typing as npt

from ingest.raster import Pixels

_STRIPS = 64
_ROWS = 2
"""Pixels to a row."""
_SPARSE = 8
"""Every so many pixels are looked at for the shade of the paper."""
_BLANK = 0.003
"""A page with less ink than this share has no rows."""
_MOST = 5.0
"""Degrees; what leans more is no scan that slipped, but a drawing."""
_STEPS = ((_MOST + 1, 0.5), (0.5, 0.1))
"""How far around the best angle so far, in steps of how much."""

Strips = npt.NDArray[np.float32]


def skew_of(grey: Pixels) -> float:
    """Degrees by which the lines rise to the right; 0 for a blank page, and for one that leans as no scan does."""
    across = grey.shape[1] // _STRIPS
    if across == 0 or grey.shape[0] < _ROWS:
        return 0.0
    ink = _strips(grey, across)
    if float(ink.mean()) < _BLANK * 255 * across * _ROWS:
        return 0.0
    best = 0.0
    for reach, step in _STEPS:
        angles = best + np.arange(-reach, reach + step / 2, step)
        # Small pictures do not tell small angles apart: then the least of those is meant.
        best = max(map(float, angles), key=lambda angle: (_sharpness(ink, angle, across / _ROWS), -abs(angle)))
    return best if abs(best) <= _MOST else 0.0


def _strips(grey: Pixels, across: int) -> Strips:
    """Ink of each row of each strip of so many pixels: one line a strip; rows are taken together by twos.

    What is darker than most of the page is ink, so that a grey page has none and its edges are no rows.
    """
    height = grey.shape[0] // _ROWS * _ROWS
    paper = float(np.median(grey[::_SPARSE, ::_SPARSE])) * across * _ROWS
    narrow = np.ascontiguousarray(grey[:height, : across * _STRIPS]).reshape(-1, across)
    light = cv2.reduce(narrow, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32F).reshape(-1, _ROWS, _STRIPS).sum(axis=1)
    return np.ascontiguousarray(paper - light.T)


def _sharpness(ink: Strips, angle: float, step: float) -> float:
    """How sharply ink changes from row to row once each strip is moved down by so many rows; `step` between strips."""
    strips, rows = ink.shape
    slope = step * math.tan(math.radians(angle))
    profile = np.zeros(rows, np.float32)
    for i in range(strips):
        down = round((i + 0.5 - strips / 2) * slope)
        if abs(down) >= rows:
            continue  # off the page, which is wide and low
        if down >= 0:
            profile[down:] += ink[i, : rows - down]
        else:
            profile[:down] += ink[i, -down:]
    change = np.diff(profile)
    return float(change @ change)
