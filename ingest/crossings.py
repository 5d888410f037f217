"""Where rules cross, and the cells between (giao điểm đường kẻ, ô bảng): the same that pdfplumber finds by trying all
crossings against each other, looked up by row and column. A page of forms has hundreds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

Cell = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Point = tuple[float, float]
Edge = dict[str, Any]
"""As pdfplumber has it: `x0`, `top`, `x1`, `bottom` and `orientation`; no two are the same."""


def find_cells(edges: Sequence[Edge], x_tolerance: float, y_tolerance: float) -> list[Cell]:
    """The smallest cell below and right of each crossing that has one, from left to right, top to bottom; rules meet if
    they are no further apart than this.
    """
    grid = _Crossings(edges, x_tolerance, y_tolerance)
    return [cell for point in sorted(grid.upright) if (cell := grid.cell_at(point))]


class _Crossings:
    """The upright and the level rules that meet in each point, one bit a rule; and the points by column and row."""

    def __init__(self, edges: Sequence[Edge], x_tolerance: float, y_tolerance: float) -> None:
        upright, level = ([edge for edge in edges if edge["orientation"] == way] for way in "vh")
        self.upright: dict[Point, int] = defaultdict(int)
        self._level: dict[Point, int] = defaultdict(int)
        for i, j in _meetings(upright, level, x_tolerance, y_tolerance):
            point = upright[i]["x0"], level[j]["top"]
            self.upright[point] |= 1 << i
            self._level[point] |= 1 << j
        self._columns: dict[float, list[float]] = defaultdict(list)
        self._rows: dict[float, list[float]] = defaultdict(list)
        for x, y in sorted(self.upright):
            self._columns[x].append(y)
            self._rows[y].append(x)

    def cell_at(self, point: Point) -> Cell | None:
        """The smallest cell whose upper left corner is this crossing."""
        x, y = point
        return next(((x, y, x1, y1) for y1 in self._below(x, y) for x1 in self._right(x, y, y1)), None)

    def _below(self, x: float, y: float) -> Iterator[float]:
        """Where the column goes on along a rule."""
        column, here = self._columns[x], self.upright[x, y]
        return (y1 for y1 in column[bisect_right(column, y) :] if here & self.upright[x, y1])

    def _right(self, x: float, y: float, y1: float) -> Iterator[float]:
        """Where the row goes on along a rule, as does that below, with a rule between both."""
        row, here, below = self._rows[y], self._level[x, y], self._level[x, y1]
        for x1 in row[bisect_right(row, x) :]:
            meets = here & self._level[x1, y] and below & self._level.get((x1, y1), 0)
            if meets and self.upright[x1, y] & self.upright[x1, y1]:
                yield x1


def _meetings(upright: Sequence[Edge], level: Sequence[Edge], x_near: float, y_near: float) -> list[tuple[int, int]]:
    """Pairs of rules that meet, by number."""
    x, top, bottom = (np.array([edge[side] for edge in upright])[:, None] for side in ("x0", "top", "bottom"))
    y, left, right = (np.array([edge[side] for edge in level]) for side in ("top", "x0", "x1"))
    meet = (top <= y + y_near) & (bottom >= y - y_near) & (x >= left - x_near) & (x <= right + x_near)
    return [(i, j) for i, j in np.argwhere(meet).tolist()]
