"""Judging again (kiểm tra lại chữ ký): another trust store, other revocation lists, perhaps another verdict.

The verdict before stays in the earlier version of the reading; nothing else of the document is touched.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from corpus.correction import load_document, load_reading
from corpus.entries import pack_body, signature_values
from corpus.log import log_audit, log_changes, log_event
from corpus.reading import Json, Reading, Source, plain
from corpus.tables.base import insert_rows, table
from corpus.tables.documents import DocumentRow, ReadingRow, SignatureRow
from signatures.report import SignatureReport

DOCUMENT, SIGNATURE = table(DocumentRow), table(SignatureRow)
_OF_THE_MOMENT = frozenset({"validated_at", "trust_store"})
"""What differs each time, and is no other verdict."""


@dataclass(frozen=True, slots=True)
class SignedDocument:
    """A document with signatures; `contents` are the SHA-256 of files signed by it, where it is a signature itself."""

    id: str
    name: str
    path: str
    sha256: str
    contents: tuple[str | None, ...] = ()


def signed_documents(connection: Connection, after: str, limit: int) -> tuple[SignedDocument, ...]:
    """Documents with signatures that are not in the trash, in order of id."""
    query = select(DOCUMENT).where(DOCUMENT.c.signatures > 0, DOCUMENT.c.deleted_at.is_(None), DOCUMENT.c.id > after)
    rows = connection.execute(query.order_by(DOCUMENT.c.id).limit(limit)).mappings()
    return tuple(
        SignedDocument(row["id"], row["name"], row["path"], row["sha256"], _contents(load_reading(connection, row)))
        for row in rows
    )


def rejudge(connection: Connection, document_id: str, report: SignatureReport, by: str, now: datetime) -> bool:
    """Keep another verdict on the same bytes as the next version of the reading; whether it is another."""
    document = load_document(connection, document_id)
    body = load_reading(connection, document)
    if _verdicts(plain(report)) == _verdicts(body.get("signatures") or {}):
        return False
    version = document["reading_version"] + 1
    packed = pack_body(body | {"signatures": plain(report)})
    row = {"document_id": document_id, "version": version, "made_at": now, "body": packed}
    insert_rows(connection, ReadingRow, [row])
    connection.execute(delete(SIGNATURE).where(SIGNATURE.c.document_id == document_id))
    source = Source(*(document[name] for name in ("name", "path", "sha256", "bytes", "media_type", "page_count")))
    insert_rows(connection, SignatureRow, signature_values(Reading(source, signatures=report), document_id, now))
    values = {"integrity": report.integrity, "verdict": report.verdict, "signatures": len(report.signatures)}
    values |= {"reading_version": version, "version": document["version"] + 1}
    connection.execute(update(DOCUMENT).where(DOCUMENT.c.id == document_id).values(values))
    change = {"before": document["verdict"], "after": report.verdict}
    log_audit(connection, by, "signatures.rejudged", document_id, change | {"trust_store": report.trust_store}, now)
    log_changes(connection, "revised", [document_id], now)
    log_event(connection, "signatures.rejudged", {"document_id": document_id} | change, now)
    return True


def _contents(body: Json) -> tuple[str | None, ...]:
    report = body.get("signatures") or {}
    return tuple(None if found.get("inside") else found.get("sha256") for found in report.get("contents") or ())


def _verdicts(report: Json) -> Json:
    return {name: _still(value) for name, value in report.items() if name not in _OF_THE_MOMENT}


def _still(value: object) -> object:
    if isinstance(value, dict):
        return _verdicts(value)
    return [_still(item) for item in value] if isinstance(value, Iterable) and not isinstance(value, str) else value
