"""A page that is a picture (trang ảnh): OCR, with what the text layer knows for certain put in its place."""

from __future__ import annotations

from extract.page import Box, Line, Page
from ingest.layout import lines_of_segments, stamp_lines
from ingest.line_reader import DPI
from ingest.ocr import Recogniser, Scan
from ingest.pdfpage import LoadedPage
from ingest.raster import draw_page
from ingest.segment import Segment, rows_of_words

_LOST = 0.5
"""A word of which more than this share lies under exact text was a reading of that text."""


def read_picture(page: LoadedPage, reader: Recogniser, cap: int) -> Page:
    """The page read from at most `cap` pixels; `none` where nothing was found."""
    raster = draw_page(page.handle, page.frame, DPI, cap)
    scan = reader.read_page(raster)
    known = not scan.turns and page.verdict != "garbage"
    exact = tuple(word for word in page.words if not word.hidden) if known else ()
    stamped = page.particulars if known else ()
    covering = [word.box for group in (exact, *stamped) for word in group]
    segments = [*_without(scan, covering), *(segment for row in rows_of_words(exact) for segment in row)]
    lines = (*stamp_lines(stamped), *lines_of_segments(segments, scan.height), *stamped_lines(scan))
    notes = (*page.notes, *scan.notes)
    return Page(page.number, scan.width, scan.height, "ocr" if segments or scan.stamped else "none", lines, notes)


def stamped_lines(scan: Scan) -> tuple[Line, ...]:
    """Stamps come last: they belong to no column of the page."""
    return tuple(Line(tuple(segment.words)) for segment in sorted(scan.stamped, key=lambda s: (s.top, s.x0)))


def _without(scan: Scan, boxes: list[Box]) -> list[Segment]:
    """The segments less the words that exact text covers."""
    out = []
    for segment in scan.segments:
        words = [word for word in segment.words if not any(_covered(word.box, box) for box in boxes)]
        if words:
            out.append(Segment(words) if len(words) < len(segment.words) else segment)
    return out


def _covered(word: Box, by: Box) -> bool:
    width = min(word.x1, by.x1) - max(word.x0, by.x0)
    height = min(word.bottom, by.bottom) - max(word.top, by.top)
    if width <= 0 or height <= 0:
        return False
    return width * height > _LOST * (word.x1 - word.x0) * (word.bottom - word.top)
