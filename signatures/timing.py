"""When a signature was made (thời điểm ký): proven by a timestamp, else claimed by the signer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from asn1crypto import cms, core
from pyhanko.pdf_utils import generic
from pyhanko.sign.validation.generic_cms import extract_self_reported_ts

from signatures.document import PARSE_ERRORS
from signatures.examine import Examined
from signatures.hanoi import HANOI
from signatures.objects import entry
from signatures.report import TimeSource

READING = timedelta(minutes=2)
"""Between the two readings of the clock that a program makes while it signs; in real files up to ten seconds."""


@dataclass(frozen=True, slots=True)
class SigningTime:
    """The moment at which a certificate is judged, and what vouches for it."""

    moment: datetime
    source: TimeSource

    @property
    def is_proven(self) -> bool:
        """Whether the moment rests on more than the signer's word."""
        return self.is_stamped or self.source == "asked"

    @property
    def is_stamped(self) -> bool:
        """Whether a trusted timestamp proves it."""
        return self.source in {"signature_timestamp", "document_timestamp"}


def signing_time(case: Examined, stamps: list[Examined], now: datetime, at: datetime | None) -> SigningTime:
    """`at` where asked for, else the earliest moment a trusted timestamp proves, else the claimed one, else now."""
    if at is not None:
        return SigningTime(at, "asked")
    inner = [item.proves for item in case.timestamps if item.proves is not None]
    outer = [item.proves for stamp in stamps for item in stamp.timestamps if item.proves is not None]
    if inner and (not outer or min(inner) <= min(outer)):
        return SigningTime(min(inner), "signature_timestamp")
    if outer:
        return SigningTime(min(outer), "document_timestamp")
    claimed = claimed_time(case)
    if claimed is None:
        return SigningTime(now, "now")
    return SigningTime(claimed, "claimed") if claimed <= now else SigningTime(now, "future")


def claimed_time(case: Examined) -> datetime | None:
    """The signing time the signer claims: the signed attribute, else `/M`; a time without a zone is Hanoi's.

    Signing programs in Vietnam write the clock of Hanoi into the attribute and call it UTC, seven hours late; `/M`
    beside it, of the same reading, has the zone right, and is taken.
    """
    try:
        own = _attribute_time(case.envelope.signers[0]) if case.envelope is not None else None
    except PARSE_ERRORS:
        own = None
    stated = _stated_time(case)
    if own is not None and stated is not None and _is_same_reading(own, stated):
        return stated
    return own if own is not None else stated


def _stated_time(case: Examined) -> datetime | None:
    stated = entry(case.field.value, "/M")
    try:
        moment = generic.parse_pdf_date(str(stated), strict=False) if stated is not None else None
    except PARSE_ERRORS:
        return None
    return moment.replace(tzinfo=HANOI) if moment is not None and moment.tzinfo is None else moment


def _is_same_reading(own: datetime, stated: datetime) -> bool:
    """Whether both were read from one clock, and only the zone differs."""
    clock = own.astimezone(UTC).replace(tzinfo=None) - stated.replace(tzinfo=None)
    return own != stated and abs(clock) <= READING


def _attribute_time(signer: cms.SignerInfo) -> datetime | None:
    attributes = signer["signed_attrs"]
    if isinstance(attributes, core.Void):
        return None
    moment: datetime | None = extract_self_reported_ts(signer)
    return moment
