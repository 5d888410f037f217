"""Walks of the citation index (duyệt viện dẫn): ids of citations of one work, newest first, a piece at a time.

The statements are built once: asked a thousand times a second, building them would cost more than running them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select

from corpus.tables.base import table
from corpus.tables.citations import CitationRow, CitedProvisionRow

CITATION, CITED = table(CitationRow), table(CitedProvisionRow)
PIECE = 64
NEWEST = "~"
"""Sorts after every id."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a work's citations: those of one path, those of paths from `path` up to `until`, or (no path) all."""

    path: str | None = None
    until: str | None = None


def walk(
    connection: Connection, works: Sequence[str], stretches: Sequence[Stretch], relation: str | None, after: str | None
) -> Iterator[str]:
    """Citation ids of all stretches of all works, newest first, each once; `after` goes on below an id."""
    walks = [_walk(connection, work, stretch, relation, after or NEWEST) for work in works for stretch in stretches]
    before = None
    for found in walks[0] if len(walks) == 1 else merge(*walks, reverse=True):
        if found != before:
            yield found
        before = found


def count(connection: Connection, work: str, stretch: Stretch, relation: str | None) -> int:
    """How many citations there are, each once."""
    ids = _statement(stretch, relation).limit(None).order_by(None).distinct().subquery()
    values = _values(work, stretch, relation, NEWEST)
    del values["piece"]
    return int(connection.execute(select(func.count()).select_from(ids), values).scalar_one())


def citing_dispatches(
    connection: Connection, work: str, stretch: Stretch, relation: str | None, limit: int
) -> Iterator[str]:
    """The dispatches they stand in, the newest first."""
    ids = _statement(stretch, relation).limit(None).order_by(None)
    query = select(CITATION.c.dispatch_id).where(CITATION.c.id.in_(ids)).distinct()
    values = _values(work, stretch, relation, NEWEST)
    del values["piece"]
    yield from connection.execute(query.order_by(CITATION.c.dispatch_id.desc()).limit(limit), values).scalars()


def _walk(connection: Connection, work: str, stretch: Stretch, relation: str | None, after: str) -> Iterator[str]:
    statement = _statement(stretch, relation)
    while True:
        piece = list(connection.execute(statement, _values(work, stretch, relation, after)).scalars())
        yield from piece
        if len(piece) < PIECE:
            return
        after = piece[-1]


def _values(work: str, stretch: Stretch, relation: str | None, after: str) -> dict[str, Any]:
    values = {"work": work, "path": stretch.path, "until": stretch.until, "relation": relation}
    return {name: value for name, value in values.items() if value is not None} | {"after": after, "piece": PIECE}


def _build(stretch: Stretch, *, of_relation: bool) -> Select[Any]:
    if stretch.path is None:
        query, key = select(CITATION.c.id).where(CITATION.c.work_id == bindparam("work")), CITATION.c.id
    else:
        low: ColumnElement[bool] = CITED.c.path == bindparam("path")
        if stretch.until is not None:
            low = (CITED.c.path > bindparam("path")) & (CITED.c.path < bindparam("until"))
        query, key = select(CITED.c.citation_id).where(CITED.c.work_id == bindparam("work"), low), CITED.c.citation_id
        if of_relation:
            query = query.join(CITATION, CITATION.c.id == CITED.c.citation_id)
    if of_relation:
        query = query.where(CITATION.c.relation == bindparam("relation"))
    return query.where(key < bindparam("after")).order_by(key.desc()).limit(bindparam("piece"))


_SHAPES = {
    (kind.path is None, kind.until is None, of_relation): _build(kind, of_relation=of_relation)
    for kind in (Stretch(), Stretch(""), Stretch("", ""))
    for of_relation in (False, True)
}


def _statement(stretch: Stretch, relation: str | None) -> Select[Any]:
    return _SHAPES[stretch.path is None, stretch.until is None, relation is not None]
