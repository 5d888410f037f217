"""Number and date lines that are drawn as a whole (số, ngày đóng bằng hình): in no text layer, read from the page.

A born-digital first page has the national name in its text. Where its number or its date is not there, too, and
something else is drawn in its upper part, that part is read by OCR, and the lines that can only be these are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.page import Box, Word
from ingest.line_reader import DPI
from ingest.ocr import Recogniser
from ingest.pdfpage import LoadedPage
from ingest.raster import Raster, draw_region
from ingest.segment import Segment
from ingest.shades import find_shades
from ingest.unaccent import unaccent
from signatures.drawable import can_be_drawn

_UPPER = 0.4
"""The share of a page in which its header stands."""
_LARGEST = 2_000.0
"""Points; longer pages are drawings."""
_NATIONAL = re.compile(r"cong hoa xa hoi chu nghia|doc lap\W+tu do")
_SAYS = (re.compile(r"\bso\s*:"), re.compile(r"\bngay\b.{0,14}\bthang\b.{0,12}\bnam\b"))
"""What a text says that has a number, or a date, be they filled in or not."""
_LINES = (
    re.compile(r"so\s?[:.;]?\s?\d{1,5}[a-z]?\s?[/-]\s?(?:\d{4}\s?/\s?)?[a-z].{1,40}"),
    re.compile(r"(?:[^\d,]{2,40},\s?)?ngay\s?\d{1,2}\s?thang\s?\d{1,2}\s?nam\s?\d{4}"),
)
"""The same as lines of their own."""


def read_header(page: LoadedPage, reader: Recogniser) -> tuple[Word, ...]:
    """The words of the number line and the date line, as far as the text of the page lacks them; nearly always none."""
    if not page.drawn.others:
        return ()
    upper = [word for word in page.words if not word.hidden and word.box.top < _UPPER * page.frame.height]
    said = unaccent(" ".join(word.text for word in upper)).lower()
    wanted = [line for line, says in zip(_LINES, _SAYS, strict=True) if not says.search(said)]
    if not wanted or not _NATIONAL.search(said) or not _has_more(page, upper):
        return ()
    return tuple(word for segment in _read(page, reader) for word in segment.words if _is_one_of(segment, wanted))


def _has_more(page: LoadedPage, words: Sequence[Word]) -> bool:
    """Whether anything is drawn in the upper part that is no ground for words."""
    shades = find_shades(page.drawn, page.frame)
    if shades is None or max(page.frame.width, page.frame.height) > _LARGEST or not can_be_drawn(page.handle):
        return False
    upper = (box for box in shades.places.T.tolist() if box[1] < _UPPER * page.frame.height)
    return any(not any(_holds(box, word.box) for word in words) for box in upper)


def _holds(box: Sequence[float], word: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _read(page: LoadedPage, reader: Recogniser) -> Iterator[Segment]:
    """The lines of the upper part that are read as it stands, less those of stamps."""
    region = draw_region(page.handle, page.frame, Box(0.0, 0.0, page.frame.width, _UPPER * page.frame.height), DPI)
    scan = reader.read_page(Raster(region.pixels, region.scale))
    return iter(() if scan.turns else scan.segments)


def _is_one_of(segment: Segment, lines: Sequence[re.Pattern[str]]) -> bool:
    said = unaccent(segment.text).lower().strip(" .,;")
    return any(line.fullmatch(said) for line in lines)
