"""PDF to pages (trang): for each page on its own, the text layer or OCR."""

from __future__ import annotations

import pypdfium2 as pdfium

from extract.page import Page, TextSource
from ingest.frame import frame_of
from ingest.layer import read_layer
from ingest.layout import lines_of
from ingest.ocr import Recogniser, recogniser
from ingest.options import ReadOptions
from ingest.pdf import open_pdf
from ingest.problems import Damaged

_SCANT = 200
"""Fewer visible characters than this over nothing else: the page is a picture with a stamp on it."""


def read_pages(data: bytes, options: ReadOptions) -> tuple[Page, ...]:
    """All pages; raises a Refusal where the file cannot be read as a whole."""
    with open_pdf(data, options) as document:
        ocr = recogniser(options.tessdata) if options.ocr else None
        return tuple(_page(document, index, options, ocr) for index in range(len(document)))


def _page(document: pdfium.PdfDocument, index: int, options: ReadOptions, ocr: Recogniser | None) -> Page:
    try:
        page = document[index]
    except pdfium.PdfiumError as error:
        raise Damaged(f"page {index + 1}") from error
    try:
        frame = frame_of(page)
        layer = read_layer(page, frame, options.limits.page_characters)
        visible = sum(len(word.text) for word in layer.words if not word.hidden)
        if visible >= _SCANT:
            return Page(index + 1, frame.width, frame.height, "text_layer", lines_of(layer.words))
        if ocr is None:
            source: TextSource = "text_layer" if visible else "none"
            return Page(index + 1, frame.width, frame.height, source, lines_of(layer.words), ("needs_ocr",))
        words = ocr.read(page, frame, options.limits.pixels)
        return Page(index + 1, frame.width, frame.height, "ocr" if words else "none", lines_of(words))
    finally:
        page.close()
