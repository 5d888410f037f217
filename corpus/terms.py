"""Names learnt (từ vựng): issuers and symbol parts seen in what was filed, for filters, facets and suggestions."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from corpus.folding import name_key
from corpus.issuer import issuer_key, issuer_label
from corpus.tables.base import check_row, table
from corpus.tables.terms import TermRow

TERM = table(TermRow)


def learn(connection: Connection, issuer: str | None, name: str | None, symbol: str | None) -> None:
    """Remember an issuer by key and name, and the parts of a symbol (`VPCP-KSTT`)."""
    rows = [{"kind": "symbol", "key": part, "label": part} for part in (symbol or "").split("-") if part]
    if issuer and name:
        rows.append({"kind": "issuer", "key": issuer, "label": issuer_label(name)})
    if rows:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        rows.sort(key=lambda row: (row["kind"], row["key"]))  # one order for all writers, or two could deadlock
        checked = [check_row(TermRow, row) for row in rows]
        connection.execute(dialect.insert(TERM).on_conflict_do_nothing(), checked)


def issuer_labels(connection: Connection) -> dict[str, str]:
    """Key → name of every issuer known."""
    query = select(TERM.c.key, TERM.c.label).where(TERM.c.kind == "issuer")
    return {row.key: row.label for row in connection.execute(query)}


def symbol_parts(connection: Connection) -> frozenset[str]:
    """Every part of a symbol known."""
    return frozenset(connection.execute(select(TERM.c.key).where(TERM.c.kind == "symbol")).scalars())


def issuer_keys(connection: Connection, name: str) -> tuple[str, ...]:
    """Issuers whose name has the words given, one after the other; also by key, and by a name `agency` knows."""
    wanted = f" {name_key(name)} "
    found = {key for key, label in issuer_labels(connection).items() if key == name or wanted in f" {name_key(label)} "}
    if known := issuer_key(name, None):
        found.add(known)
    return tuple(sorted(found))
