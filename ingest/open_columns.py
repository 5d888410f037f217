"""Columns of tables that have level rules only (bảng chỉ kẻ ngang): told by lanes that no word of any row enters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from extract.page import Line, Word
from ingest.rules import Rule, join_pieces

_NEAR = 3.0
"""Points; rules whose ends are no further apart are as wide as one another."""
_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 3
_LOW, _HIGH = 8.0, 90.0
"""Points between two rules of a table."""
_LANE = 6
"""Points; narrower gaps may be blanks that stand one below the other."""
_ACROSS = 0.25
"""Share of the rows that may be one text over all columns, such as the name of a group."""


def find_columns(level: Sequence[Rule], lines: Iterable[Line]) -> Iterator[Rule]:
    """Upright rules where those of a table would be, at its sides and between its columns."""
    words = sorted((word for line in lines for word in line.words if not word.hidden), key=_middle)
    for rules in _stacks(level):
        start, end = rules[0].start, rules[0].end
        bands = [(above.at, below.at) for above, below in pairwise(rules)]
        rows = [list(_between(words, band, start, end)) for band in bands]
        lanes = _lanes(rows, start, end)
        if len(lanes) >= _FEWEST_COLUMNS - 1:
            yield from (Rule(x, rules[0].at, rules[-1].at) for x in (start, *lanes, end))


def _stacks(level: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Rules of one width, one not far below the other."""
    wide: dict[tuple[int, int], list[Rule]] = defaultdict(list)
    for rule in join_pieces(level):
        wide[round(rule.start / _NEAR), round(rule.end / _NEAR)].append(rule)
    for rules in wide.values():
        rules.sort()
        ends = [i for i, (above, below) in enumerate(pairwise(rules), start=1) if below.at - above.at > _HIGH]
        for first, last in pairwise([0, *ends, len(rules)]):
            stack = rules[first:last]
            if len(stack) > _FEWEST_ROWS and all(b.at - a.at >= _LOW for a, b in pairwise(stack)):
                yield stack


def _between(words: Sequence[Word], band: tuple[float, float], start: float, end: float) -> Iterator[Word]:
    """The words, which stand in the order of their middles, that lie wholly within."""
    first, last = bisect_right(words, band[0], key=_middle), bisect_left(words, band[1], key=_middle)
    return (word for word in words[first:last] if start <= word.box.x0 and word.box.x1 <= end)


def _middle(word: Word) -> float:
    return (word.box.top + word.box.bottom) / 2


def _lanes(rows: Sequence[Sequence[Word]], start: float, end: float) -> list[float]:
    """The middles of the lanes between columns; none where any row is empty."""
    if not all(rows):
        return []
    covered = np.array([_covered(row, start, end) for row in rows])
    parted = np.array([len(_gaps(row)) > 0 for row in covered])
    if parted.sum() < _FEWEST_ROWS or parted.mean() < 1 - _ACROSS:
        return []
    return [start + (first + last) / 2 for first, last in _gaps(covered[parted].any(axis=0))]


def _covered(row: Sequence[Word], start: float, end: float) -> np.ndarray:
    """Point by point, whether a word of a row stands there."""
    covered = np.zeros(int(end - start) + 1, bool)
    for word in row:
        covered[int(word.box.x0 - start) : int(word.box.x1 - start) + 1] = True
    return covered


def _gaps(covered: np.ndarray) -> list[tuple[int, int]]:
    """Where nothing stands for a while between what does."""
    places = np.flatnonzero(covered).tolist()
    return [(left + 1, right) for left, right in pairwise(places) if right - left > _LANE]
