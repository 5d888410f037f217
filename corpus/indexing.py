"""Following the change log (theo nhật ký): the index takes in what was filed, revised or removed since its position."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from corpus.database import Database
from corpus.index import Entry, SearchIndex, Writer
from corpus.log import last_change
from corpus.tables.base import table
from corpus.tables.documents import DispatchRow, DispatchTextRow, DocumentRow
from corpus.tables.logs import ChangeRow
from corpus.terms import issuer_labels

CHANGE, DISPATCH = table(ChangeRow), table(DispatchRow)
DOCUMENT, TEXT = table(DocumentRow), table(DispatchTextRow)
PIECE = 500
"""Changes read from the database at a time."""
COMMIT_EVERY = 20_000
"""Changes between commits of a long catch-up: a commit costs some 70 ms, a crash what lies between two."""


class _Change(NamedTuple):
    """One line of the change log."""

    position: int
    document_id: str
    kind: str


def behind(database: Database, index: SearchIndex) -> int:
    """How many changes the index has not taken in; negative where it is of another history."""
    with database.read() as connection:
        return last_change(connection) - index.position()


def catch_up(database: Database, index: SearchIndex, *, settle: bool = True) -> int | None:
    """Take in all changes; how many there were, None while another process is doing it.

    An index ahead of the log belongs to a database that was since restored from a backup: it is made anew.
    """
    with database.read() as connection:
        newest = last_change(connection)
    if index.position() > newest:
        return rebuild(database, index)
    with index.writing() as writer:
        return None if writer is None else _follow(database, writer, settle)


def rebuild(database: Database, index: SearchIndex) -> int | None:
    """Make the index anew from the database; the old one answers until the new one is whole."""
    with index.rebuilding() as writer:
        return None if writer is None else _follow(database, writer, True)


def _follow(database: Database, writer: Writer, settle: bool) -> int:
    first = committed = writer.position
    position = first
    while True:
        with database.read() as connection:
            changes = _changes(connection, position)
            if changes:
                _take_in(connection, writer, changes)
        if changes:
            position = changes[-1].position
        if position > committed and (not changes or position - committed >= COMMIT_EVERY):
            writer.commit(position)
            committed = position
        if not changes:
            break
    if settle:
        writer.settle()
    return position - first


def _changes(connection: Connection, after: int) -> Sequence[_Change]:
    query = select(CHANGE.c.position, CHANGE.c.document_id, CHANGE.c.kind).where(CHANGE.c.position > after)
    return [_Change(*row) for row in connection.execute(query.order_by(CHANGE.c.position).limit(PIECE)).all()]


def _take_in(connection: Connection, writer: Writer, changes: Sequence[_Change]) -> None:
    """The documents as they are now; a document's first change is `filed`, every later one takes it out first."""
    documents = list(dict.fromkeys(change.document_id for change in changes))
    writer.remove(sorted({change.document_id for change in changes if change.kind != "filed"}))
    for entry in read_entries(connection, documents):
        writer.add(entry)


def read_entries(connection: Connection, documents: Sequence[str]) -> Iterator[Entry]:
    """The entries of these documents, as of now; none of those in the trash."""
    labels = issuer_labels(connection)
    query = (
        select(DISPATCH, TEXT.c.text, DOCUMENT.c.verdict, DOCUMENT.c.office, DOCUMENT.c.name)
        .join(TEXT, TEXT.c.dispatch_id == DISPATCH.c.id)
        .join(DOCUMENT, DOCUMENT.c.id == DISPATCH.c.document_id)
        .where(DISPATCH.c.document_id.in_(documents), DOCUMENT.c.deleted_at.is_(None))
    )
    for row in connection.execute(query):
        day = row.issued_on
        head = (row.reference, row.subject, row.issuer or labels.get(row.issuer_key), row.signer_name, row.name)
        yield Entry(
            row.id,
            row.document_id,
            " | ".join(filter(None, head)),
            row.text,
            row.document_type,
            row.issuer_key,
            row.year,
            day.year * 10000 + day.month * 100 + day.day if day else None,
            row.verdict,
            row.office,
            row.secrecy,
            row.urgency,
            row.signer_name or "",
            row.subject or "",
        )
