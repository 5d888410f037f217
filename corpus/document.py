"""A document (tài liệu) as it is kept: one file, its dispatches, citations and signatures, as others may see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

Json = dict[str, Any]
Resolution = Literal["resolved", "ambiguous", "not_held", "none"]
"""Of a citation: the work is held; may be one of several; is not held; or there is no work to hold."""


@dataclass(frozen=True, slots=True)
class DispatchView:
    """One dispatch (văn bản) with the fields lists are made of; values are as read, or as a person corrected them."""

    id: str
    document_id: str
    position: int
    first_page: int
    last_page: int
    start: int
    end: int
    document_type: str | None = None
    number: str | None = None
    symbol: str | None = None
    reference: str | None = None
    issued_on: date | None = None
    place: str | None = None
    issuer: str | None = None
    issuer_parent: str | None = None
    subject: str | None = None
    urgency: str | None = None
    secrecy: str | None = None
    signer_name: str | None = None
    signer_position: str | None = None
    work_id: str | None = None
    anomalies: int = 0
    severity: Literal["info", "warning", "error"] | None = None
    """Of the worst anomaly."""
    doubts: int = 0
    """Fields a person should look at; see `corpus.doubts`."""


@dataclass(frozen=True, slots=True)
class CitationView:
    """A citation (viện dẫn) of a dispatch; `work_id` is set when the work is known, held or not."""

    id: str
    document_id: str
    dispatch_id: str
    position: int
    start: int
    end: int
    page: int | None
    text: str
    kind: str
    relation: str
    document_type: str | None
    reference: str | None
    title: str | None
    issued_on: date | None
    issuer: str | None
    provisions: tuple[str, ...]
    key: str | None
    confidence: float
    resolution: Resolution
    work_id: str | None = None
    held_by: str | None = None
    """The document that is the cited work, where it is held."""
    candidates: tuple[str, ...] = ()
    """Works it may mean, where it is ambiguous."""


@dataclass(frozen=True, slots=True)
class SignatureView:
    """One signature (chữ ký số), in the words of the report."""

    id: str
    document_id: str
    position: int
    field: str
    kind: str
    status: str
    integrity: str
    later_changes: str
    trust: str
    indication: str
    sub_indication: str | None
    signer: str | None
    organization: str | None
    signed_at: datetime | None
    explanation: str
    explanation_en: str


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A line of the register (dòng sổ): the file and its dispatches' main fields."""

    id: str
    sha256: str
    name: str
    path: str
    media_type: str
    bytes: int
    page_count: int | None
    batch_id: str
    item_id: str
    registered_at: datetime
    integrity: str | None
    verdict: str | None
    signatures: int
    anomalies: int
    version: int
    dispatches: tuple[DispatchView, ...] = ()
    arrival_number: int | None = None
    arrival_year: int | None = None
    awaits_revocation: bool = False
    """Of an indeterminate verdict: whether only revocation is open, all signatures being intact and trusted."""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """All that is kept of one document; `reading` is its JSON after the contract, `text` the canonical text."""

    summary: DocumentSummary
    reading: Json = field(repr=False)
    text: str = field(repr=False)
    citations: tuple[CitationView, ...] = ()
    signatures: tuple[SignatureView, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """What a list of documents is narrowed by; all that are set must hold. Text is compared folded."""

    document_type: str | None = None
    issuer: str | None = None
    year: int | None = None
    issued_from: date | None = None
    issued_to: date | None = None
    batch_id: str | None = None
    verdict: str | None = None
    integrity: str | None = None
    has_anomalies: bool | None = None
    secrecy: str | None = None
    urgency: str | None = None
    doubtful: bool | None = None
    """With, or without, a dispatch that has doubts."""
    numbered: bool | None = None
    """With, or without, an arrival number; what takes none, being a status message or the signature of another file, is
    in neither."""
