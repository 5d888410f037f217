"""What the API answers about jobs (việc định kỳ)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from api.schemas import Schema


class JobOut(Schema):
    """How one job stands; `finished_at` is empty while it is at work, `failure` tells what stopped it."""

    name: str
    begun_at: datetime
    finished_at: datetime | None
    outcome: dict[str, Any]
    failure: str | None
