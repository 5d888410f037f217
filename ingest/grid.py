"""Ruled lines of a page (đường kẻ bảng), from PDFium's path objects, and the grids of cells they make.

pdfplumber's table finder needs nothing but edges; giving it PDFium's saves the whole pdfminer pass.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

import numpy as np
import pypdfium2.raw as raw
from pdfplumber.page import Page as PlumberPage
from pdfplumber.table import Table, TableFinder, TableSettings, cells_to_tables
from pdfplumber.utils.clustering import cluster_list

from extract.page import Box, Line
from ingest.crossings import Edge, find_cells
from ingest.drawn import IDENTITY, Bounds, Drawn, Matrix, bounds_of, matrix_of, times
from ingest.frame import Edges, Frame
from ingest.lean import segments_of_path
from ingest.open_columns import find_columns
from ingest.rules import Rule, Rules, are_dots

_STROKE, _RECTANGLE = 2, 6
"""Segments of a path: at most so many."""
_THIN = 2.0
_FEWEST = 5
"""Edges below which there is no grid of one row and two columns."""
_MOST = 20_000
_MOST_SEGMENTS = 2000
_MOST_CROSSINGS = 4_000_000
"""Pairs of rules beyond which it is a drawing, such as a sheet of squared paper."""
_SETTINGS = TableSettings.resolve(None)


@dataclass(frozen=True, slots=True)
class _Edges:
    """As much of a pdfplumber page as its table finder asks for."""

    edges: list[Edge]
    bbox: tuple[float, float, float, float]


class _Piece(NamedTuple):
    """A path, its left, bottom, right and top in user space, and what takes its form, if it has one, there."""

    path: int
    bounds: Bounds
    matrix: Matrix = IDENTITY


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as drawn: its box, and the boxes of its cells row by row; None where a cell is part of another."""

    box: Box
    rows: tuple[tuple[Box | None, ...], ...]


def find_grids(drawn: Drawn, frame: Frame, lines: Sequence[Line] = ()) -> list[Grid]:
    """The ruled tables of a page, top to bottom, of two columns at least; where none is ruled, they are
    told by the lines.
    """
    pieces = list(_pieces(drawn)) if len(drawn.others) <= _MOST else []
    if not 1 <= len(pieces) <= _MOST:
        return []
    rules = Rules()
    edges = np.stack(frame.edges(*np.array([piece.bounds for piece in pieces]).T), axis=-1)
    dots = are_dots(edges)
    rules.add_dots(edges[dots])
    for i in np.flatnonzero(~dots).tolist():
        _add_path(rules, pieces[i], tuple(edges[i].tolist()), frame)
    rules.close_ends()
    if not rules.upright:
        rules.upright += find_columns(rules.level, lines)
    if not _FEWEST <= len(rules.level) + len(rules.upright) <= _MOST:
        return []
    if len(rules.level) * len(rules.upright) > _MOST_CROSSINGS or not may_have_columns(rules.level, rules.upright):
        return []
    return cells_of(rules.level, rules.upright, (0, 0, frame.width, frame.height))


def _pieces(drawn: Drawn) -> Iterator[_Piece]:
    """The paths of the page, and those of the forms into which programs that stamp or sign put a page as a whole."""
    paths = drawn.paths
    yield from map(_Piece, paths.handles, paths.bounds.tolist())
    for inner in drawn.inside_forms:
        if inner.kind == raw.FPDF_PAGEOBJ_PATH:
            yield _Piece(inner.handle, bounds_of(inner.handle, inner.matrix), inner.matrix)


def cells_of(level: Sequence[Rule], upright: Sequence[Rule], page: tuple[float, float, float, float]) -> list[Grid]:
    """The tables that rules make within the box of a page, found by pdfplumber."""
    edges = [_edge("h", rule.start, rule.at, rule.end, rule.at) for rule in level]
    edges += [_edge("v", rule.at, rule.start, rule.at, rule.end) for rule in upright]
    finder = _Finder(cast(PlumberPage, _Edges(edges, page)))
    grids = [_grid(Table(finder.page, cells)) for cells in cells_to_tables(finder.cells)]
    return [grid for grid in grids if max(map(len, grid.rows)) > 1]


def may_have_columns(level: Sequence[Rule], upright: Sequence[Rule]) -> bool:
    """Whether upright rules stand in three places at least, as two columns need, and level ones in two; the grounds of
    the lines of a shaded paragraph stand in two, and finding that out cell by cell takes as long as reading the page.
    """
    places = ((level, _SETTINGS.snap_y_tolerance, 2), (upright, _SETTINGS.snap_x_tolerance, 3))
    return all(len(cluster_list([rule.at for rule in rules], near)) >= least for rules, near, least in places)


class _Finder(TableFinder):
    """pdfplumber's, with cells looked up faster."""

    def __init__(self, page: PlumberPage) -> None:
        self.page, self.settings = page, _SETTINGS
        self.edges = self.get_edges()
        near = _SETTINGS.intersection_x_tolerance, _SETTINGS.intersection_y_tolerance
        self.cells = find_cells(self.edges, *near)


def _grid(table: Table) -> Grid:
    rows = tuple(tuple(Box(*cell) if cell else None for cell in row.cells) for row in table.rows)
    return Grid(Box(*table.bbox), rows)


def _add_path(rules: Rules, piece: _Piece, edges: Edges, frame: Frame) -> None:
    """The rules of one path: a stroke, a rectangle, or many pieces, which may be the dashes of one line."""
    count = segments_of_path(piece.path)
    if count == _STROKE:
        rules.add_line(edges)
    elif count <= _RECTANGLE or min(edges[2] - edges[0], edges[3] - edges[1]) <= _THIN:
        rules.add_box(edges)
    elif count <= _MOST_SEGMENTS:
        _draw(rules, piece, count, frame)


def _draw(rules: Rules, piece: _Piece, segments: int, frame: Frame) -> None:
    """The rules of a path of many pieces, such as a whole grid drawn at once."""
    item = ctypes.cast(piece.path, raw.FPDF_PAGEOBJECT)
    a, b, c, d, e, f = times(matrix_of(piece.path), piece.matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    last: tuple[float, float] | None = None
    for index in range(segments):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        here = a * x.value + c * y.value + e, b * x.value + d * y.value + f
        if last and raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
            left, right = sorted((last[0], here[0]))
            bottom, top = sorted((last[1], here[1]))
            if right - left <= _THIN or top - bottom <= _THIN:
                rules.add_box(frame.edges(left, bottom, right, top))
        last = here


def _edge(orientation: str, x0: float, top: float, x1: float, bottom: float) -> Edge:
    size = {"width": x1 - x0, "height": bottom - top}
    return {"object_type": "line", "orientation": orientation, "x0": x0, "x1": x1, "top": top, "bottom": bottom} | size
