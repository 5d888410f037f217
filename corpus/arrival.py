"""An entry of the arrival register (sổ đăng ký văn bản đến), Decree 30/2020/NĐ-CP Articles 22 to 24."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Arrival:
    """Số đến: consecutive within office and year; a voided entry keeps its number, which is never given again."""

    id: str
    office: str
    year: int
    number: int
    document_id: str
    dispatch_id: str | None
    arrived_on: date
    entered_at: datetime
    recipient: str | None = None
    forwarded_on: date | None = None
    received_by: str | None = None
    note: str | None = None
    voided_at: datetime | None = None
    void_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """The register of one office and year; `last` is the number given last."""

    office: str
    year: int
    last: int
