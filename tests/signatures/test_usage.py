"""What a certificate is meant for: not every certificate under a trusted root may sign a document."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from signatures.policy import OFFLINE
from signatures.report import SignatureResult
from signatures.trust import TrustStore
from signatures.verify import verify
from tests.signatures.paper import make_pdf
from tests.signatures.pki import NOW, SIGNED_AT, Identity, make_pki, sign_pdf

PKI = make_pki()
STORE = TrustStore.of([PKI.root.der], [PKI.ca.der])
EKU = ExtendedKeyUsageOID


def _signed_by(who: Identity) -> SignatureResult:
    data = sign_pdf(make_pdf(), who, embed_chain=True)
    return verify(data, trust=STORE, now=NOW, policy=OFFLINE).signatures[0]


def _issue(
    issuer: Identity,
    name: str,
    *,
    ca: bool = False,
    path_length: int | None = None,
    usage: Iterable[str] = ("digital_signature",),
    constraint: str | None = None,
) -> Identity:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")])
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer.certificate.subject)
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(PKI.not_before).not_valid_after(NOW + (NOW - PKI.not_before))
    builder = builder.add_extension(x509.BasicConstraints(ca, path_length), critical=True)
    every = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
             "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")  # fmt: skip
    allowed = set(usage)
    builder = builder.add_extension(x509.KeyUsage(**{item: item in allowed for item in every}), critical=True)
    if constraint is not None:
        within = x509.DirectoryName(x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, constraint)]))
        builder = builder.add_extension(x509.NameConstraints([within], None), critical=True)
    chain = () if issuer is PKI.root else (issuer.certificate, *issuer.chain)
    return Identity(builder.sign(issuer.key, hashes.SHA256()), key, chain)


CERTIFIES = ("key_cert_sign", "crl_sign")


@pytest.mark.parametrize(
    ("purposes", "trust"),
    [((EKU.TIME_STAMPING,), "untrusted"), ((EKU.SERVER_AUTH,), "untrusted"), ((EKU.OCSP_SIGNING,), "untrusted"),
     ((EKU.SERVER_AUTH, EKU.EMAIL_PROTECTION), "trusted"), ((EKU.CLIENT_AUTH,), "trusted"),
     ((EKU.SMARTCARD_LOGON, EKU.EMAIL_PROTECTION, EKU.CLIENT_AUTH), "trusted"), ((), "trusted")],
)  # fmt: skip
def test_a_machine_signs_no_document(purposes: tuple[x509.ObjectIdentifier, ...], trust: str) -> None:
    """Nor do those who sign timestamps and OCSP answers."""
    found = _signed_by(PKI.issue("Máy chủ", eku=purposes))
    assert (found.integrity, found.trust) == ("intact", trust)
    assert (found.sub_indication == "CHAIN_CONSTRAINTS_FAILURE") == (trust == "untrusted")


def test_an_authority_signs_no_document() -> None:
    """Neither an intermediate one, though it may sign other things, nor the root itself."""
    able = _issue(PKI.root, "CA ký được", ca=True, usage=("digital_signature", *CERTIFIES))
    found = [_signed_by(who) for who in (PKI.ca, able, PKI.root)]
    assert {item.sub_indication for item in found} == {"CHAIN_CONSTRAINTS_FAILURE"}


def test_a_chain_that_its_authorities_did_not_allow_is_none() -> None:
    """A leaf that issues, one authority too many, a name outside of what was allowed."""
    short = _issue(PKI.root, "CA cuối", ca=True, path_length=0, usage=CERTIFIES)
    bound = _issue(PKI.root, "CA nước khác", ca=True, usage=CERTIFIES, constraint="FR")
    issuers = [PKI.firm(), _issue(short, "CA thừa", ca=True, usage=CERTIFIES), bound]
    found = [_signed_by(_issue(issuer, "Ai đó")) for issuer in issuers]
    assert [item.trust for item in found] == ["untrusted"] * 3
    assert {item.indication for item in found} == {"INDETERMINATE"}


def test_a_token_of_somebody_who_may_not_stamp_proves_nothing() -> None:
    """The signature holds; its time is only claimed."""
    stamper = PKI.timestamper(SIGNED_AT, tsa=PKI.issue("Không phải TSA", rsa_key=True))
    found = verify(sign_pdf(make_pdf(), PKI.firm(), timestamper=stamper), trust=STORE, now=NOW).signatures[0]
    assert found.timestamp is not None
    assert found.timestamp.status == "untrusted"
    assert any("claims" in reason for reason in found.reasons)


def test_a_maze_of_certificates_is_left_soon() -> None:
    """Twelve authorities of one name, each signed by the next: a search by names alone would not end."""
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(12)]
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "CA vòng")])
    chain = []
    for number, key in enumerate(keys):
        builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        builder = builder.not_valid_before(PKI.not_before).not_valid_after(NOW).serial_number(number + 1)
        builder = builder.add_extension(x509.BasicConstraints(True, None), critical=True)
        chain.append(builder.sign(keys[(number + 1) % len(keys)], hashes.SHA256()))
    leaf = _issue(Identity(chain[0], keys[0]), "Ai đó")
    found = _signed_by(Identity(leaf.certificate, leaf.key, tuple(chain)))
    assert (found.integrity, found.sub_indication) == ("intact", "NO_CERTIFICATE_CHAIN_FOUND")
