"""Types of events (loại sự kiện): what the log may tell, for those who follow it by type."""

from __future__ import annotations

from typing import Literal

EventType = Literal[
    "agency.entered",
    "alert.raised",
    "arrival.entered",
    "arrival.voided",
    "batch.created",
    "batch.closed",
    "batch.paused",
    "batch.resumed",
    "batch.cancelled",
    "document.registered",
    "document.corrected",
    "document.revised",
    "document.trashed",
    "document.restored",
    "document.purged",
    "dossier.opened",
    "dossier.amended",
    "dossier.changed",
    "dossier.moved",
    "dossier.chased",
    "item.returned",
    "item.duplicate",
    "item.expanded",
    "item.retried",
    "search.saved",
    "search.deleted",
    "signatures.rejudged",
    "storage.fault",
]
