"""PDF to pages (trang): for each page on its own, the text layer, OCR, or both."""

from __future__ import annotations

import pypdfium2 as pdfium

from extract.page import Page
from ingest import budget
from ingest.layout import lines_of_words, stamp_lines
from ingest.ocr import recogniser
from ingest.options import ReadOptions
from ingest.pdf import open_pdf
from ingest.pdfpage import LoadedPage, load_page
from ingest.picture import read_picture


def read_pages(data: bytes, options: ReadOptions) -> tuple[Page, ...]:
    """All pages; raises a Refusal where the file cannot be read as a whole."""
    with open_pdf(data, options) as document:
        reader = _Reader(document, options)
        return tuple(reader.read(index) for index in range(len(document)))


class _Reader:
    def __init__(self, document: pdfium.PdfDocument, options: ReadOptions) -> None:
        self.document = document
        self.options = options
        self.left = options.limits.ocr_pages

    def read(self, index: int) -> Page:
        """One page, 0-based."""
        with load_page(self.document, index, self.options.limits.page_characters) as page:
            if page.verdict == "good":
                return _from_layer(page)
            return self._from_picture(page)

    def _from_picture(self, page: LoadedPage) -> Page:
        reader = recogniser(self.options.tessdata) if self.options.ocr else None
        if reader is None:
            return _without_ocr(page, "no_ocr_data" if self.options.ocr else "ocr_off")
        if self.left <= 0:
            return _without_ocr(page, "ocr_pages_capped")
        self.left -= 1
        budget.allow(self.options.limits.seconds_per_ocr_page)
        return read_picture(page, reader, self.options.limits.pixels)


def _from_layer(page: LoadedPage) -> Page:
    frame = page.frame
    lines = (*stamp_lines(page.particulars), *lines_of_words(page.words, frame.height))
    return Page(page.number, frame.width, frame.height, "text_layer", lines, page.notes)


def _without_ocr(page: LoadedPage, why: str) -> Page:
    """What the layer has, unless it is debris; words behind a picture count if they are Vietnamese."""
    frame = page.frame
    words = () if page.verdict == "garbage" else page.revealed()
    shown = any(not word.hidden and word.source == "text_layer" for word in words)
    lines = (*stamp_lines(page.particulars), *lines_of_words(words, frame.height))
    return Page(page.number, frame.width, frame.height, "text_layer" if shown else "none", lines, (*page.notes, why))
