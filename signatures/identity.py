"""Who is this signer (người ký là ai): subject, identifiers, issuer, as Vietnamese certificates write them.

UID=MST:0312345678-001, CN=CHI NHÁNH CÔNG TY TNHH MẪU   firm, by tax code with branch
UID=CCCD:079123456789, CN=NGUYỄN VĂN MẪU                 person
UID=0100109106                                           a bare code: told by its shape
"""

from __future__ import annotations

import re
from typing import Any

from asn1crypto import x509

from signatures.document import PARSE_ERRORS
from signatures.report import SignerIdentity
from signatures.tax_code import normal_tax_code
from signatures.trust import certificate_sha256

LABELLED = re.compile(
    r"\b(MST|MSDN|CCCD|CMND|CMTND|CMT|HC|PASSPORT|MBHXH|BHXH|MNS|MSNS|MQHNS)\s*[:=\-]\s*([0-9A-Z][0-9A-Z\-.]{2,30})",
    re.IGNORECASE,
)
CANONICAL = {
    "MSDN": "MST",
    "CMTND": "CMND",
    "CMT": "CMND",
    "PASSPORT": "HC",
    "BHXH": "MBHXH",
    "MSNS": "MNS",
}
BARE = (
    (re.compile(r"\d{10}(?:-\d{3})?"), "MST"),
    (re.compile(r"\d{13}"), "MST"),
    (re.compile(r"\d{12}"), "CCCD"),
    (re.compile(r"\d{9}"), "CMND"),
)
CODE_ATTRIBUTES = ("user_id", "serial_number", "organization_identifier", "2.5.4.97", "title", "description")


def identify(certificate: x509.Certificate) -> SignerIdentity:
    """The signer a certificate names. Unreadable parts are left out."""
    subject = _parts(certificate.subject)
    return SignerIdentity(
        common_name=_first(subject, "common_name"),
        organization=_first(subject, "organization_name"),
        identifiers=_identifiers(subject),
        issuer=_first(_parts(certificate.issuer), "common_name"),
        serial_number=format(certificate.serial_number, "x"),
        sha256=certificate_sha256(certificate),
    )


def _identifiers(subject: dict[str, list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for values in subject.values():
        for value in values:
            for label, code in LABELLED.findall(value):
                name = CANONICAL.get(label.upper(), label.upper())
                found.setdefault(name, normal_tax_code(code) if name == "MST" else code.strip("-."))
    for attribute in CODE_ATTRIBUTES:
        for value in subject.get(attribute, ()):
            for shape, name in BARE:
                if shape.fullmatch(value.strip()):
                    found.setdefault(name, normal_tax_code(value) if name == "MST" else value.strip())
    return found


def _parts(name: x509.Name) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    try:
        native: dict[str, Any] = name.native
    except PARSE_ERRORS:
        return out
    for key, value in native.items():
        out[key] = [str(item) for item in value] if isinstance(value, list) else [str(value)]
    return out


def _first(parts: dict[str, list[str]], key: str) -> str | None:
    values = parts.get(key)
    return values[0] if values else None
