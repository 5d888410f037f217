"""Filing (vào sổ): one item and its reading become rows, in one transaction, and the item gets its outcome."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, select, update

from corpus.arrival import Arrival
from corpus.entries import (
    citation_values,
    dispatch_values,
    dispatches_of,
    document_values,
    facts_of_citation,
    facts_of_dispatch,
    pack_reading,
    provision_values,
    signature_values,
    text_values,
)
from corpus.ids import new_id
from corpus.log import log_changes, log_event
from corpus.reading import Problem, Reading, plain
from corpus.refusals import Conflict, InvalidValue, NotFound
from corpus.register import allocate, live_arrival
from corpus.tables.base import insert_rows, table
from corpus.tables.citations import CitationRow, CitedProvisionRow
from corpus.tables.documents import DispatchRow, DispatchTextRow, DocumentRow, ReadingRow, SignatureRow
from corpus.tables.intake import BatchRow, ItemRow
from corpus.terms import learn
from corpus.works import find_or_make_work, hold_work
from extract.citation import Citation

BATCH, ITEM = table(BatchRow), table(ItemRow)
DOCUMENT, DISPATCH = table(DocumentRow), table(DispatchRow)
Outcome = Literal["registered", "returned", "duplicate", "expanded"]
OUTCOMES: tuple[Outcome, ...] = ("registered", "returned", "duplicate", "expanded")


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
    query = select(ITEM, BATCH.c.office).join(BATCH).where(ITEM.c.id == item_id).with_for_update(of=ITEM)
    item = connection.execute(query).mappings().first()
    if item is None:
        raise NotFound(item_id)
    if item["state"] != "stored":
        return _filed_before(connection, item)
    if reading.source.sha256 != item["sha256"]:
        raise InvalidValue(f"{item_id} is {item['sha256']}, the reading is of {reading.source.sha256}")
    if reading.problem is not None:
        return _settle(connection, Filing(item_id, "returned", problem=reading.problem), item, now)
    if reading.members and reading.text is None:
        return _settle(connection, Filing(item_id, "expanded"), item, now)
    held = connection.execute(select(DOCUMENT).where(DOCUMENT.c.sha256 == item["sha256"])).mappings().first()
    if held is not None and held["deleted_at"] is None:
        return _settle(connection, Filing(item_id, "duplicate", held["id"]), item, now)
    return _register(connection, item, held, reading, now)


def _register(
    connection: Connection, item: RowMapping, held: RowMapping | None, reading: Reading, now: datetime
) -> Filing:
    """A new document, or one that comes back from the trash because its bytes came in again."""
    if held is None:
        document_id = _insert_document(connection, item, reading, now)
    else:
        document_id = str(held["id"])
        back = {"deleted_at": None, "version": held["version"] + 1}
        connection.execute(update(DOCUMENT).where(DOCUMENT.c.id == document_id).values(back))
    suspects = find_suspects(connection, document_id)
    arrival = None if suspects else allocate(connection, document_id, item["office"], now)
    log_changes(connection, "filed" if held is None else "revised", [document_id], now)
    filing = Filing(item["id"], "registered", document_id, arrival=arrival, suspects=suspects)
    return _settle(connection, filing, item, now)


def _insert_document(connection: Connection, item: RowMapping, reading: Reading, now: datetime) -> str:
    document_id = new_id("doc", now)
    names = ("sha256", "batch_id", "office", "name", "path")
    row = document_values(reading) | {name: item[name] for name in names}
    row |= {"id": document_id, "item_id": item["id"], "registered_at": now}
    insert_rows(connection, DocumentRow, [row])
    add_reading(connection, document_id, 1, reading, now)
    return document_id


def add_reading(connection: Connection, document_id: str, version: int, reading: Reading, now: datetime) -> None:
    """The reading and all rows that come of it."""
    body = {"document_id": document_id, "version": version, "made_at": now, "body": pack_reading(reading)}
    insert_rows(connection, ReadingRow, [body])
    insert_rows(connection, SignatureRow, signature_values(reading, document_id, now))
    for position, dispatch in dispatches_of(reading):
        dispatch_id = new_id("dsp", now)
        row = dispatch_values(dispatch) | {"id": dispatch_id, "document_id": document_id, "position": position}
        facts = facts_of_dispatch(row)
        work_id = find_or_make_work(connection, facts, "filed", now) if facts.parsed else None
        insert_rows(connection, DispatchRow, [row | {"work_id": work_id}])
        insert_rows(connection, DispatchTextRow, [text_values(dispatch_id, dispatch, reading.text)])
        learn(connection, row["issuer_key"], row["issuer"], row["symbol_key"])
        if work_id and facts.full:
            hold_work(connection, work_id, document_id, dispatch_id, facts)
        _add_citations(connection, document_id, dispatch_id, dispatch.citations, reading, now)


def _add_citations(
    connection: Connection,
    document_id: str,
    dispatch_id: str,
    citations: tuple[Citation, ...],
    reading: Reading,
    now: datetime,
) -> None:
    """Edges: a citation that refers back (`Quyết định nêu trên`) leads where its antecedent leads."""
    rows: list[dict[str, Any]] = []
    provisions: list[dict[str, Any]] = []
    for position, citation in enumerate(citations):
        facts = facts_of_citation(citation)
        work_id = find_or_make_work(connection, facts, "cited", now) if facts else None
        before = citation.antecedent
        if work_id is None and facts and before is not None and 0 <= before < len(rows):
            work_id = rows[before]["work_id"]
        citation_id = new_id("ref", now)
        row = citation_values(citation, reading.text) | {"id": citation_id, "document_id": document_id}
        rows.append(row | {"dispatch_id": dispatch_id, "position": position, "work_id": work_id})
        if work_id:
            provisions += provision_values(citation_id, work_id, citation.provisions)
    insert_rows(connection, CitationRow, rows)
    insert_rows(connection, CitedProvisionRow, provisions)


def find_suspects(connection: Connection, document_id: str) -> tuple[str, ...]:
    """Other documents with a dispatch of the same number, symbol, issuer and date, oldest first."""
    mine, other = DISPATCH.alias(), DISPATCH.alias()
    same = (
        (other.c.reference_key == mine.c.reference_key)
        & (other.c.issued_on == mine.c.issued_on)
        & (other.c.issuer_key == mine.c.issuer_key)
        & (other.c.document_id != mine.c.document_id)
    )
    query = (
        select(other.c.document_id)
        .select_from(mine.join(other, same).join(DOCUMENT, DOCUMENT.c.id == other.c.document_id))
        .where(mine.c.document_id == document_id, DOCUMENT.c.deleted_at.is_(None))
        .distinct()
        .order_by(other.c.document_id)
    )
    return tuple(connection.execute(query).scalars())


def _settle(connection: Connection, filing: Filing, item: RowMapping, now: datetime) -> Filing:
    """Write the outcome on the item, and say it in the log."""
    values = {
        "state": filing.outcome,
        "document_id": filing.document_id,
        "problem": plain(filing.problem),
        "suspects": list(filing.suspects) or None,
        "finished_at": now,
    }
    connection.execute(update(ITEM).where(ITEM.c.id == item["id"]).values(values))
    data = {"item_id": item["id"], "batch_id": item["batch_id"], "document_id": filing.document_id}
    if filing.problem:
        data["problem"] = filing.problem.type
    kind = "document.registered" if filing.outcome == "registered" else f"item.{filing.outcome}"
    log_event(connection, kind, data, now)
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
