"""An event (sự kiện): one line of the append-only log that webhooks and followers read, in order, without gaps."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """Thin: `data` names what happened to whom (`document_id`, `batch_id`, …); ask for the rest."""

    id: str
    position: int
    """Place in the log, from 1; commits get theirs in order, so a follower never misses one."""
    type: str
    at: datetime
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Audit:
    """Who did what to whom (nhật ký thao tác); `subject` is the identifier it was done to."""

    id: str
    at: datetime
    actor: str
    action: str
    subject: str
    details: dict[str, Any] = field(default_factory=dict)
