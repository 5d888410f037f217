"""The trash (thùng rác): documents taken out, and the day from which the schedule lets each go for good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, select

from corpus.dossier import OPEN
from corpus.register import VIETNAM
from corpus.retention import Retention
from corpus.tables.base import table
from corpus.tables.documents import DispatchRow, DocumentRow
from corpus.tables.dossiers import DossierDocumentRow, DossierRow
from corpus.tables.logs import AuditRow

DISPATCH, DOCUMENT = table(DispatchRow), table(DocumentRow)
DOSSIER, MEMBER, AUDIT = table(DossierRow), table(DossierDocumentRow), table(AuditRow)
REST = timedelta(days=30)
"""How long a document lies in the trash at least, so that a slip can be undone."""
PIECE = 200


@dataclass(frozen=True, slots=True)
class Trashed:
    """One document in the trash; `due_on` is the first day it may be purged, None where it may not be."""

    document_id: str
    sha256: str
    bytes: int
    name: str
    references: tuple[str, ...]
    document_types: tuple[str | None, ...]
    registered_at: datetime
    deleted_at: datetime
    due_on: date | None
    deleted_by: str | None = None
    reason: str | None = None

    def due(self, today: date) -> bool:
        """Whether it may be purged today."""
        return self.due_on is not None and self.due_on <= today


def list_trash(connection: Connection, retention: Retention, after: str = "", limit: int = PIECE) -> list[Trashed]:
    """What is in the trash, in the order it was registered, after an id."""
    gone = DOCUMENT.c.deleted_at.is_not(None) & DOCUMENT.c.purged_at.is_(None) & (DOCUMENT.c.id > after)
    rows = connection.execute(select(DOCUMENT).where(gone).order_by(DOCUMENT.c.id).limit(limit)).all()
    ids = [row.id for row in rows]
    kinds: dict[str, list[tuple[str | None, str | None]]] = {}
    query = select(DISPATCH.c.document_id, DISPATCH.c.document_type, DISPATCH.c.reference)
    for row in connection.execute(query.where(DISPATCH.c.document_id.in_(ids)).order_by(DISPATCH.c.id)):
        kinds.setdefault(row.document_id, []).append((row.document_type, row.reference))
    ended, why = _ended(connection, ids), _why(connection, ids)
    found = []
    for row in rows:
        of = kinds.get(row.id, [(None, None)])
        year = row.registered_at.astimezone(VIETNAM).year
        close = ended.get(row.id, year)
        due = retention.due_on([kind for kind, _ in of], max(year, close)) if close is not None else None
        rested = (row.deleted_at + REST).astimezone(VIETNAM).date()
        told = (row.id, row.sha256, row.bytes, row.name, tuple(ref for _, ref in of if ref), tuple(k for k, _ in of))
        due_on = max(due, rested) if due else None
        found.append(Trashed(*told, row.registered_at, row.deleted_at, due_on, *why.get(row.id, (None, None))))
    return found


def walk_trash(connection: Connection, retention: Retention) -> Iterator[Trashed]:
    """All of the trash, a piece at a time."""
    after = ""
    while piece := list_trash(connection, retention, after):
        yield from piece
        after = piece[-1].document_id


def _why(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str, str | None]]:
    """Who took each of these documents out the last time, and the reason given."""
    query = select(AUDIT.c.subject, AUDIT.c.actor, AUDIT.c.details).where(AUDIT.c.subject.in_(ids))
    rows = connection.execute(query.where(AUDIT.c.action == "document.trashed").order_by(AUDIT.c.id))
    return {row.subject: (row.actor, row.details.get("reason")) for row in rows}


def _ended(connection: Connection, ids: Sequence[str]) -> dict[str, int | None]:
    """For documents of dossiers: the year in which the last of them was closed; None while one is open."""
    joined = MEMBER.join(DOSSIER, DOSSIER.c.id == MEMBER.c.dossier_id)
    query = select(MEMBER.c.document_id, DOSSIER.c.state, DOSSIER.c.closed_at).select_from(joined)
    found: dict[str, int | None] = {}
    for row in connection.execute(query.where(MEMBER.c.document_id.in_(ids))):
        closed = None if row.state in OPEN or row.closed_at is None else row.closed_at.astimezone(VIETNAM).year
        before = found.get(row.document_id, 0)
        found[row.document_id] = None if closed is None or before is None else max(before, closed)
    return found
