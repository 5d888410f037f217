"""What the API takes and answers about further tries (thử lại)."""

from __future__ import annotations

from pydantic import BaseModel, Field


class RetryManyIn(BaseModel):
    """Which returned files to try again: those named, else all of the batch, else all."""

    items: list[str] | None = Field(default=None, max_length=1000, description="Ids of items.")
    batch_id: str | None = Field(default=None, max_length=60)


class Retried(BaseModel):
    """How many were queued again."""

    retried: int
