"""Segments (đoạn dòng): words that follow each other on one line without a wide gap; the bricks of the layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extract.page import Word
from ingest.blanks import is_blank_to_fill
from ingest.unaccent import unaccent

_NATIONAL = (("cong", "hoa", "xa", "hoi"), ("doc", "lap", "-"), ("dang", "cong", "san"))
"""Words that open the right column of a header, however close the left column comes."""
_GAP = 0.75
"""Blanks wider than this share of the line height may part columns."""
_NO_GAP = 4.5
"""Points that are a blank at any size."""
_JUSTIFIED = 2.3
"""… if they are also this many times the usual blank of their line."""
_SAME_ROW = 0.45
"""Middles further apart than this share of the lower line's height are on different rows."""


@dataclass(slots=True)
class Segment:
    """A piece of a line and the rectangle around it, in points."""

    words: list[Word]
    x0: float = field(init=False)
    x1: float = field(init=False)
    top: float = field(init=False)
    bottom: float = field(init=False)

    def __post_init__(self) -> None:
        """Measure the words."""
        box = self.words[0].box
        x0, top, x1, bottom = box.x0, box.top, box.x1, box.bottom
        for word in self.words:
            box = word.box
            x0, top = box.x0 if box.x0 < x0 else x0, box.top if box.top < top else top
            x1, bottom = box.x1 if box.x1 > x1 else x1, box.bottom if box.bottom > bottom else bottom
        self.x0, self.top, self.x1, self.bottom = x0, top, x1, bottom

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


def rows_of_words(words: Sequence[Word]) -> list[Row]:
    """Words as rows of segments, top to bottom, left to right."""
    if not words:
        return []
    return [_cut(row) for row in rows_of_segments([Segment(run) for run in _runs(words)])]


def _cut(row: Row) -> Row:
    """The row cut anew at its wide gaps; most rows are one segment and have none."""
    words = words_of(row)
    if len(row) == 1 and not _opening(words):
        edges = pairwise(words)
        if all(after.box.x0 - before.box.x1 <= _NO_GAP for before, after in edges):
            return row
    return cut_row(words)


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words that follow each other in the file and on their line: most lines are one run, and quickly found."""
    run = [words[0]]
    last = words[0].box
    for word in words[1:]:
        box = word.box
        lean = 2 * _SAME_ROW * min(last.bottom - last.top, box.bottom - box.top)
        if box.x0 >= last.x0 and abs(box.top + box.bottom - last.top - last.bottom) < lean:
            run.append(word)
        else:
            yield run
            run = [word]
        last = box
    yield run


def rows_of_segments(segments: Iterable[Segment]) -> list[Row]:
    """Segments that stand side by side, top to bottom; within a row left to right.

    A row is bounded by its lowest member, so that a tall stamp or a bracket does not swallow its neighbours.
    """
    rows: list[Row] = []
    for segment in sorted(segments, key=_middle):
        for row in rows[:-5:-1]:
            if _beside(row[0], segment):
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
    return apart < 2 * _SAME_ROW * min(first.bottom - first.top, second.bottom - second.top)


def words_of(row: Row) -> list[Word]:
    """All words of a row, left to right."""
    if len(row) == 1:
        return row[0].words
    return sorted((word for segment in row for word in segment.words), key=lambda word: word.box.x0)


def cut_row(words: list[Word]) -> Row:
    """One row of words, cut at its wide gaps; a bullet stays with what it stands before."""
    gaps = [after.box.x0 - before.box.x1 for before, after in pairwise(words)]
    usual = median(gaps) if len(gaps) > 2 else 0.0
    opening = _opening(words)
    groups = [[words[0]]]
    for i, (gap, word) in enumerate(zip(gaps, words[1:], strict=True), start=1):
        height = max(word.box.bottom - word.box.top, 6.0)
        wide = gap > _GAP * height and gap > _JUSTIFIED * usual
        whole = _is_bullet(groups[-1]) or is_blank_to_fill(groups[-1][-1], word) if wide else True
        if i == opening or not whole:
            groups.append([word])
        else:
            groups[-1].append(word)
    return [Segment(group) for group in groups]


def cut_at_national_name(segment: Segment) -> Row:
    """A line that a detector took in one piece, cut where the right column of the header begins."""
    at = _opening(segment.words)
    return [Segment(segment.words[:at]), Segment(segment.words[at:])] if at else [segment]


def opens_right_column(segment: Segment) -> bool:
    """Whether it begins with the national name, its motto or the name of the Party."""
    return any(_reads(segment.words, phrase) for phrase in _NATIONAL)


def _opening(words: list[Word]) -> int | None:
    """Where the national name, its motto or the name of the Party begins, if not with the row itself."""
    for i in range(1, len(words) - 2):
        text = words[i].text
        if (
            text[0] in "CĐ"
            and text[-1] in "GCgc"
            and len(text) <= 4
            and any(_reads(words[i:], phrase) for phrase in _NATIONAL)
        ):
            return i
    return None


def _reads(words: list[Word], phrase: tuple[str, ...]) -> bool:
    capitals = words[0].text.isupper() or phrase[0] == "doc"
    return capitals and [unaccent(word.text).lower() for word in words[: len(phrase)]] == list(phrase)


def _is_bullet(words: list[Word]) -> bool:
    return len(words) == 1 and len(words[0].text) <= 3 and not words[0].text[0].isupper()


def join(segments: Sequence[Segment]) -> Segment:
    """One segment of several that stand side by side."""
    return Segment([word for segment in segments for word in segment.words])
