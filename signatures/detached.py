"""Signatures that are files of their own: detached or enveloping CMS (`.p7s`, `.p7m`, CAdES).

report = verify_cms(p7s, content=data, trust=store, now=now)     # detached: the signed file is handed in
report = verify_cms(p7m, trust=store, now=now)                   # enveloping: the content is inside
report.contents                                                  # what was signed, or what is still to be found
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

from asn1crypto import cms, core, x509
from pyhanko.sign.general import find_unique_cms_attribute
from pyhanko.sign.validation.generic_cms import extract_self_reported_ts

from signatures.bare import BareSignature, Moment, refused, report_bare
from signatures.chain import Chains
from signatures.cms import Envelope, MalformedCmsError, read_envelope
from signatures.cms_file import to_der
from signatures.document import PARSE_ERRORS
from signatures.evidence import altered_certificates, read_embedded
from signatures.integrity import CryptoFinding, check_signer, digester_of
from signatures.policy import DEFAULT, Policy
from signatures.report import Notice, SignatureReport, SignedContent
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
    """Judge every signer of a CMS file (DER, BER, PEM, base64). Never raises for a bad file.

    Without its content a detached one is `unreadable`: its signers are listed, and what is sought is in `contents`.
    """
    try:  # a certificate or a time inside is parsed only when it is asked for
        return _judged(read_envelope(to_der(data)), content, trust, Moment(now, at, policy))
    except (MalformedCmsError, *PARSE_ERRORS) as error:
        vi = "Không đọc được tệp chữ ký CMS; đề nghị bên gửi gửi lại."
        return refused("malformed_cms", vi, f"The CMS file cannot be read: {error}", trust, policy)


def _judged(envelope: Envelope, content: bytes | None, trust: TrustStore, moment: Moment) -> SignatureReport:
    inside = envelope.content
    signed = inside if inside is not None else content
    chains = Chains(trust, moment.policy, read_embedded(envelope), moment.now, moment.at)
    items = [_signer(envelope, number, signed, chains) for number in range(len(envelope.signers))]
    if inside is not None and content is not None and inside != content:
        other = CryptoFinding("broken", "HASH_FAILURE", ("the file is not what this signature was made for",))
        items = [BareSignature(item.name, item.format, other) for item in items]
    warnings = _content_notices(inside, content)
    report = report_bare(items, trust, moment, certificates=envelope.certificates, warnings=warnings)
    sha256 = hashlib.sha256(signed).hexdigest() if signed is not None else None
    digests = dict(_stated_digests(envelope))
    return replace(report, contents=(SignedContent(digests, sha256=sha256, inside=inside is not None),))


def encapsulated(data: bytes) -> bytes | None:
    """The content a CMS file carries; None for a detached one and for what is no CMS."""
    try:
        return read_envelope(to_der(data)).content
    except (MalformedCmsError, *PARSE_ERRORS):
        return None


def _signer(envelope: Envelope, number: int, signed: bytes | None, chains: Chains) -> BareSignature:
    signer = envelope.signers[number]
    pool = (*envelope.certificates, *chains.certificates)
    if signed is None:
        return BareSignature(f"signer {number + 1}", "CMS", _without_content(envelope, signer, pool))
    crypto = check_signer(envelope, signer, digester_of(signed), pool)
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


def _without_content(envelope: Envelope, signer: cms.SignerInfo, pool: tuple[x509.Certificate, ...]) -> CryptoFinding:
    """Whether the signer signed the digest it states; nothing is known of the file until that is found."""
    stated = _stated_digest(signer)
    finding = check_signer(envelope, signer, lambda _: stated[1] if stated else b"", pool)
    if stated is not None and finding.integrity != "intact":
        return finding
    reason = "the file it signs is not at hand"
    return replace(finding, integrity="unknown", sub_indication="SIGNED_DATA_NOT_FOUND", reasons=(reason,))


def _stated_digests(envelope: Envelope) -> list[tuple[str, str]]:
    found = [_stated_digest(signer) for signer in reversed(envelope.signers)]  # of two that differ the first one counts
    return [(item[0], item[1].hex()) for item in found if item is not None]


def _stated_digest(signer: cms.SignerInfo) -> tuple[str, bytes] | None:
    """Algorithm and digest of the content, from the signed attributes."""
    try:
        attributes = signer["signed_attrs"]
        if isinstance(attributes, core.Void):
            return None
        name = str(signer["digest_algorithm"]["algorithm"].native).lower()
        return name, bytes(find_unique_cms_attribute(attributes, "message_digest").native)
    except PARSE_ERRORS:
        return None


def _content_notices(inside: bytes | None, content: bytes | None) -> tuple[Notice, ...]:
    if inside is None and content is None:
        vi = "Chữ ký rời: cần kèm tệp đã được ký để kiểm tra."
        return (Notice("content_missing", vi, "A detached signature: hand in the signed file, too."),)
    if inside is None or content is not None:
        return ()
    return (
        Notice(
            "content_inside",
            "Nội dung được ký nằm trong tệp CMS; hãy mở nội dung đó, không mở tệp gửi kèm.",
            "The signed content is inside the CMS; open that content, not a file sent beside it.",
        ),
    )
