"""What came out of a container and is in the register already (tệp đã bung ra)."""

from __future__ import annotations

from sqlalchemy import func, select

from corpus.batch import Item
from corpus.corpus import Corpus
from corpus.tables.base import table
from corpus.tables.intake import ItemRow
from ingest.crowd import Crowd
from ingest.options import Limits
from ingest.protocol import SEPARATOR

_ITEM = table(ItemRow)


def check_crowd(corpus: Corpus, item: Item, files: int, limits: Limits) -> None:
    """Raises ArchiveBomb where `files` more from this item are too many for the container it came out of itself."""
    if item.parent_id is not None:
        Crowd(limits, _received(corpus, item)).add(files)


def _received(corpus: Corpus, item: Item) -> int:
    """Items out of the same outermost container; those of this item, received before a restart, do not count."""
    outermost = item.path.partition(SEPARATOR)[0] + SEPARATOR
    query = select(func.count()).where(
        _ITEM.c.batch_id == item.batch_id,
        _ITEM.c.path.startswith(outermost, autoescape=True),
        _ITEM.c.parent_id.is_distinct_from(item.id),
    )
    with corpus.database.read() as connection:
        return int(connection.execute(query).scalar_one())
