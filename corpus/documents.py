"""Lists and views of documents (tra sổ): pages by indexed columns, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, bindparam, func, select

from corpus.awaiting import documents_awaiting
from corpus.correction import list_corrections, overlay
from corpus.document import (
    CitationView,
    DispatchView,
    DocumentFilter,
    DocumentSummary,
    DocumentView,
    Resolution,
    SignatureView,
)
from corpus.entries import unpack_reading
from corpus.paging import Page, clamp, make_cursor, read_cursor
from corpus.reference import ReferenceKey
from corpus.refusals import NotFound
from corpus.tables.base import table
from corpus.tables.citations import CitationRow
from corpus.tables.documents import DispatchRow, DispatchTextRow, DocumentRow, ReadingRow, SignatureRow
from corpus.tables.intake import ItemRow, SignedContentRow
from corpus.tables.registers import ArrivalRow
from corpus.tables.works import WorkRow
from corpus.terms import issuer_keys
from corpus.works import candidates

ARRIVAL, CITATION, DISPATCH, DOCUMENT = table(ArrivalRow), table(CitationRow), table(DispatchRow), table(DocumentRow)
READING, SIGNATURE, WORK = table(ReadingRow), table(SignatureRow), table(WorkRow)
TEXT, CONTENT, ITEM = table(DispatchTextRow), table(SignedContentRow), table(ItemRow)
VIEW_COLUMNS = [DISPATCH.c[name] for name in DispatchView.__dataclass_fields__]
KEYS = {"document_type": "document_type", "year": "year", "secrecy": "secrecy", "urgency": "urgency"}


_ROOT = WORK.alias()
_CITATIONS: Select[Any] = (
    select(
        CITATION,
        WORK.c.ambiguous,
        WORK.c.bound_to,
        func.coalesce(_ROOT.c.document_id, WORK.c.document_id).label("held_by"),
    )
    .outerjoin(WORK, WORK.c.id == CITATION.c.work_id)
    .outerjoin(_ROOT, _ROOT.c.id == WORK.c.bound_to)
    .order_by(CITATION.c.dispatch_id, CITATION.c.position)
)
CITATIONS_BY_ID = _CITATIONS.where(CITATION.c.id.in_(bindparam("ids", expanding=True)))
_CITATIONS_OF = _CITATIONS.where(CITATION.c.document_id == bindparam("document_id"))
_DISPATCHES_BY_ID = select(*VIEW_COLUMNS).where(DISPATCH.c.id.in_(bindparam("ids", expanding=True)))
"""Statements of every look-up are built once: building them would cost more than running them."""

_SIGNS = select(CONTENT.c.item_id).where(CONTENT.c.item_id == DOCUMENT.c.item_id).exists()
_TELLS_STATUS = ITEM.c.carrier["status"]["code"].as_string().is_not(None)
_TAKES_NO_NUMBER = _SIGNS | select(ITEM.c.id).where(ITEM.c.id == DOCUMENT.c.item_id, _TELLS_STATUS).exists()
"""A signature of another file, which takes the number itself, and a status message."""


def list_documents(
    connection: Connection, wanted: DocumentFilter, cursor: str | None, limit: int
) -> Page[DocumentSummary]:
    """Documents that meet every condition, newest first; those in the trash are left out."""
    size = clamp(limit)
    query = _matching(connection, wanted)
    key = query.selected_columns[0]
    if cursor:
        query = query.where(key < read_cursor("documents", cursor)[0])
    ids = list(connection.execute(query.order_by(key.desc()).limit(size + 1)).scalars())
    rows = connection.execute(select(DOCUMENT).where(DOCUMENT.c.id.in_(ids[:size]))).mappings().all()
    shown = summarize(connection, sorted(rows, key=lambda row: str(row["id"]), reverse=True))
    return Page(shown, make_cursor("documents", shown[-1].id) if len(ids) > size else None)


def count_documents(connection: Connection, wanted: DocumentFilter) -> int:
    """How many documents meet the conditions; asked for apart, because counting reads them all."""
    query = select(func.count()).select_from(_matching(connection, wanted).subquery())
    return int(connection.execute(query).scalar_one())


def load_documents(connection: Connection, ids: Sequence[str]) -> dict[str, DocumentSummary]:
    """Summaries by identifier; unknown and trashed ones are left out."""
    query = select(DOCUMENT).where(DOCUMENT.c.id.in_(ids), DOCUMENT.c.deleted_at.is_(None))
    return {found.id: found for found in summarize(connection, connection.execute(query).mappings().all())}


def view_document(connection: Connection, document_id: str) -> DocumentView:
    """All of one document; `NotFound` where there is none."""
    row = connection.execute(select(DOCUMENT).where(DOCUMENT.c.id == document_id)).mappings().first()
    if row is None or row["purged_at"] is not None:
        raise NotFound(document_id)
    latest = (READING.c.document_id == document_id) & (READING.c.version == row["reading_version"])
    as_read = unpack_reading(connection.execute(select(READING.c.body).where(latest)).scalar_one())
    reading = overlay(as_read, list_corrections(connection, document_id))
    text = reading.pop("text", "")
    (summary,) = summarize(connection, [row])
    signatures = select(SIGNATURE).where(SIGNATURE.c.document_id == document_id).order_by(SIGNATURE.c.position)
    return DocumentView(
        summary,
        reading,
        text,
        view_citations(connection, _CITATIONS_OF, {"document_id": document_id}),
        tuple(SignatureView(**found) for found in connection.execute(signatures).mappings()),
    )


def view_dispatches(connection: Connection, condition: ColumnElement[bool]) -> list[DispatchView]:
    """Dispatches by any condition on their table, in the order of their documents."""
    query = select(*VIEW_COLUMNS).where(condition).order_by(DISPATCH.c.document_id, DISPATCH.c.position)
    return [DispatchView(**row) for row in connection.execute(query).mappings()]


def dispatches_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, DispatchView]:
    """Dispatches by identifier; unknown ones are left out."""
    rows = connection.execute(_DISPATCHES_BY_ID, {"ids": sorted(ids)}).mappings()
    return {row["id"]: DispatchView(**row) for row in rows}


def texts_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The text of each dispatch, by its identifier; unknown ones are left out."""
    query = select(TEXT.c.dispatch_id, TEXT.c.text).where(TEXT.c.dispatch_id.in_(sorted(ids)))
    return {row.dispatch_id: row.text for row in connection.execute(query)}


