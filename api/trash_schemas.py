"""What the API takes and answers about the trash (thùng rác)."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, Field

from api.dossier_schemas import BY, Words
from api.schemas import Schema


class TrashIn(BaseModel):
    """Why it is taken out, and by whom."""

    reason: Words = Field(examples=["Gửi nhầm"])
    by: Words = BY


class RestorationIn(BaseModel):
    """Who brings it back."""

    by: Words = BY


class TrashedOut(Schema):
    """A document in the trash."""

    document_id: str
    name: str
    sha256: str
    bytes: int
    references: list[str]
    document_types: list[str | None]
    registered_at: datetime
    deleted_at: datetime
    deleted_by: str | None
    reason: str | None = Field(description="Why it was taken out.")
    due_on: date | None = Field(description="The first day it may be purged; null where its retention never ends.")
