"""Search (tra cứu): exact questions by tables, words by the index, one list of hits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

import tantivy
from sqlalchemy import Connection, select

from corpus.asked import Asked, asked_by
from corpus.citing import Citing, count_citing_dispatches, find_citing, find_citing_dispatches
from corpus.database import Database
from corpus.document import DispatchView
from corpus.explain import explain
from corpus.finding import count_facets, dispatch_views, facet_values, find_by_filters, find_by_number, label_facets
from corpus.hit import FacetCount, Hit, SearchResult, Snippet
from corpus.index import NONE, SearchIndex
from corpus.indexing import behind, catch_up
from corpus.matching import Limits, build_match, fragment_words
from corpus.paging import clamp, make_cursor, read_cursor
from corpus.query import Query
from corpus.refusals import IndexMissing, InvalidCursor
from corpus.scope import Scope
from corpus.snippet import make_pattern, make_snippet, typed_marks
from corpus.tables.base import table
from corpus.tables.documents import DispatchTextRow
from corpus.terms import issuer_keys
from corpus.understanding import read_query
from corpus.wording import suggest_words

TEXT = table(DispatchTextRow)
Order = Literal["relevance", "newest"]
DEEPEST = 10_000
"""Hits reachable by paging; whoever needs more narrows the query or exports."""
REPEATS = 50
"""Citations passed over at the end of a page, as the dispatch they stand in is on it already."""
CHEAP = 200
"""Changes a search takes in itself before it answers."""
FACETS = {"type": "type", "issuer": "issuer", "year": "year", "verdict": "verdict"}


class Search:
    """One search of one corpus; the parts of the answer are methods."""

    def __init__(self, connection: Connection, index: SearchIndex | None, query: Query, scope: Scope) -> None:
        self.connection, self.index, self.query, self.scope = connection, index, query, scope

    def run(self, cursor: str | None, limit: int, facets: bool, order: Order) -> SearchResult:
        """The hits of one page and what goes with them."""
        if self.query.asks_who_cites:
            return self._citing(cursor, clamp(limit))
        offset = int(read_cursor("search", cursor)[0]) if cursor else 0
        if not 0 <= offset < DEEPEST:
            raise InvalidCursor(str(offset))
        if self.query.needs_index:
            return self._by_words(offset, clamp(limit), facets, order)
        return self._by_filters(offset, clamp(limit), facets)

    def _citing(self, cursor: str | None, limit: int) -> SearchResult:
        """The document of that number itself, then the dispatches that cite it, nearest first."""
        named = self.query.reference or self.query.cites or ""
        asked = asked_by(self.query)
        own = find_by_number(self.connection, self.query, self.scope) if self.query.reference else []
        cited, cursor_after = self._citing_dispatches(asked, cursor, limit)
        hits = [] if cursor else [Hit(view.document_id, view, "reference", 1.0) for view in own]
        seen = {view.id for view in own}
        marks = [named]
        snippets = self._snippets([view for view in own if not cursor], marks)
        hits = [Hit(hit.document_id, hit.dispatch, "reference", 1.0, snippets.get(_id(hit))) for hit in hits]
        for found in cited:
            if found.dispatch.id not in seen:
                snippet = self._snippet_at(found.dispatch, found.citation.text)
                hits.append(Hit(found.dispatch.document_id, found.dispatch, "citation", 0.5, snippet, found.match))
                seen.add(found.dispatch.id)
        whole = cursor is None and cursor_after is None
        total = len(hits) if whole else len(own) + count_citing_dispatches(self.connection, asked)
        return self._result(hits, total, {}, cursor_after)

    def _citing_dispatches(self, asked: Asked, cursor: str | None, limit: int) -> tuple[list[Citing], str | None]:
        """The nearest citation of each of `limit` dispatches, and where the next ones begin; many cite a work often."""
        found: dict[str, Citing] = {}
        for _ in range(limit + REPEATS):
            page = find_citing(self.connection, asked, cursor, max(limit - len(found), 1), self.scope)
            if len(found) >= limit and any(citing.dispatch.id not in found for citing in page.items):
                break
            for citing in page.items:
                found.setdefault(citing.dispatch.id, citing)
            cursor = page.next_cursor
            if cursor is None:
                break
        return list(found.values()), cursor

    def _by_words(self, offset: int, limit: int, facets: bool, order: Order) -> SearchResult:
        """Own numbers first (for a fragment), then what the index finds."""
        if self.index is None:
            raise IndexMissing
        own = find_by_number(self.connection, self.query, self.scope) if not self.query.has_words else []
        shown = own[offset : offset + limit]
        limits = self._limits(own)
        searcher = self.index.searcher()
        room, skip = limit - len(shown), max(offset - len(own), 0)
        sort: dict[str, Any] = {"order_by_field": "day"} if order == "newest" else {}
        ranked = build_match(self.index.schema, self.query, self.scope, limits, searcher)
        found = searcher.search(ranked, max(room, 1), count=not facets, offset=skip, **sort)
        matching = build_match(self.index.schema, self.query, self.scope, limits)
        count, counted = self._count(searcher, matching, own) if facets else (int(found.count or 0), {})  # type: ignore[attr-defined]
        scored = [(str(searcher.doc(address).get_first("id")), score) for score, address in found.hits[:room]]
        views = dispatch_views(self.connection, [id_ for id_, _ in scored])
        listed = [*shown, *(views[id_] for id_, _ in scored if id_ in views)]
        snippets = self._snippets(listed, self._marks())
        scores = {id_: float(score or 0) for id_, score in scored}
        hits = [
            Hit(
                view.document_id,
                view,
                "words" if view.id in scores else "number",
                scores.get(view.id, 1.0),
                snippets.get(view.id),
            )
            for view in listed
        ]
        total = len(own) + count
        more = offset + limit < min(total, DEEPEST)
        return self._result(hits, total, counted, make_cursor("search", offset + limit) if more else None)

    def _by_filters(self, offset: int, limit: int, facets: bool) -> SearchResult:
        """Filters alone, newest first, by the tables."""
        among = self._among()
        views, total = find_by_filters(self.connection, self.query, self.scope, offset, limit, among)
        snippets = self._snippets(views, [])
        hits = [Hit(view.document_id, view, "filter", 0.0, snippets.get(view.id)) for view in views]
        counted = count_facets(self.connection, self.query, self.scope, among) if facets else {}
        more = offset + limit < min(total, DEEPEST)
        return self._result(hits, total, counted, make_cursor("search", offset + limit) if more else None)

    def _limits(self, own: Sequence[DispatchView]) -> Limits:
        issuer = self.query.filters.issuer
        issuers = issuer_keys(self.connection, issuer) if issuer else None
        return Limits(issuers, tuple(view.id for view in own), self._among())

    def _among(self) -> tuple[str, ...] | None:
        """Dispatches that cite the work asked for by `viện dẫn:`."""
        if not self.query.cites:
            return None
        return find_citing_dispatches(self.connection, asked_by(self.query))

    def _marks(self) -> list[str]:
        marks = [*self.query.phrases, *self.query.words]
        if self.query.reference:
            marks.append(self.query.reference)
        if self.query.fragment:
            marks += [" ".join(fragment_words(self.query.fragment)), str(self.query.fragment.number or "")]
        return marks

    def _count(
        self, searcher: tantivy.Searcher, match: tantivy.Query, own: Sequence[DispatchView]
    ) -> tuple[int, dict[str, tuple[FacetCount, ...]]]:
        """How many match, and how many of them by facet, in one pass; own numbers, which it left out, are added.

        All that match are counted by their types, of which each has one, be it none.
        """
        wanted: dict[str, Any] = {name: {"terms": {"field": field, "size": 21}} for name, field in FACETS.items()}
        found = searcher.aggregate(match, wanted)
        types = found["type"]
        total = sum(int(bucket["doc_count"]) for bucket in types["buckets"]) + int(types["sum_other_doc_count"])
        ids = tuple(view.id for view in own)
        counted = facet_values(self.connection, self.query, self.scope, ids) if own else {}
        for name in FACETS:
            buckets = (bucket for bucket in found[name]["buckets"] if bucket["key"] != NONE)
            counts = Counter({_value(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets})
            counted[name] = counts + counted.get(name, Counter())
        return total, label_facets(self.connection, counted)

    def _snippets(self, views: Sequence[DispatchView], marks: Sequence[str]) -> dict[str, Snippet]:
        by_id = {view.id: view for view in views}
        rows = self.connection.execute(select(TEXT).where(TEXT.c.dispatch_id.in_(by_id))).all() if by_id else []
        pattern, typed = make_pattern(marks), typed_marks(marks)
        return {
            row.dispatch_id: make_snippet(
                row.text,
                pattern,
                typed=typed,
                start=by_id[row.dispatch_id].start,
                first_page=by_id[row.dispatch_id].first_page,
                page_starts=row.page_starts,
            )
            for row in rows
        }

    def _snippet_at(self, view: DispatchView, text: str) -> Snippet | None:
        return self._snippets([view], [text]).get(view.id)

    def _suggestions(self, index: SearchIndex) -> tuple[str, ...]:
        return suggest_words(index, self.query, self.scope, self._limits(()))

    def _result(
        self, hits: Sequence[Hit], total: int, facets: dict[str, tuple[FacetCount, ...]], cursor: str | None
    ) -> SearchResult:
        explanation, explanation_en = explain(self.query)
        suggestions = () if hits or self.index is None else self._suggestions(self.index)
        return SearchResult(
            self.query.text, tuple(hits), total, facets, explanation, explanation_en, suggestions, cursor
        )


def search(
    database: Database,
    index: SearchIndex | None,
    text: str,
    scope: Scope,
    *,
    cursor: str | None,
    limit: int,
    facets: bool,
    order: Order,
) -> SearchResult:
    """Parse, bring the index up to date where that is cheap, and run."""
    late = refresh(database, index) if index is not None else 0
    with database.read() as connection:
        query = read_query(connection, text)
        result = Search(connection, index, query, scope).run(cursor, limit, facets, order)
    return replace(result, behind=late) if late else result


def refresh(database: Database, index: SearchIndex) -> int:
    """See what others committed; take in a few changes ourselves. How many are still not in the index."""
    late = behind(database, index)
    if late:
        index.reload()
        late = behind(database, index)
    if late < 0 or 0 < late <= CHEAP:
        catch_up(database, index, settle=False)
        late = behind(database, index)
    return max(late, 0)


def _id(hit: Hit) -> str:
    return hit.dispatch.id if hit.dispatch else ""


def _value(key: Any) -> str:
    return str(int(key)) if isinstance(key, float) else str(key)
