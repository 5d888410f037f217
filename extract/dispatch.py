"""A dispatch (công văn, văn bản hành chính) and its components after Decree 30/2020/NĐ-CP, Article 8."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from extract.citation import Citation
from extract.field import Field
from extract.span import Span
from extract.text import Region


@dataclass(frozen=True, slots=True)
class Recipient:
    """One line of Nơi nhận: `Bộ LĐTBXH (để p/h)`; `members`: offices of a body, `UBND quận: CT, các PCT`."""

    name: str
    purpose: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArrivalStamp:
    """The ĐẾN stamp (dấu đến) of the office that received the paper; dates as printed, None where unreadable."""

    office: str | None
    number: str | None
    date: date | None


@dataclass(frozen=True, slots=True)
class Fields:
    """The components of Article 8; None where the document shows none."""

    document_type: Field[str] | None = None
    number: Field[str] | None = None
    symbol: Field[str] | None = None
    reference: Field[str] | None = None
    issued_on: Field[date] | None = None
    place: Field[str] | None = None
    issuer: Field[str] | None = None
    issuer_parent: Field[str] | None = None
    issuer_inferred: Field[str] | None = None
    """Who must have issued it, where the header is lost: from symbol and signer, never passed off as read."""
    subject: Field[str] | None = None
    urgency: Field[str] | None = None
    secrecy: Field[str] | None = None
    signer_name: Field[str] | None = None
    signer_position: Field[str] | None = None
    signer_authority: Field[str] | None = None
    archive: Field[str] | None = None
    arrival_stamp: Field[ArrivalStamp] | None = None
    addressees: tuple[Field[str], ...] = ()
    recipients: tuple[Field[Recipient], ...] = ()
    enclosure_note: Field[str] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something else read from the text: a deadline (thời hạn), contact, attachment; `details` is plain JSON."""

    span: Span
    text: str
    details: dict[str, Any]
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class DossierCode:
    """A one-stop dossier code (mã số hồ sơ), Circular 01/2018/TT-VPCP Article 19: unit code, day, serial."""

    span: Span
    text: str
    unit_code: str
    received_on: date | None
    serial: int
    unit: str | None = None
    problems: tuple[str, ...] = ()
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class Anomaly:
    """What a careful clerk would raise; `message` is Vietnamese, `message_en` English, one sentence each."""

    type: str
    severity: Literal["info", "warning", "error"]
    span: Span | None
    message: str
    message_en: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value offered for a field that was not read, with its evidence; a person decides."""

    field: Literal["reference", "issued_on"]
    value: str
    confidence: float
    evidence: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One dispatch of a file; `span` covers its annexes, too."""

    span: Span
    first_page: int
    last_page: int
    fields: Fields
    citations: tuple[Citation, ...] = ()
    dossier_codes: tuple[DossierCode, ...] = ()
    deadlines: tuple[Finding, ...] = ()
    contacts: tuple[Finding, ...] = ()
    attachments: tuple[Finding, ...] = ()
    anomalies: tuple[Anomaly, ...] = field(default=())
    candidates: tuple[Candidate, ...] = ()
    """For a number or day that was not read; see `extract.candidates`."""
