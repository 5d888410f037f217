"""Whether a page may be drawn (vẽ trang): hostile pages are drawn for minutes, or in more memory than there is."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MOST_OBJECTS = 50_000
MOST_PIXELS = 200_000_000
"""Pixels of one picture on the page, before it is scaled."""
LONGEST = 14_400.0
"""Points; the longest side a page may have (ISO 32000 Annex C)."""


def can_be_drawn(page: pdfium.PdfPage, pictures: Iterable[int] | None = None) -> bool:
    """Whether drawing the page is safe: a page of its size, not too many objects, no picture beyond measure.

    `pictures` are the handles of all picture objects of the page, where they are known.
    """
    count = raw.FPDFPage_CountObjects(page)
    if count > MOST_OBJECTS or max(page.get_size()) > LONGEST:
        return False
    items: Iterable[Any] = (raw.FPDFPage_GetObject(page, index) for index in range(count))
    if pictures is not None:
        items = (ctypes.cast(picture, raw.FPDF_PAGEOBJECT) for picture in pictures)
    return all(_pixels(item) <= MOST_PIXELS for item in items)


def _pixels(item: Any) -> int:
    if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_IMAGE:
        return 0
    width, height = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(item, ctypes.byref(width), ctypes.byref(height))
    return width.value * height.value
