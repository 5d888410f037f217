"""Columns (cột): the two-column head and tail of a printed page, set anew from the words of a page.

The quốc hiệu tells where the right column of the head begins; the signature stands right of the recipients.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from extract.arrivals import arrival_rows
from extract.fold import fold
from extract.landmarks import MOTTO, NATIONAL_TITLE, PLACE_DATE
from extract.page import Word
from extract.page_rows import row_of_words
from extract.row import Row
from extract.span import Span
from extract.text import Text, TextLine

_NATION = re.compile(r"cong|doc|dang|doan")
_LEFT = 60.0
"""Points left of the right column from which a line begins in the left one."""
_PLACES = 4
"""Words from the edge of the right column among which a place and date begin there."""
Placed = tuple[int, Word]
"""(offset in the text, word)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one page shows of one dispatch, as pieces: printed lines, parted at gaps wider than a blank. In points."""

    number: int
    width: float
    height: float
    pieces: tuple[tuple[Placed, ...], ...]
    known: dict[tuple[int, ...], Row] = field(default_factory=dict, compare=False, repr=False)
    """Rows set before, by the offsets of their words: head, body and tail are looked at many times."""
    sets: dict[tuple[float, ...], tuple[Row, ...]] = field(default_factory=dict, compare=False, repr=False)
    """What `rows` gave before, by its arguments."""
    arrived: tuple[Row, ...] = ()
    """The rows of an arrival stamp, which are in no piece."""

    def rows(self, left: float = 0.0, top: float = 0.0, right: float = 1e9, bottom: float = 1e9) -> tuple[Row, ...]:
        """Rows set from the pieces whose middle lies inside the rectangle, top to bottom."""
        asked = left, top, right, bottom
        if asked not in self.sets:
            inside = [p for p in self.pieces if left <= _middle(p) < right and top <= _level(p[0][1]) < bottom]
            self.sets[asked] = _rows(_lines(inside), self)
        return self.sets[asked]

    def parted(self, top: float) -> tuple[Row, ...]:
        """A row of every piece below `top`, in reading order: pieces of one line stay apart."""
        below = [list(piece) for piece in self.pieces if _level(piece[0][1]) >= top]
        below.sort(key=lambda piece: (round(_level(piece[0][1]) / 6), piece[0][1].box.x0))
        return _rows(below, self)


def sheet_of(text: Text, number: int, span: Span) -> Sheet:
    """The sheet of page `number`, words outside the span, specks and an arrival stamp left out."""
    page = text.pages[number - 1]
    lines = [line for line in _lines_of(text, number) if span.contains(line.span)]
    arrived = arrival_rows(lines)
    stamped = {row.start for row in arrived}
    pieces = [piece for line in lines if line.span.start not in stamped for piece in _pieces(_words(line))]
    return Sheet(number, page.width, page.height, tuple(pieces), arrived=arrived)


def _lines_of(text: Text, number: int) -> Iterator[TextLine]:
    first = bisect_left(text.lines, text.page_starts[number - 1], key=lambda line: line.span.start)
    for line in text.lines[first:]:
        if line.page != number or line.line is None:
            return
        yield line


def _words(line: TextLine) -> list[Placed]:
    """The words of a line without specks, each with its offset."""
    offset, words = line.span.start, []
    for word in line.line.words if line.line else ():
        if not _speck(word):
            words.append((offset, word))
        offset += len(word.text) + 1
    return words


def _pieces(words: list[Placed]) -> list[tuple[Placed, ...]]:
    """The words parted at gaps of more than two letters' height."""
    pieces: list[list[Placed]] = []
    usual = median(word.box.bottom - word.box.top for _, word in words) if words else 0.0
    for placed in words:
        box = placed[1].box
        height = max(box.bottom - box.top, usual)  # a dash is hardly higher than a speck
        if not pieces or box.x0 - pieces[-1][-1][1].box.x1 > 1.9 * height:
            pieces.append([])
        pieces[-1].append(placed)
    return [tuple(piece) for piece in pieces]


