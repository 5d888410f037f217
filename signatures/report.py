"""The signature report (kết quả kiểm tra chữ ký số), in the words of ETSI EN 319 102-1 and PAdES."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Status = Literal["checked", "unsupported", "malformed", "empty"]
Integrity = Literal["intact", "broken", "unknown"]
LaterChanges = Literal["none", "permitted", "not_permitted", "unknown"]
Coverage = Literal["whole_file", "revision", "partial"]
Trust = Literal["trusted", "untrusted", "unknown"]
Revocation = Literal["good", "revoked", "unknown"]
Indication = Literal["TOTAL_PASSED", "INDETERMINATE", "TOTAL_FAILED"]
Level = Literal["B-B", "B-T", "B-LT", "B-LTA", "not_pades"]
TimeSource = Literal["asked", "signature_timestamp", "document_timestamp", "claimed", "now", "future"]
"""`future`: the signer claims a time that has not come, so it is judged as of now."""
FileIntegrity = Literal["intact", "changed", "broken", "unsigned", "unreadable"]
FileVerdict = Literal["passed", "indeterminate", "failed", "unsigned", "unreadable"]


@dataclass(frozen=True, slots=True)
class SignerIdentity:
    """Who the certificate names (người ký): subject, its identifiers (`MST`, `CCCD`, …), and who issued it."""

    common_name: str | None
    organization: str | None = None
    identifiers: dict[str, str] = field(default_factory=dict)
    issuer: str | None = None
    serial_number: str | None = None
    sha256: str | None = None
    """Fingerprint of the certificate, lower-case hex."""


@dataclass(frozen=True, slots=True)
class TimestampResult:
    """An RFC 3161 timestamp (dấu thời gian): when, and whether it holds."""

    time: datetime | None
    status: Literal["valid", "invalid", "untrusted", "unknown"]
    authority: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing done to the file after the signature; sentences in Vietnamese and English."""

    kind: str
    permitted: bool
    message: str
    message_en: str
    subject: str | None = None
    old: str | None = None
    new: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a clerk should know that is no verdict; sentences in Vietnamese and English."""

    type: str
    message: str
    message_en: str


@dataclass(frozen=True, slots=True)
class SignatureResult:
    """One signature field and the three axes of its verdict."""

    field: str
    kind: Literal["signature", "timestamp"]
    status: Status
    integrity: Integrity
    later_changes: LaterChanges
    coverage: Coverage
    trust: Trust
    revocation: Revocation
    indication: Indication
    sub_indication: str | None
    level: Level
    signer: SignerIdentity | None
    signed_at: datetime | None
    timestamp: TimestampResult | None
    explanation: str
    explanation_en: str
    sub_filter: str | None = None
    digest_algorithm: str | None = None
    byte_range: tuple[int, ...] = ()
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    reason: str | None = None
    location: str | None = None
    changes: tuple[Change, ...] = ()
    reasons: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    """Subjects of the trust anchors the chain ends in."""
    validated_at: datetime | None = None
    """The moment at which the certificate was judged."""
    time_from: TimeSource | None = None
    """Where that moment is from: a timestamp proves it, the signer merely claims it, somebody asked for it."""
    role: Literal["person", "agency", "unknown"] = "unknown"
    """Whether a person or an organisation signed (cá nhân, cơ quan/tổ chức)."""
    copy: Literal["sao_y", "sao_luc", "trich_sao"] | None = None
    """Set where the signature makes a copy, not the document."""
    appearance: str | None = None
    """The words the visible signature shows."""


@dataclass(frozen=True, slots=True)
class SignedContent:
    """What a signature that is a file of its own is over (tệp được ký): another file, or one it carries inside."""

    digests: dict[str, str]
    """What the signature says of it: algorithm and digest, `{"sha256": "…"}` in lower-case hex."""
    name: str | None = None
    """As the signature refers to it; a CMS names nothing."""
    sha256: str | None = None
    """Of the bytes it was judged against; None while they are lacking."""
    inside: bool = False
    """Whether the signature carries it."""


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """Every signature field of one file; the file's own verdict is that of its worst signature."""

    integrity: FileIntegrity
    verdict: FileVerdict
    signatures: tuple[SignatureResult, ...] = ()
    warnings: tuple[Notice, ...] = ()
    trust_store: str | None = None
    """Version of the trust store that judged: a hash of its anchors."""
    policy: str | None = None
    contents: tuple[SignedContent, ...] = ()
    """The files signed, where the signature is a file of its own."""

    @property
    def lacks_content(self) -> bool:
        """Whether a file that was signed is still to be found."""
        return any(content.sha256 is None for content in self.contents)
