"""Numbers and days that a text layer lacks (số, ngày để trống): drawn as outlines or pictures, read from the page.

Offices often stamp number and day onto a born-digital dispatch as a drawing: the words around them are text,
`Số:      /QĐ-UBND` and `ngày     tháng 5`, and what stands in the gap is not. Such gaps are looked for, and only what
is in them is drawn and read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

import cv2

from extract.page import Box, Line, Word
from ingest.blanks import is_blank_to_fill
from ingest.opinion import second_reader
from ingest.pdfpage import LoadedPage
from ingest.raster import Pixels, draw_region
from signatures.drawable import can_be_drawn

_DPI = 300
_INK = 0.004
"""Share of dark pixels below which a gap is just empty."""
_LEAST = 6.0
"""Points; the width of a gap that could hold a figure."""
_SURE = 0.75
_LONG = 16
_DOTS = re.compile(r"[.…_]{2,}")
_FIGURE = re.compile(r"\d{1,5}[A-Za-z]?")


def fill_gaps(page: LoadedPage, lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], bool]:
    """The lines with what was read in their gaps, and whether anything was."""
    wanted = [line for line in lines if _may_have(line, page.frame.height)]
    if not wanted or not can_be_drawn(page.handle):
        return lines, False
    out = [Line(tuple(_filled(page, line)), line.furniture) if line in wanted else line for line in lines]
    filled = any(after.words != before.words for after, before in zip(out, lines, strict=True))
    return (tuple(out), True) if filled else (lines, False)


def _may_have(line: Line, height: float) -> bool:
    """Only the upper half of a page, and no line of running text."""
    if len(line.words) > _LONG or line.words[0].box.top > height / 2:
        return False
    return any(_is_gap(a, b) for a, _, b in _neighbours(line))


def _filled(page: LoadedPage, line: Line) -> Iterator[Word]:
    yield line.words[0]
    for before, dots, after in _neighbours(line):
        word = _read(page, before.box, after.box) if _is_gap(before, after) else None
        yield from [word] if word else dots
        yield after


def _neighbours(line: Line) -> Iterator[tuple[Word, list[Word], Word]]:
    """Each word and the next, and what is only dotted between them for a pen to write on."""
    before, dots = line.words[0], list[Word]()
    for word in line.words[1:]:
        if _DOTS.fullmatch(word.text) and word is not line.words[-1]:
            dots.append(word)
        else:
            yield before, dots, word
            before, dots = word, []


def _is_gap(before: Word, after: Word) -> bool:
    """A blank with room for a figure."""
    if after.box.x0 - before.box.x1 < _LEAST or before.hidden or after.hidden:
        return False
    return is_blank_to_fill(before, after)


def _read(page: LoadedPage, before: Box, after: Box) -> Word | None:
    """The figure between two boxes, None where there is none."""
    more = 0.2 * (before.bottom - before.top)
    box = Box(
        before.x1 + 0.5, min(before.top, after.top) - more, after.x0 - 0.5, max(before.bottom, after.bottom) + more
    )
    region = draw_region(page.handle, page.frame, box, _DPI)
    grey = cast(Pixels, cv2.cvtColor(region.pixels, cv2.COLOR_RGB2GRAY))
    place = _ink(grey)
    if place is None:
        return None
    x0, y0, x1, y1 = place
    opinion = second_reader().read([grey[y0:y1, x0:x1]])[0]
    text = opinion.text.strip(" .,;:-_/")
    if not _FIGURE.fullmatch(text) or opinion.confidence < _SURE:
        return None
    edges = (
        box.x0 + x0 / region.scale,
        box.top + y0 / region.scale,
        box.x0 + x1 / region.scale,
        box.top + y1 / region.scale,
    )
    return Word(text, Box(*(round(edge, 1) for edge in edges)), confidence=min(opinion.confidence, 0.95), source="ocr")


def _ink(grey: Pixels) -> tuple[int, int, int, int] | None:
    """Left, top, right, bottom of what is drawn."""
    dark = (grey < 140).astype("uint8")
    if float(dark.mean()) < _INK:
        return None
    x, y, width, height = cv2.boundingRect(dark)
    return int(x), int(y), int(x + width), int(y + height)
