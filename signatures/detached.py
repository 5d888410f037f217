"""Signatures that are files of their own: detached or enveloping CMS (`.p7s`, `.p7m`, CAdES).

report = verify_cms(p7s, content=data, trust=store, now=now)     # detached: the signed file is handed in
report = verify_cms(p7m, trust=store, now=now)                   # enveloping: the content is inside
"""

from __future__ import annotations

from datetime import datetime

from asn1crypto import core, pem
from pyhanko.sign.validation.generic_cms import extract_self_reported_ts

from signatures.bare import BareSignature, Moment, refused, report_bare
from signatures.chain import Chains
from signatures.cms import Envelope, MalformedCmsError, read_envelope
from signatures.document import PARSE_ERRORS
from signatures.evidence import altered_certificates, read_embedded
from signatures.integrity import CryptoFinding, check_signer, digester_of
from signatures.policy import DEFAULT, Policy
from signatures.report import Notice, SignatureReport
from signatures.timestamps import signature_timestamps
from signatures.trust import TrustStore


def verify_cms(
    data: bytes,
    *,
    trust: TrustStore,
    now: datetime,
    content: bytes | None = None,
    at: datetime | None = None,
    policy: Policy = DEFAULT,
) -> SignatureReport:
    """Judge every signer of a CMS file (DER, BER or PEM). Never raises for a bad file."""
    try:
        der = next(der for _, _, der in pem.unarmor(data, multiple=True)) if pem.detect(data) else data
        envelope = read_envelope(der)
    except (MalformedCmsError, *PARSE_ERRORS) as error:
        vi = "Không đọc được tệp chữ ký CMS; đề nghị bên gửi gửi lại."
        return refused("malformed_cms", vi, f"The CMS file cannot be read: {error}", trust, policy)
    inside = envelope.content
    if inside is None and content is None:
        vi = "Chữ ký rời: cần kèm tệp đã được ký để kiểm tra."
        en = "A detached signature: hand in the signed file, too."
        return refused("content_missing", vi, en, trust, policy)
    signed = inside if inside is not None else content or b""
    warnings = _content_warning(inside, content)
    chains = Chains(trust, policy, read_embedded(envelope))
    items = [_signer(envelope, number, signed, chains) for number in range(len(envelope.signers))]
    if inside is not None and content is not None and inside != content:
        other = CryptoFinding("broken", "HASH_FAILURE", ("the file is not what this signature was made for",))
        items = [BareSignature(item.name, item.format, other) for item in items]
    moment = Moment(now, at, policy)
    return report_bare(items, trust, moment, certificates=envelope.certificates, warnings=warnings)


def _signer(envelope: Envelope, number: int, signed: bytes, chains: Chains) -> BareSignature:
    signer = envelope.signers[number]
    crypto = check_signer(envelope, signer, digester_of(signed), (*envelope.certificates, *chains.certificates))
    stamps = signature_timestamps(envelope, chains) if crypto.integrity == "intact" else ()
    altered = altered_certificates(envelope.certificates, chains.issuers)
    claimed: datetime | None = None
    if not isinstance(signer["signed_attrs"], core.Void):
        claimed = extract_self_reported_ts(signer)
    return BareSignature(
        f"signer {number + 1}",
        "CMS",
        crypto,
        claimed_at=claimed,
        timestamp=min((item.result for item in stamps), key=lambda item: item.status != "valid", default=None),
        tampered=bool(altered) or any(item.tampered for item in stamps),
        evidence=read_embedded(envelope),
    )


def _content_warning(inside: bytes | None, content: bytes | None) -> tuple[Notice, ...]:
    if inside is None or content is not None:
        return ()
    return (
        Notice(
            "content_inside",
            "Nội dung được ký nằm trong tệp CMS; hãy mở nội dung đó, không mở tệp gửi kèm.",
            "The signed content is inside the CMS; open that content, not a file sent beside it.",
        ),
    )
