"""Items that wait to be read (tệp chờ đọc), straight from the register: what the queue must hold, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime

from sqlalchemy import bindparam, select

from corpus.batch import Item
from corpus.corpus import Corpus
from corpus.tables.base import table
from corpus.tables.intake import BatchRow, ItemRow

_ITEM, _BATCH = table(ItemRow), table(BatchRow)
_NAMES = tuple(field.name for field in fields(Item))
_PAGE = 500
_STATE = select(_BATCH.c.state).where(_BATCH.c.id == bindparam("batch_id"))


def unread(
    corpus: Corpus, *, batch_id: str | None = None, but_between: tuple[datetime, datetime] | None = None
) -> Iterator[list[Item]]:
    """Pages of stored items in order of arrival: of one batch, or of all that are not paused; without those received
    between two moments."""
    query = select(*(_ITEM.c[name] for name in _NAMES)).where(_ITEM.c.state == "stored").order_by(_ITEM.c.id)
    if batch_id is not None:
        query = query.where(_ITEM.c.batch_id == batch_id)
    else:
        query = query.join(_BATCH, _BATCH.c.id == _ITEM.c.batch_id).where(_BATCH.c.state.in_(("open", "closed")))
    if but_between is not None:
        query = query.where(~_ITEM.c.received_at.between(*but_between))
    after = ""
    while True:
        with corpus.database.read() as connection:
            rows = connection.execute(query.where(_ITEM.c.id > after).limit(_PAGE)).mappings().all()
        if not rows:
            return
        yield [Item(**row) for row in rows]
        after = str(rows[-1]["id"])


def rests(corpus: Corpus, item: Item) -> bool:
    """Whether the batch of an item is paused."""
    with corpus.database.read() as connection:
        return connection.execute(_STATE, {"batch_id": item.batch_id}).scalar() == "paused"
