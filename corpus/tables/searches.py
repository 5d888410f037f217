"""Saved searches, how far of the change log each was held against, and the alerts that came of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from corpus.tables.base import Key, Row, Utc


class SavedSearchRow(Row, table=True):
    """See `corpus.saved_search.SavedSearch`."""

    __tablename__ = "saved_search"

    id: str = Field(primary_key=True, sa_type=Key)
    name: str
    query: str
    saved_by: str
    saved_at: datetime = Field(sa_type=Utc)
    position: int = Field(sa_type=BigInteger, index=True)
    """Place in the change log up to which documents were held against it."""


class AlertRow(Row, table=True):
    """See `corpus.alert.Alert`."""

    __tablename__ = "alert"
    __table_args__ = (
        UniqueConstraint("search_id", "document_id"),
        Index("ix_alert_search_id_seen_at_id", "search_id", "seen_at", "id"),
    )

    id: str = Field(primary_key=True, sa_type=Key)
    search_id: str = Field(foreign_key="saved_search.id", sa_type=Key)
    document_id: str = Field(foreign_key="document.id", index=True, sa_type=Key)
    raised_at: datetime = Field(sa_type=Utc)
    seen_at: datetime | None = Field(default=None, sa_type=Utc)
    seen_by: str | None = None
