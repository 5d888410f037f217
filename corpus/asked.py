"""A work asked for (văn bản được hỏi đến): by reference, title or id, and which works of the register that can mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select

from corpus.agency_fold import fold_key
from corpus.folding import name_key
from corpus.issuer import issuer_key
from corpus.lexicon import TITLE_YEAR
from corpus.provision import normal_path
from corpus.query import Query, Told
from corpus.reference import reference_key
from corpus.tables.base import table
from corpus.tables.works import WorkRow

WORK = table(WorkRow)


@dataclass(frozen=True, slots=True)
class Asked:
    """A work by reference, title or id; of its citations those of any of some provisions, or all; of one relation."""

    reference: str
    provisions: tuple[str, ...] = ()
    issuer: str | None = None
    year: int | None = None
    relation: str | None = None
    told: Told | None = None
    """What a citation told of it, which leaves out those that are known to be another."""

    @property
    def paths(self) -> tuple[str, ...]:
        """The provisions in normal form; none is the whole work."""
        return tuple(normal_path(path) for path in self.provisions if path)


def asked_by(query: Query) -> Asked:
    """The work a query names."""
    return Asked(query.reference or query.cites or "", query.provisions, told=query.told)


def find_works(connection: Connection, asked: Asked) -> list[str]:
    """Works that a reference, title or id can mean, with the partial ones bound to them; issuer and year narrow.

    A title may have its year behind it: `Luật Dược 2016`.
    """
    parsed = reference_key(asked.reference)
    if asked.reference.startswith("wrk_"):
        column, named = "id", asked.reference
    elif parsed:
        column, named = "reference_key", str(parsed)
    else:
        column, named = "title_key", name_key(asked.reference)
    narrow = _narrowing(connection, asked, WORK.c[column] == named)
    query = _works_by(column, *narrow) if narrow else _WORKS_BY[column]
    found = list(connection.execute(query, {"named": named}).scalars())
    if not found and column == "title_key" and asked.year is None and (year := TITLE_YEAR.search(named)):
        return find_works(connection, replace(asked, reference=named[: year.start()], year=int(year["year"])))
    return found


def _narrowing(connection: Connection, asked: Asked, named: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    narrow = []
    if asked.year is not None:
        narrow.append(WORK.c.year == asked.year)
    if asked.issuer is not None:
        narrow.append(WORK.c.issuer_key == fold_key(connection, issuer_key(asked.issuer, None)))
    if asked.told is not None:
        narrow += _told(connection, asked.told, named)
    return narrow


def _told(connection: Connection, told: Told, named: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    """Not of another year; and of that issuer where one is known by just that name, as short names are many."""
    narrow: list[ColumnElement[bool]] = []
    if told.issued is not None and told.issued.first is not None:
        narrow.append((WORK.c.year == told.issued.first.year) | (WORK.c.year.is_(None) & WORK.c.bound_to.is_(None)))
    if told.issuer is not None:
        mine = WORK.c.issuer_key == fold_key(connection, issuer_key(told.issuer, None))
        if connection.execute(select(WORK.c.id).where(named, mine, *narrow).limit(1)).first() is not None:
            narrow.append(mine)
    return narrow


def _works_by(column: str, *narrow: ColumnElement[bool]) -> Select[Any]:
    roots = select(func.coalesce(WORK.c.bound_to, WORK.c.id)).where(WORK.c[column] == bindparam("named"), *narrow)
    return select(WORK.c.id).where(WORK.c.id.in_(roots) | WORK.c.bound_to.in_(roots)).order_by(WORK.c.id)


_WORKS_BY = {column: _works_by(column) for column in ("id", "reference_key", "title_key")}
"""Statements of every look-up are built once: building them would cost more than running them."""
