"""Filing (vào sổ): one item and its reading become rows, in one transaction, and the item gets its outcome."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, RowMapping, bindparam, select, update

from corpus.arrival import Arrival
from corpus.carrier import tells_status
from corpus.entries import document_values
from corpus.event_types import EventType
from corpus.ids import new_id
from corpus.keeping import add_reading
from corpus.log import log_changes, log_event
from corpus.reading import Problem, Reading, plain
from corpus.refusals import Conflict, InvalidValue, NotFound
from corpus.register import allocate, live_arrival
from corpus.revision import apply_all
from corpus.signed_content import keep_contents
from corpus.tables.base import insert_rows, table
from corpus.tables.documents import DispatchRow, DocumentRow
from corpus.tables.intake import BatchRow, ItemRow

BATCH, ITEM = table(BatchRow), table(ItemRow)
DOCUMENT, DISPATCH = table(DocumentRow), table(DispatchRow)
Outcome = Literal["registered", "returned", "duplicate", "expanded"]
OUTCOMES: tuple[Outcome, ...] = ("registered", "returned", "duplicate", "expanded")
_EVENT_OF: dict[Outcome, EventType] = {
    "registered": "document.registered", "returned": "item.returned", "duplicate": "item.duplicate",
    "expanded": "item.expanded",
}  # fmt: skip
_ITEM = select(ITEM, BATCH.c.office).join(BATCH).where(ITEM.c.id == bindparam("item_id")).with_for_update(of=ITEM)
_HELD = select(DOCUMENT).where(DOCUMENT.c.sha256 == bindparam("sha256"))
"""Statements of every filing are built once: building them would cost more than running them."""


@dataclass(frozen=True, slots=True)
class Filing:
    """The outcome of an item; filing it again gives the same one, with `repeated` set.

    `document_id` is the document it became, for a duplicate the one held already. `suspects` are documents of
    the same number, symbol, issuer and date: the document is kept, but no arrival number is spent on it
    until someone decides.
    """

    item_id: str
    outcome: Outcome
    document_id: str | None = None
    problem: Problem | None = None
    arrival: Arrival | None = None
    suspects: tuple[str, ...] = ()
    repeated: bool = False


def file_item(connection: Connection, item_id: str, reading: Reading, now: datetime) -> Filing:
    """Give the item its outcome; idempotent. Everything that counts numbers comes last (see `corpus.log`)."""
    item = connection.execute(_ITEM, {"item_id": item_id}).mappings().first()
    if item is None:
        raise NotFound(item_id)
    if item["state"] != "stored":
        return _filed_before(connection, item)
    if reading.source.sha256 != item["sha256"]:
        raise InvalidValue(f"{item_id} is {item['sha256']}, the reading is of {reading.source.sha256}")
    keep_contents(connection, item_id, reading, again=item["attempts"] > 0)
    if reading.problem is not None:
        return _settle(connection, Filing(item_id, "returned", problem=reading.problem), item, now)
    _keep_carrier(connection, item_id, reading)
    if reading.members and reading.text is None:
        return _settle(connection, Filing(item_id, "expanded"), item, now)
    held = connection.execute(_HELD, {"sha256": item["sha256"]}).mappings().first()
    if held is not None and held["deleted_at"] is None:
        return _settle(connection, Filing(item_id, "duplicate", held["id"]), item, now)
    return _register(connection, item, held, reading, now)


def _keep_carrier(connection: Connection, item_id: str, reading: Reading) -> None:
    """What an envelope tells, with members or without; its sender may be answered by it."""
    if reading.metadata:
        connection.execute(update(ITEM).where(ITEM.c.id == item_id).values(carrier=plain(reading.metadata)))


def _register(
    connection: Connection, item: RowMapping, held: RowMapping | None, reading: Reading, now: datetime
) -> Filing:
    """A new document, or one that comes back from the trash because its bytes came in again."""
    if held is None:
        document_id = _insert_document(connection, item, reading, now)
    elif held["purged_at"] is not None:
        document_id = _refill_document(connection, item, held, reading, now)
    else:
        document_id = str(held["id"])
        back = {"deleted_at": None, "version": held["version"] + 1}
        connection.execute(update(DOCUMENT).where(DOCUMENT.c.id == document_id).values(back))
        apply_all(connection, document_id, now)
    suspects = find_suspects(connection, document_id)
    arrival = live_arrival(connection, document_id) if held else None
    if arrival is None and not suspects and not _takes_no_number(reading):
        arrival = allocate(connection, document_id, item["office"], now)
    log_changes(connection, "filed" if held is None else "revised", [document_id], now)
    filing = Filing(item["id"], "registered", document_id, arrival=arrival, suspects=suspects)
    return _settle(connection, filing, item, now)


def _takes_no_number(reading: Reading) -> bool:
    """A signature of another file takes no arrival number: the file it signs does. Nor does a status message, which
    tells what became of a document of ours.
    """
    signs = reading.signatures is not None and bool(reading.signatures.contents)
    return signs or tells_status(reading.metadata)


def _insert_document(connection: Connection, item: RowMapping, reading: Reading, now: datetime) -> str:
    document_id = new_id("doc", now)
    names = ("sha256", "batch_id", "office", "name", "path")
    row = document_values(reading) | {name: item[name] for name in names}
    row |= {"id": document_id, "item_id": item["id"], "registered_at": now}
    insert_rows(connection, DocumentRow, [row])
    add_reading(connection, document_id, 1, reading, now)
    return document_id


def _refill_document(
    connection: Connection, item: RowMapping, held: RowMapping, reading: Reading, now: datetime
) -> str:
    """The bytes of a document that was purged came in again: it is read, and numbered, anew."""
    document_id, version = str(held["id"]), held["reading_version"] + 1
    row = document_values(reading) | {name: item[name] for name in ("batch_id", "office", "name", "path")}
    row |= {"item_id": item["id"], "registered_at": now, "deleted_at": None, "purged_at": None}
    row |= {"reading_version": version, "version": held["version"] + 1}
    connection.execute(update(DOCUMENT).where(DOCUMENT.c.id == document_id).values(row))
    add_reading(connection, document_id, version, reading, now)
    return document_id


_MINE, _OTHER = DISPATCH.alias(), DISPATCH.alias()
_SAME = (
    (_OTHER.c.reference_key == _MINE.c.reference_key)
    & (_OTHER.c.issued_on == _MINE.c.issued_on)
    & (_OTHER.c.issuer_key == _MINE.c.issuer_key)
    & (_OTHER.c.document_id != _MINE.c.document_id)
)
_SUSPECTS = (
    select(_OTHER.c.document_id)
    .select_from(_MINE.join(_OTHER, _SAME).join(DOCUMENT, DOCUMENT.c.id == _OTHER.c.document_id))
    .where(_MINE.c.document_id == bindparam("document_id"), DOCUMENT.c.deleted_at.is_(None))
    .distinct()
    .order_by(_OTHER.c.document_id)
)


def find_suspects(connection: Connection, document_id: str) -> tuple[str, ...]:
    """Other documents with a dispatch of the same number, symbol, issuer and date, oldest first."""
    return tuple(connection.execute(_SUSPECTS, {"document_id": document_id}).scalars())


_OUTCOME = (
    update(ITEM)
    .where(ITEM.c.id == bindparam("item_id"))
    .values({name: bindparam(name) for name in ("state", "document_id", "problem", "suspects", "finished_at")})
)


def _settle(connection: Connection, filing: Filing, item: RowMapping, now: datetime) -> Filing:
    """Write the outcome on the item, and say it in the log."""
    values = {
        "item_id": item["id"],
        "state": filing.outcome,
        "document_id": filing.document_id,
        "problem": plain(filing.problem),
        "suspects": list(filing.suspects) or None,
        "finished_at": now,
    }
    connection.execute(_OUTCOME, values)
    data = {"item_id": item["id"], "batch_id": item["batch_id"], "document_id": filing.document_id}
    if filing.problem:
        data["problem"] = filing.problem.type
    log_event(connection, _EVENT_OF[filing.outcome], data, now)
    return filing


def _filed_before(connection: Connection, item: RowMapping) -> Filing:
    """What was decided the first time."""
    outcome = next((outcome for outcome in OUTCOMES if outcome == item["state"]), None)
    if outcome is None:
        raise Conflict(f"{item['id']}: {item['state']}")
    problem = Problem(**item["problem"]) if item["problem"] else None
    filing = Filing(item["id"], outcome, item["document_id"], problem, None, tuple(item["suspects"] or ()), True)
    if outcome == "registered" and filing.document_id:
        return replace(filing, arrival=live_arrival(connection, filing.document_id))
    return filing
