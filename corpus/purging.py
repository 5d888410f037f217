"""Purging (tiêu hủy): what is in the trash and past its retention goes for good, and its number stays, struck out.

Of the document nothing remains but its id, its hash and the audit. Its original goes only where nothing else uses it:
first the row says so, in the same transaction; then the file is taken away, by this run or, after a crash, the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, delete, func, select, update

from corpus.correction import load_document
from corpus.database import Database
from corpus.log import log_audit, log_event
from corpus.originals import Originals
from corpus.refusals import NotFound
from corpus.register import live_arrival, void_arrival
from corpus.revision import clear_reading
from corpus.tables.base import table
from corpus.tables.documents import CorrectionRow, DispatchRow, DocumentRow, ReadingRow
from corpus.tables.dossiers import DossierDocumentRow
from corpus.tables.intake import ItemRow, OriginalRow, SignedContentRow
from corpus.tables.registers import ArrivalRow
from corpus.tables.searches import AlertRow
from corpus.trash import Trashed

ALERT, ARRIVAL = table(AlertRow), table(ArrivalRow)
CONTENT, CORRECTION, DISPATCH = table(SignedContentRow), table(CorrectionRow), table(DispatchRow)
DOCUMENT, ITEM, MEMBER = table(DocumentRow), table(ItemRow), table(DossierDocumentRow)
ORIGINAL, READING = table(OriginalRow), table(ReadingRow)
REASON = "hết thời hạn bảo quản, đã tiêu hủy"


@dataclass(frozen=True, slots=True)
class PurgeReport:
    """What was purged (or, on a dry run, would be), and how many originals were taken out of the store."""

    documents: tuple[Trashed, ...]
    originals: int
    bytes: int
    dry_run: bool


def purge_document(connection: Connection, found: Trashed, by: str, now: datetime) -> bool:
    """Remove one document for good; False where it was meanwhile brought back or purged."""
    try:
        document = load_document(connection, found.document_id)
    except NotFound:
        return False
    if document["deleted_at"] != found.deleted_at:
        return False
    arrival = live_arrival(connection, found.document_id)
    if arrival is not None:
        void_arrival(connection, arrival.id, REASON, by, now)
    _remove_rows(connection, found.document_id)
    blank = {"name": "", "path": "", "purged_at": now, "version": document["version"] + 1}
    connection.execute(update(DOCUMENT).where(DOCUMENT.c.id == found.document_id).values(blank))
    going = _originals_unused(connection, found)
    connection.execute(update(ORIGINAL).where(ORIGINAL.c.sha256.in_(going)).values(purged_at=now, removed_at=None))
    told = {"sha256": found.sha256, "references": list(found.references), "due_on": str(found.due_on)}
    log_audit(connection, by, "document.purged", found.document_id, told | {"originals": going}, now)
    log_event(connection, "document.purged", {"document_id": found.document_id}, now)
    return True


def remove_originals(database: Database, originals: Originals, now: datetime) -> tuple[int, int]:
    """Take the originals away whose rows say so; how many, and how many bytes. What failed before is tried again."""
    with database.read() as connection:
        due = ORIGINAL.c.purged_at.is_not(None) & ORIGINAL.c.removed_at.is_(None)
        hashes = list(connection.execute(select(ORIGINAL.c.sha256).where(due).order_by(ORIGINAL.c.sha256)).scalars())
    taken = [partial(_remove, originals=originals, sha256=sha256, now=now) for sha256 in hashes]
    removed = [database.transact(take) for take in taken]
    return sum(size is not None for size in removed), sum(size or 0 for size in removed)


def _remove(connection: Connection, originals: Originals, sha256: str, now: datetime) -> int | None:
    """Under the lock of its row, so that whoever receives the same bytes meanwhile waits, and keeps them anew."""
    query = select(ORIGINAL).where(ORIGINAL.c.sha256 == sha256, ORIGINAL.c.purged_at.is_not(None)).with_for_update()
    row = connection.execute(query).first()
    if row is None:
        return None
    originals.delete(sha256)
    connection.execute(update(ORIGINAL).where(ORIGINAL.c.sha256 == sha256).values(removed_at=now))
    return int(row.bytes)


def _remove_rows(connection: Connection, document_id: str) -> None:
    clear_reading(connection, document_id)
    mine = ARRIVAL.c.document_id == document_id
    connection.execute(
        update(ARRIVAL).where(mine).values(dispatch_id=None, recipient=None, received_by=None, note=None)
    )
    for of in (DISPATCH, READING, CORRECTION, MEMBER, ALERT):
        connection.execute(delete(of).where(of.c.document_id == document_id))
    connection.execute(update(ITEM).where(ITEM.c.document_id == document_id).values(suspects=None))


def _originals_unused(connection: Connection, found: Trashed) -> list[str]:
    """The document's own original, and those of the archives it came in, as far as nothing else needs them."""
    going = [] if _is_used(connection, found.sha256) else [found.sha256]
    query = select(ITEM.c.parent_id).where(ITEM.c.sha256 == found.sha256, ITEM.c.parent_id.is_not(None))
    parents = set(connection.execute(query).scalars())
    while parents:
        rows = connection.execute(
            select(ITEM.c.id, ITEM.c.sha256, ITEM.c.parent_id).where(ITEM.c.id.in_(parents))
        ).all()
        empty = [row for row in rows if _is_empty(connection, row.id)]
        going += [row.sha256 for row in empty if not _is_used(connection, row.sha256)]
        parents = {row.parent_id for row in empty if row.parent_id is not None}
    return sorted(set(going))


def _is_used(connection: Connection, sha256: str) -> bool:
    """Whether a document is it, a file waits to be read from it, or a signature kept here signs it.

    Asked under the lock of its row, for which whoever receives the same bytes waits.
    """
    connection.execute(select(ORIGINAL.c.sha256).where(ORIGINAL.c.sha256 == sha256).with_for_update())
    kept = DOCUMENT.c.purged_at.is_(None)
    signing = CONTENT.join(ITEM, ITEM.c.id == CONTENT.c.item_id).join(DOCUMENT, DOCUMENT.c.id == ITEM.c.document_id)
    asked = (
        select(DOCUMENT.c.id).where(DOCUMENT.c.sha256 == sha256, kept),
        select(ITEM.c.id).where(ITEM.c.sha256 == sha256, ITEM.c.state == "stored"),
        select(CONTENT.c.item_id).select_from(signing).where(CONTENT.c.sha256 == sha256, kept),
    )
    return any(connection.execute(query.limit(1)).first() is not None for query in asked)


def _is_empty(connection: Connection, item_id: str) -> bool:
    """Whether nothing that came out of an archive is kept any more."""
    below, level = set(), {item_id}
    while level:
        level = set(connection.execute(select(ITEM.c.id).where(ITEM.c.parent_id.in_(level))).scalars())
        below |= level
    waiting = ITEM.c.id.in_(below) & (ITEM.c.state == "stored")
    if connection.execute(select(ITEM.c.id).where(waiting).limit(1)).first() is not None:
        return False
    joined = ITEM.join(DOCUMENT, DOCUMENT.c.id == ITEM.c.document_id)
    held = select(func.count()).select_from(joined).where(ITEM.c.id.in_(below), DOCUMENT.c.purged_at.is_(None))
    return connection.execute(held).scalar_one() == 0
