"""Verbs of saved searches and alerts (câu tìm đã lưu, báo tin)."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO

from corpus import alert, found_file, saved_search
from corpus.alert import Alert
from corpus.found_file import Format
from corpus.hit import SearchResult
from corpus.paging import Page
from corpus.saved_search import SavedSearch
from corpus.scope import EVERYTHING, Scope
from corpus.understanding import read_query
from corpus.verbs.search import SearchVerbs


class SavedSearchVerbs(SearchVerbs):
    """See `corpus.corpus.Corpus`."""

    def save_search(self, name: str, query: str, by: str) -> SavedSearch:
        """Keep a query; what is filed from now on and meets it is told by an alert. `InvalidQuery` as for `search`."""
        return self.database.transact(lambda c: saved_search.save_search(c, name, query, by, self.clock()))

    def saved_searches(self, by: str | None = None) -> tuple[SavedSearch, ...]:
        """Saved searches, newest first, with how many alerts there are and how many nobody has seen."""
        with self.database.read() as connection:
            return tuple(saved_search.list_searches(connection, by))

    def saved_search(self, search_id: str) -> SavedSearch:
        """One of them; `NotFound` where there is none."""
        with self.database.read() as connection:
            return saved_search.load_search(connection, search_id)

    def run_saved_search(self, search_id: str, cursor: str | None = None, limit: int = 20) -> SearchResult:
        """Search by it now."""
        return self.search(self.saved_search(search_id).query, cursor=cursor, limit=limit)

    def delete_search(self, search_id: str, by: str) -> None:
        """Forget it, and its alerts."""
        self.database.transact(lambda c: saved_search.delete_search(c, search_id, by, self.clock()))

    def check_alerts(self, now: datetime | None = None) -> int:
        """Hold what came in against every saved search; how many alerts were raised. Safe to repeat at any time."""
        return alert.check_alerts(self.database, self.index, now or self.clock())

    def export_search(self, query: str, format: Format = "csv", *, scope: Scope = EVERYTHING) -> BinaryIO:
        """Every dispatch a query finds, a row each, as a file without a name (see `corpus.found_file`).

        The index takes in what was filed first; an empty query is refused, as it asks for nothing (`InvalidQuery`).
        """
        self.catch_up_index()
        with self.database.read(snapshot=True) as connection:
            asked = read_query(connection, query)
            saved_search.asks_something(asked)
            return found_file.write_found(connection, self.index, asked, scope, format)

    def catch_up_index(self) -> int | None:
        """Take all changes into the index, and tell of what saved searches find among them; see `SearchVerbs`."""
        taken = super().catch_up_index()
        if taken is not None or self.index is None:
            self.check_alerts()
        return taken

    def alerts(
        self, search_id: str | None = None, *, unseen: bool = False, cursor: str | None = None, limit: int = 50
    ) -> Page[Alert]:
        """Alerts, newest first, of one search or of all, perhaps only those nobody has looked at."""
        with self.database.read() as connection:
            return alert.list_alerts(connection, search_id, unseen, cursor, limit)

    def mark_alerts_seen(self, search_id: str, by: str) -> int:
        """Somebody has looked at the alerts of a search; how many were new."""
        return self.database.transact(lambda c: alert.mark_seen(c, search_id, by, self.clock()))
