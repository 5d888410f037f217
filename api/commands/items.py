"""All items of a batch (các tệp của lô), page after page."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.batch import Item
from corpus.corpus import Corpus

PAGE = 200


def items_of(corpus: Corpus, batch_id: str) -> Iterator[Item]:
    """Every item of a batch, in order of arrival."""
    cursor: str | None = None
    while True:
        page = corpus.items(batch_id, cursor=cursor, limit=PAGE)
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return
