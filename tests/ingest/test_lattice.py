"""Rules and the cells they make: told in rows, and held against pdfplumber's finder."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfplumber.table import TableFinder

from ingest.lattice import Cell, Rule, find_cells, group_cells

GRID = ([Rule(y, 0, 90) for y in (0, 20, 40)], [Rule(x, 0, 40) for x in (0, 50, 90)])


@pytest.mark.parametrize(
    ("level", "upright", "expected"),
    [
        (*GRID, [(0, 0, 50, 20), (0, 20, 50, 40), (50, 0, 90, 20), (50, 20, 90, 40)]),
        # the rule between the lower cells is missing: they are one, over both columns
        (GRID[0], [GRID[1][0], Rule(50, 0, 20), GRID[1][2]], [(0, 0, 50, 20), (0, 20, 90, 40), (50, 0, 90, 20)]),
        # pieces that nearly touch are one rule
        ([Rule(0, 0, 48), Rule(0, 50, 90), Rule(40, 0, 90)], [GRID[1][0], GRID[1][2]], [(0, 0, 90, 40)]),
        # double rules are one in their middle
        ([Rule(0, 0, 90), Rule(2, 0, 90), Rule(40, 0, 90)], [GRID[1][0], GRID[1][2]], [(0, 1, 90, 40)]),
        # rules that end short of each other by little cross all the same
        ([Rule(0, 2, 88), Rule(40, 2, 88)], [Rule(0, 2, 38), Rule(90, 2, 38)], [(0, 0, 90, 40)]),
        # underlines and a margin make no cell
        (GRID[0], [Rule(0, 0, 40)], []),
        ([], [], []),
    ],
)
def test_cells_lie_between_crossings(level: list[Rule], upright: list[Rule], expected: list[Cell]) -> None:
    """Each once, from the top left."""
    assert find_cells(level, upright) == expected


def test_tables_are_cells_that_touch() -> None:
    """Two grids apart are two tables, the upper first; a lone cell is none."""
    cells = [(0.0, 100.0, 9.0, 109.0), (9.0, 100.0, 18.0, 109.0), (50.0, 0.0, 59.0, 9.0), (50.0, 9.0, 59.0, 18.0)]
    assert group_cells([*cells, (200.0, 0.0, 209.0, 9.0)]) == [cells[2:], cells[:2]]


def test_a_drawing_of_too_many_crossings_is_no_table() -> None:
    """A sheet of squared paper is not read square by square."""
    rules = [Rule(10 * i, 0, 2400) for i in range(240)]
    assert find_cells(rules, rules) == []


PLACES = st.integers(0, 12).map(lambda step: 10.0 * step)
RULES = st.lists(st.builds(lambda at, a, b: Rule(at, min(a, b), max(a, b)), PLACES, PLACES, PLACES), max_size=14)


@given(RULES, RULES)
def test_the_cells_are_those_of_pdfplumber(level: list[Rule], upright: list[Rule]) -> None:
    """Whatever the rules are."""
    edges = [_edge("h", rule.start, rule.end, rule.at, rule.at) for rule in level]
    edges += [_edge("v", rule.at, rule.at, rule.start, rule.end) for rule in upright]
    finder = TableFinder(SimpleNamespace(edges=edges, bbox=(0, 0, 120, 120)))
    cells = find_cells(level, upright)
    assert cells == finder.cells
    assert [sorted(group) for group in group_cells(cells)] == [sorted(table.cells) for table in finder.tables]


def _edge(orientation: str, x0: float, x1: float, top: float, bottom: float) -> dict[str, Any]:
    size = {"width": x1 - x0, "height": bottom - top}
    return {"object_type": "line", "orientation": orientation, "x0": x0, "x1": x1, "top": top, "bottom": bottom} | size
