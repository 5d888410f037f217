"""Did you mean (có phải bạn tìm): words close to those that are nowhere in the index."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches

import tantivy

from corpus.folding import WORD, compose, fold
from corpus.index import SearchIndex
from corpus.matching import Limits, build_match
from corpus.query import Query
from corpus.scope import EVERYTHING, Scope

NEIGHBOURS = 2000
"""Words with the same beginning that are compared."""


def suggest_words(index: SearchIndex, query: Query, scope: Scope, limits: Limits) -> tuple[str, ...]:
    """The query with each word that occurs nowhere replaced by the closest one that does, in what the asker sees.

    All else of it stays as typed, and what would find nothing either is not proposed.
    """
    searcher = index.searcher()
    visible = None if scope == EVERYTHING else build_match(index.schema, Query(""), scope, Limits())
    close = {word: _closest(searcher, fold(word), visible) for word in query.words if _unheard(searcher, word)}
    close = {word: found for word, found in close.items() if found != fold(word)}
    if not close:
        return ()
    mended = replace(query, words=tuple(close.get(word, word) for word in query.words))
    if not searcher.search(build_match(index.schema, mended, scope, limits), 1, count=False).hits:
        return ()
    return (WORD.sub(lambda match: close.get(match[0], match[0]), compose(query.text)),)


def _unheard(searcher: tantivy.Searcher, word: str) -> bool:
    return not searcher.doc_freq("folded", fold(word))


def _closest(searcher: tantivy.Searcher, word: str, visible: tantivy.Query | None) -> str:
    """Words of the same first letter are looked at: slips of the finger are rarer there."""
    found = searcher.terms_with_prefix("folded", word[:1], visible, NEIGHBOURS)
    common = {term: count for term, count in found if not term.isdigit()}
    close = get_close_matches(word, common, 10, 0.6)
    return max(close, key=lambda term: (_alike(term, word), common[term]), default=word)


def _alike(term: str, word: str) -> int:
    """Minus the slips from one to the other; letters that changed places are one."""
    if sorted(term) == sorted(word):
        return -1
    return -abs(len(term) - len(word)) - sum(a != b for a, b in zip(term, word, strict=False))
