"""Corrections (hiệu đính): a value set, confirmed or rejected by a person; what was read is never written over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, get_args

from sqlalchemy import Connection, RowMapping, select, update

from corpus.agency_fold import fold_key
from corpus.correction_values import BLANK, LISTS, check_value, listed
from corpus.doubts import count_doubts
from corpus.entries import facts_of_dispatch, unpack_reading
from corpus.ids import new_id
from corpus.issuer import issuer_key
from corpus.log import log_audit, log_changes, log_event
from corpus.reading import Json
from corpus.reference import reference_key, symbol_key, symbol_of
from corpus.refusals import Conflict, InvalidValue, NotFound
from corpus.tables.base import check_row, insert_rows, table
from corpus.tables.documents import CorrectionRow, DispatchRow, DocumentRow, ReadingRow
from corpus.terms import learn
from corpus.works import find_or_make_works, hold_work, release_work

CORRECTION, DISPATCH, DOCUMENT = table(CorrectionRow), table(DispatchRow), table(DocumentRow)
READING = table(ReadingRow)
Status = Literal["confirmed", "corrected", "rejected", "withdrawn"]
"""`confirmed`: right as read; `rejected`: the document has no such thing; `withdrawn`: what was read holds again."""
COLUMNS = (
    "document_type", "number", "symbol", "reference", "issued_on", "place", "issuer", "issuer_parent", "subject",
    "urgency", "secrecy", "signer_name", "signer_position",
)  # fmt: skip
"""Fields that lists and search go by; the others live in the reading alone."""
OTHERS = ("signer_authority", "archive", "arrival_stamp", "addressees", "recipients", "enclosure_note")


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision about one field of one dispatch; `old` and `new` as in the reading's JSON."""

    id: str
    document_id: str
    position: int
    field: str
    status: Status
    old: Any
    new: Any
    by: str
    at: datetime
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person says of a field; `value` is needed for `corrected` alone, dates as `2020-05-15`."""

    position: int
    field: str
    status: Status
    value: Any = None
    note: str | None = None


def correct(
    connection: Connection, document_id: str, decisions: Sequence[Decision], by: str, version: int | None, now: datetime
) -> int:
    """Apply decisions together; the document's new version. `Conflict` where it is no longer at `version`."""
    document = load_document(connection, document_id, version)
    reading = load_reading(connection, document)
    for decision in decisions:
        _write(connection, document_id, reading, decision, by, now)
    for position in sorted({decision.position for decision in decisions}):
        apply_corrections(connection, document_id, position, reading, now)
    values = {"version": document["version"] + 1}
    connection.execute(update(DOCUMENT).where(DOCUMENT.c.id == document_id).values(values))
    names = [f"{decision.position}.{decision.field}" for decision in decisions]
    log_audit(connection, by, "document.corrected", document_id, {"fields": names}, now)
    log_changes(connection, "revised", [document_id], now)
    log_event(connection, "document.corrected", {"document_id": document_id, "fields": names}, now)
    return int(document["version"]) + 1


def list_corrections(connection: Connection, document_id: str) -> tuple[Correction, ...]:
    """All decisions about a document, oldest first."""
    query = select(CORRECTION).where(CORRECTION.c.document_id == document_id).order_by(CORRECTION.c.id)
    return tuple(Correction(**row) for row in connection.execute(query).mappings())


def overlay(reading: Json, corrections: Sequence[Correction]) -> Json:
    """The reading with what people decided: the last decision about a field holds, and is told beside its value."""
    for found in latest(corrections).values():
        fields = _fields_at(reading, found.position)
        if fields is None or found.status == "withdrawn":
            continue
        told = {"status": found.status, "by": found.by, "at": found.at.isoformat(), "note": found.note}
        before = fields.get(found.field)
        if found.field in LISTS:
            fields[found.field] = listed(before or (), found.status, found.new or (), told)
        elif found.status == "corrected":
            fields[found.field] = BLANK | (before or {}) | {"value": found.new, "from": "manual"} | told
            if found.field == "reference":
                for name, value in zip(("number", "symbol"), _halves(found.new), strict=True):
                    fields[name] = BLANK | (fields.get(name) or {}) | {"value": value, "from": "manual"}
        elif found.status == "rejected":
            fields[found.field] = None
        elif before:
            fields[found.field] = before | told
    return reading


