"""A million dispatches out of a hundred thousand: copied inside the database, under identifiers of their own.

Composing them all would take an hour. The copies have the same words and cite the same works: what is asked for is
found ten times as often, as it would be in ten times as many dispatches of the same offices.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Connection, func, insert, literal, select

from corpus.corpus import Corpus
from corpus.log import last_change, take
from corpus.tables.base import Row, table
from corpus.tables.citations import CitationRow, CitedProvisionRow
from corpus.tables.documents import DispatchRow, DispatchTextRow, DocumentRow, ReadingRow
from corpus.tables.intake import ItemRow, OriginalRow
from corpus.tables.logs import ChangeRow

DRAFTED = 100_000
"""As many are composed."""
MARKS = "ghjkmnpqrstvwxyz"
"""One a round; no digest has them, and they sort behind the first character of every identifier (`doc_0…`)."""
COPIED: Mapping[type[Row], tuple[str, ...]] = {
    OriginalRow: ("sha256",),
    ItemRow: ("id", "sha256", "document_id"),
    DocumentRow: ("id", "sha256", "item_id"),
    ReadingRow: ("document_id",),
    DispatchRow: ("id", "document_id"),
    DispatchTextRow: ("dispatch_id",),
    CitationRow: ("id", "document_id", "dispatch_id"),
    CitedProvisionRow: ("citation_id",),
    ChangeRow: ("document_id",),
}
"""Tables in the order of their references, with the columns that identify."""


def copy_dispatches(corpus: Corpus, count: int) -> None:
    """Bring a corpus of `DRAFTED` dispatches to `count`, a whole number of times as many; one round a transaction."""
    if count % DRAFTED or count // DRAFTED > len(MARKS) + 1:
        raise ValueError(f"{count} is not {DRAFTED} times 1 to {len(MARKS) + 1}")
    for round_ in range(1, count // DRAFTED):
        corpus.database.transact(lambda c, round_=round_: _copy(c, round_))


def _copy(connection: Connection, round_: int) -> None:
    if last_change(connection) != round_ * DRAFTED:
        raise ValueError("this corpus holds other documents than were drafted")
    for row, names in COPIED.items():
        columns = table(row).c
        taken = {name: _renamed(columns[name], round_) for name in names}
        if "position" in columns and row in (ItemRow, ChangeRow):
            taken["position"] = columns["position"] + round_ * DRAFTED
        chosen = [taken.get(column.name, column) for column in columns]
        drafted = columns[names[0]] < ("g" if names[0] == "sha256" else f"{_prefix(names[0], row)}_1")
        statement = insert(table(row)).from_select([column.name for column in columns], select(*chosen).where(drafted))
        connection.execute(statement)
    take(connection, "arrival::2026", DRAFTED)
    take(connection, "change", DRAFTED)


def _renamed(column: ColumnElement[str], round_: int) -> ColumnElement[str]:
    """Another identifier: `doc_01kj…` → `doc_g1kj…`; another digest likewise."""
    mark = literal(MARKS[round_ - 1])
    if column.key == "sha256":
        return mark + func.substr(column, 2)
    return func.substr(column, 1, 4) + mark + func.substr(column, 6)


def _prefix(name: str, row: type[Row]) -> str:
    own = {ItemRow: "itm", DocumentRow: "doc", DispatchRow: "dsp", CitationRow: "ref"}
    other = {"document_id": "doc", "dispatch_id": "dsp", "citation_id": "ref"}
    return own[row] if name == "id" else other[name]
