"""Counters, the change log the index follows, events, audit."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import JSON, BigInteger, Index
from sqlmodel import Field

from corpus.tables.base import Key, Row, Utc


class CounterRow(Row, table=True):
    """A number that is taken last in a transaction and held to its end: gap-free, and in order of commit."""

    __tablename__ = "counter"

    name: str = Field(primary_key=True, sa_type=Key)
    value: int = Field(default=0, sa_type=BigInteger)


class ChangeRow(Row, table=True):
    """Which document changed, in order of commit; the search index follows this."""

    __tablename__ = "change"

    position: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    document_id: str = Field(index=True, sa_type=Key)
    kind: Literal["filed", "revised", "removed"] = Field(sa_type=Key)
    at: datetime = Field(sa_type=Utc)


class EventRow(Row, table=True):
    """See `corpus.event.Event`."""

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_type_position", "type", "position"),)

    position: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    id: str = Field(unique=True, sa_type=Key)
    type: str = Field(sa_type=Key)
    at: datetime = Field(sa_type=Utc)
    data: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class AuditRow(Row, table=True):
    """Who did what to whom, when; only ever added to."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject_id", "subject", "id"),)

    id: str = Field(primary_key=True, sa_type=Key)
    at: datetime = Field(sa_type=Utc)
    actor: str
    action: str = Field(sa_type=Key)
    subject: str = Field(sa_type=Key)
    """Identifier of what it was done to."""
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
