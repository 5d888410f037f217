"""Certificates and revocation data that a file carries itself: its DSS, its CMS, the archive attributes in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from asn1crypto import core, crl, ocsp, x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import find_cms_attribute_iter
from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator

from signatures.cms import Envelope
from signatures.document import PARSE_ERRORS

MAX_ITEMS = 500


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Material for building chains and checking revocation; no trust comes from it."""

    certificates: tuple[x509.Certificate, ...] = ()
    crls: tuple[crl.CertificateList, ...] = ()
    ocsps: tuple[ocsp.OCSPResponse, ...] = ()

    def __add__(self, other: Evidence) -> Evidence:
        return Evidence(self.certificates + other.certificates, self.crls + other.crls, self.ocsps + other.ocsps)

    @property
    def has_revocation(self) -> bool:
        """Whether any list or response is among it."""
        return bool(self.crls or self.ocsps)


def read_dss(reader: PdfFileReader) -> Evidence:
    """The document security store (kho dữ liệu xác thực); unreadable items are left out."""
    try:
        dss = reader.root["/DSS"]
    except PARSE_ERRORS:
        return Evidence()
    return Evidence(
        tuple(parsed(x509.Certificate, _streams(dss, "/Certs"))),
        tuple(parsed(crl.CertificateList, _streams(dss, "/CRLs"))),
        tuple(parsed(ocsp.OCSPResponse, _streams(dss, "/OCSPs"))),
    )


def read_embedded(envelope: Envelope) -> Evidence:
    """Certificates and revocation data inside a CMS, and in Adobe's archive attribute."""
    crls: list[crl.CertificateList] = []
    ocsps: list[ocsp.OCSPResponse] = []
    lists = envelope.signed_data["crls"]
    if not isinstance(lists, core.Void):
        crls += [item.chosen.untag() for item in lists if item.name == "certificate_list"]
    for signer in envelope.signers:
        for archive in _archives(signer):
            crls += _items(archive, "crl")
            ocsps += _items(archive, "ocsp")
    certificates = tuple(item for item in envelope.certificates if is_whole(item))
    return Evidence(certificates, tuple(crls[:MAX_ITEMS]), tuple(ocsps[:MAX_ITEMS]))


def is_whole(certificate: x509.Certificate) -> bool:
    """Whether what a chain is built of can be read: parsers read late, and would fail in the midst of it."""
    body = certificate["tbs_certificate"]
    try:
        _ = certificate.subject.hashable, certificate.issuer.hashable, certificate["signature_value"].native
        _ = [body[part].native for part in ("serial_number", "validity", "subject_public_key_info", "signature")]
        _ = certificate.key_identifier, certificate.authority_key_identifier, certificate.key_usage_value
        _ = certificate["signature_algorithm"].native
    except PARSE_ERRORS:
        return False
    return True


def _is_whole_list(item: crl.CertificateList) -> bool:
    body = item["tbs_cert_list"]
    try:
        _ = body["issuer"].hashable, item["signature"].native, item["signature_algorithm"].native
        _ = [body[part].native for part in ("this_update", "next_update", "signature", "crl_extensions")]
    except PARSE_ERRORS:
        return False
    return True


Issuers = dict[str, list[x509.Certificate]]
"""Certificates by their subject, normalised."""


def by_subject(certificates: Iterable[x509.Certificate]) -> Issuers:
    """An index for looking up issuers."""
    out: Issuers = {}
    for item in certificates:
        out.setdefault(item.subject.hashable, []).append(item)
    return out


def altered_certificates(embedded: Iterable[x509.Certificate], known: Issuers) -> list[str]:
    """Subjects of embedded certificates that their own issuer, being at hand, did not sign as they stand.

    A certificate inside a CMS is not covered by the signature; a changed byte in one shows that hands were at work.
    """
    certificates = list(embedded)
    whole = [item for item in certificates if is_whole(item)]
    own = by_subject(whole)
    damaged = ["?"] if len(whole) < len(certificates) else []
    return [*damaged, *(str(item.subject.human_friendly) for item in whole if _is_altered(item, own, known))]


