"""Long revocation lists: only the lines that matter are read, and none that matters is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from asn1crypto import crl as asn1_crl
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from signatures.revocation_lists import SHORT, RevocationList
from signatures.trust import TrustStore
from signatures.verify import verify
from tests.signatures.paper import make_pdf
from tests.signatures.pki import NOW, Identity, make_pki, sign_pdf

PKI = make_pki()
FIRM, AGENCY = PKI.firm(), PKI.agency()
PDF = sign_pdf(make_pdf(), FIRM)
LONG_AGO = NOW - timedelta(days=30)


def long_list(revoked: Iterable[Identity] = (), *, indirect: bool = False, lines: int = 1000) -> bytes:
    """A list of the issuing authority with many lines of others, the wanted ones in their midst."""
    serials = [10**30 + number for number in range(lines)]
    serials[lines // 2 : lines // 2] = [item.certificate.serial_number for item in revoked]
    builder = x509.CertificateRevocationListBuilder().issuer_name(PKI.ca.certificate.subject)
    builder = builder.last_update(NOW - timedelta(hours=1)).next_update(NOW + timedelta(days=7))
    for serial in serials:
        line = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(LONG_AGO)
        if indirect:
            issuer = x509.CertificateIssuer([x509.DirectoryName(PKI.ca.certificate.subject)])
            line = line.add_extension(issuer, critical=True)
        builder = builder.add_revoked_certificate(line.build())
    return builder.sign(PKI.ca.key, hashes.SHA256()).public_bytes(Encoding.DER)


def _store(found: bytes, *, intermediates: tuple[bytes, ...] = ()) -> TrustStore:
    return TrustStore.of([PKI.root.der], [PKI.ca.der, *intermediates], crls=[found, PKI.root_crl()])


@pytest.mark.parametrize("indirect", [False, True])
@pytest.mark.parametrize(("revoked", "expected"), [((), "good"), ((FIRM,), "revoked"), ((AGENCY,), "good")])
def test_a_long_list_says_the_same_as_a_short_one(revoked: tuple[Identity, ...], expected: str, indirect: bool) -> None:
    """Also where lines name the authority they speak of, which leaves the list whole."""
    found = long_list(revoked, indirect=indirect)
    assert len(found) > SHORT
    (signature,) = verify(PDF, trust=_store(found), now=NOW, at=NOW).signatures
    assert signature.revocation == expected


def test_a_revoked_authority_is_found() -> None:
    """The lists of the root are read for the authorities below it."""
    store = TrustStore.of([PKI.root.der], [PKI.ca.der], crls=[long_list(), PKI.root_crl()])
    assert verify(PDF, trust=store, now=NOW, at=NOW).signatures[0].revocation == "good"


def test_a_signer_known_from_the_store_alone_is_looked_up() -> None:
    """Though no signature carries its certificate."""
    store = _store(long_list([FIRM]), intermediates=(FIRM.der,))
    assert verify(PDF, trust=store, now=NOW, at=NOW).signatures[0].revocation == "revoked"


def test_a_long_list_with_a_wrong_signature_settles_nothing() -> None:
    """The bytes that are signed are those that came."""
    found = bytearray(long_list())
    found[-5] ^= 1
    assert verify(PDF, trust=_store(bytes(found)), now=NOW, at=NOW).signatures[0].revocation == "unknown"
    found = bytearray(long_list([FIRM]))
    place = found.find(FIRM.certificate.serial_number.to_bytes(20, "big").lstrip(b"\0"))
    found[place + 3] ^= 1  # the line now speaks of another certificate
    assert verify(PDF, trust=_store(bytes(found)), now=NOW, at=NOW).signatures[0].revocation == "unknown"


def test_only_the_lines_in_question_are_left() -> None:
    """And the signed bytes stay what they were."""
    raw = long_list([FIRM, AGENCY])
    narrow = RevocationList(asn1_crl.CertificateList.load(raw)).about([FIRM.asn1])
    assert len(narrow["tbs_cert_list"]["revoked_certificates"]) == 1
    assert narrow["tbs_cert_list"].dump() == asn1_crl.CertificateList.load(raw)["tbs_cert_list"].dump()


def _answered(*answers: bytes, crls: Iterable[bytes] = ()) -> str:
    store = TrustStore.of([PKI.root.der], [PKI.ca.der], crls=[PKI.root_crl(), *crls], ocsps=answers)
    return verify(PDF, trust=store, now=NOW, at=NOW).signatures[0].revocation


def test_an_answer_brought_offline_settles_it() -> None:
    """The certificates of most firms name no responder; an operator may have asked elsewhere."""
    assert _answered(PKI.ocsp(FIRM)) == "good"
    assert _answered(PKI.ocsp(FIRM, revoked_at=LONG_AGO)) == "revoked"
    assert _answered(PKI.ocsp(FIRM, revoked_at=LONG_AGO), crls=[PKI.crl()]) == "revoked"
    assert _answered(PKI.ocsp(FIRM, revoked_at=NOW + timedelta(days=1)), crls=[PKI.crl()]) == "good"


def test_an_answer_about_somebody_else_settles_nothing() -> None:
    """Nor does one that another authority signed, or a damaged one."""
    assert _answered(PKI.ocsp(AGENCY)) == "unknown"
    assert _answered(replace(PKI, ca=make_pki("giả").ca).ocsp(FIRM)) == "unknown"
    assert _answered(PKI.ocsp(FIRM)[:-1] + b"\0") == "unknown"
    assert _answered(PKI.ocsp(AGENCY), crls=[PKI.crl([(FIRM, LONG_AGO)])]) == "revoked"
