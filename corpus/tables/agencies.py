"""Agencies, with the days they were in office, and the names that fold into one."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON
from sqlmodel import Field

from corpus.tables.base import Key, Row, Utc


class AgencyRow(Row, table=True):
    """See `corpus.agency.AgencyEntry`; a row with `same_as` is another name of that agency."""

    __tablename__ = "agency"

    id: str = Field(primary_key=True, sa_type=Key)
    name: str
    kind: str = Field(sa_type=Key)
    aliases: list[str] = Field(default_factory=list, sa_type=JSON)
    symbols: list[str] = Field(default_factory=list, sa_type=JSON)
    valid_from: date | None = None
    valid_to: date | None = None
    successor_id: str | None = Field(default=None, sa_type=Key)
    same_as: str | None = Field(default=None, index=True, sa_type=Key)
    source: str = Field(sa_type=Key)
    """`operator`, or `shipped` and the edition of what the program brings."""
    added_by: str | None = None
    added_at: datetime | None = Field(default=None, sa_type=Utc)