def _is_altered(certificate: x509.Certificate, own: Issuers, known: Issuers) -> bool:
    try:
        inner, outer = certificate["tbs_certificate"]["signature"], certificate["signature_algorithm"]
        if inner["algorithm"].native != outer["algorithm"].native:
            return True
        name = certificate.issuer.hashable
        issuers = [item for item in (*own.get(name, ()), *known.get(name, ())) if _fits(certificate, item)]
        return bool(issuers) and not any(signed_by(certificate, item) for item in issuers)
    except PARSE_ERRORS:
        return True


def _fits(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    wanted, have = certificate.authority_key_identifier, issuer.key_identifier
    return not wanted or not have or wanted == have


def signed_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether the key of `issuer` made the signature of `certificate`."""
    return _holds(certificate.dump(), issuer.dump())


def _check(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        DefaultSignatureValidator().validate_signature(
            certificate["signature_value"].native,
            certificate["tbs_certificate"].dump(),
            issuer.public_key,
            certificate["signature_algorithm"],
        )
    except PARSE_ERRORS:
        return False
    return True


@lru_cache(maxsize=4096)
def _holds(certificate: bytes, issuer: bytes) -> bool:
    """Whether the signature of one certificate (DER) is by the key of the other; asked again and again."""
    return _check(x509.Certificate.load(certificate), x509.Certificate.load(issuer))


def names_certificate(evidence: Evidence, certificate: x509.Certificate) -> bool:
    """Whether the revocation data speaks of this very certificate."""
    return any(_answers(item, certificate.serial_number) for item in evidence.ocsps) or any(
        item.issuer == certificate.issuer for item in evidence.crls
    )


def responders(response: ocsp.OCSPResponse) -> list[x509.Certificate]:
    """Certificates that a response brings for whoever signed it."""
    try:
        found = response.basic_ocsp_response["certs"]
        return [] if isinstance(found, core.Void) else list(found)
    except PARSE_ERRORS:
        return []


def _answers(response: ocsp.OCSPResponse, serial: int) -> bool:
    try:
        answers = response.basic_ocsp_response["tbs_response_data"]["responses"]
        return any(item["cert_id"]["serial_number"].native == serial for item in answers)
    except PARSE_ERRORS:
        return False


def _archives(signer: Any) -> Iterator[Any]:
    try:
        for part in ("signed_attrs", "unsigned_attrs"):
            attributes = signer[part]
            if not isinstance(attributes, core.Void):
                yield from find_cms_attribute_iter(attributes, "adobe_revocation_info_archival")
    except PARSE_ERRORS:
        return


def _items(archive: Any, key: str) -> list[Any]:
    try:
        value = archive[key]
        return [] if isinstance(value, core.Void) else list(value)
    except PARSE_ERRORS:
        return []


def _streams(dss: Any, key: str) -> Iterator[bytes]:
    try:
        array = dss[key]
        items = [array[index] for index in range(min(len(array), MAX_ITEMS))]
    except PARSE_ERRORS:
        return
    for item in items:
        try:
            if isinstance(item, generic.StreamObject):
                yield item.data
        except PARSE_ERRORS:
            continue


def parsed(kind: Any, ders: Iterable[bytes]) -> Iterator[Any]:
    """Certificates, lists or responses (`kind`, of asn1crypto) that can be read; the rest is left out."""
    for der in ders:
        try:
            value = kind.load(der)
            _ = value.native if kind is ocsp.OCSPResponse else None
            if (kind is x509.Certificate and not is_whole(value)) or (
                kind is crl.CertificateList and not _is_whole_list(value)
            ):
                continue
        except PARSE_ERRORS:
            continue
        yield value
