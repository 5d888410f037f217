"""What the API takes and answers about the register of arrivals (sổ đăng ký văn bản đến)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from api.dossier_schemas import BY, Words
from api.schemas import Day, Schema

Column = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]


class ArrivalOut(Schema):
    """One entry; a voided one keeps its number."""

    id: str = Field(examples=["reg_01k9xv5t3q7h2m8n4c6d0e1f2g"])
    office: str
    year: int
    number: int = Field(description="Số đến, consecutive within office and year.", examples=[3951])
    document_id: str
    arrived_on: date
    entered_at: datetime
    recipient: str | None = Field(description="Đơn vị hoặc người nhận.")
    forwarded_on: date | None = Field(description="Ngày chuyển.")
    received_by: str | None = Field(description="Ký nhận.")
    note: str | None = Field(description="Ghi chú.")
    voided_at: datetime | None
    void_reason: str | None


class ArrivalPatch(BaseModel):
    """The columns a clerk fills in; a name not given stays as it is, null empties it."""

    by: Words = BY
    recipient: Column | None = Field(default=None, examples=["Phòng Hành chính"])
    forwarded_on: Day | None = None
    received_by: Column | None = None
    note: Column | None = None

    def values(self) -> dict[str, Any]:
        """Only what was given."""
        return self.model_dump(exclude_unset=True, exclude={"by"})


class VoidIn(BaseModel):
    """Why an entry is struck out, and by whom."""

    reason: Words = Field(examples=["Vào sổ hai lần"])
    by: Words = BY


class EntryIn(BaseModel):
    """Who gives a number to a document that has none."""

    by: Words = BY
