"""Arrival registers."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from corpus.tables.base import Key, Row, Utc


class ArrivalRow(Row, table=True):
    """See `corpus.arrival.Arrival`; a document has at most one entry that is not voided."""

    __tablename__ = "arrival"
    __table_args__ = (
        UniqueConstraint("office", "year", "number"),
        Index(
            "uq_arrival_document_id_live",
            "document_id",
            unique=True,
            sqlite_where=text("voided_at IS NULL"),
            postgresql_where=text("voided_at IS NULL"),
        ),
    )

    id: str = Field(primary_key=True, sa_type=Key)
    office: str = Field(sa_type=Key)
    year: int
    number: int
    document_id: str = Field(foreign_key="document.id", index=True, sa_type=Key)
    dispatch_id: str | None = Field(default=None, foreign_key="dispatch.id", sa_type=Key)
    arrived_on: date
    entered_at: datetime = Field(sa_type=Utc)
    entered_by: str | None = None
    recipient: str | None = None
    forwarded_on: date | None = None
    received_by: str | None = None
    note: str | None = None
    voided_at: datetime | None = Field(default=None, sa_type=Utc)
    voided_by: str | None = None
    void_reason: str | None = None
