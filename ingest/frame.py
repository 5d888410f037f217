"""From PDF user space to the page as it is shown: origin top left, rotation and crop box applied."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.page import Box
from ingest.quick import make_box

Edges = tuple[Any, Any, Any, Any]
"""Left, top, right, bottom: four numbers, or four arrays of numbers."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The shown part of a page in user space, and its rotation in degrees clockwise (0, 90, 180, 270)."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0

    @property
    def width(self) -> float:
        """Width of the page as shown, in points."""
        return self.right - self.left if self.rotation % 180 == 0 else self.top - self.bottom

    @property
    def height(self) -> float:
        """Height of the page as shown, in points."""
        return self.top - self.bottom if self.rotation % 180 == 0 else self.right - self.left

    def edges(self, x0: Any, y0: Any, x1: Any, y1: Any) -> Edges:
        """Left, top, right and bottom, as shown, of one rectangle of user space (left, bottom, right, top) or, given
        arrays, of many.
        """
        if self.rotation == 0:
            return x0 - self.left, self.top - y1, x1 - self.left, self.top - y0
        if self.rotation == 90:
            return y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left
        if self.rotation == 180:
            return self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom
        return self.top - y1, self.right - x1, self.top - y0, self.right - x0

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A rectangle of user space (left, bottom, right, top) where it is shown."""
        return make_box(*self.edges(x0, y0, x1, y1))


def turn(page: pdfium.PdfPage, quarters: int) -> Frame:
    """The frame of a page after it was turned clockwise, as it stands in memory."""
    raw.FPDFPage_SetRotation(page, (raw.FPDFPage_GetRotation(page) + quarters) % 4)
    return frame_of(page)


def frame_of(page: pdfium.PdfPage) -> Frame:
    """The frame of a page; A4 where the file gives no usable box."""
    rect = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(page, ctypes.byref(rect)) or rect.right <= rect.left or rect.top <= rect.bottom:
        return Frame(0.0, 0.0, 595.3, 841.9)
    rotation = raw.FPDFPage_GetRotation(page) * 90
    return Frame(rect.left, rect.bottom, rect.right, rect.top, rotation if rotation in (90, 180, 270) else 0)
