"""What every verb stands on: the database, the originals, the index and the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from corpus.database import Database
from corpus.index import SearchIndex
from corpus.originals import Originals

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock used unless another is handed in."""
    return datetime.now(UTC)


class Verbs:
    """A corpus without verbs; each transaction is the database's own, so threads may share it."""

    def __init__(
        self, database: Database, originals: Originals, index: SearchIndex | None = None, clock: Clock = utc_now
    ) -> None:
        self.database = database
        self.originals = originals
        self.index = index
        self.clock = clock
