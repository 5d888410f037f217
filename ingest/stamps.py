"""Rubber stamps (dấu đến, dấu khẩn): coloured ink taken off the page, found as boxes, and read on its own.

Arrival stamps are blue, seals and urgency marks red; print is black. Lifting the colour leaves the print that a stamp
was set upon readable, and the stamp itself, too. Black-and-white scans have no colour to go by.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np

from extract.page import Box
from ingest.raster import Pixels

COLOUR = 45
"""Difference of the strongest and the weakest channel from which a pixel is coloured ink, not print or paper."""
_DARK = 90
"""Pixels whose strongest channel is below this are print, whatever colour has bled into them."""
_BELOW = 0.75
_DARKER = 0.87
"""A stamped pixel whose weakest and strongest channels are below these shares of the usual has print below it."""
_SAMPLE = 20_000
_AROUND = 9
"""Pixels either way that tell the hue of one: JPEG blurs it."""
_HUE, _SPARSE = 0.0005, 4
"""Share of a page that ink of one hue takes at least, counted on every so many pixels either way."""
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


def colour_of(pixels: Pixels) -> Pixels:
    """How coloured each pixel of an RGB picture is, 0 to 255."""
    strongest = cv2.max(cv2.max(pixels[:, :, 0], pixels[:, :, 1]), pixels[:, :, 2])
    weakest = cv2.min(cv2.min(pixels[:, :, 0], pixels[:, :, 1]), pixels[:, :, 2])
    return cast(Pixels, cv2.subtract(strongest, weakest))


def red_of(pixels: Pixels, colour: Pixels) -> Pixels | None:
    """How coloured each pixel in red ink is: of a mark on a blue stamp, the mark alone. None where only one ink is."""
    lead = cv2.subtract(pixels[:, :, 0], pixels[:, :, 2], dtype=cv2.CV_16S)
    lead[colour <= COLOUR] = 0
    reddish = cv2.boxFilter(lead, cv2.CV_32F, (_AROUND, _AROUND)) >= 0
    inked = (colour > COLOUR)[::_SPARSE, ::_SPARSE]
    least = _HUE * inked.size
    both = (int((inked & which[::_SPARSE, ::_SPARSE]).sum()) > least for which in (reddish, ~reddish))
    return cast(Pixels, np.where(reddish, colour, 0)) if all(both) else None


def without_colour(pixels: Pixels, colour: Pixels) -> Pixels:
    """Grey = max(R, G, B), and white where the ink is coloured: what was printed in black.

    Print below a stamp darkens even its weakest channel, and stays.
    """
    grey = cv2.max(cv2.max(pixels[:, :, 0], pixels[:, :, 1]), pixels[:, :, 2])
    inked = (colour > COLOUR) & (grey > _DARK)
    strongest = cast(Pixels, grey[inked])
    if strongest.size:
        weakest = cast(Pixels, strongest - colour[inked])
        usual = _median(strongest), max(_median(weakest), 1.0)
        below = (strongest < _DARKER * usual[0]) & (weakest < _BELOW * usual[1])
        shade = np.clip(255.0 * (weakest / (_BELOW * usual[1])) ** 2, 0, 255)
        grey[inked] = np.where(below, shade, 255).astype(np.uint8)
    return cast(Pixels, grey)


def _median(channel: Pixels) -> float:
    return float(np.median(channel[:: max(channel.size // _SAMPLE, 1)]))


def only_colour(colour: Pixels) -> Pixels:
    """Grey in which coloured ink is dark, and black print nearly gone: what was stamped."""
    return cast(Pixels, 255 - 2 * np.minimum(colour, 127))


def straightened(ink: Pixels) -> list[Pixels]:
    """A leaning stamp with its longer side level, once either way up."""
    points = cv2.findNonZero((ink < 128).astype(np.uint8))
    if points is None or len(points) < _SAMPLE // 200:
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
    inked = (colour > COLOUR).astype(np.float32)
    share = cv2.resize(inked, (max(width // _BLOCK, 1), max(height // _BLOCK, 1)), interpolation=cv2.INTER_AREA)
    blocks = cv2.dilate((share > _INKED).astype(np.uint8), np.ones((3, 3), np.uint8), iterations=1)
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
