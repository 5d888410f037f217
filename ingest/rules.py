"""Ruled lines of a page (đường kẻ): as they are drawn, dot by dot, or not at all where a page cuts a table."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.frame import Edges

_THIN = 2.0
"""Points; what is thinner is a line, whatever it was drawn as."""
_SHORT = 4.0
_GAP = 3.0
"""Points between dots of one line, between pieces of one rule, and between rules that meet."""
_FEWEST_DOTS = 4
_FEWEST_ENDS = 3
"""Upright rules that end side by side where a page cuts a table of two columns."""

Array = NDArray[np.float64]


class Rule(NamedTuple):
    """A line of a table: where it stands across its direction, and from where to where it runs; in points."""

    at: float
    start: float
    end: float


class Rules:
    """Rules as they are found."""

    def __init__(self) -> None:
        self.level: list[Rule] = []
        self.upright: list[Rule] = []

    def add_box(self, edges: Edges) -> None:
        """A thin rectangle is a line; a thick one has four sides."""
        x0, top, x1, bottom = edges
        if min(bottom - top, x1 - x0) <= _THIN:
            self.add_line(edges)
        elif x1 - x0 >= _SHORT and bottom - top >= _SHORT:
            self.level += (Rule(top, x0, x1), Rule(bottom, x0, x1))
            self.upright += (Rule(x0, top, bottom), Rule(x1, top, bottom))

    def add_line(self, edges: Edges) -> None:
        """A line that stands or lies within these edges, however thick."""
        x0, top, x1, bottom = edges
        if bottom - top <= x1 - x0 >= _SHORT:
            self.level.append(Rule((top + bottom) / 2, x0, x1))
        elif bottom - top >= _SHORT:
            self.upright.append(Rule((x0 + x1) / 2, top, bottom))

    def add_dots(self, edges: Array) -> None:
        """The lines that rows of marks make, as browsers draw dotted borders; the columns are `Edges` of each mark."""
        x0, top, x1, bottom = edges.T
        self.level += _lines((top + bottom) / 2, x0, x1)
        self.upright += _lines((x0 + x1) / 2, top, bottom)

    def close_ends(self) -> None:
        """Draw the rule that is missing where upright ones end side by side, as where a page cuts a row in two."""
        runs = list(join_pieces(self.upright))
        level = sorted(self.level)
        for side in (attrgetter("start"), attrgetter("end")):
            for ends in _side_by_side([(side(run), run.at) for run in runs]):
                y, left, right = ends[0][0], min(x for _, x in ends), max(x for _, x in ends)
                if len(ends) >= _FEWEST_ENDS and not _has_rule(level, y, left, right):
                    self.level.append(Rule(y, left, right))


def are_dots(edges: Array) -> NDArray[np.bool_]:
    """Which are too small both ways for a line of their own."""
    wide, high = edges[:, 2] - edges[:, 0], edges[:, 3] - edges[:, 1]
    return (wide < _SHORT) & (high < _SHORT) & (wide + high > 0)


def _lines(at: Array, start: Array, end: Array) -> Iterator[Rule]:
    """Marks in a row, none far from the next."""
    if len(at) < _FEWEST_DOTS:
        return
    order = np.lexsort((start, np.round(at)))
    at, start, end = at[order], start[order], end[order]
    apart = (np.abs(np.diff(at)) > 1) | (start[1:] - end[:-1] > _GAP) | (np.diff(start) < 0)
    first = np.flatnonzero(np.concatenate(([True], apart)))
    ends, counts = np.maximum.reduceat(end, first), np.diff([*first, len(at)])
    found = (counts >= _FEWEST_DOTS) & (ends - start[first] >= _FEWEST_DOTS * _GAP)
    columns: Any = (at[first][found], start[first][found], ends[found])
    yield from (Rule(*row) for row in np.array(columns).T.tolist())


def join_pieces(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Rules whose pieces, cell by cell, were put together."""
    columns: list[list[Rule]] = []
    for rule in sorted(rules):
        if columns and rule.at - columns[-1][-1].at <= _GAP:
            columns[-1].append(rule)
        else:
            columns.append([rule])
    for column in columns:
        run = None
        for rule in sorted(column, key=attrgetter("start")):
            if run and rule.start - run.end <= _GAP:
                run = Rule(run.at, run.start, max(run.end, rule.end))
                continue
            if run:
                yield run
            run = rule
        if run:
            yield run


def _side_by_side(ends: list[tuple[float, float]]) -> Iterator[list[tuple[float, float]]]:
    """Ends, as y and x, in groups of one height."""
    if not ends:
        return
    ends.sort()
    cuts = [i for i, (above, below) in enumerate(pairwise(ends), start=1) if below[0] - above[0] > _GAP]
    yield from (ends[first:last] for first, last in pairwise([0, *cuts, len(ends)]))


def _has_rule(level: Sequence[Rule], y: float, left: float, right: float) -> bool:
    """Whether a rule at that height runs anywhere between these."""
    for rule in level[bisect_left(level, (y - _GAP,)) :]:
        if rule.at > y + _GAP:
            return False
        if rule.start < right and rule.end > left:
            return True
    return False
