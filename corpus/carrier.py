"""The envelope a document came in (phong bì edXML): who sent it over the national document axis, and as what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from corpus.entries import unpack_reading
from corpus.refusals import Conflict, NotFound
from corpus.tables.base import table
from corpus.tables.documents import DocumentRow, ReadingRow
from corpus.tables.intake import ItemRow

DOCUMENT, ITEM, READING = table(DocumentRow), table(ItemRow), table(ReadingRow)
DEEPEST = 10
"""Containers looked up; more are never unpacked."""


class NoEnvelope(Conflict):
    """The document did not come over the document axis, or its envelope does not tell the sender."""

    type = "no_envelope"
    title = "Văn bản không đến qua trục liên thông, không có nơi để gửi trạng thái."
    title_en = "The document did not come over the document axis; there is nobody to tell its status."


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a status message answers; `issued_on` is ISO 8601, or as the sender wrote it."""

    organ_id: str
    organ_name: str | None
    reference: str | None
    document_id: str | None
    issued_on: str | None


def envelope_of_document(connection: Connection, document_id: str) -> Envelope:
    """The envelope of a document's first arrival; `NoEnvelope` where there was none."""
    row = connection.execute(select(DOCUMENT).where(DOCUMENT.c.id == document_id)).first()
    if row is None or row.purged_at is not None:
        raise NotFound(document_id)
    found = _find(connection, row.item_id) or _of_reading(connection, document_id, row.reading_version)
    if found is None:
        raise NoEnvelope(document_id)
    return found


def envelope_of_item(connection: Connection, item_id: str) -> Envelope:
    """The envelope an item came in, or is."""
    if connection.execute(select(ITEM.c.id).where(ITEM.c.id == item_id)).first() is None:
        raise NotFound(item_id)
    found = _find(connection, item_id)
    if found is None:
        raise NoEnvelope(item_id)
    return found


def _find(connection: Connection, item_id: str) -> Envelope | None:
    """From the item outwards; an envelope within a zip is one, too."""
    wanted: str | None = item_id
    for _ in range(DEEPEST):
        query = select(ITEM.c.parent_id, ITEM.c.carrier).where(ITEM.c.id == wanted)
        row = connection.execute(query).first()
        if row is None:
            return None
        if row.carrier and (found := _read(row.carrier)):
            return found
        wanted = row.parent_id
    return None


def _of_reading(connection: Connection, document_id: str, version: int) -> Envelope | None:
    """Of a message without enclosures, which is a document itself."""
    latest = (READING.c.document_id == document_id) & (READING.c.version == version)
    body = connection.execute(select(READING.c.body).where(latest)).scalar()
    return _read(unpack_reading(body).get("metadata") or {}) if body else None


def tells_status(told: Mapping[str, Any]) -> bool:
    """Whether an envelope is a status message: an answer to a document of ours, which is not answered in turn."""
    return bool((told.get("status") or {}).get("code"))


def _read(told: dict[str, Any]) -> Envelope | None:
    sender = told.get("sender") or {}
    if not sender.get("id") or tells_status(told):
        return None
    names = ("reference", "document_id", "issued_on")
    return Envelope(sender["id"], sender.get("name"), *(told.get(name) for name in names))
