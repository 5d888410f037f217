"""Turning a scan upright (xoay, nắn trang): quarter turns, then a shear that levels the lines, with the way back.

A page is sheared by whole pixels, column by column: nothing is resampled, so print stays as sharp as it was scanned.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

import numpy as np

from extract.page import Box
from ingest.raster import Pixels

_LEVEL = 0.15
"""Degrees of skew that do no harm."""


@dataclass(frozen=True, slots=True)
class Upright:
    """An upright, levelled picture (grey or RGB) and how far each of its columns was moved down, in pixels."""

    pixels: Pixels
    turns: int
    skew: float

    def box(self, x0: float, y0: float, x1: float, y1: float, scale: float) -> Box:
        """A rectangle of this picture as a box of the turned page, in points."""
        down = _shift((x0 + x1) / 2, self.pixels.shape[1], self.skew)
        edges = (x0, y0 - down, x1, y1 - down)
        return Box(*(round(edge / scale, 1) for edge in edges))


def turn(pixels: Pixels, quarters: int) -> Pixels:
    """The picture turned clockwise by so many quarters."""
    return cast(Pixels, np.ascontiguousarray(np.rot90(pixels, -quarters))) if quarters % 4 else pixels


def level(pixels: Pixels, skew: float, turns: int = 0) -> Upright:
    """The picture sheared so that lines rising by `skew` degrees (counter-clockwise) run level; the gap is white."""
    if abs(skew) < _LEVEL:
        return Upright(pixels, turns, 0.0)
    height, width = pixels.shape[:2]
    out = np.full_like(pixels, 255)
    for shift, left, right in _strips(width, skew):
        if abs(shift) >= height:
            continue
        if shift >= 0:
            out[shift:, left:right] = pixels[: height - shift, left:right]
        else:
            out[:shift, left:right] = pixels[-shift:, left:right]
    return Upright(out, turns, skew)


def _strips(width: int, skew: float) -> Iterator[tuple[int, int, int]]:
    """By how many pixels which columns move down, from left to right: shift, first column, and the one after the last.

    Neighbouring columns mostly move alike, and are moved at once.
    """
    shifts = np.rint([_shift(x, width, skew) for x in range(width)]).astype(int)
    edges = [0, *(np.flatnonzero(np.diff(shifts)) + 1), width]
    for left, right in pairwise(map(int, edges)):
        yield int(shifts[left]), left, right


def _shift(x: float, width: int, skew: float) -> float:
    return (x - width / 2) * math.tan(math.radians(skew))
