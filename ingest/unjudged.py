"""Signatures that no process survives to judge (chữ ký chưa kiểm tra được): where they seem to be, and no more."""

from __future__ import annotations

from ingest.midway import UNJUDGED
from signatures.raw import signatures_in_bytes
from signatures.report import SignatureResult

_HEAD, _LEAD = b"%PDF-", 1029


def signatures_told(data: bytes) -> tuple[SignatureResult, ...]:
    """The places in a PDF that look like signatures, none judged: for a file that no process survives to judge."""
    return signatures_in_bytes(data, explained=UNJUDGED) if _HEAD in data[:_LEAD] else ()
