"""Names learnt (từ vựng): issuers and symbol parts seen in what was filed, for filters, facets and suggestions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from corpus.agency_fold import fold_key
from corpus.folding import name_key
from corpus.issuer import issuer_key, issuer_label
from corpus.log import last_change
from corpus.tables.base import check_row, table
from corpus.tables.terms import TermRow

TERM = table(TermRow)
_KNOWN_TERMS = select(TERM.c.kind, TERM.c.key).where(TERM.c.key.in_(bindparam("keys", expanding=True)))


def learn(connection: Connection, dispatches: Sequence[Mapping[str, Any]]) -> None:
    """Remember the issuers of dispatch rows by key and name, and the parts of their symbols (`VPCP-KSTT`)."""
    found: dict[tuple[str, str], str] = {}
    for row in dispatches:
        found |= {("symbol", part): part for part in (row["symbol_key"] or "").split("-") if part}
        if row["issuer_key"] and row["issuer"]:
            found["issuer", row["issuer_key"]] = issuer_label(row["issuer"])
    if not found:
        return
    rows = connection.execute(_KNOWN_TERMS, {"keys": sorted({key for _, key in found})})
    new = sorted(found.keys() - {(row.kind, row.key) for row in rows})
    if new:  # in one order for all writers, or two could lock each other up
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        values = [check_row(TermRow, {"kind": kind, "key": key, "label": found[kind, key]}) for kind, key in new]
        connection.execute(dialect.insert(TERM).on_conflict_do_nothing(), values)


@dataclass(frozen=True, slots=True)
class Terms:
    """What was learnt up to some position of the change log."""

    position: int
    issuers: dict[str, str]
    symbols: frozenset[str]


_KNOWN: WeakKeyDictionary[Engine, Terms] = WeakKeyDictionary()


def known_terms(connection: Connection) -> Terms:
    """All terms; read again only after something was filed."""
    position = last_change(connection)
    known = _KNOWN.get(connection.engine)
    if known is None or known.position != position:
        rows = connection.execute(select(TERM)).all()
        issuers = {row.key: row.label for row in rows if row.kind == "issuer"}
        known = Terms(position, issuers, frozenset(row.key for row in rows if row.kind == "symbol"))
        _KNOWN[connection.engine] = known
    return known


def issuer_labels(connection: Connection) -> dict[str, str]:
    """Key → name of every issuer known."""
    return known_terms(connection).issuers


def issuer_keys(connection: Connection, name: str) -> tuple[str, ...]:
    """Issuers whose name has the words given, one after the other; also by key, and by a name `agency` knows."""
    wanted = f" {name_key(name)} "
    found = {key for key, label in issuer_labels(connection).items() if key == name or wanted in f" {name_key(label)} "}
    if known := fold_key(connection, issuer_key(name, None)):
        found.add(known)
    return tuple(sorted(found))