def apply_corrections(connection: Connection, document_id: str, position: int, reading: Json, now: datetime) -> None:
    """Bring the row of a dispatch, and the work it is, in line with the reading and the decisions."""
    query = select(DISPATCH).where(DISPATCH.c.document_id == document_id, DISPATCH.c.position == position)
    row = connection.execute(query).mappings().first()
    if row is None:
        return
    found = [one for one in list_corrections(connection, document_id) if one.position == position]
    fields = _fields_at(overlay(reading, found), position) or {}
    decided = {name for (_, name), one in latest(found).items() if one.status != "withdrawn"}
    values = _columns(fields, dict(row), decided)
    values["issuer_key"] = fold_key(connection, values["issuer_key"])
    facts = facts_of_dispatch(values)
    (work_id,) = find_or_make_works(connection, [(facts if facts.parsed else None, "filed")], now)
    connection.execute(update(DISPATCH).where(DISPATCH.c.id == row["id"]).values(values | {"work_id": work_id}))
    if row["work_id"] and row["work_id"] != work_id:
        release_work(connection, row["work_id"], row["id"])
    if work_id and facts.full:
        hold_work(connection, work_id, document_id, row["id"], facts)
    learn(connection, [values])


def latest(corrections: Sequence[Correction]) -> dict[tuple[int, str], Correction]:
    """The decision that holds, per dispatch and field."""
    return {(found.position, found.field): found for found in corrections}


def load_document(connection: Connection, document_id: str, version: int | None = None) -> RowMapping:
    """The document's row, for changing it; `Conflict` where someone else was quicker."""
    query = select(DOCUMENT).where(DOCUMENT.c.id == document_id).with_for_update()
    row = connection.execute(query).mappings().first()
    if row is None or row["purged_at"] is not None:
        raise NotFound(document_id)
    if version is not None and row["version"] != version:
        raise Conflict("người khác vừa sửa văn bản này, hãy mở lại / someone else has just changed it, open it anew")
    return row


def load_reading(connection: Connection, document: RowMapping) -> Json:
    """The JSON of its latest reading, as read."""
    latest_one = (READING.c.document_id == document["id"]) & (READING.c.version == document["reading_version"])
    return unpack_reading(connection.execute(select(READING.c.body).where(latest_one)).scalar_one())


def _write(connection: Connection, document_id: str, reading: Json, decision: Decision, by: str, now: datetime) -> None:
    if decision.field not in (*COLUMNS, *OTHERS):
        raise InvalidValue(f"không có trường {decision.field} / no such field: {decision.field}")
    if decision.status not in get_args(Status):
        raise InvalidValue(f"no such decision: {decision.status}")
    fields = _fields_at(reading, decision.position)
    if fields is None:
        raise NotFound(f"{document_id}, dispatch {decision.position}")
    before = fields.get(decision.field)
    row = {
        "id": new_id("cor", now), "document_id": document_id, "position": decision.position, "field": decision.field,
        "status": decision.status, "old": _as_read(before), "by": by, "at": now, "note": decision.note,
        "new": check_value(decision.field, decision.value) if decision.status == "corrected" else None,
    }  # fmt: skip
    insert_rows(connection, CorrectionRow, [row])


def _as_read(found: Any) -> Any:
    """The value, or values, of a field of the reading."""
    return [one["value"] for one in found] if isinstance(found, list) else found and found["value"]


def _columns(fields: Json, row: Json, decided: set[str]) -> Json:
    """The row's values from the effective fields; number and symbol follow a corrected reference."""
    values = {name: (fields.get(name) or {}).get("value") for name in COLUMNS}
    values["issued_on"] = date.fromisoformat(values["issued_on"]) if values["issued_on"] else None
    values["doubts"] = count_doubts(fields, decided)
    values["issuer"] = values["issuer"] or (fields.get("issuer_inferred") or {}).get("value")
    parsed = reference_key(values["reference"])
    if (fields.get("reference") or {}).get("status") == "corrected" and parsed:
        values["number"], values["symbol"] = _halves(str(values["reference"]))
    values |= {
        "number_value": parsed.number if parsed else None,
        "symbol_key": parsed.symbol if parsed else symbol_key(values["symbol"] or "") or None,
        "reference_key": str(parsed) if parsed else None,
        "year": values["issued_on"].year if values["issued_on"] else (parsed.year if parsed else None),
        "issuer_key": issuer_key(values["issuer"], symbol_of(values["reference"])) if values["issuer"] else None,
    }
    return check_row(DispatchRow, row | values)


def _halves(reference: str) -> tuple[str, str]:
    number, _, symbol = reference.partition("/")
    return number, symbol


def _fields_at(reading: Json, position: int) -> Json | None:
    dispatches = reading.get("dispatches") or []
    if not 1 <= position <= len(dispatches):
        return None
    fields: Json = dispatches[position - 1]["fields"]
    return fields
