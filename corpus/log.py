"""Counters, change log and events (nhật ký): what is taken last in a transaction, so that it comes out in order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, func, select, text

from corpus.event import Audit, Event
from corpus.event_types import EventType
from corpus.ids import new_id
from corpus.tables.base import insert_rows, table
from corpus.tables.logs import AuditRow, ChangeRow, EventRow

AUDIT = table(AuditRow)
CHANGE = table(ChangeRow)
EVENT = table(EventRow)
ChangeKind = Literal["filed", "revised", "removed"]
TAKE = text(
    "INSERT INTO counter (name, value) VALUES (:name, :by) "
    "ON CONFLICT (name) DO UPDATE SET value = counter.value + :by RETURNING value"
)


def take(connection: Connection, name: str, by: int = 1) -> int:
    """The next number (the last of `by`); others who want one wait until this transaction ends, so no gap can be."""
    return int(connection.execute(TAKE, {"name": name, "by": by}).scalar_one())


def log_changes(connection: Connection, kind: ChangeKind, documents: Iterable[str], now: datetime) -> None:
    """Tell the index that these documents changed; call it near the end of the transaction."""
    for document_id in documents:
        position = take(connection, "change")
        insert_rows(
            connection, ChangeRow, [{"position": position, "document_id": document_id, "kind": kind, "at": now}]
        )


def log_event(connection: Connection, type_: EventType, data: dict[str, Any], now: datetime) -> None:
    """Add an event; the very last thing a transaction does."""
    position = take(connection, "event")
    row = {"position": position, "id": new_id("evt", now), "type": type_, "at": now, "data": data}
    insert_rows(connection, EventRow, [row])


def log_audit(
    connection: Connection, actor: str, action: str, subject: str, details: dict[str, Any], now: datetime
) -> None:
    """Write down who did what to whom."""
    row = {"id": new_id("aud", now), "at": now, "actor": actor, "action": action, "subject": subject}
    insert_rows(connection, AuditRow, [row | {"details": details}])


def read_audit(connection: Connection, subject: str, limit: int) -> tuple[Audit, ...]:
    """What was done to one thing, newest first."""
    query = select(AUDIT).where(AUDIT.c.subject == subject).order_by(AUDIT.c.id.desc()).limit(limit)
    return tuple(Audit(**row) for row in connection.execute(query).mappings())


def last_change(connection: Connection) -> int:
    """Position of the last change committed, 0 before the first."""
    return int(connection.execute(select(func.coalesce(func.max(CHANGE.c.position), 0))).scalar_one())


def read_events(
    connection: Connection, after: str | int | None, limit: int, types: tuple[str, ...] = ()
) -> tuple[Event, ...]:
    """Events after an id or position, oldest first; an unknown id begins at the beginning."""
    query = select(EVENT).order_by(EVENT.c.position).limit(limit)
    if isinstance(after, str):
        after = connection.execute(select(EVENT.c.position).where(EVENT.c.id == after)).scalar()
    if after is not None:
        query = query.where(EVENT.c.position > after)
    if types:
        query = query.where(EVENT.c.type.in_(types))
    return tuple(Event(row.id, row.position, row.type, row.at, row.data) for row in connection.execute(query).all())
