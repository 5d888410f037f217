"""What the page shows of white words (chữ trắng): on a dark ground they are read like any other.

Headings of tables are often white on blue. What a text object says of its colour does not tell what it stands on, so
what is around such words is drawn once, coarsely, and looked at.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import cast

import cv2
import numpy as np
import pypdfium2 as pdfium

from extract.page import Box, Word, box_around
from ingest.frame import Frame
from ingest.raster import Pixels, draw_region
from signatures.drawable import can_be_drawn

_DPI = 72
_PIXELS = 2_000_000
_DARK = 205
"""Grey of the ground (0 black, 255 white) below which white letters can be read."""
_MARGIN = 2
"""Pixels drawn around the words."""


def show_white(page: pdfium.PdfPage, frame: Frame, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words, those white ones no longer hidden that stand on a ground dark enough to see them."""
    white = [word for word in words if word.hidden == "white" and _is_on_page(word.box, frame)]
    if not white or not can_be_drawn(page):
        return words
    ground = _Ground(page, frame, box_around(white))
    seen = {id(word) for word in white if ground.is_dark(word.box)}
    return tuple(replace(word, hidden=None) if id(word) in seen else word for word in words) if seen else words


def _is_on_page(box: Box, frame: Frame) -> bool:
    return box.x1 > 0 and box.bottom > 0 and box.x0 < frame.width and box.top < frame.height


class _Ground:
    """The part of a page around a box, in grey."""

    def __init__(self, page: pdfium.PdfPage, frame: Frame, box: Box) -> None:
        self._scale = min(_DPI / 72, math.sqrt(_PIXELS / max(frame.width * frame.height, 1.0)))
        more = _MARGIN / self._scale
        left, top = max(box.x0 - more, 0.0), max(box.top - more, 0.0)
        region = draw_region(page, frame, Box(left, top, box.x1 + more, box.bottom + more), 72 * self._scale)
        self._grey = cast(Pixels, cv2.cvtColor(region.pixels, cv2.COLOR_RGB2GRAY))
        self._left, self._top = math.ceil(left * self._scale), math.ceil(top * self._scale)

    def is_dark(self, box: Box) -> bool:
        """Whether most of what is around the letters is dark; black letters beneath white ones are not most of it."""
        x0, top, x1, bottom = (round(edge * self._scale) for edge in (box.x0, box.top, box.x1, box.bottom))
        rows = self._pixels(top, bottom, self._top)
        columns = self._pixels(x0, x1, self._left)
        ground = self._grey[rows, columns]
        return ground.size > 0 and float(np.median(ground)) < _DARK

    @staticmethod
    def _pixels(start: int, end: int, origin: int) -> slice:
        """At least one row or column, counted from where the drawn part begins."""
        return slice(max(start - origin, 0), max(end - origin, start - origin + 1, 0))
