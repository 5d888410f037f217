"""Dead letters (tệp chờ thử lại): files returned for a cause that may be gone by now."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, func, select

from corpus.batch import Item
from corpus.intake import item_of_row
from corpus.paging import Page, clamp, make_cursor, read_cursor
from corpus.tables.base import table
from corpus.tables.intake import ItemRow

ITEM = table(ItemRow)
_LIST = "dead letters"


def list_dead_letters(
    connection: Connection, problems: Collection[str], batch_id: str | None, cursor: str | None, limit: int
) -> Page[Item]:
    """Items returned for one of these problems, of one batch or of all, oldest first."""
    query = select(ITEM).where(*_wanted(problems, batch_id)).order_by(ITEM.c.id).limit(clamp(limit) + 1)
    if cursor:
        query = query.where(ITEM.c.id > read_cursor(_LIST, cursor)[0])
    found = [item_of_row(row) for row in connection.execute(query).mappings()]
    shown = tuple(found[: clamp(limit)])
    return Page(shown, make_cursor(_LIST, shown[-1].id) if len(found) > len(shown) else None)


def count_dead_letters(connection: Connection, problems: Collection[str], batch_id: str | None) -> int:
    """How many there are."""
    query = select(func.count()).select_from(ITEM).where(*_wanted(problems, batch_id))
    return int(connection.execute(query).scalar_one())


def _wanted(problems: Collection[str], batch_id: str | None) -> tuple[ColumnElement[bool], ...]:
    wanted: tuple[ColumnElement[bool], ...] = (
        ITEM.c.state == "returned",
        ITEM.c.problem["type"].as_string().in_(sorted(problems)),
    )
    return (*wanted, ITEM.c.batch_id == batch_id) if batch_id else wanted
