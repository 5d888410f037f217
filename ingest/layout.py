"""Reading order (thứ tự đọc): words to lines, header and signature columns apart.

A Vietnamese dispatch has two columns twice: issuer, number and subject beside the national name and the date; and
Nơi nhận beside the signature. Everywhere else lines run across. So words are cut into segments at wide gaps, and
runs of segments that share a gutter are read column by column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.page import Line, Word

_GAP = 0.75
"""Blanks wider than this share of the type size may part columns."""
_JUSTIFIED = 2.3
"""… if they are also this many times the usual blank of their line."""
_NARROW = 2.0
"""A single line parted by less than this many type sizes was only justified."""


@dataclass(slots=True)
class Segment:
    """Words that follow each other on one line without a wide gap."""

    words: list[Word]
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Height in points."""
        return self.bottom - self.top


def lines_of(words: Sequence[Word]) -> tuple[Line, ...]:
    """The lines of a page in reading order."""
    rows = [_segments(row) for row in _rows(words)]
    return tuple(Line(tuple(segment.words)) for segment in _order(rows))


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words that stand on one line, top to bottom; within a row left to right."""
    rows: list[list[Word]] = []
    bounds: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda word: word.box.top + word.box.bottom):
        middle = (word.box.top + word.box.bottom) / 2
        for i in range(len(rows) - 1, max(len(rows) - 4, -1), -1):
            top, bottom = bounds[i]
            if top <= middle <= bottom and abs((top + bottom) / 2 - middle) < 0.35 * (bottom - top):
                rows[i].append(word)
                break
        else:
            rows.append([word])
            bounds.append((word.box.top, word.box.bottom))
    for row in rows:
        row.sort(key=lambda word: word.box.x0)
    return rows


def _segments(row: list[Word]) -> list[Segment]:
    gaps = [after.box.x0 - before.box.x1 for before, after in pairwise(row)]
    usual = median(gaps) if len(gaps) > 2 else 0.0
    groups = [[row[0]]]
    for gap, word in zip(gaps, row[1:], strict=True):
        size = max(word.box.bottom - word.box.top, 6.0)
        wide = gap > _GAP * size and gap > _JUSTIFIED * usual
        if wide and not _is_bullet(groups[-1]):
            groups.append([word])
        else:
            groups[-1].append(word)
    return [_segment(group) for group in groups]


def _is_bullet(words: list[Word]) -> bool:
    return len(words) == 1 and len(words[0].text) <= 3 and not words[0].text[0].isupper()


def _segment(words: list[Word]) -> Segment:
    boxes = [word.box for word in words]
    x0, x1 = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    return Segment(words, x0, x1, min(box.top for box in boxes), max(box.bottom for box in boxes))


def _order(rows: list[list[Segment]]) -> list[Segment]:
    out: list[Segment] = []
    i = 0
    while i < len(rows):
        zone, after = _zone(rows, i)
        if zone:
            out += zone
            i = after
        else:
            out += _rejoin(rows[i])
            i += 1
    return out


def _rejoin(row: list[Segment]) -> list[Segment]:
    """A lone row: pieces parted by little more than a blank belong together."""
    out = [row[0]]
    for segment in row[1:]:
        if segment.x0 - out[-1].x1 < _NARROW * segment.height:
            out[-1] = _segment(out[-1].words + segment.words)
        else:
            out.append(segment)
    return out


def _zone(rows: list[list[Segment]], start: int) -> tuple[list[Segment], int]:
    """The longest run of rows from `start` that leave a common gutter free, and the row after it; else nothing.

    The run begins with a row of two segments, or with one-sided rows just above such a row.
    """
    first = next((i for i in range(start, min(start + 4, len(rows))) if len(rows[i]) == 2), None)
    if first is None or any(len(row) != 1 for row in rows[start:first]):
        return [], start
    left, right = rows[first][0].x1, rows[first][1].x0
    end = start
    both = 0
    for end in range(start, len(rows) + 1):
        if end == len(rows) or len(rows[end]) > 2:
            break
        bounds = _narrowed(rows[end], left, right)
        if bounds is None:
            break
        left, right = bounds
        both += len(rows[end]) == 2
    if both < 2 and end - start < 2:
        return [], start
    if end <= first:
        return [], start
    middle = (left + right) / 2
    segments = [segment for row in rows[start:end] for segment in row]
    columns = [s for s in segments if s.x0 < middle], [s for s in segments if s.x0 >= middle]
    return [*columns[0], *columns[1]], end


def _narrowed(row: list[Segment], left: float, right: float) -> tuple[float, float] | None:
    """The gutter that remains beside this row; None where the row stands in it."""
    if len(row) == 2:
        left, right = max(left, row[0].x1), min(right, row[1].x0)
    elif row[0].x1 <= (left + right) / 2:
        left = max(left, row[0].x1)
    elif row[0].x0 >= (left + right) / 2:
        right = min(right, row[0].x0)
    else:
        return None
    return (left, right) if right - left >= 2.0 else None
