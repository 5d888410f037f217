"""Words of a query as a question to the index (so khớp từ): what must, may and must not be in a hit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import tantivy
from tantivy import FieldType, Occur

from corpus.folding import compose, fold, words
from corpus.index import GAP, NONE, WATERMARK, pair_stream
from corpus.period import Period
from corpus.query import Filters, Fragment, Query
from corpus.scope import Scope
from extract.document_types import by_folded_abbreviation

Clause = tuple[Occur, tantivy.Query]
EXACT = 1000.0
"""Lifts hits with the very marks asked for above all that only agree without them."""
HEAD = 3.0
NEAR = 2.0
TOGETHER = 100.0
"""Lifts hits where three words or more stand as typed (`khoản 2 Điều 19`) above all where they are scattered."""
RARE = 5_000
"""Documents with a word, up to which it is worth comparing where the words of the query stand."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What narrows a question beside its words: keys of issuers looked up, ids to leave out or to stay among."""

    issuers: tuple[str, ...] | None = None
    leave_out: tuple[str, ...] = ()
    among: tuple[str, ...] | None = None


def build_match(
    schema: tantivy.Schema, query: Query, scope: Scope, limits: Limits, ranked_by: tantivy.Searcher | None = None
) -> tantivy.Query:
    """The question to the index; words are compared folded, marks decide the order, which counting does not need."""
    build = _Build(schema)
    for text in (*query.words, *query.phrases):
        build.must("folded", words(fold(text)))
    if query.reference:
        build.must("folded", words(fold(query.reference)))
    if query.fragment:
        build.must("folded", fragment_words(query.fragment), slop=2)
    for text in query.without:
        build.must_not("folded", words(fold(text)))
    if ranked_by is not None:
        build.lift(query, ranked_by)
    build.narrow(query.filters, scope, limits)
    return build.query()


def fragment_words(fragment: Fragment) -> list[str]:
    """The parts in the order a number prints them: number, year, type, organ."""
    types = by_folded_abbreviation()
    letters = sorted((part.lower() for part in fragment.parts), key=lambda part: part not in types)
    return [str(value) for value in (fragment.number, fragment.year, *letters) if value is not None]


