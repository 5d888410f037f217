"""A query as one corpus understands it (hiểu câu tìm): with the symbols it has learnt, and the works it knows."""

from __future__ import annotations

from sqlalchemy import Connection

from corpus.asked import Asked, find_works
from corpus.lexicon import standard_lexicon
from corpus.query import Query
from corpus.query_parser import parse_query
from corpus.terms import known_terms


def read_query(connection: Connection, text: str) -> Query:
    """The query as it is understood today; `Luật Dược 2016` asks who cites that law or, where nobody does, is words."""
    query = parse_query(text, standard_lexicon().with_symbols(known_terms(connection).symbols))
    unknown = query.by_title and not find_works(connection, Asked(query.cites or ""))
    return query.as_words() if unknown else query
