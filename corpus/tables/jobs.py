"""Work that comes round again and again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from corpus.tables.base import Key, Row, Utc


class JobRow(Row, table=True):
    """See `corpus.job.Job`."""

    __tablename__ = "job"

    name: str = Field(primary_key=True, sa_type=Key)
    mark: str = Field(default="", sa_type=Key)
    cursor: str = Field(default="", sa_type=Key)
    begun_at: datetime = Field(sa_type=Utc)
    finished_at: datetime | None = Field(default=None, sa_type=Utc)
    outcome: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    failure: str | None = None
