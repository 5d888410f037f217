"""Cells looked up by row and column are those that pdfplumber finds."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pdfplumber.table import TableFinder, edges_to_intersections, intersections_to_cells, merge_edges

from ingest.crossings import find_cells
from ingest.grid import cells_of
from ingest.rules import Rule

PLACES = (40.0, 42.5, 100.0, 103.0, 106.5, 200.0, 230.0, 300.0)
RULES = st.lists(st.sampled_from([Rule(at, *ends) for at in PLACES for ends in combinations(PLACES, 2)]), max_size=14)
PAGE = (0.0, 0.0, 600.0, 800.0)


def edge(rule: Rule, way: str) -> dict[str, Any]:
    """A rule as pdfplumber has it."""
    at, start, end = rule
    x0, top, x1, bottom = (at, start, at, end) if way == "v" else (start, at, end, at)
    return {"orientation": way, "x0": x0, "top": top, "x1": x1, "bottom": bottom, "object_type": "line"} | {
        "width": x1 - x0,
        "height": bottom - top,
    }


@given(RULES, RULES)
def test_the_cells_are_those_of_pdfplumber(level: list[Rule], upright: list[Rule]) -> None:
    """In the same order, however the rules cross."""
    edges = merge_edges([edge(rule, "h") for rule in level] + [edge(rule, "v") for rule in upright], 3, 3, 3, 3)
    assert find_cells(edges, 3, 3) == intersections_to_cells(edges_to_intersections(edges, 3, 3))


def test_so_are_the_tables_of_a_page() -> None:
    """Two tables, one of them with a cell that spans two columns."""
    level = [Rule(y, 40.0, 300.0) for y in (40.0, 60.0, 80.0, 200.0, 230.0, 260.0)]
    upright = [Rule(x, 40.0, 80.0) for x in (40.0, 300.0)] + [Rule(150.0, 60.0, 80.0)]
    upright += [Rule(x, 200.0, 260.0) for x in (40.0, 150.0, 300.0)]

    class Plain:
        edges, bbox = [edge(rule, "h") for rule in level] + [edge(rule, "v") for rule in upright], PAGE

    theirs = TableFinder(Plain(), {}).tables  # type: ignore[arg-type]
    ours = cells_of(level, upright, PAGE)
    assert [table.bbox for table in theirs] == [(g.box.x0, g.box.top, g.box.x1, g.box.bottom) for g in ours]
    assert [[cell is None for cell in row.cells] for table in theirs for row in table.rows] == [
        [cell is None for cell in row] for grid in ours for row in grid.rows
    ]
    assert len(ours) == 2
