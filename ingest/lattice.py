"""The cells of ruled tables (ô của bảng kẻ): the smallest rectangles between the points where rules cross.

As pdfplumber finds them after Nurminen's thesis of 2013, with the same tolerances: rules that nearly lie on each other
are one, rules that nearly touch go on, rules that nearly meet cross.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_NEAR = 3.0
"""Points."""
_SHORTEST = 1.0
_MOST = 50_000
"""Crossings beyond which it is a drawing."""

Cell = tuple[float, float, float, float]
"""Left, top, right, bottom."""
_Point = tuple[float, float]


class Rule(NamedTuple):
    """A line of a table: where it stands across its direction, and from where to where it runs; in points."""

    at: float
    start: float
    end: float


def find_cells(level: Sequence[Rule], upright: Sequence[Rule]) -> list[Cell]:
    """The cells that level and upright rules make, at most one for each crossing: that of which it is top left."""
    if len(level) < 2 or len(upright) < 2:
        return []
    level, upright = _merged(level), _merged(upright)
    crossings = _Crossings()
    for number, rule in enumerate(upright):
        first = bisect_left(level, rule.start - _NEAR, key=_at)
        last = bisect_right(level, rule.end + _NEAR, key=_at)
        for i in range(first, last):
            if level[i].start - _NEAR <= rule.at <= level[i].end + _NEAR:
                crossings.add((rule.at, level[i].at), number, i)
        if len(crossings.points) > _MOST:
            return []
    return [cell for point in sorted(crossings.points) if (cell := crossings.cell_below_right_of(point))]


class _Crossings:
    """Points, and on which upright and level rules, by number, they lie."""

    def __init__(self) -> None:
        self.points: dict[_Point, tuple[set[int], set[int]]] = {}
        self._down: dict[int, list[float]] = defaultdict(list)
        self._along: dict[int, list[float]] = defaultdict(list)

    def add(self, point: _Point, upright: int, level: int) -> None:
        uprights, levels = self.points.setdefault(point, (set(), set()))
        uprights.add(upright)
        levels.add(level)
        self._down[upright].append(point[1])
        self._along[level].append(point[0])

    def cell_below_right_of(self, point: _Point) -> Cell | None:
        x, y = point
        uprights, levels = self.points[point]
        along = _beyond(x, (self._along[level] for level in levels))
        for below in _beyond(y, (self._down[upright] for upright in uprights)):
            for right in along:
                corner = self.points.get((right, below))
                if corner and corner[0] & self.points[right, y][0] and corner[1] & self.points[x, below][1]:
                    return x, y, right, below
        return None


def _beyond(here: float, places: Iterable[list[float]]) -> list[float]:
    """The places further on, nearest first."""
    lists = list(places)
    found = lists[0] if len(lists) == 1 else sorted({place for each in lists for place in each})
    return found[bisect_right(found, here) :]


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """The rules in the order of their places, put together where they are one."""
    ordered = sorted(rule for rule in rules if rule[2] - rule[1] >= _SHORTEST)
    return [rule for bundle in _bundles(ordered) for rule in _joined(bundle) if rule.end - rule.start >= _NEAR]


def _bundles(ordered: Sequence[Rule]) -> Iterator[Sequence[Rule]]:
    """Rules side by side, each near the next."""
    cuts = [i for i, (before, after) in enumerate(pairwise(ordered), start=1) if after[0] - before[0] > _NEAR]
    return (ordered[start:end] for start, end in pairwise([0, *cuts, len(ordered)]))


def _joined(bundle: Sequence[Rule]) -> Iterator[Rule]:
    """The rules of a bundle, brought to its middle, those that nearly touch as one."""
    middle = sum(rule[0] for rule in bundle) / max(len(bundle), 1)
    reach: tuple[float, float] | None = None
    for start, end in sorted(rule[1:] for rule in bundle):
        if reach is None:
            reach = start, end
        elif start <= reach[1] + _NEAR:
            reach = reach[0], max(reach[1], end)
        else:
            yield Rule(middle, *reach)
            reach = start, end
    if reach is not None:
        yield Rule(middle, *reach)


def _at(rule: Rule) -> float:
    return rule.at


def group_cells(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Cells that touch at a corner are of one table; tables of two cells and more, top to bottom."""
    owners: dict[_Point, list[int]] = defaultdict(list)
    for i, cell in enumerate(cells):
        for corner in _corners(cell):
            owners[corner].append(i)
    groups, seen = [], set[int]()
    for i in range(len(cells)):
        group, waiting = [], [i]
        while waiting:
            if (here := waiting.pop()) not in seen:
                seen.add(here)
                group.append(cells[here])
                waiting += (other for corner in _corners(cells[here]) for other in owners[corner])
        if len(group) > 1:
            groups.append(group)
    return sorted(groups, key=lambda group: min((top, x0) for x0, top, _, _ in group))


def _corners(cell: Cell) -> tuple[_Point, ...]:
    x0, top, x1, bottom = cell
    return (x0, top), (x0, bottom), (x1, top), (x1, bottom)