def find_by_reference(connection: Connection, key: ReferenceKey) -> list[DispatchView]:
    """Dispatches of one number and symbol, in documents not in the trash, newest first."""
    return view_dispatches(connection, (DISPATCH.c.reference_key == str(key)) & live_dispatch())[::-1]


def live_dispatch() -> ColumnElement[bool]:
    """Of documents that are not in the trash."""
    return (
        select(DOCUMENT.c.id).where(DOCUMENT.c.id == DISPATCH.c.document_id, DOCUMENT.c.deleted_at.is_(None)).exists()
    )


def view_citations(
    connection: Connection, query: Select[Any], parameters: Mapping[str, Any]
) -> tuple[CitationView, ...]:
    """Citations by a query built on `CITATIONS_BY_ID`, in the order of the text, resolved as of now."""
    rows = connection.execute(query, parameters).mappings().all()
    return tuple(_citation(connection, row) for row in rows)


def summarize(connection: Connection, rows: Sequence[RowMapping]) -> tuple[DocumentSummary, ...]:
    """The rows with their dispatches and arrival numbers, in the order given: four queries for any number."""
    ids = [row["id"] for row in rows]
    dispatches: dict[str, list[DispatchView]] = {}
    for found in view_dispatches(connection, DISPATCH.c.document_id.in_(ids) & (DISPATCH.c.position > 0)):
        dispatches.setdefault(found.document_id, []).append(found)
    live = ARRIVAL.c.document_id.in_(ids) & ARRIVAL.c.voided_at.is_(None)
    numbers = {
        row.document_id: (row.number, row.year)
        for row in connection.execute(select(ARRIVAL.c.document_id, ARRIVAL.c.number, ARRIVAL.c.year).where(live))
    }
    awaiting = documents_awaiting(connection, [row["id"] for row in rows if row["verdict"] == "indeterminate"])
    shown = [_summary(row, dispatches.get(row["id"], ()), numbers.get(row["id"])) for row in rows]
    return tuple(replace(one, awaits_revocation=one.id in awaiting) for one in shown)


