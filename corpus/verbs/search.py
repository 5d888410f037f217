"""Verbs of search and its index (tra cứu)."""

from __future__ import annotations

from corpus.hit import SearchResult
from corpus.indexing import behind, catch_up, rebuild
from corpus.scope import EVERYTHING, Scope
from corpus.search import Order, search
from corpus.suggestion import Suggestion, suggest
from corpus.verbs.base import Verbs


class SearchVerbs(Verbs):
    """See `corpus.corpus.Corpus`."""

    def search(
        self,
        query: str,
        *,
        scope: Scope = EVERYTHING,
        cursor: str | None = None,
        limit: int = 20,
        facets: bool = True,
        order: Order = "relevance",
    ) -> SearchResult:
        """Hits for a query as people write it (see `corpus.query`); `InvalidQuery` explains what is not understood."""
        return search(self.database, self.index, query, scope, cursor=cursor, limit=limit, facets=facets, order=order)

    def suggest(self, typed: str, *, scope: Scope = EVERYTHING, limit: int = 8) -> tuple[Suggestion, ...]:
        """How what is being typed may go on: numbers, issuers, words; only from what the asker may see."""
        with self.database.read() as connection:
            return suggest(connection, self.index, typed, scope, limit)

    def index_behind(self) -> int:
        """How many changes the index has not taken in yet; 0 without an index."""
        if self.index is None:
            return 0
        self.index.reload()
        return max(behind(self.database, self.index), 0)

    def catch_up_index(self) -> int | None:
        """Take all changes into the index; how many, or None while another process does it (or there is no index)."""
        return catch_up(self.database, self.index) if self.index else None

    def rebuild_index(self) -> int | None:
        """Make the index anew from the database; searches go on meanwhile."""
        return rebuild(self.database, self.index) if self.index else None
