"""Revision (đọc lại, bỏ, khôi phục): a better reading replaces an earlier one; documents go to the trash and back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from corpus.correction import apply_corrections, load_document, load_reading
from corpus.entries import document_values
from corpus.keeping import add_reading
from corpus.log import log_audit, log_changes, log_event
from corpus.reading import Reading
from corpus.refusals import Conflict, InvalidValue
from corpus.tables.base import table
from corpus.tables.citations import CitationRow, CitedProvisionRow
from corpus.tables.documents import DispatchRow, DispatchTextRow, DocumentRow, SignatureRow
from corpus.tables.dossiers import DossierCodeRow
from corpus.tables.registers import ArrivalRow
from corpus.works import release_work

ARRIVAL, CITATION, CITED = table(ArrivalRow), table(CitationRow), table(CitedProvisionRow)
DISPATCH, DOCUMENT = table(DispatchRow), table(DocumentRow)
CODE, SIGNATURE, TEXT = table(DossierCodeRow), table(SignatureRow), table(DispatchTextRow)


def revise(connection: Connection, document_id: str, reading: Reading, by: str, now: datetime) -> int:
    """Keep a better reading of the same bytes as the next version; what people decided is applied to it again."""
    document = load_document(connection, document_id)
    if reading.source.sha256 != document["sha256"] or reading.problem is not None:
        raise InvalidValue(f"no reading of {document_id}")
    known = clear_reading(connection, document_id)
    version = document["reading_version"] + 1
    add_reading(connection, document_id, version, reading, now, known)
    _drop_left_over(connection, document_id, {position for position, _ in enumerate(reading.dispatches, 1)} or {0})
    values = document_values(reading) | {"reading_version": version, "version": document["version"] + 1}
    connection.execute(update(DOCUMENT).where(DOCUMENT.c.id == document_id).values(values))
    apply_all(connection, document_id, now)
    log_audit(connection, by, "document.revised", document_id, {"reading": version}, now)
    log_changes(connection, "revised", [document_id], now)
    log_event(connection, "document.revised", {"document_id": document_id}, now)
    return int(document["version"]) + 1


def trash(connection: Connection, document_id: str, reason: str, by: str, now: datetime) -> None:
    """Take a document out of lists, search and graph; its number stays in the register, its bytes in the store."""
    document = load_document(connection, document_id)
    if document["deleted_at"] is not None:
        raise Conflict("văn bản đã ở trong thùng rác / it is in the trash already")
    _set_deleted(connection, document_id, now, document["version"])
    for row in connection.execute(
        select(DISPATCH.c.id, DISPATCH.c.work_id).where(DISPATCH.c.document_id == document_id)
    ).all():
        if row.work_id:
            release_work(connection, row.work_id, row.id)
    log_audit(connection, by, "document.trashed", document_id, {"reason": reason}, now)
    log_changes(connection, "removed", [document_id], now)
    log_event(connection, "document.trashed", {"document_id": document_id}, now)


def restore(connection: Connection, document_id: str, by: str, now: datetime) -> None:
    """Bring a document back from the trash as it was."""
    document = load_document(connection, document_id)
    if document["deleted_at"] is None:
        raise Conflict("văn bản không ở trong thùng rác / it is not in the trash")
    _set_deleted(connection, document_id, None, document["version"])
    apply_all(connection, document_id, now)
    log_audit(connection, by, "document.restored", document_id, {}, now)
    log_changes(connection, "revised", [document_id], now)
    log_event(connection, "document.restored", {"document_id": document_id}, now)


def apply_all(connection: Connection, document_id: str, now: datetime) -> None:
    """Every dispatch in line with the latest reading and the decisions, and its work held again."""
    reading = load_reading(connection, load_document(connection, document_id))
    for position in range(1, len(reading.get("dispatches") or []) + 1):
        apply_corrections(connection, document_id, position, reading, now)


def _set_deleted(connection: Connection, document_id: str, at: datetime | None, version: int) -> None:
    values = {"deleted_at": at, "version": version + 1}
    connection.execute(update(DOCUMENT).where(DOCUMENT.c.id == document_id).values(values))


def clear_reading(connection: Connection, document_id: str) -> dict[int, str]:
    """Remove what came of the earlier reading, except the dispatches themselves, whose ids others hold."""
    of_document = select(CITATION.c.id).where(CITATION.c.document_id == document_id)
    connection.execute(delete(CITED).where(CITED.c.citation_id.in_(of_document)))
    connection.execute(delete(CITATION).where(CITATION.c.document_id == document_id))
    connection.execute(delete(CODE).where(CODE.c.document_id == document_id))
    connection.execute(delete(SIGNATURE).where(SIGNATURE.c.document_id == document_id))
    rows = connection.execute(select(DISPATCH).where(DISPATCH.c.document_id == document_id)).all()
    connection.execute(delete(TEXT).where(TEXT.c.dispatch_id.in_([row.id for row in rows])))
    for row in rows:
        if row.work_id:
            connection.execute(update(DISPATCH).where(DISPATCH.c.id == row.id).values(work_id=None))
            release_work(connection, row.work_id, row.id)
    return {row.position: row.id for row in rows}


def _drop_left_over(connection: Connection, document_id: str, kept: set[int]) -> None:
    """Dispatches the new reading no longer has; the register then points to the first that is left."""
    of_document = DISPATCH.c.document_id == document_id
    query = select(DISPATCH.c.id).where(of_document, DISPATCH.c.position.not_in(kept))
    gone = list(connection.execute(query).scalars())
    first = (
        select(DISPATCH.c.id).where(of_document, DISPATCH.c.position.in_(kept)).order_by(DISPATCH.c.position).limit(1)
    )
    values = {"dispatch_id": connection.execute(first).scalar()}
    connection.execute(update(ARRIVAL).where(ARRIVAL.c.dispatch_id.in_(gone)).values(values))
    connection.execute(delete(DISPATCH).where(DISPATCH.c.id.in_(gone)))