class _Build:
    """Collects clauses."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self.schema = schema
        self.clauses: list[Clause] = []

    def must(self, field: str, tokens: Sequence[str], slop: int = 0) -> None:
        self._add(Occur.Must, self._text(field, tokens, slop))

    def must_not(self, field: str, tokens: Sequence[str]) -> None:
        self._add(Occur.MustNot, self._text(field, tokens))

    def lift(self, query: Query, searcher: tantivy.Searcher) -> None:
        """What is better: the same marks (asked of each word), words in number, subject or issuer, and side by side."""
        typed = [token for text in (*query.words, *query.phrases) for token in _tokens(text)]
        marked = [(Occur.Must, self._term("exact", token, "basic")) for token in typed if not token.isascii()]
        if marked:
            self._add(Occur.Should, tantivy.Query.const_score_query(tantivy.Query.boolean_query(marked), EXACT))
        folded = [fold(word) for word in query.words]
        for word in folded:
            self._boost("head", [word], HEAD)
        if 1 < len(folded) <= 6:
            self._boost("head", folded, HEAD)
            for pair in dict.fromkeys(_pairs(folded)):
                self._add(Occur.Should, tantivy.Query.const_score_query(self._term("pairs", pair, "basic"), NEAR))
            if min(searcher.doc_freq("folded", word) for word in folded) <= RARE:
                self._boost("folded", folded, NEAR)
                if len(folded) > 2 and (found := self._text("folded", folded)) is not None:
                    self._add(Occur.Should, tantivy.Query.const_score_query(found, TOGETHER))

    def narrow(self, filters: Filters, scope: Scope, limits: Limits) -> None:
        """Filters count for nothing in the order."""
        plain = {
            "type": filters.document_type,
            "verdict": filters.verdict,
            "urgency": filters.urgency,
            "secrecy": filters.secrecy,
        }
        for name, value in plain.items():
            if value is not None:
                self._filter(tantivy.Query.term_query(self.schema, name, value, "basic"))
        if filters.year is not None:
            self._filter(tantivy.Query.term_query(self.schema, "year", filters.year))
        if filters.period is not None:
            self._filter(self._days(filters.period))
        for name in ("signer", "subject"):
            if text := getattr(filters, name):
                self.must(name, words(fold(text)))
        if filters.symbol:
            self.must("head", words(fold(filters.symbol)))
        sets = [
            ("issuer", limits.issuers),
            ("id", limits.among),
            ("office", _offices(scope)),
            ("secrecy", _levels(scope)),
        ]
        for name, values in sets:
            if values is not None:
                self._filter(tantivy.Query.term_set_query(self.schema, name, list(values)))
        if limits.leave_out:
            self._add(Occur.MustNot, tantivy.Query.term_set_query(self.schema, "id", list(limits.leave_out)))

    def query(self) -> tantivy.Query:
        if not any(occur is Occur.Must for occur, _ in self.clauses):
            self._add(Occur.Must, tantivy.Query.all_query())
            self._add(Occur.MustNot, tantivy.Query.term_query(self.schema, "id", WATERMARK, "basic"))
        return tantivy.Query.boolean_query(self.clauses)

    def _text(self, field: str, tokens: Sequence[str], slop: int = 0) -> tantivy.Query | None:
        if not tokens:
            return None
        if len(tokens) == 1:
            return self._term(field, tokens[0])
        if field == "folded" and not slop:
            return self._phrase(tokens)
        return tantivy.Query.phrase_query(self.schema, field, list(tokens), slop)

    def _phrase(self, tokens: Sequence[str]) -> tantivy.Query:
        """Common words by pairs alone; among rarer ones, pairs leave few documents to compare positions in."""
        pairs = pair_stream(tokens)
        if len(pairs) == 1 and GAP not in pairs:
            return self._term("pairs", pairs[0], "basic")
        if GAP not in pairs:
            return tantivy.Query.phrase_query(self.schema, "pairs", _every_other(pairs))
        found = [(Occur.Must, self._term("pairs", pair, "basic")) for pair in dict.fromkeys(_pairs(tokens))]
        found.append((Occur.Must, tantivy.Query.phrase_query(self.schema, "folded", list(tokens))))
        return tantivy.Query.boolean_query(found)

    def _term(self, field: str, token: str, option: str = "position") -> tantivy.Query:
        return tantivy.Query.term_query(self.schema, field, token, option)

    def _boost(self, field: str, tokens: Sequence[str], by: float) -> None:
        if (found := self._text(field, tokens)) is not None:
            self._add(Occur.Should, tantivy.Query.boost_query(found, by))

    def _filter(self, query: tantivy.Query) -> None:
        self._add(Occur.Must, tantivy.Query.const_score_query(query, 0.0))

    def _days(self, period: Period) -> tantivy.Query:
        return tantivy.Query.range_query(
            self.schema, "day", FieldType.Unsigned, _day(period.first, 0), _day(period.last, 99_999_999)
        )

    def _add(self, occur: Occur, query: tantivy.Query | None) -> None:
        if query is not None:
            self.clauses.append((occur, query))


def _tokens(text: str) -> list[str]:
    return [word.lower() for word in words(compose(text))]


def _pairs(tokens: Sequence[str]) -> list[str]:
    return [pair for pair in pair_stream(tokens) if pair != GAP]


def _every_other(pairs: Sequence[str]) -> list[str | tuple[int, str]]:
    """Pairs that hold every word, with their places: `a_b b_c c_d` says no more than `a_b` and, two on, `c_d`."""
    places = [*range(0, len(pairs) - 1, 2), len(pairs) - 1]
    return [(place, pairs[place]) for place in places]


def _day(day: date | None, otherwise: int) -> int:
    return day.year * 10000 + day.month * 100 + day.day if day else otherwise


def _offices(scope: Scope) -> list[str] | None:
    return None if scope.offices is None else [office or NONE for office in scope.offices]


def _levels(scope: Scope) -> list[str] | None:
    return None if scope.secrecies is None else [NONE, *scope.secrecies]