def _summary(row: RowMapping, dispatches: Iterable[DispatchView], arrival: tuple[int, int] | None) -> DocumentSummary:
    own = {"dispatches", "arrival_number", "arrival_year", "awaits_revocation"}
    values = {name: row[name] for name in DocumentSummary.__dataclass_fields__ if name not in own}
    number, year = arrival or (None, None)
    return DocumentSummary(**values, dispatches=tuple(dispatches), arrival_number=number, arrival_year=year)


def _citation(connection: Connection, row: RowMapping) -> CitationView:
    own = {"resolution", "held_by", "candidates", "provisions"}
    values = {name: row[name] for name in CitationView.__dataclass_fields__ if name not in own}
    choices: tuple[str, ...] = ()
    if row["ambiguous"]:
        work = connection.execute(select(WORK).where(WORK.c.id == row["work_id"])).mappings().one()
        choices = tuple(choice["id"] for choice in candidates(connection, work))
    return CitationView(
        **values,
        provisions=tuple(row["provisions"]),
        resolution=_resolution(row),
        held_by=row["held_by"],
        candidates=choices,
    )


def _resolution(row: RowMapping) -> Resolution:
    if row["work_id"] is None:
        return "none"
    if row["held_by"] is not None:
        return "resolved"
    return "ambiguous" if row["ambiguous"] else "not_held"


def _matching(connection: Connection, wanted: DocumentFilter) -> Select[Any]:
    """Ids of documents that meet the conditions, each once: driven by the table of dispatches if it is asked there.

    Its indexes end in the document's id, so a page is read off one of them in order, without sorting.
    """
    conditions = _document_conditions(wanted)
    of_dispatch = dispatch_conditions(connection, wanted)
    if not of_dispatch:
        return select(DOCUMENT.c.id).where(*conditions)
    joined = DISPATCH.join(DOCUMENT, DOCUMENT.c.id == DISPATCH.c.document_id)
    query = select(DISPATCH.c.document_id).select_from(joined).where(*of_dispatch, *conditions)
    return query.group_by(DISPATCH.c.document_id)


def _document_conditions(wanted: DocumentFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [DOCUMENT.c.deleted_at.is_(None)]
    plain = {name: getattr(wanted, name) for name in ("batch_id", "verdict", "integrity")}
    conditions += [DOCUMENT.c[name] == value for name, value in plain.items() if value is not None]
    if wanted.numbered is not None:
        conditions.append(DOCUMENT.c.numbered if wanted.numbered else ~DOCUMENT.c.numbered & ~_TAKES_NO_NUMBER)
    if wanted.doubtful:  # what has no line in the register has none to fill
        conditions.append(~_TAKES_NO_NUMBER)
    if wanted.has_anomalies is not None:
        conditions.append(DOCUMENT.c.anomalies > 0 if wanted.has_anomalies else DOCUMENT.c.anomalies == 0)
    return conditions


def dispatch_conditions(connection: Connection, wanted: DocumentFilter) -> list[ColumnElement[bool]]:
    """The conditions that one dispatch of the document must meet together."""
    conditions = [
        DISPATCH.c[column] == getattr(wanted, name)
        for name, column in KEYS.items()
        if getattr(wanted, name) is not None
    ]
    if wanted.issuer is not None:
        conditions.append(DISPATCH.c.issuer_key.in_(issuer_keys(connection, wanted.issuer)))
    if wanted.issued_from is not None:
        conditions.append(DISPATCH.c.issued_on >= wanted.issued_from)
    if wanted.issued_to is not None:
        conditions.append(DISPATCH.c.issued_on <= wanted.issued_to)
    if wanted.doubtful is not None:
        conditions.append(DISPATCH.c.doubts > 0 if wanted.doubtful else DISPATCH.c.doubts == 0)
    return conditions