def head_columns(sheet: Sheet, bottom: float) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Left and right column of the head above `bottom`."""
    split = _split(sheet, bottom)
    left: list[list[Placed]] = []
    right: list[list[Placed]] = []
    for line in _lines([p for p in sheet.pieces if _level(p[0][1]) < bottom]):
        cut = _cut(line, split)
        if line[:cut]:
            left.append(line[:cut])
        if line[cut:]:
            right.append(line[cut:])
    return _rows(left, sheet), _rows(right, sheet)


def _split(sheet: Sheet, bottom: float) -> float:
    """Where the right column of the head begins: the left edge of quốc hiệu or motto."""
    edges = [
        word.box.x0
        for row in sheet.rows(bottom=bottom)
        for pattern in (NATIONAL_TITLE, MOTTO)
        if (found := pattern.search(row.bare)) and (word := _word_at(row, found.start()))
    ]
    near = [edge for edge in edges if edge > 0.25 * sheet.width]
    return min(near) - 3 if near else 0.45 * sheet.width


def _word_at(row: Row, index: int) -> Word | None:
    at = 0
    for word in row.words:
        if at <= index < at + len(word.text) + 1:
            return word
        at += len(word.text) + 1
    return None


def _cut(line: Sequence[Placed], split: float) -> int:
    """Index of the first word of the right column in a line."""
    if line[-1][1].box.x1 <= split:
        return len(line)
    best, cut = 6.0, None
    gaps = [b[1].box.x0 - a[1].box.x1 for a, b in itertools.pairwise(line)]
    for i, gap in enumerate(gaps, 1):
        left, right = line[i - 1][1].box.x1, line[i][1].box.x0
        if right > split - 75 and left < split + 45 and gap > best:
            best, cut = gap, i
    if cut is not None and (best > 14 or best > 2.2 * median(gaps) or _NATION.match(fold(line[cut][1].text))):
        return cut
    straddle = next((i for i, p in enumerate(line) if p[1].box.x0 >= split - 8), 0)
    if straddle and _NATION.match(fold(line[straddle][1].text)) and line[straddle][1].box.x0 < split + 12:
        return straddle
    if straddle and line[0][1].box.x0 < split - _LEFT and (dated := _place_and_date(line, straddle)):
        return dated
    middle = (line[0][1].box.x0 + line[-1][1].box.x1) / 2
    return 0 if middle >= split else len(line)


def _place_and_date(line: Sequence[Placed], start: int) -> int | None:
    """Where a place and date begin, in the right column, that stand but a blank from an abstract on the left."""
    for i in range(start, min(start + _PLACES, len(line))):
        if line[i][1].text[0].isupper() and PLACE_DATE.match(fold(" ".join(word.text for _, word in line[i:]))):
            return i
    return None


def _lines(pieces: Iterable[Sequence[Placed]]) -> list[list[Placed]]:
    """Pieces gathered into lines, left to right; a line follows the skew of a scan from piece to piece."""
    lines: list[list[Placed]] = []
    ends: list[tuple[float, float, float]] = []  # level, height and right edge of each line's last word
    for piece in sorted(pieces, key=lambda p: p[0][1].box.x0):
        box, level, best, nearest = piece[0][1].box, _level(piece[0][1]), -1, 1e9
        height = box.bottom - box.top
        for i, (last_level, last_height, last_right) in enumerate(ends):
            drift = abs(last_level - level)
            reach = 0.6 * (height if height < last_height else last_height)
            if drift < reach and drift < nearest and box.x0 > last_right - reach:
                best, nearest = i, drift
        if best < 0:
            best = len(lines)
            lines.append([])
            ends.append((0.0, 0.0, 0.0))
        lines[best].extend(piece)
        last = piece[-1][1]
        ends[best] = _level(last), last.box.bottom - last.box.top, last.box.x1
    return sorted(lines, key=lambda line: median([_level(word) for _, word in line]))


def _rows(lines: list[list[Placed]], sheet: Sheet) -> tuple[Row, ...]:
    """Rows of the lines; a gap wider than the usual leading leaves its mark."""
    rows: list[Row] = []
    for line in lines:
        if not any(c.isalnum() for _, word in line for c in word.text) and all(len(w.text) < 4 for _, w in line):
            continue
        top = min(word.box.top for _, word in line)
        above = rows[-1].box if rows else None
        gap = above is None or top - above.bottom > 0.65 * max(9.0, _height(line))
        key = (gap, *(offset for offset, _ in line))
        if key not in sheet.known:
            sheet.known[key] = row_of_words(line, sheet.number, after_blank=gap)
        rows.append(sheet.known[key])
    return tuple(rows)


def _height(line: Sequence[Placed]) -> float:
    return float(median(p[1].box.bottom - p[1].box.top for p in line))


def _middle(piece: Sequence[Placed]) -> float:
    return (piece[0][1].box.x0 + piece[-1][1].box.x1) / 2


def _level(word: Word) -> float:
    return (word.box.top + word.box.bottom) / 2


def _speck(word: Word) -> bool:
    """A dot or scratch: no letter or digit, hardly as tall as a letter."""
    tall, wide = word.box.bottom - word.box.top, word.box.x1 - word.box.x0
    if word.source != "ocr" or word.text in "-–—+~":
        return False
    if any(c.isalnum() for c in word.text):
        return tall < 3.5 and wide < 3.5
    return (tall < 5 and wide < 5) or (len(word.text) < 3 and word.confidence < 0.6)
