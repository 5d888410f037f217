"""Did you mean (có phải bạn tìm): words close to those that are nowhere in the index."""

from __future__ import annotations

from difflib import get_close_matches

import tantivy

from corpus.folding import fold
from corpus.index import SearchIndex
from corpus.matching import Limits, build_match
from corpus.query import Query
from corpus.scope import EVERYTHING, Scope

NEIGHBOURS = 2000
"""Words with the same beginning that are compared."""


def suggest_words(index: SearchIndex, query: Query, scope: Scope) -> tuple[str, ...]:
    """The query with each word that occurs nowhere replaced by the closest one that does, in what the asker sees."""
    searcher = index.searcher()
    visible = None if scope == EVERYTHING else build_match(index.schema, Query(""), scope, Limits())
    changed = False
    suggestion = []
    for word in query.words:
        folded = fold(word)
        close = folded if searcher.doc_freq("folded", folded) else _closest(searcher, folded, visible)
        changed |= close != folded
        suggestion.append(close if close != folded else word)
    return (" ".join(suggestion),) if changed else ()


def _closest(searcher: tantivy.Searcher, word: str, visible: tantivy.Query | None) -> str:
    """Words of the same first letter are looked at: slips of the finger are rarer there."""
    found = searcher.terms_with_prefix("folded", word[:1], visible, NEIGHBOURS)
    common = {term: count for term, count in found if not term.isdigit()}
    close = get_close_matches(word, common, 3, 0.6)
    return max(close, key=lambda term: (_alike(term, word), common[term]), default=word)


def _alike(term: str, word: str) -> int:
    return -abs(len(term) - len(word)) - sum(a != b for a, b in zip(term, word, strict=False))
