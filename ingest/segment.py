"""Segments (đoạn dòng): words that follow each other on one line without a wide gap; the bricks of the layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

import numpy as np

from extract.page import Word
from ingest.blanks import is_blank_to_fill
from ingest.frame import Edges
from ingest.runs import SAME_ROW, edges_of, find_runs, is_mark
from ingest.unaccent import unaccent

_NATIONAL = {"cong": ["cong", "hoa", "xa", "hoi"], "doc": ["doc", "lap", "-"], "dang": ["dang", "cong", "san"]}
"""Words that open the right column of a header, however close the left column comes; by the first of them."""
_GAP = 0.75
"""Blanks wider than this share of the line height may part columns."""
_LEAST_HEIGHT = 6.0
"""Points; smaller words leave blanks as wide as these."""
_JUSTIFIED = 2.3
"""… if they are also this many times the usual blank of their line."""


@dataclass(slots=True)
class Segment:
    """A piece of a line and the rectangle around it, in points."""

    words: list[Word]
    x0: float = field(init=False)
    x1: float = field(init=False)
    top: float = field(init=False)
    bottom: float = field(init=False)
    gap: float = field(init=False)
    """The widest blank between two of its words."""
    least: float = field(init=False)
    """The height of its lowest word."""

    def __post_init__(self) -> None:
        """Measure the words."""
        box = self.words[0].box
        x0, top, x1, bottom = box.x0, box.top, box.x1, box.bottom
        last, gap, least = x0, 0.0, bottom - top
        for word in self.words:
            box = word.box
            left, high, right, low = box.x0, box.top, box.x1, box.bottom
            gap = left - last if left - last > gap else gap
            least = low - high if low - high < least else least
            last = right
            x0, top = left if left < x0 else x0, high if high < top else top
            x1, bottom = right if right > x1 else x1, low if low > bottom else bottom
        self.x0, self.top, self.x1 = x0, top, x1
        self.bottom, self.gap, self.least = bottom, gap, least

    @property
    def height(self) -> float:
        """Height in points."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Half way down."""
        return (self.top + self.bottom) / 2

    @property
    def text(self) -> str:
        """Its words with blanks between."""
        return " ".join(word.text for word in self.words)


Row = list[Segment]


def rows_of_words(words: Sequence[Word], edges: Edges | None = None) -> list[Row]:
    """Words as rows of segments, top to bottom, left to right; `edges` of their boxes, where they are known."""
    if not words:
        return []
    with np.errstate(all="ignore"):
        return [_cut(row) for row in rows_of_segments(_measured(words, edges or edges_of(words)))]


def _cut(row: Row) -> Row:
    """The row cut anew at its wide gaps; most rows are one segment and have none."""
    words = words_of(row)
    whole = len(row) == 1 and row[0].gap <= _GAP * max(row[0].least, _LEAST_HEIGHT) and not _opening(words)
    return row if whole else cut_row(words)


def _measured(words: Sequence[Word], edges: Edges) -> Iterator[Segment]:
    """The runs of words, all measured at once: what `Segment` would say of each, from arrays."""
    x0, top, x1, bottom = edges
    starts, words = find_runs(words, edges), list(words)
    gaps = np.zeros(len(words))
    np.maximum(x0[1:] - x1[:-1], 0.0, out=gaps[1:])
    gaps[starts] = 0.0
    least, most = np.minimum.reduceat, np.maximum.reduceat
    measures = (least(x0, starts), least(top, starts), most(x1, starts), most(bottom, starts), most(gaps, starts))
    columns = (starts, [*starts[1:], len(words)], *measures, least(bottom - top, starts))
    for first, end, *measure in zip(*(np.asarray(column).tolist() for column in columns), strict=True):
        segment = Segment.__new__(Segment)
        segment.words = words[first:end]
        segment.x0, segment.top, segment.x1, segment.bottom, segment.gap, segment.least = measure
        yield segment


def rows_of_segments(segments: Iterable[Segment]) -> list[Row]:
    """Segments that stand side by side, top to bottom; within a row left to right.

    A row is bounded by its lowest member, so that a tall stamp or a bracket does not swallow its neighbours.
    """
    rows: list[Row] = []
    for segment in sorted(segments, key=_middle):
        for row in rows[:-5:-1]:
            if segment.top < row[0].bottom and _beside(row[0], segment):
                row.append(segment)
                break
        else:
            rows.append([segment])
    for row in rows:
        if len(row) > 1:
            row.sort(key=_left)
    return rows


def _middle(segment: Segment) -> float:
    return segment.top + segment.bottom


def _left(segment: Segment) -> float:
    return segment.x0


def _beside(first: Segment, second: Segment) -> bool:
    apart = abs(first.top + first.bottom - second.top - second.bottom)
    return apart < 2 * SAME_ROW * min(first.bottom - first.top, second.bottom - second.top) or (
        len(second.words) == 1 and is_mark(first.words[-1], second.words[0], apart)
    )


def words_of(row: Row) -> list[Word]:
    """All words of a row, left to right."""
    if len(row) == 1:
        return row[0].words
    return sorted((word for segment in row for word in segment.words), key=lambda word: word.box.x0)


def cut_row(words: list[Word]) -> Row:
    """One row of words, cut at its wide gaps; a bullet stays with what it stands before."""
    boxes = [word.box for word in words]
    gaps = [after.x0 - before.x1 for before, after in pairwise(boxes)]
    least = _JUSTIFIED * (median(gaps) if len(gaps) > 2 else 0.0)
    opening = _opening(words)
    starts = [0]
    for i, gap in enumerate(gaps, start=1):
        wide = gap > least and gap > _GAP * max(boxes[i].bottom - boxes[i].top, _LEAST_HEIGHT)
        if i == opening or (wide and _parts(words[starts[-1] : i], words[i])):
            starts.append(i)
    return [Segment(words[start:end]) for start, end in pairwise([*starts, len(words)])]


def _parts(before: list[Word], word: Word) -> bool:
    """Whether a wide gap parts columns."""
    return not (_is_bullet(before) or is_blank_to_fill(before[-1], word))


def cut_at_national_name(segment: Segment) -> Row:
    """A line that a detector took in one piece, cut where the right column of the header begins."""
    at = _opening(segment.words)
    return [Segment(segment.words[:at]), Segment(segment.words[at:])] if at else [segment]


def opens_right_column(segment: Segment) -> bool:
    """Whether it begins with the national name, its motto or the name of the Party."""
    return _is_national(segment.words)


def _opening(words: list[Word]) -> int | None:
    """Where the national name, its motto or the name of the Party begins, if not with the row itself."""
    for i, word in enumerate(words):
        text = word.text
        likely = text[0] in "CĐ" and text[-1] in "GCgc" and len(text) <= 4
        if likely and 0 < i < len(words) - 2 and _is_national(words[i:]):
            return i
    return None


def _is_national(words: list[Word]) -> bool:
    first = unaccent(words[0].text).lower()
    phrase = _NATIONAL.get(first)
    if phrase is None or not (first == "doc" or words[0].text.isupper()):
        return False
    return [unaccent(word.text).lower() for word in words[: len(phrase)]] == phrase


def _is_bullet(words: list[Word]) -> bool:
    return len(words) == 1 and len(words[0].text) <= 3 and not words[0].text[0].isupper()


def join(segments: Sequence[Segment]) -> Segment:
    """One segment of several that stand side by side; the very one where there is no other."""
    if len(segments) == 1:
        return segments[0]
    return Segment([word for segment in segments for word in segment.words])
