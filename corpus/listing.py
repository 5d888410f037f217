"""What an export tells of each dispatch found (dòng xuất): one row a dispatch, with the file it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, select

from corpus.index import SearchIndex
from corpus.query import Query
from corpus.scope import Scope
from corpus.selection import Selection
from corpus.tables.base import table
from corpus.tables.documents import DispatchRow, DocumentRow
from corpus.tables.registers import ArrivalRow

ARRIVAL, DISPATCH, DOCUMENT = table(ArrivalRow), table(DispatchRow), table(DocumentRow)
Kind = Literal["text", "whole", "day", "moment"]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `whole` is a whole number, `day` a date, `moment` a time in UTC; every one may be None."""

    name: str
    kind: Kind
    source: ColumnElement[Any]


COLUMNS: tuple[Column, ...] = (
    Column("document_id", "text", DISPATCH.c.document_id),
    Column("dispatch_id", "text", DISPATCH.c.id),
    Column("name", "text", DOCUMENT.c.name),
    Column("sha256", "text", DOCUMENT.c.sha256),
    Column("first_page", "whole", DISPATCH.c.first_page),
    Column("last_page", "whole", DISPATCH.c.last_page),
    Column("arrival_number", "whole", ARRIVAL.c.number),
    Column("arrival_year", "whole", ARRIVAL.c.year),
    Column("document_type", "text", DISPATCH.c.document_type),
    Column("reference", "text", DISPATCH.c.reference),
    Column("issued_on", "day", DISPATCH.c.issued_on),
    Column("place", "text", DISPATCH.c.place),
    Column("issuer", "text", DISPATCH.c.issuer),
    Column("subject", "text", DISPATCH.c.subject),
    Column("signer_name", "text", DISPATCH.c.signer_name),
    Column("signer_position", "text", DISPATCH.c.signer_position),
    Column("urgency", "text", DISPATCH.c.urgency),
    Column("secrecy", "text", DISPATCH.c.secrecy),
    Column("signature_verdict", "text", DOCUMENT.c.verdict),
    Column("anomalies", "whole", DISPATCH.c.anomalies),
    Column("registered_at", "moment", DOCUMENT.c.registered_at),
)
NAMES = tuple(column.name for column in COLUMNS)


def list_found(connection: Connection, index: SearchIndex | None, query: Query, scope: Scope) -> Iterator[list[Row]]:
    """Every dispatch a query finds, in pieces of some hundred rows."""
    for ids in Selection(connection, index, query, scope).every():
        yield read_rows(connection, ids)


def read_rows(connection: Connection, ids: Sequence[str]) -> list[Row]:
    """The rows of these dispatches, in this order."""
    live = (ARRIVAL.c.document_id == DOCUMENT.c.id) & ARRIVAL.c.voided_at.is_(None)
    joined = DISPATCH.join(DOCUMENT, DOCUMENT.c.id == DISPATCH.c.document_id).outerjoin(ARRIVAL, live)
    query = select(DISPATCH.c.id, *(column.source.label(column.name) for column in COLUMNS)).select_from(joined)
    found = {row[0]: tuple(row[1:]) for row in connection.execute(query.where(DISPATCH.c.id.in_(ids)))}
    return [found[id_] for id_ in ids if id_ in found]
