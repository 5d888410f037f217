"""Whether a page may be drawn (vẽ trang): hostile pages are drawn for minutes, or in more memory than there is."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MOST_OBJECTS = 50_000
MOST_PIXELS = 200_000_000
"""Pixels of one picture on the page, before it is scaled."""
LONGEST = 14_400.0
"""Points; the longest side a page may have (ISO 32000 Annex C)."""


def can_be_drawn(page: pdfium.PdfPage) -> bool:
    """Whether drawing the page is safe: a page of its size, not too many objects, no picture beyond measure."""
    count = raw.FPDFPage_CountObjects(page)
    if count > MOST_OBJECTS or max(page.get_size()) > LONGEST:
        return False
    return all(_pixels(raw.FPDFPage_GetObject(page, index)) <= MOST_PIXELS for index in range(count))


def _pixels(item: Any) -> int:
    if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_IMAGE:
        return 0
    width, height = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(item, ctypes.byref(width), ctypes.byref(height))
    return width.value * height.value
