"""The arrival register (sổ đăng ký văn bản đến): numbers without gaps per office and year, voided but never reused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, select, update

from corpus.arrival import Arrival, Book
from corpus.document import DispatchView
from corpus.ids import new_id
from corpus.log import log_audit, log_event, take
from corpus.paging import Page, clamp, make_cursor, read_cursor
from corpus.refusals import Conflict, InvalidValue, NotFound
from corpus.tables.base import insert_rows, table
from corpus.tables.documents import DispatchRow, DocumentRow
from corpus.tables.logs import CounterRow
from corpus.tables.registers import ArrivalRow

ARRIVAL, DISPATCH, DOCUMENT = table(ArrivalRow), table(DispatchRow), table(DocumentRow)
COUNTER = table(CounterRow)
VIETNAM = timezone(timedelta(hours=7))
"""The day and year of an arrival are those of Vietnam, which keeps no summer time."""
BOOK = "arrival"
"""Counters of registers are called `arrival:<office>:<year>`."""
HIDDEN = ("entered_by", "voided_by")
EDITABLE = {"recipient", "forwarded_on", "received_by", "note"}
_FIRST = select(DISPATCH.c.id).where(DISPATCH.c.document_id == bindparam("document_id")).order_by(DISPATCH.c.position)
_FIRST = _FIRST.limit(1)
_SET_NUMBERED = update(DOCUMENT).where(DOCUMENT.c.id == bindparam("document")).values(numbered=bindparam("has_one"))


def allocate(
    connection: Connection, document_id: str, office: str, now: datetime, entered_by: str | None = None
) -> Arrival:
    """Enter a document under the next number of its office and year; the number is taken as late as can be.

    A bundle is one paper that arrived: it gets one number, and its first dispatch speaks for it.
    """
    arrived_on = now.astimezone(VIETNAM).date()
    row: dict[str, Any] = {
        "id": new_id("reg", now),
        "office": office,
        "year": arrived_on.year,
        "document_id": document_id,
        "dispatch_id": connection.execute(_FIRST, {"document_id": document_id}).scalar(),
        "arrived_on": arrived_on,
        "entered_at": now,
        "entered_by": entered_by,
    }
    row["number"] = take(connection, f"{BOOK}:{office}:{arrived_on.year}")
    insert_rows(connection, ArrivalRow, [row])
    connection.execute(_SET_NUMBERED, {"document": document_id, "has_one": True})
    return Arrival(**{name: value for name, value in row.items() if name not in HIDDEN})


def register_document(connection: Connection, document_id: str, by: str, now: datetime) -> Arrival:
    """Spend a number on a document that has none: held back as a suspect, or voided before."""
    found = select(DOCUMENT.c.office, DOCUMENT.c.deleted_at).where(DOCUMENT.c.id == document_id).with_for_update()
    row = connection.execute(found).first()  # locked: two clerks must not both find it without a number
    if row is None or row.deleted_at is not None:
        raise NotFound(document_id)
    if (known := live_arrival(connection, document_id)) is not None:
        return known
    arrival = allocate(connection, document_id, row.office, now, by)
    log_audit(connection, by, "arrival.entered", arrival.id, {"number": arrival.number, "year": arrival.year}, now)
    log_event(connection, "arrival.entered", {"arrival_id": arrival.id, "document_id": document_id}, now)
    return arrival


def void_arrival(connection: Connection, arrival_id: str, reason: str, by: str, now: datetime) -> Arrival:
    """Strike an entry out: it stays in the register with its number and the reason."""
    if not reason.strip():
        raise InvalidValue("cần lý do để hủy một số đến / a reason is needed to void an entry")
    arrival = load_arrival(connection, arrival_id)
    values = {"voided_at": now, "voided_by": by, "void_reason": reason}
    live = (ARRIVAL.c.id == arrival_id) & ARRIVAL.c.voided_at.is_(None)
    if not connection.execute(update(ARRIVAL).where(live).values(values)).rowcount:
        raise Conflict("số đến này đã hủy rồi / this entry is voided already")
    connection.execute(_SET_NUMBERED, {"document": arrival.document_id, "has_one": False})
    log_audit(connection, by, "arrival.voided", arrival_id, {"reason": reason}, now)
    log_event(connection, "arrival.voided", {"arrival_id": arrival_id, "document_id": arrival.document_id}, now)
    return load_arrival(connection, arrival_id)


def annotate_arrival(
    connection: Connection, arrival_id: str, values: dict[str, str | date | None], by: str, now: datetime
) -> Arrival:
    """Fill in recipient, day passed on, acknowledgement, note: the columns a clerk writes."""
    if wrong := set(values) - EDITABLE:
        raise InvalidValue(f"not a column to fill in: {', '.join(sorted(wrong))}")
    load_arrival(connection, arrival_id)
    if not values:
        return load_arrival(connection, arrival_id)
    connection.execute(update(ARRIVAL).where(ARRIVAL.c.id == arrival_id).values(values))
    log_audit(connection, by, "arrival.annotated", arrival_id, {"columns": sorted(values)}, now)
    return load_arrival(connection, arrival_id)


def load_arrival(connection: Connection, arrival_id: str) -> Arrival:
    """One entry; `NotFound` where there is none."""
    row = connection.execute(select(ARRIVAL).where(ARRIVAL.c.id == arrival_id)).mappings().first()
    if row is None:
        raise NotFound(arrival_id)
    return _arrival(row)


def live_arrival(connection: Connection, document_id: str) -> Arrival | None:
    """The entry of a document that is not voided."""
    live = (ARRIVAL.c.document_id == document_id) & ARRIVAL.c.voided_at.is_(None)
    found = connection.execute(select(ARRIVAL.c.id).where(live)).scalar()
    return load_arrival(connection, found) if found else None


def voided_arrivals(connection: Connection, documents: Iterable[str]) -> dict[str, tuple[Arrival, ...]]:
    """The voided entries of each of these documents that has any, oldest first."""
    struck = ARRIVAL.c.document_id.in_(list(documents)) & ARRIVAL.c.voided_at.is_not(None)
    found: dict[str, tuple[Arrival, ...]] = {}
    for row in connection.execute(select(ARRIVAL).where(struck).order_by(ARRIVAL.c.id)).mappings():
        found[row["document_id"]] = (*found.get(row["document_id"], ()), _arrival(row))
    return found


def list_arrivals(connection: Connection, office: str, year: int, cursor: str | None, limit: int) -> Page[Arrival]:
    """The register of one office and year in the order of its numbers, voided entries included."""
    name = f"arrivals {office} {year}"
    query = select(ARRIVAL).where(ARRIVAL.c.office == office, ARRIVAL.c.year == year).order_by(ARRIVAL.c.number)
    if cursor:
        query = query.where(ARRIVAL.c.number > read_cursor(name, cursor)[0])
    rows = connection.execute(query.limit(clamp(limit) + 1)).mappings().all()
    found = [_arrival(row) for row in rows]
    shown = tuple(found[: clamp(limit)])
    return Page(shown, make_cursor(name, shown[-1].number) if len(found) > len(shown) else None)


def read_register(
    connection: Connection, office: str, year: int, first: int = 1, last: int | None = None
) -> Iterator[tuple[Arrival, DispatchView | None]]:
    """Every entry of one office and year, or those numbered so, with the dispatch it is for, in their order."""
    asked = (ARRIVAL.c.office == office) & (ARRIVAL.c.year == year) & (ARRIVAL.c.number >= first)
    if last is not None:
        asked &= ARRIVAL.c.number <= last
    for row in connection.execute(select(ARRIVAL).where(asked).order_by(ARRIVAL.c.number)).mappings().all():
        yield _arrival(row), _dispatch_of(connection, row["dispatch_id"])


def read_entry(connection: Connection, arrival_id: str) -> tuple[Arrival, DispatchView | None]:
    """One entry with the dispatch it is for; `NotFound` where there is none."""
    arrival = load_arrival(connection, arrival_id)
    return arrival, _dispatch_of(connection, arrival.dispatch_id)


def list_books(connection: Connection) -> tuple[Book, ...]:
    """Every register there is, this year's first; by its counter, as a register may have a million entries."""
    query = select(COUNTER.c.name, COUNTER.c.value).where(COUNTER.c.name.startswith(f"{BOOK}:", autoescape=True))
    found = []
    for name, last in connection.execute(query):
        office, _, year = str(name).removeprefix(f"{BOOK}:").rpartition(":")
        found.append(Book(office, int(year), int(last)))
    return tuple(sorted(found, key=lambda book: (-book.year, book.office)))


def _arrival(row: RowMapping) -> Arrival:
    return Arrival(**{name: value for name, value in row.items() if name not in HIDDEN})


def _dispatch_of(connection: Connection, dispatch_id: str | None) -> DispatchView | None:
    shown = [DISPATCH.c[name] for name in DispatchView.__dataclass_fields__]
    found = connection.execute(select(*shown).where(DISPATCH.c.id == dispatch_id)).mappings().first()
    return DispatchView(**found) if found else None
