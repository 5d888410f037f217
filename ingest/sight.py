"""What the page shows of white words (chữ trắng): on a dark ground they are read like any other.

Headings of tables are often white on blue. What a text object says of its colour does not tell what it stands on, so
a page with such words is drawn once, coarsely, and looked at.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import cv2
import numpy as np
import pypdfium2 as pdfium

from extract.page import Box, Word
from ingest.frame import Frame
from ingest.raster import Pixels, draw_page
from signatures.drawable import can_be_drawn

_DPI = 72
_PIXELS = 2_000_000
_DARK = 205
"""Grey of the ground (0 black, 255 white) below which white letters can be read."""


def show_white(page: pdfium.PdfPage, frame: Frame, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words, those white ones no longer hidden that stand on a ground dark enough to see them."""
    if not any(word.hidden == "white" for word in words) or not can_be_drawn(page):
        return words
    raster = draw_page(page, frame, _DPI, _PIXELS)
    grey = cast(Pixels, cv2.cvtColor(raster.pixels, cv2.COLOR_RGB2GRAY))
    return tuple(
        replace(word, hidden=None) if word.hidden == "white" and _is_on_dark(grey, word.box, raster.scale) else word
        for word in words
    )


def _is_on_dark(grey: Pixels, box: Box, scale: float) -> bool:
    """Whether most of what is around the letters is dark; black letters beneath white ones are not most of it."""
    x0, top, x1, bottom = (round(edge * scale) for edge in (box.x0, box.top, box.x1, box.bottom))
    ground = grey[max(top, 0) : max(bottom, top + 1, 0), max(x0, 0) : max(x1, x0 + 1, 0)]
    return ground.size > 0 and float(np.median(ground)) < _DARK
