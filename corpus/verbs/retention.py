"""Verbs of the trash and of retention (thùng rác, thời hạn bảo quản)."""

from __future__ import annotations

from functools import partial

from corpus.purging import PurgeReport, purge_document, remove_originals
from corpus.register import VIETNAM
from corpus.retention import Retention
from corpus.trash import Trashed, list_trash, walk_trash
from corpus.verbs.receipts import ReceiptVerbs


class RetentionVerbs(ReceiptVerbs):
    """See `corpus.corpus.Corpus`."""

    def trashed(self, retention: Retention, after: str = "", limit: int = 200) -> tuple[Trashed, ...]:
        """What is in the trash, oldest first, after a document's id, and from when each may be purged."""
        with self.database.read() as connection:
            return tuple(list_trash(connection, retention, after, limit))

    def purge(self, retention: Retention, by: str, *, dry_run: bool = False) -> PurgeReport:
        """Remove for good what is in the trash and past its retention; with `dry_run` only tell what would go.

        A document a transaction; an original goes only where nothing else uses it. Safe to break off and repeat.
        """
        now = self.clock()
        with self.database.read() as connection:
            today = now.astimezone(VIETNAM).date()
            due = [found for found in walk_trash(connection, retention) if found.due(today)]
        if dry_run:
            return PurgeReport(tuple(due), 0, sum(found.bytes for found in due), True)
        purge = [(found, partial(purge_document, found=found, by=by, now=now)) for found in due]
        gone = tuple(found for found, work in purge if self.database.transact(work))
        return PurgeReport(gone, *remove_originals(self.database, self.originals, now), False)
