"""PDF to pages (trang): for each page on its own, the text layer, OCR, or both."""

from __future__ import annotations

import pypdfium2 as pdfium

from extract.page import Page, Word
from ingest import budget
from ingest.gaps import fill_gaps
from ingest.grid import find_grids
from ingest.header import read_header
from ingest.layout import lines_of_words, stamp_lines
from ingest.ocr import recogniser
from ingest.options import ReadOptions
from ingest.overlay import Overlay
from ingest.pdf import open_pdf
from ingest.pdfpage import LoadedPage, load_page
from ingest.picture import read_picture
from ingest.quick import uncollected
from ingest.repeated import agree_on_marks
from ingest.tables import Table, fill_grid, may_be_table
from ingest.unseen import search_in
from signatures.drawable import can_be_drawn


def read_pages(data: bytes, options: ReadOptions) -> tuple[Page, ...]:
    """All pages; raises a Refusal where the file cannot be read as a whole."""
    with uncollected(), open_pdf(data, options) as document:
        reader = PageReader(document, data, options)
        return agree_on_marks([reader.read(index)[0] for index in range(len(document))])


class PageReader:
    """Reads the pages of one open document, and counts what they cost."""

    def __init__(self, document: pdfium.PdfDocument, data: bytes, options: ReadOptions) -> None:
        """`data`: the bytes of the document."""
        self._document = document
        self._overlay = Overlay(document, data, options)
        self._search = search_in(data, options)
        self._options = options
        self._left = options.limits.ocr_pages
        self.file_annotations = 0

    def read(self, index: int) -> tuple[Page, list[Table]]:
        """One page, 0-based, and its ruled tables."""
        cap = self._options.limits.page_characters
        with load_page(self._document, index, cap, self._overlay, self._search) as loaded:
            self.file_annotations += loaded.file_annotations
            page = self._from_layer(loaded) if loaded.verdict == "good" else self._from_picture(loaded)
            if page.text_from != "text_layer" or not self._options.tables:
                return page, []
            tables = [fill_grid(grid, page) for grid in find_grids(loaded.drawn, loaded.frame, page.lines)]
            return page, [table for table in tables if may_be_table(table)]

    def _from_layer(self, page: LoadedPage) -> Page:
        frame, notes = page.frame, page.notes
        drawn = self._header(page)
        lines = lines_of_words((*page.words, *drawn), frame.height, None if drawn else page.edges)
        if self._options.ocr:
            lines, filled = fill_gaps(page, lines)
            notes = (*notes, "ocr_region") if filled or drawn else notes
        lines = (*stamp_lines(page.particulars), *lines)
        return Page(page.number, frame.width, frame.height, "text_layer", lines, notes)

    def _header(self, page: LoadedPage) -> tuple[Word, ...]:
        """Words of the header that are in no text layer."""
        if not self._options.ocr:
            return ()
        reader = recogniser(self._options.tessdata)
        return read_header(page, reader) if reader else ()

    def _from_picture(self, page: LoadedPage) -> Page:
        reader = recogniser(self._options.tessdata) if self._options.ocr else None
        if reader is None:
            return _without_ocr(page, "no_ocr_data" if self._options.ocr else "ocr_off")
        if self._left <= 0:
            return _without_ocr(page, "ocr_pages_capped")
        if not can_be_drawn(page.handle):
            return _without_ocr(page, "not_drawn")
        self._left -= 1
        budget.allow(self._options.limits.seconds_per_ocr_page)
        return read_picture(page, reader, self._options.limits.pixels)


def _without_ocr(page: LoadedPage, why: str) -> Page:
    """What the layer has, unless it is debris; words behind a picture count if they are Vietnamese."""
    frame = page.frame
    words = () if page.verdict == "garbage" else page.revealed()
    shown = any(not word.hidden and word.source == "text_layer" for word in words)
    lines = (*stamp_lines(page.particulars), *lines_of_words(words, frame.height))
    return Page(page.number, frame.width, frame.height, "text_layer" if shown else "none", lines, (*page.notes, why))
