"""Ruled lines of a page (đường kẻ bảng), from PDFium's path objects, and the grids of cells they make.

pdfplumber's table finder needs nothing but edges; giving it PDFium's saves the whole pdfminer pass.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from pdfplumber.page import Page as PlumberPage
from pdfplumber.table import TableFinder, TableSettings

from extract.page import Box
from ingest.frame import Frame
from ingest.lean import kind_of_object, number_of, object_of_page

_THIN = 2.0
"""Points; what is thinner is a line, whatever it was drawn as."""
_SHORT = 4.0
_FEWEST = 8
"""Edges below which there is no grid."""
_MOST = 20_000
_MOST_SEGMENTS = 2000


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as drawn: its box, and the boxes of its cells row by row; None where a cell is part of another."""

    box: Box
    rows: tuple[tuple[Box | None, ...], ...]


@dataclass(frozen=True, slots=True)
class _Edges:
    """As much of a pdfplumber page as its table finder asks for."""

    edges: list[dict[str, Any]]
    bbox: tuple[float, float, float, float]


def find_grids(page: pdfium.PdfPage, frame: Frame, texts: int = 0) -> list[Grid]:
    """The ruled tables of a page, top to bottom, of two columns and two rows at least; `texts` of its objects are
    known to be text.
    """
    count = raw.FPDFPage_CountObjects(page)
    if not _FEWEST // 2 <= count - texts <= _MOST:
        return []
    handle = number_of(page.raw)
    paths = [i for i in range(count) if kind_of_object(object_of_page(handle, i)) == raw.FPDF_PAGEOBJ_PATH]
    edges = [edge for index in paths for edge in _edges(raw.FPDFPage_GetObject(page, index), frame)]
    if not _FEWEST <= len(edges) <= _MOST:
        return []
    page_like = cast(PlumberPage, _Edges(edges, (0, 0, frame.width, frame.height)))
    finder = TableFinder(page_like, TableSettings.resolve(None))
    grids = [_grid(table) for table in finder.tables]
    return [grid for grid in grids if len(grid.rows) > 1 and max(map(len, grid.rows)) > 1]


def _grid(table: Any) -> Grid:
    rows = tuple(tuple(Box(*cell) if cell else None for cell in row.cells) for row in table.rows)
    return Grid(Box(*table.bbox), rows)


def _edges(item: Any, frame: Frame) -> Iterator[dict[str, Any]]:
    segments = raw.FPDFPath_CountSegments(item)
    if 6 < segments <= _MOST_SEGMENTS:
        yield from _drawn(item, segments, frame)
        return
    box = _bounds(item, frame)
    if box is not None and segments <= 6:
        yield from _outline(box)


def _outline(box: Box) -> Iterator[dict[str, Any]]:
    """A thin rectangle is a line; a thick one has four sides."""
    width, height = box.x1 - box.x0, box.bottom - box.top
    if height <= _THIN and width >= _SHORT:
        yield _horizontal(box.x0, box.x1, (box.top + box.bottom) / 2)
    elif width <= _THIN and height >= _SHORT:
        yield _vertical((box.x0 + box.x1) / 2, box.top, box.bottom)
    elif width >= _SHORT and height >= _SHORT:
        yield from (_horizontal(box.x0, box.x1, y) for y in (box.top, box.bottom))
        yield from (_vertical(x, box.top, box.bottom) for x in (box.x0, box.x1))


def _drawn(item: Any, segments: int, frame: Frame) -> Iterator[dict[str, Any]]:
    """A path of many pieces, such as a whole grid drawn at once."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
    x, y = ctypes.c_float(), ctypes.c_float()
    last: tuple[float, float] | None = None
    for index in range(segments):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        here = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if last and raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
            left, right = sorted((last[0], here[0]))
            bottom, top = sorted((last[1], here[1]))
            yield from _outline_of_stroke(frame.box(left, bottom, right, top))
        last = here


def _outline_of_stroke(box: Box) -> Iterator[dict[str, Any]]:
    if box.bottom - box.top <= _THIN or box.x1 - box.x0 <= _THIN:
        yield from _outline(box)


def _bounds(item: Any, frame: Frame) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pointers = (ctypes.byref(edge) for edge in (left, bottom, right, top))
    if not raw.FPDFPageObj_GetBounds(item, *pointers):
        return None
    return frame.box(left.value, bottom.value, right.value, top.value)


def _horizontal(x0: float, x1: float, y: float) -> dict[str, Any]:
    return _edge("h", x0, x1, y, y)


def _vertical(x: float, top: float, bottom: float) -> dict[str, Any]:
    return _edge("v", x, x, top, bottom)


def _edge(orientation: str, x0: float, x1: float, top: float, bottom: float) -> dict[str, Any]:
    return {
        "object_type": "line",
        "orientation": orientation,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }
