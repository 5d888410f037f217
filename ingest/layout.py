"""Reading order (thứ tự đọc): header and signature columns apart, everything else from top to bottom.

A Vietnamese dispatch has two columns twice: issuer, number and subject beside the national name and the date; and
Nơi nhận beside the signature. Everywhere else lines run across. So runs of rows that leave a common gutter free are
read column by column; a row that stands in the gutter ends the run.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.page import Line, Word
from ingest.frame import Edges
from ingest.furniture import is_furniture
from ingest.quick import make_line
from ingest.segment import (
    Row,
    Segment,
    cut_at_national_name,
    join,
    opens_right_column,
    rows_of_segments,
    rows_of_words,
    words_of,
)
from ingest.unaccent import unaccent

_JUSTIFIED_GAP = 2.0
"""A single row parted by less than this many line heights was only justified."""
_GUTTER = 0.5
"""Points that must stay free between the columns."""
_LOOK_AHEAD = 4
"""Rows of one column that may precede the first row with both."""
_TABLE_ROWS = 3
"""So many rows of three or more pieces make a table, not two columns."""


def lines_of_words(words: Sequence[Word], height: float, edges: Edges | None = None) -> tuple[Line, ...]:
    """The lines of a page of loose words in reading order; `height` of the page in points, `edges` of the words' boxes
    where they are known."""
    return _lines(rows_of_words(words, edges), height)


def lines_of_segments(segments: Iterable[Segment], height: float) -> tuple[Line, ...]:
    """The same for words that a line detector has grouped already."""
    return _lines(rows_of_segments(part for segment in segments for part in cut_at_national_name(segment)), height)


def stamp_lines(groups: Iterable[Sequence[Word]]) -> tuple[Line, ...]:
    """The particulars of visible signatures, one group after another: shown, but no part of the dispatch."""
    rows = [words_of(row) for group in groups for row in rows_of_words(group)]
    return tuple(make_line(row, furniture=True) for row in rows)


def _lines(rows: list[Row], height: float) -> tuple[Line, ...]:
    furniture: list[Row] = []
    body: list[Row] = []
    upper, lower = 2 * 0.12 * height, 2 * 0.9 * height
    for row in rows:
        edge = not upper <= row[0].top + row[0].bottom <= lower
        (furniture if edge and is_furniture(join(row).text) else body).append(row)
    heads = [make_line(join(row).words, furniture=True) for row in furniture if row[0].middle < height / 2]
    feet = [make_line(join(row).words, furniture=True) for row in furniture if row[0].middle >= height / 2]
    return (*heads, *(make_line(segment.words) for segment in _order(body)), *feet)


def _order(rows: list[Row]) -> list[Segment]:
    out: list[Segment] = []
    parted = [i for i, row in enumerate(rows) if len(row) > 1]
    if not parted:
        return [row[0] for row in rows]
    start = 0
    while start < len(rows):
        at = bisect_left(parted, start)
        near = at < len(parted) and parted[at] < start + _LOOK_AHEAD
        zone, end = _columns(rows, start, parted[at]) if near else ([], start + 1)
        out += zone or _rejoin(rows[start])
        start = end
    return out


def _rejoin(row: Row) -> Row:
    """A row for itself: pieces parted by little more than a blank belong together."""
    out = [row[0]]
    for segment in row[1:]:
        near = segment.x0 - out[-1].x1 < _JUSTIFIED_GAP * segment.height
        if near and not opens_right_column(segment):
            out[-1] = join((out[-1], segment))
        else:
            out.append(segment)
    return out


def _columns(rows: list[Row], start: int, first: int) -> tuple[list[Segment], int]:
    """The two columns of the run that begins at `start`, one after the other, and the row after it; or nothing.

    `first` is the first row of several pieces.
    """
    gutter = _widest_gap(rows[first])
    end = start
    while end < len(rows) and not (end > start and _ends_columns(rows[end])):
        narrowed = _narrowed(rows[end], gutter)
        if narrowed is None:
            break
        gutter, end = narrowed, end + 1
    run = rows[start:end]
    if end <= first or len(run) < 2 or sum(len(row) > 2 for row in run) >= _TABLE_ROWS:
        return [], start + 1
    middle = sum(gutter) / 2
    left = [[segment for segment in row if segment.x0 < middle] for row in run]
    right = [[segment for segment in row if segment.x0 >= middle] for row in run]
    return [join(row) for row in (*left, *right) if row], end


def _widest_gap(row: Row) -> tuple[float, float]:
    gaps = [(before.x1, after.x0) for before, after in pairwise(row)]
    return max(gaps, key=lambda gap: gap[1] - gap[0])


def _narrowed(row: Row, gutter: tuple[float, float]) -> tuple[float, float] | None:
    """The gutter that remains beside this row; None where the row stands in it."""
    left, right = gutter
    for segment in row:
        if segment.x0 <= left and segment.x1 < right:
            left = max(left, segment.x1)
        elif segment.x0 > left and segment.x1 >= right:
            right = min(right, segment.x0)
        elif segment.x0 > left and segment.x1 < right:
            nearer_left = segment.x0 - left < right - segment.x1
            left, right = (segment.x1, right) if nearer_left else (left, segment.x0)
        else:
            return None
    return (left, right) if right - left >= _GUTTER else None


def _ends_columns(row: Row) -> bool:
    """`Kính gửi:` never stands in a column of the header, though it may leave the gutter free."""
    words = row[0].words
    if words[0].text[0] not in "Kk":
        return False
    return unaccent(" ".join(word.text for word in words[:2])).lower().startswith(("kinh gui", "kinh qui"))
