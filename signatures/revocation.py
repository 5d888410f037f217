"""Revocation (thu hồi chứng thư): what it means that a certificate was revoked, before or after a signature.

A signature that is proven to be older than the revocation holds. One that only claims to be older does not: who steals
a key writes any time he likes (ETSI EN 319 102-1, 5.2.6 and REVOKED_NO_POE). A timestamp is its own proof of time, so a
stolen key forges that, too: it holds only where the authority was taken out of service in good order (RFC 3161, 4).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from asn1crypto import crl, ocsp, x509
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.registry import CertificateRegistry

from signatures.document import PARSE_ERRORS
from signatures.report import Revocation

MOST_MOMENTS = 6
"""Ends of freshness, the latest, at which revocation is looked up again."""

ORDERLY = frozenset({"affiliation_changed", "superseded", "cessation_of_operation"})
"""Reasons that leave what a timestamping authority issued before valid; none given is not among them."""
UNSETTLED = "the revocation data at hand does not settle it"
TOO_LATE = "the revocation data at hand came out after the certificate had expired, when lists no longer tell of it"


@dataclass(frozen=True, slots=True)
class RevocationFinding:
    """What the data at hand says of a chain as of one moment."""

    state: Revocation
    reasons: tuple[str, ...] = ()
    of_authority: bool = False
    """Whether an authority of the chain was revoked, not the certificate itself."""
    cause: str = "unspecified"
    """The reason in the list, in the words of RFC 5280."""


def revoked(when: datetime, cause: str, *, of_authority: bool) -> RevocationFinding:
    """Somebody in the chain was revoked at `when`."""
    who = "an authority of the chain was " if of_authority else ""
    return RevocationFinding("revoked", (f"{who}revoked on {when.isoformat()}",), of_authority, cause)


def conclude_signature(
    here: RevocationFinding, later: Sequence[RevocationFinding], *, proven: bool
) -> RevocationFinding:
    """`here` as of the time of signing, `later` as of the moments since, the last one now."""
    since = next((item for item in later if item.state == "revoked"), None)
    if here.state == "revoked":
        return here
    if not proven:
        return since or (later[-1] if later else here)
    if since is not None:
        return replace(since, state="good", reasons=(f"{since.reasons[0]}, after it had signed",))
    return here


def conclude_timestamp(here: RevocationFinding, later: Sequence[RevocationFinding]) -> RevocationFinding:
    """`here` as of the time in the token."""
    since = next((item for item in later if item.state == "revoked"), None)
    if here.state == "revoked" or since is None or since.cause in ORDERLY:
        return here
    return since


@dataclass(frozen=True, slots=True, eq=False)
class RevocationData:
    """What is at hand about the certificates of one path."""

    path: ValidationPath
    registry: CertificateRegistry
    lists: list[crl.CertificateList]
    answers: list[ocsp.OCSPResponse]
    is_late: bool
    """Whether some was left out, as it came when a certificate had expired."""
    accuses: bool
    """Whether any of it speaks of a revocation at all."""

    def moments(self, after: datetime, until: datetime) -> list[datetime]:
        """When to ask again: at last `until`, or when the chain ends; before, as long as what accuses was fresh."""
        ends = [item.not_valid_after for item in self.path if isinstance(item, x509.Certificate)]
        last = min([until, *ends])
        if last <= after:
            return []
        fresh = {end for end in self._fresh_until() if after < end < last} if self.accuses else set()
        return [*sorted(fresh)[-MOST_MOMENTS:], last]

    def _fresh_until(self) -> Iterator[datetime]:
        """The ends of whatever is at hand; unreadable and open ends are left out."""
        for item in self.lists:
            yield from _moment(item["tbs_cert_list"]["next_update"])
        for answer in self.answers:
            try:
                responses = answer.basic_ocsp_response["tbs_response_data"]["responses"]
                yield from [end for item in responses for end in _moment(item["next_update"])]
            except PARSE_ERRORS:
                continue


def _moment(value: Any) -> Iterator[datetime]:
    moment = value.native
    if isinstance(moment, datetime):
        yield moment
