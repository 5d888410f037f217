"""Verbs that keep the corpus safe, and its logs (kiểm tra, sao lưu, nhật ký)."""

from __future__ import annotations

from pathlib import Path

from corpus import log
from corpus.backup import BackupReport, back_up
from corpus.check import CheckReport, check
from corpus.event import Event
from corpus.verbs.retention import RetentionVerbs


class SafetyVerbs(RetentionVerbs):
    """See `corpus.corpus.Corpus`."""

    def check(self) -> CheckReport:
        """Read every original again and look for what is lost, changed or missing in the tables."""
        return check(self.database, self.originals, self.clock())

    def back_up(self, folder: Path) -> BackupReport:
        """Write a backup that `corpus.backup.restore_backup` reads, into this or the other kind of database."""
        return back_up(self.database, self.originals, folder)

    def events(
        self, after: str | int | None = None, limit: int = 100, types: tuple[str, ...] = ()
    ) -> tuple[Event, ...]:
        """Events after an event's id or position, oldest first, without gaps."""
        with self.database.read() as connection:
            return log.read_events(connection, after, limit, types)
