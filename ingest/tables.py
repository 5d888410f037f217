"""Tables of dossier forms (bảng biểu): ruled grids filled with the words of the page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extract.page import Box, Line, Page, Word
from ingest.grid import Grid
from ingest.numbered import rows_of
from ingest.unaccent import unaccent
from ingest.wrapped import Row, text_of

_TITLED, _ACROSS = 2, 0.98
"""Rows of a table that has no title above them, and the share of its width that a title takes."""
_LAYOUT = ("cong hoa xa hoi chu nghia", "noi nhan:", "doc lap")


@dataclass(frozen=True, slots=True)
class Table:
    """A table on one page: texts of its cells row by row, all rows of one width."""

    page: int
    box: Box
    height: float
    rows: tuple[Row, ...]
    columns: tuple[float, ...]
    """Where each begins, from the left edge of the table."""
    depth: int = 1
    """Rows that the cells of the first one reach down to."""
    bold: bool = False
    """Whether all of the first row is."""
    title: Row | None = None
    """The row above the others that is one cell, the title of all or the name of a group."""


def fill_grid(grid: Grid, page: Page) -> Table:
    """The words of the page that lie in the grid, put into their cells."""
    words: list[list[list[Word]]] = [[[] for _ in row] for row in grid.rows]
    tops = [min((box.top for box in row if box), default=0.0) for row in grid.rows]
    for word in _inside(page.lines, grid.box):
        x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
        row = max(bisect_right(tops, y) - 1, 0)
        at = _cell_at(grid, row, x, y)
        if at is not None:
            words[at[0]][at[1]].append(word)
    filled = [(i, cells) for i, row in enumerate(words) for cells in rows_of(row) if any(cells)]
    rows = [tuple(map(_text_in, grid.rows[i], cells)) for i, cells in filled]
    title = None
    if len(rows) > _TITLED and _is_across(grid, filled[0][0], rows[0]):
        title, filled, rows = rows[0], filled[1:], rows[1:]
    lefts = {box.x0 for row in grid.rows for box in row if box}
    columns = tuple(left - grid.box.x0 for left in sorted(lefts))
    bold = bool(filled) and all(word.bold for cell in filled[0][1] for word in cell)
    depth = _depth(grid, [i for i, _ in filled])
    return Table(page.number, grid.box, page.height, tuple(rows), columns, depth, bold, title)


def _is_across(grid: Grid, row: int, texts: Row) -> bool:
    """Whether nothing stands in a row but what is drawn over all columns."""
    first = grid.rows[row][0]
    if first is None or not texts[0] or any(texts[1:]):
        return False
    return first.x1 - first.x0 >= _ACROSS * (grid.box.x1 - grid.box.x0)


def _text_in(box: Box | None, words: Sequence[Word]) -> str:
    return text_of(words, box.x1 - box.x0) if box and words else ""


def may_be_table(table: Table) -> bool:
    """Whether a grid has columns and is no letterhead or signature block with rules."""
    if not table.rows or len(table.columns) < 2:
        return False
    texts = [unaccent(text).lower() for row in (*table.rows, table.title or ()) for text in row]
    return not any(mark in text for text in texts for mark in _LAYOUT)


def _depth(grid: Grid, filled: Sequence[int]) -> int:
    """How many of the rows that are filled begin above the lowest end of a cell of the first."""
    if not filled:
        return 1
    end = max(box.bottom for box in grid.rows[filled[0]] if box)
    below = (i for i in filled if i > filled[0])
    return 1 + sum(min(box.top for box in grid.rows[i] if box) < end - 1 for i in below)


def _inside(lines: Sequence[Line], box: Box) -> list[Word]:
    """Words within the box, in the order of their lines, which is that of each cell, too."""
    words = [word for line in lines for word in line.words if not word.hidden and box.x0 <= word.box.x0 <= box.x1]
    return [word for word in words if box.top - 1 <= (word.box.top + word.box.bottom) / 2 <= box.bottom + 1]


def _cell_at(grid: Grid, row: int, x: float, y: float) -> tuple[int, int] | None:
    """The cell that holds a point; cells that span rows stand in the row where they begin."""
    for i in range(row, -1, -1):
        for j, box in enumerate(grid.rows[i]):
            if box and box.x0 <= x <= box.x1 and box.top <= y <= box.bottom:
                return i, j
    return None
