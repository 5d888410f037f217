"""Tables that go on over pages (bảng sang trang): one table with one head, whatever each page shows of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.reading import Json
from ingest.cells import cell
from ingest.table_head import Head, head_of
from ingest.tables import Table
from ingest.wrapped import Row, join_rows

_BOTTOM, _TOP = 0.75, 0.2
"""A table that ends below this share of its page goes on in one that begins above that share of the next."""
_NEAR = 3.0
"""Points; columns that begin no further apart are one."""
_FILLED = 0.5


def join_tables(tables: Sequence[Table]) -> tuple[Json, ...]:
    """Tables as JSON: `{"pages", "bbox", "title", "header", "units", "rows"}`; one that runs over pages is one, with
    one head. Grids that are empty for the most part are none.
    """
    joined: list[list[Table]] = []
    for table in tables:
        if joined and _goes_on(joined[-1], table):
            joined[-1].append(table)
        else:
            joined.append([table])
    whole = (_without_empty_columns(_aligned(parts)) for parts in joined)
    return tuple(_json(parts) for parts in whole if _is_table(parts))


def _goes_on(parts: Sequence[Table], below: Table) -> bool:
    above, widest = parts[-1], max(parts, key=lambda part: len(part.columns))
    if below.page != above.page + 1 or above.box.bottom <= _BOTTOM * above.height:
        return False
    if below.box.top >= _TOP * below.height or _begins_anew(parts[0], below):
        return False
    return below.rows[0] == parts[0].rows[0] or _fits(widest, below) or _fits(below, widest)


def _begins_anew(first: Table, below: Table) -> bool:
    """Whether it has a head of its own, as bold as that of the table before."""
    head = head_of(below.rows, below.depth, bold=below.bold)
    return first.bold and below.bold and bool(head.rows) and head.rows[0] != first.rows[0]


def _fits(one: Table, other: Table) -> bool:
    """Whether each column of the other begins where one of the first does, as merged cells leave some out."""
    wide = abs((one.box.x1 - one.box.x0) - (other.box.x1 - other.box.x0)) <= _NEAR
    return wide and all(_at(one.columns, left) is not None for left in other.columns)


def _at(columns: Sequence[float], left: float) -> int | None:
    """The number of the column that begins there."""
    near = min(range(len(columns)), key=lambda i: abs(columns[i] - left))
    return near if abs(columns[near] - left) <= _NEAR else None


def _aligned(parts: Sequence[Table]) -> list[Table]:
    """The parts with all columns that any of them has; those with a head in common have the same already."""
    columns = max((part.columns for part in parts), key=len)
    return [part if len(part.columns) == len(columns) else _spread(part, columns) for part in parts]


def _spread(part: Table, columns: tuple[float, ...]) -> Table:
    places = [_at(columns, left) for left in part.columns]
    rows = []
    for row in part.rows:
        texts = dict(zip(places, row, strict=True))
        rows.append(tuple(texts.get(i, "") for i in range(len(columns))))
    title = part.title and (part.title[0],) + ("",) * (len(columns) - 1)
    return replace(part, rows=tuple(rows), columns=columns, title=title)


def _without_empty_columns(parts: Sequence[Table]) -> list[Table]:
    """Less the columns in which nothing stands on any page, such as those between double rules."""
    rows = [row for part in parts for row in part.rows]
    kept = [i for i in range(len(parts[0].columns)) if any(row[i] for row in rows)]
    return [_with_columns(part, kept) for part in parts]


def _with_columns(part: Table, kept: Sequence[int]) -> Table:
    rows = tuple(tuple(row[i] for i in kept) for row in part.rows)
    return replace(part, rows=rows, title=part.title and (part.title[0],) + ("",) * (len(kept) - 1))


def _is_table(parts: Sequence[Table]) -> bool:
    """Whether it has two rows and columns at least, and is filled for the most part."""
    rows = [row for part in parts for row in part.rows]
    texts = [text for row in rows for text in row]
    return len(rows) > 1 and len(rows[0]) > 1 and sum(map(bool, texts)) > _FILLED * len(texts)


def _json(parts: Sequence[Table]) -> Json:
    first = parts[0]
    head = head_of(_first_rows(parts), first.depth, bold=first.bold)
    title = first.title if head.rows else None
    rows = join_rows([_body(part, head, title) for part in parts])
    ways = head.ways or ("",) * len(first.rows[0])
    box = first.box
    return {
        "pages": [part.page for part in parts],
        "bbox": [round(edge, 1) for edge in (box.x0, box.top, box.x1, box.bottom)],
        "title": title[0] if title else "",
        "header": list(head.columns),
        "units": list(head.units),
        "rows": [[cell(text, ways[i]) for i, text in enumerate(row)] for row in rows],
    }


def _first_rows(parts: Sequence[Table]) -> tuple[Row, ...]:
    """All rows, of which the head is made; one that fills its page goes on overleaf."""
    return tuple(row for part in parts for row in part.rows)


def _body(part: Table, head: Head, title: Row | None) -> list[Row]:
    """The rows that are no head; the name of a group is one of them."""
    rows = [row for row in part.rows if not head.holds(row)]
    return [part.title, *rows] if part.title and part.title != title else rows
