"""All that a query finds (tập kết quả): without order of merit or paging, for exports and alerts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from sqlalchemy import ColumnElement, Connection, select

from corpus.asked import asked_by
from corpus.citing import cites_asked, walk_citing
from corpus.documents import DISPATCH, DOCUMENT
from corpus.finding import filter_conditions, joined, number_condition
from corpus.index import SearchIndex
from corpus.matching import Limits, build_match
from corpus.query import Query
from corpus.refusals import IndexMissing
from corpus.scope import Scope
from corpus.terms import issuer_keys

PIECE = 500
"""Dispatches handed on at a time."""
HITS = 10_000
"""Hits asked of the index at a time; each time it must pass over those before."""


class Selection:
    """One query held against one corpus; dispatches by their ids, those in the trash left out."""

    def __init__(self, connection: Connection, index: SearchIndex | None, query: Query, scope: Scope) -> None:
        self.connection, self.index, self.query, self.scope = connection, index, query, scope
        if query.needs_index and index is None:
            raise IndexMissing

    def every(self) -> Iterator[list[str]]:
        """Every dispatch found, each once, in pieces."""
        seen: set[str] = set()
        for piece in self._candidates():
            fresh = [found for found in dict.fromkeys(piece) if found not in seen]
            seen.update(fresh)
            live = self._live(fresh)
            if shown := [found for found in fresh if found in live]:
                yield shown

    def among(self, ids: Sequence[str]) -> list[str]:
        """Those of the given dispatches that are found, in the order given."""
        live = self._live(ids)
        wanted = [found for found in ids if found in live]
        if not wanted:
            return []
        if self.query.asks_who_cites:
            found = self._numbered(wanted) | self._citing(wanted)
        elif self.query.needs_index:
            found = self._numbered(wanted) | set(self._matching(wanted))
        else:
            found = self._filtered(wanted)
        return [id_ for id_ in wanted if id_ in found]

    def _candidates(self) -> Iterator[list[str]]:
        if self.query.asks_who_cites:
            yield from chain(self._by(self._number()), walk_citing(self.connection, asked_by(self.query), PIECE))
        elif self.query.needs_index:
            yield from chain(self._by(self._number()), self._index_pieces())
        elif self.query.cites:
            for piece in walk_citing(self.connection, asked_by(self.query), PIECE):
                kept = self._filtered(piece)
                yield [found for found in piece if found in kept]
        else:
            yield from self._by(filter_conditions(self.connection, self.query.filters))

    def _by(self, conditions: Sequence[ColumnElement[bool]] | None) -> Iterator[list[str]]:
        """Dispatches by their columns, newest first, a piece at a time."""
        if conditions is None:
            return
        last: tuple[str, int] | None = None
        while True:
            query = joined(DISPATCH.c.id, DISPATCH.c.document_id, DISPATCH.c.position).where(*conditions)
            if last is not None:
                same = (DISPATCH.c.document_id == last[0]) & (DISPATCH.c.position > last[1])
                query = query.where((DISPATCH.c.document_id < last[0]) | same)
            query = query.order_by(DISPATCH.c.document_id.desc(), DISPATCH.c.position).limit(PIECE)
            rows = self.connection.execute(query).all()
            yield [row.id for row in rows]
            if len(rows) < PIECE:
                return
            last = rows[-1].document_id, rows[-1].position

    def _index_pieces(self) -> Iterator[list[str]]:
        """What the index finds, all of one commit of it."""
        assert self.index is not None
        searcher = self.index.searcher()
        match = build_match(self.index.schema, self.query, self.scope, self._limits(None))
        offset = 0
        while True:
            hits = searcher.search(match, HITS, count=False, offset=offset).hits
            ids = [str(searcher.doc(address).get_first("id")) for _, address in hits]
            yield from (self._cited(ids[at : at + PIECE]) for at in range(0, len(ids), PIECE))
            if len(hits) < HITS:
                return
            offset += HITS

    def _matching(self, ids: list[str]) -> list[str]:
        assert self.index is not None
        searcher = self.index.searcher()
        match = build_match(self.index.schema, self.query, self.scope, self._limits(tuple(ids)))
        hits = searcher.search(match, len(ids), count=False).hits
        return self._cited([str(searcher.doc(address).get_first("id")) for _, address in hits])

    def _limits(self, among: tuple[str, ...] | None) -> Limits:
        issuer = self.query.filters.issuer
        return Limits(issuer_keys(self.connection, issuer) if issuer else None, (), among)

    def _cited(self, ids: list[str]) -> list[str]:
        """Of these, those that cite the work asked for by `viện dẫn:`, where one is."""
        if not self.query.cites:
            return ids
        found = self._citing(ids)
        return [id_ for id_ in ids if id_ in found]

    def _citing(self, ids: list[str]) -> set[str]:
        return cites_asked(self.connection, asked_by(self.query), ids)

    def _number(self) -> list[ColumnElement[bool]] | None:
        """The number asked for as conditions; None where none is, or words go with it."""
        own = None if self.query.has_words else number_condition(self.query)
        return None if own is None else [own, *filter_conditions(self.connection, self.query.filters)]

    def _numbered(self, ids: list[str]) -> set[str]:
        conditions = self._number()
        return set() if conditions is None else self._of(ids, conditions)

    def _filtered(self, ids: list[str]) -> set[str]:
        found = self._of(ids, filter_conditions(self.connection, self.query.filters))
        return found & self._citing(ids) if self.query.cites else found

    def _of(self, ids: Sequence[str], conditions: Sequence[ColumnElement[bool]]) -> set[str]:
        query = joined(DISPATCH.c.id).where(DISPATCH.c.id.in_(ids), *conditions)
        return set(self.connection.execute(query).scalars())

    def _live(self, ids: Sequence[str]) -> set[str]:
        seen = [DOCUMENT.c.deleted_at.is_(None), *self.scope.conditions(DOCUMENT, DISPATCH)]
        return self._of(ids, seen) if ids else set()


def dispatches_of(connection: Connection, documents: Sequence[str]) -> list[str]:
    """The dispatches of these documents, in the order of both."""
    query = select(DISPATCH.c.id).where(DISPATCH.c.document_id.in_(documents))
    return list(connection.execute(query.order_by(DISPATCH.c.document_id, DISPATCH.c.position)).scalars())
