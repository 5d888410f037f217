"""When a signature was made (thời điểm ký): proven by a timestamp, else claimed by the signer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Literal

from asn1crypto import cms, core
from pyhanko.pdf_utils import generic
from pyhanko.sign.validation.generic_cms import extract_self_reported_ts

from signatures.document import PARSE_ERRORS
from signatures.examine import Examined
from signatures.objects import entry

HANOI = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class SigningTime:
    """The moment at which a certificate is judged, and what vouches for it."""

    moment: datetime
    source: Literal["asked", "signature_timestamp", "document_timestamp", "claimed", "now", "future"]
    """`future`: the signer claims a time that has not come; `moment` is now."""

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
    """The signing time the signer claims: the signed attribute, else `/M`; a time without a zone is Hanoi's."""
    try:
        if case.envelope is not None and (own := _attribute_time(case.envelope.signers[0])) is not None:
            return own
        stated = entry(case.field.value, "/M")
        moment = generic.parse_pdf_date(str(stated), strict=False) if stated is not None else None
    except PARSE_ERRORS:
        return None
    return moment.replace(tzinfo=HANOI) if moment is not None and moment.tzinfo is None else moment


def _attribute_time(signer: cms.SignerInfo) -> datetime | None:
    attributes = signer["signed_attrs"]
    if isinstance(attributes, core.Void):
        return None
    moment: datetime | None = extract_self_reported_ts(signer)
    return moment
