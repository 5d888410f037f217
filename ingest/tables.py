"""Tables of dossier forms (bảng biểu): ruled grids filled with the words of the page, joined across pages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.reading import Json
from extract.page import Box, Line, Page, Word
from ingest.cells import cell
from ingest.grid import Grid
from ingest.table_head import head_of
from ingest.unaccent import unaccent
from ingest.wrapped import join_rows, text_of

_BOTTOM, _TOP = 0.75, 0.2
"""A table that ends below this share of its page goes on in one that begins above that share of the next."""
_FILLED = 0.5
_LAYOUT = ("cong hoa xa hoi chu nghia", "noi nhan:", "doc lap")


@dataclass(frozen=True, slots=True)
class Table:
    """A table on one page: texts of its cells row by row."""

    page: int
    box: Box
    height: float
    rows: tuple[tuple[str, ...], ...]


def fill_grid(grid: Grid, page: Page) -> Table:
    """The words of the page that lie in the grid, put into their cells."""
    texts: list[list[list[Word]]] = [[[] for _ in row] for row in grid.rows]
    tops = [min((box.top for box in row if box), default=0.0) for row in grid.rows]
    for word in _inside(page.lines, grid.box):
        x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
        row = max(bisect_right(tops, y) - 1, 0)
        at = _cell_at(grid, row, x, y)
        if at is not None:
            texts[at[0]][at[1]].append(word)
    rows = [tuple(map(text_of, row)) for row in texts]
    return Table(page.number, grid.box, page.height, _without_empty(rows))


def is_table(table: Table) -> bool:
    """Whether a grid is a table of data: filled for the most part, and no letterhead or signature block with rules."""
    if len(table.rows) < 2 or len(table.rows[0]) < 2:
        return False
    texts = [text for row in table.rows for text in row]
    if any(mark in unaccent(text).lower() for text in texts for mark in _LAYOUT):
        return False
    return sum(map(bool, texts)) > _FILLED * len(texts)


def _without_empty(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Less the rows and columns in which nothing stands, such as those between double rules."""
    kept = [row for row in rows if any(row)]
    width = max(map(len, kept), default=0)
    padded = [row + ("",) * (width - len(row)) for row in kept]
    columns = [i for i in range(width) if any(row[i] for row in padded)]
    return tuple(tuple(row[i] for i in columns) for row in padded)


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


def join_tables(tables: Sequence[Table]) -> tuple[Json, ...]:
    """Tables as JSON: `{"pages", "bbox", "header", "units", "rows"}`; one that runs over pages is one, with one
    head.
    """
    joined: list[list[Table]] = []
    for table in tables:
        if joined and _goes_on(joined[-1][-1], table):
            joined[-1].append(table)
        else:
            joined.append([table])
    return tuple(_json(parts) for parts in joined)


def _goes_on(above: Table, below: Table) -> bool:
    return (
        below.page == above.page + 1
        and above.box.bottom > _BOTTOM * above.height
        and below.box.top < _TOP * below.height
        and len(above.rows[0]) == len(below.rows[0])
    )


def _json(parts: list[Table]) -> Json:
    head = head_of(parts[0].rows)
    rows = join_rows([[row for row in part.rows if not head.holds(row)] for part in parts])
    ways = head.ways or ("",) * len(parts[0].rows[0])
    box = parts[0].box
    return {
        "pages": [part.page for part in parts],
        "bbox": [round(edge, 1) for edge in (box.x0, box.top, box.x1, box.bottom)],
        "header": list(head.columns),
        "units": list(head.units),
        "rows": [[cell(text, ways[i] if i < len(ways) else "") for i, text in enumerate(row)] for row in rows],
    }
