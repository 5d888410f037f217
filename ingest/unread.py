"""Items that wait to be read (tệp chờ đọc), straight from the register: what the queue must hold, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime

from sqlalchemy import select

from corpus.batch import Item
from corpus.corpus import Corpus
from corpus.tables.base import table
from corpus.tables.intake import BatchRow, ItemRow

_ITEM, _BATCH = table(ItemRow), table(BatchRow)
_NAMES = tuple(field.name for field in fields(Item))
_PAGE = 500


def unread(
    corpus: Corpus, *, batch_id: str | None = None, after: str = "", before: datetime | None = None
) -> Iterator[list[Item]]:
    """Pages of stored items in order of arrival: of one batch, or of all that are not paused; `after` an item id,
    received `before` a moment."""
    query = select(*(_ITEM.c[name] for name in _NAMES)).where(_ITEM.c.state == "stored").order_by(_ITEM.c.id)
    if batch_id is not None:
        query = query.where(_ITEM.c.batch_id == batch_id)
    else:
        query = query.join(_BATCH, _BATCH.c.id == _ITEM.c.batch_id).where(_BATCH.c.state.in_(("open", "closed")))
    if before is not None:
        query = query.where(_ITEM.c.received_at < before)
    while True:
        with corpus.database.read() as connection:
            rows = connection.execute(query.where(_ITEM.c.id > after).limit(_PAGE)).mappings().all()
        if not rows:
            return
        yield [Item(**row) for row in rows]
        after = str(rows[-1]["id"])
