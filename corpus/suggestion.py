"""Suggestions while typing (gợi ý): numbers, issuers, and the word being typed, from what the asker may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select

from corpus.documents import DISPATCH, DOCUMENT
from corpus.folding import fold, words
from corpus.index import SearchIndex
from corpus.matching import Limits, build_match
from corpus.query import Query
from corpus.scope import EVERYTHING, Scope
from corpus.terms import issuer_labels

SHORTEST = 2
"""Letters of a word before it is completed."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text` is the whole query to run; `detail` says more: the subject of a number, how often a word occurs."""

    kind: Literal["reference", "issuer", "word"]
    text: str
    detail: str | None = None


def suggest(
    connection: Connection, index: SearchIndex | None, typed: str, scope: Scope, limit: int
) -> tuple[Suggestion, ...]:
    """At most `limit`, numbers first; nothing for nothing typed."""
    tokens = words(fold(typed))
    if not tokens:
        return ()
    found = [*_numbers(connection, tokens, scope, limit), *_issuers(connection, tokens, scope, limit)]
    if index is not None and len(found) < limit:
        found += _words(index, typed, tokens[-1], scope, limit)
    return tuple(found[:limit])


def _numbers(connection: Connection, tokens: list[str], scope: Scope, limit: int) -> list[Suggestion]:
    """`3951 vp` → 3951/VPCP-KSTT: the number is whole, the symbol has only begun."""
    numbers = [int(token) for token in tokens if token.isdigit() and len(token) < 8]
    if not numbers:
        return []
    letters = [token.upper() for token in tokens if not token.isdigit()]
    query = (
        select(DISPATCH.c.reference, DISPATCH.c.subject, DISPATCH.c.issuer)
        .join(DOCUMENT, DOCUMENT.c.id == DISPATCH.c.document_id)
        .where(DISPATCH.c.number_value == numbers[0], DOCUMENT.c.deleted_at.is_(None))
        .where(*scope.conditions(DOCUMENT, DISPATCH), *(DISPATCH.c.symbol_key.contains(part) for part in letters))
        .order_by(DISPATCH.c.document_id.desc())
        .limit(limit)
    )
    rows = connection.execute(query).all()
    return [Suggestion("reference", row.reference, row.subject or row.issuer) for row in rows if row.reference]


def _issuers(connection: Connection, tokens: list[str], scope: Scope, limit: int) -> list[Suggestion]:
    """`so xay` → Sở Xây dựng …: words in order, the last one perhaps unfinished; only of documents that are seen."""
    wanted = f" {' '.join(tokens)}"
    found = []
    for key, label in sorted(issuer_labels(connection).items(), key=lambda pair: (len(pair[1]), pair[1])):
        if wanted in f" {' '.join(words(fold(label)))}" and _is_seen(connection, key, scope):
            found.append(Suggestion("issuer", f"cơ quan: {label}", label))
        if len(found) == limit:
            break
    return found


def _is_seen(connection: Connection, issuer: str, scope: Scope) -> bool:
    query = select(DISPATCH.c.id).join(DOCUMENT, DOCUMENT.c.id == DISPATCH.c.document_id)
    seen = [DISPATCH.c.issuer_key == issuer, DOCUMENT.c.deleted_at.is_(None), *scope.conditions(DOCUMENT, DISPATCH)]
    return connection.execute(query.where(*seen).limit(1)).first() is not None


def _words(index: SearchIndex, typed: str, last: str, scope: Scope, limit: int) -> list[Suggestion]:
    """The last word finished, the commonest ending first."""
    if len(last) < SHORTEST:
        return []
    visible = None if scope == EVERYTHING else build_match(index.schema, Query(""), scope, Limits())
    ends = index.searcher().terms_with_prefix("folded", last, visible, 50)
    head = typed[: len(typed.rstrip()) - len(last)] if fold(typed.rstrip()).endswith(last) else ""
    ends = sorted((end for end in ends if end[0] != last), key=lambda end: -end[1])
    return [Suggestion("word", f"{head}{word}", str(count)) for word, count in ends[:limit]]
