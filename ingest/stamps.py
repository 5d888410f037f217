"""Rubber stamps (dấu đến, dấu khẩn): found as boxes of coloured ink, and set straight to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np

from extract.page import Box
from ingest.ink import COLOUR, Place
from ingest.raster import Pixels

_LEAST_INK = 100
"""Pixels of ink below which nothing is set straight."""
_MARGIN = 6
_BLOCK = 8
"""Pixels to a block when looking for stamps."""
_INKED = 0.04
"""Share of coloured pixels that makes a block part of a stamp."""
_LEAST_POINTS = (45.0, 14.0)
"""Width and height below which colour is a stroke of a pen or a coloured word."""
_SEAL = (0.78, 1.28)
"""Width to height of round seals: their text runs in circles and is not read."""
_MOST = 8
_FRAMES = (0.1, 0.18)
"""Shares of a stamp's height that its frame and the room within it may take, at each edge."""
_LEAST_LETTER = 12
"""Pixels below which nothing within a frame is a letter."""


@dataclass(frozen=True, slots=True)
class StampBox:
    """A stamp on a page: left, top, right, bottom in pixels."""

    x0: int
    top: int
    x1: int
    bottom: int

    @property
    def is_seal(self) -> bool:
        """Round, as far as its box tells."""
        return _SEAL[0] <= (self.x1 - self.x0) / max(self.bottom - self.top, 1) <= _SEAL[1]

    def holds(self, other: StampBox) -> bool:
        """Whether another one is part of it."""
        inside = self.x0 <= other.x0 and self.top <= other.top and other.x1 <= self.x1 and other.bottom <= self.bottom
        return inside and other != self

    def on_page(self, scale: float) -> Box:
        """The same in points; `scale` is pixels per point."""
        return Box(*(round(edge / scale, 1) for edge in (self.x0, self.top, self.x1, self.bottom)))


def straightened(ink: Pixels) -> list[Pixels]:
    """A leaning stamp with its longer side level, once either way up."""
    points = cv2.findNonZero((ink < 128).astype(np.uint8))
    if points is None or len(points) < _LEAST_INK:
        return []
    (x, y), (width, height), angle = cv2.minAreaRect(points)
    long, short = max(width, height), min(width, height)
    turned = angle if width >= height else angle - 90.0
    out = []
    for degrees in (turned, turned + 180.0):
        matrix = cv2.getRotationMatrix2D((x, y), degrees, 1.0)
        matrix[0, 2] += long / 2 + _MARGIN - x
        matrix[1, 2] += short / 2 + _MARGIN - y
        size = (round(long) + 2 * _MARGIN, round(short) + 2 * _MARGIN)
        out.append(cast(Pixels, cv2.warpAffine(ink, matrix, size, borderValue=(255,))))
    return out


def within_frame(ink: Pixels) -> list[StampBox]:
    """Where the letters of a small stamp may stand, whose frame is all that is sure of it."""
    left, top, width, height = cv2.boundingRect((ink < 128).astype(np.uint8))
    frames = [round(share * height) for share in _FRAMES]
    inner = [StampBox(left + each, top + each, left + width - each, top + height - each) for each in frames]
    return [box for box in inner if box.x1 - box.x0 >= _LEAST_LETTER and box.bottom - box.top >= _LEAST_LETTER]


def find_stamps(colour: Pixels, scale: float) -> list[StampBox]:
    """The boxes of coloured ink big enough to be stamps, largest first; `scale` is pixels per point."""
    height, width = colour.shape
    down, across = height // _BLOCK, width // _BLOCK
    if not down or not across:
        return []
    inked = cv2.threshold(colour[: down * _BLOCK, : across * _BLOCK], COLOUR, 255, cv2.THRESH_BINARY)[1]
    share = cv2.resize(inked, (across, down), interpolation=cv2.INTER_AREA)
    blocks = cv2.dilate((share > _INKED * 255).astype(np.uint8), np.ones((3, 3), np.uint8), iterations=1)
    _, _, found, _ = cv2.connectedComponentsWithStats(blocks, connectivity=8)
    boxes = [(int(x), int(y), int(w), int(h)) for x, y, w, h, _ in found[1:]]
    large = [box for box in boxes if _is_large(box, scale)]
    large.sort(key=lambda box: -box[2] * box[3])
    return [_stamp(box, width, height) for box in large[:_MOST]]


def _is_large(box: tuple[int, int, int, int], scale: float) -> bool:
    width, height = box[2] * _BLOCK / scale, box[3] * _BLOCK / scale
    least = _LEAST_POINTS
    return max(width, height) >= least[0] and min(width, height) >= least[1]


def _stamp(box: tuple[int, int, int, int], width: int, height: int) -> StampBox:
    x, y, across, down = (edge * _BLOCK for edge in box)
    return StampBox(x, y, min(x + across, width), min(y + down, height))


def place_of(stamps: Sequence[StampBox]) -> Place:
    """The part of the page in which all of them are."""
    rows = slice(min(stamp.top for stamp in stamps), max(stamp.bottom for stamp in stamps))
    return rows, slice(min(stamp.x0 for stamp in stamps), max(stamp.x1 for stamp in stamps))
