"""What annotations draw, laid over their page (phần chú thích vẽ lên trang).

To draw annotations into a page, PDFium reads all that the page itself draws once more, and yet again when the page is
loaded anew: thrice in all. So it draws them into the same page of a copy of the file in which pages have no content.
All that is on that page then came from annotations, and is moved to the page that was read already.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.annotations import count_objects, flatten
from ingest.appended import blends
from ingest.emptied import emptied
from ingest.frame import Frame
from ingest.options import ReadOptions
from ingest.pdf import get_page, open_copy
from ingest.problems import Damaged

_LARGEST = 32 << 20
"""Bytes of a file beyond which no copy is made."""
_FEW = 50
"""Objects of a page, fewer of which are read again in less time than a copy takes."""


class Overlay:
    """Draws the annotations of an open file into its pages, in memory only."""

    def __init__(self, document: pdfium.PdfDocument, data: bytes, options: ReadOptions) -> None:
        """`data`: the bytes of the document."""
        self._document, self._data, self._options = document, data, options
        self._plain = len(data) <= _LARGEST
        """Pages stand in the bytes as they are, and not in compressed objects, as far as is known."""

    def lay_over(self, page: pdfium.PdfPage, index: int, frame: Frame) -> pdfium.PdfPage:
        """The page at `index`, and after all else what its annotations draw; use no longer the handle given."""
        sheet = self._sheet(index, frame) if count_objects(page) >= _FEW and _is_shown(page, frame) else None
        if sheet and (overlaid := OverlaidPage(page, sheet)).is_whole:
            return overlaid
        if flatten(page, frame):
            page.close()
            return get_page(self._document, index)
        return page

    @cached_property
    def _copy(self) -> pdfium.PdfDocument | None:
        """The file with pages that draw nothing."""
        data = emptied(self._data)
        return open_copy(data, self._options) if data else None

    def _sheet(self, index: int, frame: Frame) -> pdfium.PdfPage | None:
        """A page with what annotations draw on the page at `index`, and nothing else; None where there is none."""
        if not self._plain or self._copy is None:
            return None
        try:
            page = get_page(self._copy, index)
            self._plain = count_objects(page) == 0
            drawn = self._plain and flatten(page, frame)
            page.close()
            sheet = get_page(self._copy, index) if drawn else None
        except Damaged:
            return None
        return None if sheet is None or blends(sheet) else sheet


class OverlaidPage:
    """A page on which lies another, the sheet with what annotations draw; to be used like any page.

    PDFium reads and measures objects of one document on pages of another, but cannot draw their pictures: so the sheet
    is drawn on its own, upon the page. What mixes with the page beneath, as the ink of a highlighter does, would cover
    it then, and cannot be laid over.
    """

    def __init__(self, page: pdfium.PdfPage, sheet: pdfium.PdfPage) -> None:
        """Both are closed with this."""
        self._page, self._sheet, self._own = page, sheet, count_objects(page)
        count = count_objects(sheet)
        _move(sheet, 0, page)
        self.is_whole = count_objects(page) == self._own + count
        """Whether PDFium took all of it; if not, `page` is as it was and the sheet of no use."""

    @property
    def raw(self) -> Any:
        """The handle of the page."""
        return self._page.raw

    _as_parameter_ = raw  # for calls of PDFium

    def get_size(self) -> tuple[float, float]:
        """Width and height in points, as shown."""
        width, height = self._page.get_size()
        return width, height

    def render(self, scale: float, no_smoothimage: bool = False, **how: Any) -> pdfium.PdfBitmap:
        """As `PdfPage.render`, in the order of bytes given by `rev_byteorder=True`."""
        _move(self._page, self._own, self._sheet)
        try:
            how |= {"rev_byteorder": True, "no_smoothimage": no_smoothimage, "draw_annots": False}
            bitmap = self._page.render(scale=scale, **how)
            raw.FPDFPage_SetRotation(self._sheet, raw.FPDFPage_GetRotation(self._page))
            left, _, _, top = (math.ceil(edge * scale) for edge in how.get("crop", (0, 0, 0, 0)))
            width, height = (math.ceil(edge * scale) for edge in self.get_size())
            flags = raw.FPDF_REVERSE_BYTE_ORDER | (raw.FPDF_RENDER_NO_SMOOTHIMAGE if no_smoothimage else 0)
            raw.FPDF_RenderPageBitmap(bitmap, self._sheet, -left, -top, width, height, 0, flags)
        finally:
            _move(self._sheet, 0, self._page)
        return bitmap

    def close(self) -> None:
        """Close both."""
        self._page.close()
        self._sheet.close()


def _is_shown(page: pdfium.PdfPage, frame: Frame) -> bool:
    """Whether PDFium shows the page in this frame, and not in one that we made up for a page without usable boxes."""
    width, height = page.get_size()
    return bool(abs(width - frame.width) < 1 and abs(height - frame.height) < 1)


def _move(source: pdfium.PdfPage, start: int, target: pdfium.PdfPage) -> None:
    """Move the objects of a page from `start` on to the end of another."""
    for _ in range(start, count_objects(source)):
        item = raw.FPDFPage_GetObject(source, start)
        if raw.FPDFPage_RemoveObject(source, item):
            raw.FPDFPage_InsertObject(target, item)
