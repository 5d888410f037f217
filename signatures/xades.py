"""What XAdES adds to an XML signature (ETSI EN 319 132-1): the certificate bound, time stamps, revocation data.

Judged: `SigningCertificate` and `SignatureTimeStamp`. What is found and not judged is named by `unjudged`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from asn1crypto import crl, ocsp, x509
from lxml import etree

from signatures.chain import Chains
from signatures.cms import MalformedCmsError, read_envelope
from signatures.document import PARSE_ERRORS
from signatures.evidence import MAX_ITEMS, Evidence, parsed
from signatures.integrity import digester_of
from signatures.timestamps import TimestampFinding, check_timestamp, unreadable_timestamp

DS = "http://www.w3.org/2000/09/xmldsig#"
XADES = "http://uri.etsi.org/01903/"
"""Beginning of the namespaces of all versions."""
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
MAX_STAMPS = 20
UNJUDGED = frozenset(
    {
        "AllDataObjectsTimeStamp",
        "IndividualDataObjectsTimeStamp",
        "SigAndRefsTimeStamp",
        "SigAndRefsTimeStampV2",
        "RefsOnlyTimeStamp",
        "RefsOnlyTimeStampV2",
        "ArchiveTimeStamp",
        "SignaturePolicyId",
        "CounterSignature",
    }
)


def names_other_certificate(signature: Any, leaf: x509.Certificate) -> bool:
    """Whether the signature states the digest of its certificate, and `leaf` is another one."""
    stated = [
        cert
        for place in ("SigningCertificate", "SigningCertificateV2")
        for found in _all(signature, place)
        for cert in _all(found, "CertDigest")
    ]
    return bool(stated) and not any(_is_digest_of(item, leaf) for item in stated)


def signature_stamps(signature: Any, chains: Chains) -> tuple[TimestampFinding, ...]:
    """The time stamps over the signature value (SignatureTimeStamp), each judged."""
    value = signature.find(f"{{{DS}}}SignatureValue")
    found = list(_all(signature, "SignatureTimeStamp"))[:MAX_STAMPS]
    return tuple(
        _stamp(token, _canonical(value, stamp), chains)
        for stamp in found
        for token in _all(stamp, "EncapsulatedTimeStamp")
    )


def embedded(signature: Any) -> Evidence:
    """Certificates and revocation data in the unsigned properties; unreadable ones are left out."""
    return Evidence(
        tuple(parsed(x509.Certificate, _values(signature, "EncapsulatedX509Certificate"))),
        tuple(parsed(crl.CertificateList, _values(signature, "EncapsulatedCRLValue"))),
        tuple(parsed(ocsp.OCSPResponse, _values(signature, "EncapsulatedOCSPValue"))),
    )


def unjudged(signature: Any) -> tuple[str, ...]:
    """Names of the properties that are there and that nobody judged."""
    found = (_local(node) for node in signature.iter() if _is_xades(node))
    return tuple(dict.fromkeys(name for name in found if name in UNJUDGED))


def claimed_time(signature: Any) -> datetime | None:
    """XAdES `SigningTime`, or the `SigningTime` that Vietnamese invoices put beside it; without a zone, Hanoi's."""
    for node in signature.iter():
        if isinstance(node.tag, str) and _local(node) == "SigningTime" and node.text:
            try:
                moment = datetime.fromisoformat(node.text.strip())
            except ValueError:
                return None
            return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC) - timedelta(hours=7)
    return None


def is_qualifying(element: Any) -> bool:
    """Whether an `Object` of a signature holds XAdES properties, not content."""
    return all(_is_xades(kid) for kid in element if isinstance(kid.tag, str)) and not (element.text or "").strip()


def _stamp(token: Any, signed: bytes, chains: Chains) -> TimestampFinding:
    try:
        envelope = read_envelope(_decoded(token))
    except (MalformedCmsError, *PARSE_ERRORS) as error:
        return unreadable_timestamp(f"{type(error).__name__}: {error}")
    return check_timestamp(envelope, digester_of(signed), chains)


def _canonical(value: Any, stamp: Any) -> bytes:
    """The `SignatureValue` element as the time stamp covers it."""
    method = stamp.find(f"{{{DS}}}CanonicalizationMethod")
    name = method.get("Algorithm", "") if method is not None else C14N
    comments = name.endswith("#WithComments")
    exclusive = name.startswith(EXCLUSIVE)
    return bytes(etree.tostring(value, method="c14n", exclusive=exclusive, with_comments=comments, with_tail=False))


def _is_digest_of(stated: Any, leaf: x509.Certificate) -> bool:
    method, value = stated.find(f"{{{DS}}}DigestMethod"), stated.find(f"{{{DS}}}DigestValue")
    try:
        name = method.get("Algorithm", "").rpartition("#")[2].replace("sha3-", "sha3_")
        return hashlib.new(name, leaf.dump()).digest() == _decoded(value)
    except PARSE_ERRORS:
        return False


def _values(signature: Any, name: str) -> Iterator[bytes]:
    for number, node in enumerate(_all(signature, name)):
        if number >= MAX_ITEMS:
            return
        try:
            yield _decoded(node)
        except binascii.Error:
            continue


def _decoded(node: Any) -> bytes:
    return base64.b64decode("".join((node.text or "").split()))


def _all(root: Any, name: str) -> Iterator[Any]:
    return (node for node in root.iter() if _is_xades(node) and _local(node) == name)


def _is_xades(node: Any) -> bool:
    return isinstance(node.tag, str) and (etree.QName(node).namespace or "").startswith(XADES)


def _local(node: Any) -> str:
    return str(etree.QName(node).localname)
