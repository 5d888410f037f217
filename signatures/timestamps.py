"""Timestamps (dấu thời gian), RFC 3161: in a signature or over a whole document; what they prove, if anything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import core, tsp, x509
from pyhanko.sign.general import find_cms_attribute_iter

from signatures.chain import Chains
from signatures.cms import Envelope, MalformedCmsError, envelope_of
from signatures.document import PARSE_ERRORS
from signatures.evidence import read_embedded
from signatures.integrity import BROKEN_HASHES, CryptoFinding, Digester, check_envelope, digester_of
from signatures.report import TimestampResult

TOLERANCE = timedelta(minutes=10)
"""By how much the clocks of an authority and of this machine may differ."""


@dataclass(frozen=True, slots=True, eq=False)
class TimestampFinding:
    """A timestamp and the certificate behind it."""

    result: TimestampResult
    crypto: CryptoFinding
    certificates: tuple[x509.Certificate, ...] = ()
    """Those in the token."""
    tampered: bool = False
    """Whether mathematics refutes it: wrong imprint or wrong signature. Somebody put it there afterwards."""

    @property
    def proves(self) -> datetime | None:
        """The time it proves; None when it proves nothing."""
        return self.result.time if self.result.status == "valid" else None


def signature_timestamps(envelope: Envelope, chains: Chains) -> tuple[TimestampFinding, ...]:
    """Timestamps over the signature value, in the unsigned attributes of every signer."""
    out: list[TimestampFinding] = []
    for signer in envelope.signers:
        attributes = signer["unsigned_attrs"]
        if isinstance(attributes, core.Void):
            continue
        digester = digester_of(signer["signature"].native)
        tokens = find_cms_attribute_iter(attributes, "signature_time_stamp_token")
        out += [_check_token(token, digester, chains) for token in tokens]
    return tuple(out)


def check_timestamp(envelope: Envelope, digester: Digester, chains: Chains) -> TimestampFinding:
    """Judge one timestamp token over the bytes that `digester` stands for."""
    try:
        info = _info(envelope)
        moment: datetime = info["gen_time"].native
        imprint = info["message_imprint"]
        algorithm = str(imprint["hash_algorithm"]["algorithm"].native)
        matches = digester(algorithm) == imprint["hashed_message"].native
        crypto = check_envelope(envelope, digester_of(envelope.content or b""), chains.certificates)
    except PARSE_ERRORS as error:
        return unreadable_timestamp(f"{type(error).__name__}: {error}")
    authority = str(crypto.certificate.subject.human_friendly) if crypto.certificate is not None else None
    if not matches:
        return _refuted(moment, authority, "it was made for other data", crypto)
    if algorithm in BROKEN_HASHES:
        reason = f"its imprint is a digest ({algorithm}) that anyone can make match"
        return TimestampFinding(TimestampResult(moment, "unknown", authority, reason), crypto)
    if crypto.integrity != "intact":
        reason = "; ".join(crypto.reasons)
        if crypto.integrity == "broken":
            return _refuted(moment, authority, reason, crypto)
        return TimestampFinding(TimestampResult(moment, "unknown", authority, reason), crypto)
    return _with_trust(envelope, crypto.certificate, moment, authority, crypto, chains)


def _with_trust(
    envelope: Envelope,
    certificate: x509.Certificate | None,
    moment: datetime,
    authority: str | None,
    crypto: CryptoFinding,
    chains: Chains,
) -> TimestampFinding:
    assert certificate is not None
    if moment > chains.now + TOLERANCE:
        reason = "it tells a time still to come"
        return TimestampFinding(TimestampResult(moment, "untrusted", authority, reason), crypto)
    chain = chains.check(certificate, "timestamp", moment, read_embedded(envelope), proven=True)
    if chain.trust == "trusted":
        return TimestampFinding(TimestampResult(moment, "valid", authority), crypto)
    reason = "; ".join(chain.reasons)
    return TimestampFinding(TimestampResult(moment, "untrusted", authority, reason), crypto)


def _check_token(token: Any, digester: Digester, chains: Chains) -> TimestampFinding:
    try:
        envelope = envelope_of(token["content"])
    except (*PARSE_ERRORS, MalformedCmsError) as error:
        return unreadable_timestamp(f"{type(error).__name__}: {error}")
    return replace(check_timestamp(envelope, digester, chains), certificates=envelope.certificates)


def _info(envelope: Envelope) -> tsp.TSTInfo:
    content = envelope.signed_data["encap_content_info"]["content"]
    parsed = content.parsed if isinstance(content, core.ParsableOctetString) else None
    if not isinstance(parsed, tsp.TSTInfo):
        raise ValueError("the token holds no TSTInfo")
    return parsed


def unreadable_timestamp(reason: str) -> TimestampFinding:
    """One that cannot be read proves nothing; somebody put it there."""
    crypto = CryptoFinding("unknown", "FORMAT_FAILURE", (reason,))
    return TimestampFinding(TimestampResult(None, "invalid", None, reason), crypto, tampered=True)


def _refuted(moment: datetime, authority: str | None, reason: str, crypto: CryptoFinding) -> TimestampFinding:
    return TimestampFinding(TimestampResult(moment, "invalid", authority, reason), crypto, tampered=True)
