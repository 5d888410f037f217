"""What the API takes and answers about saved searches and alerts (câu tìm đã lưu, báo tin)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, Field, StringConstraints

from api.dossier_schemas import BY, Words
from api.schemas import DispatchOut, Schema
from corpus.saved_search import SavedSearch

QueryText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class SearchIn(BaseModel):
    """A query to save."""

    name: Words = Field(examples=["Chỉ đạo về đê điều"])
    query: QueryText = Field(examples=["đê điều; cơ quan: Bộ Nông nghiệp"])
    by: Words = BY


class SeenIn(BaseModel):
    """Who has looked at the alerts."""

    by: Words = BY


class SavedSearchOut(BaseModel):
    """A saved search, and how many alerts came of it."""

    id: str = Field(examples=["srh_01k9xv5t3q7h2m8n4c6d0e1f2g"])
    name: str
    query: str
    saved_by: str
    saved_at: datetime
    alerts: int
    unseen: int = Field(description="Alerts nobody has marked as seen.")
    href: str

    @classmethod
    def of(cls, found: SavedSearch) -> Self:
        """As it is now."""
        plain = ("id", "name", "query", "saved_by", "saved_at", "alerts", "unseen")
        values = {name: getattr(found, name) for name in plain}
        return cls(**values, href=f"/api/v1/searches/{found.id}")


class AlertOut(Schema):
    """A document that came in and meets a saved search; told once for each of the two."""

    id: str = Field(examples=["alt_01k9xv5t3q7h2m8n4c6d0e1f2g"])
    search_id: str
    document_id: str
    name: str = Field(description="The file.")
    raised_at: datetime
    seen_at: datetime | None
    seen_by: str | None
    dispatches: list[DispatchOut]
