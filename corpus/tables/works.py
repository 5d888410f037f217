"""Works (văn bản được viện dẫn): acts and dispatches that exist, held or not."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field

from corpus.tables.base import Key, Row, Utc


class WorkRow(Row, table=True):
    """One act as far as it is known; a partial one (no issuer, no year) is bound to the full one it must mean."""

    __tablename__ = "work"

    id: str = Field(primary_key=True, sa_type=Key)
    key: str = Field(unique=True, sa_type=Key)
    reference: str | None = None
    reference_key: str | None = Field(default=None, index=True, sa_type=Key)
    year: int | None = None
    issuer: str | None = None
    issuer_key: str | None = Field(default=None, sa_type=Key)
    issued_on: date | None = None
    document_type: str | None = Field(default=None, sa_type=Key)
    title: str | None = None
    title_key: str | None = Field(default=None, index=True, sa_type=Key)
    source: str = Field(sa_type=Key)
    """How it became known: `filed`, `cited`, `imported`."""
    document_id: str | None = Field(default=None, index=True, sa_type=Key)
    """The document that holds it; None: not held."""
    dispatch_id: str | None = Field(default=None, sa_type=Key)
    bound_to: str | None = Field(default=None, foreign_key="work.id", index=True, sa_type=Key)
    bound_by: str | None = None
    """`rule`, or the person who settled it."""
    ambiguous: bool = False
    known_at: datetime = Field(sa_type=Utc)
