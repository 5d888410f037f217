"""A public-key infrastructure made in memory, shaped like the Vietnamese ones: root, issuing CA, leaves, timestamps.

    pki = make_pki()                                   # cached: one per test session
    firm = pki.issue("CÔNG TY TNHH MẪU", uid="MST:0312345678")
    signed = sign_pdf(data, firm, tsa=pki.tsa)         # bytes in, bytes out, an incremental update
    pki.write_trust(folder)                            # root/ and ca/, as an operator would lay them out

Keys are P-256 (RSA where asked) so that a whole suite signs in seconds; the clock is always handed in.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.stamp import BaseStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""The moment at which tests stand unless they say otherwise."""
SIGNED_AT = NOW - timedelta(days=1)

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True)
class Identity:
    """A certificate with its key, and the certificates between it and its root (issuer first, root left out)."""

    certificate: x509.Certificate
    key: PrivateKey
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def der(self) -> bytes:
        """The certificate in DER."""
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def asn1(self) -> asn1_x509.Certificate:
        """The certificate as pyHanko wants it."""
        return asn1_x509.Certificate.load(self.der)

    @property
    def asn1_key(self) -> asn1_keys.PrivateKeyInfo:
        """The key as pyHanko wants it."""
        raw = self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return asn1_keys.PrivateKeyInfo.load(raw)

    def signer(self, *, embed_chain: bool = False) -> signers.SimpleSigner:
        """A pyHanko signer; Vietnamese files mostly embed the leaf alone, so the chain stays out unless asked."""
        registry = SimpleCertificateStore()
        if embed_chain:
            registry.register_multiple([asn1_x509.Certificate.load(c.public_bytes(Encoding.DER)) for c in self.chain])
        return signers.SimpleSigner(signing_cert=self.asn1, signing_key=self.asn1_key, cert_registry=registry)


@dataclass(frozen=True)
class Pki:
    """A root, an issuing CA under it, and a timestamping authority (RSA) under the same root."""

    root: Identity
    ca: Identity
    tsa: Identity
    not_before: datetime = field(default=NOW - timedelta(days=365))

    def issue(
        self,
        common_name: str,
        *,
        organization: str | None = None,
        unit: str | None = None,
        uid: str | None = None,
        serial_number: str | None = None,
        not_before: datetime | None = None,
        not_after: datetime | None = None,
        key_usage: Iterable[str] = ("digital_signature", "content_commitment"),
        eku: Iterable[x509.ObjectIdentifier] = (),
        rsa_key: bool = False,
    ) -> Identity:
        """A leaf under the issuing CA; `uid` is where Vietnamese certificates carry `MST:…`, `CCCD:…` or `CMND:…`."""
        subject = _name(common_name, organization=organization, unit=unit, uid=uid, serial_number=serial_number)
        start = not_before or self.not_before
        return _issue(
            subject,
            self.ca,
            start,
            not_after or start + timedelta(days=730),
            key_usage=key_usage,
            eku=eku,
            rsa_key=rsa_key,
            chain=(self.ca.certificate,),
        )

    def agency(self, name: str = "Ủy ban nhân dân xã Mẫu") -> Identity:
        """A state agency's seal (con dấu của cơ quan)."""
        return self.issue(name, organization="Ủy ban nhân dân tỉnh Mẫu")

    def firm(self, name: str = "CÔNG TY TNHH MẪU", tax_code: str = "0312345678") -> Identity:
        """A firm's certificate, with its tax code (mã số thuế) in UID."""
        return self.issue(name, uid=f"MST:{tax_code}")

    def crl(self, revoked: Iterable[tuple[Identity, datetime]] = (), *, at: datetime = NOW, days: int = 7) -> bytes:
        """A certificate revocation list (DER) of the issuing CA, valid `days` from `at`."""
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.ca.certificate.subject)
        builder = builder.last_update(at - timedelta(hours=1)).next_update(at + timedelta(days=days))
        for identity, when in revoked:
            entry = x509.RevokedCertificateBuilder().serial_number(identity.certificate.serial_number)
            builder = builder.add_revoked_certificate(entry.revocation_date(when).build())
        return builder.sign(self.ca.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def root_crl(self, *, at: datetime = NOW, days: int = 7) -> bytes:
        """The root's own list (DER), empty."""
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.root.certificate.subject)
        builder = builder.last_update(at - timedelta(hours=1)).next_update(at + timedelta(days=days))
        return builder.sign(self.root.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def ocsp(self, identity: Identity, *, at: datetime = NOW, revoked_at: datetime | None = None) -> bytes:
        """An OCSP response (DER) of the issuing CA about one leaf."""
        status = ocsp.OCSPCertStatus.REVOKED if revoked_at else ocsp.OCSPCertStatus.GOOD
        builder = ocsp.OCSPResponseBuilder().add_response(
            cert=identity.certificate,
            issuer=self.ca.certificate,
            algorithm=hashes.SHA256(),
            cert_status=status,
            this_update=at - timedelta(hours=1),
            next_update=at + timedelta(days=1),
            revocation_time=revoked_at,
            revocation_reason=None,
        )
        signed = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, self.ca.certificate)
        return signed.sign(self.ca.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def timestamper(self, at: datetime, *, tsa: Identity | None = None) -> DummyTimeStamper:
        """A timestamping service whose clock stands at `at`."""
        who = tsa or self.tsa
        return DummyTimeStamper(tsa_cert=who.asn1, tsa_key=who.asn1_key, fixed_dt=at)

    def write_trust(self, folder: Path) -> Path:
        """The folder an operator would keep: `root/` and `ca/` with PEM files."""
        for kind, identity in (("root", self.root), ("ca", self.ca)):
            target = folder / kind
            target.mkdir(parents=True, exist_ok=True)
            (target / f"{kind}.pem").write_bytes(identity.certificate.public_bytes(Encoding.PEM))
        return folder


@functools.cache
def make_pki(label: str = "Mẫu") -> Pki:
    """One hierarchy per label, made once per test session."""
    start = NOW - timedelta(days=3650)
    end = NOW + timedelta(days=3650)
    root = _root(_name(f"Root CA {label}", organization=f"Cơ quan gốc {label}"), start, end)
    ca = _issue(_name(f"CA {label}", organization=f"Cơ quan gốc {label}"), root, start, end, is_ca=True)
    tsa = _issue(
        _name(f"TSA {label}"),
        root,
        start,
        end,
        key_usage=("digital_signature",),
        eku=(ExtendedKeyUsageOID.TIME_STAMPING,),
        rsa_key=True,
    )
    return Pki(root, ca, tsa)


class _FrozenSigner(signers.PdfSigner):
    """Signs at the moment it is given, not at that of the machine."""

    moment: datetime = SIGNED_AT

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only=existing_fields_only)
        session.system_time = self.moment
        return session


def sign_pdf(
    data: bytes,
    identity: Identity,
    *,
    field: str = "Signature1",
    at: datetime = SIGNED_AT,
    timestamper: DummyTimeStamper | None = None,
    pades: bool = True,
    certify: MDPPerm | None = None,
    box: tuple[int, int, int, int] | None = None,
    page: int = 0,
    reason: str | None = None,
    location: str | None = None,
    md_algorithm: str = "sha256",
    embed_chain: bool = False,
    lock: fields.FieldMDPSpec | None = None,
    style: BaseStampStyle | None = None,
) -> bytes:
    """`data` with one more signature, added as an incremental update; `box` makes it visible on `page` (0-based)."""
    meta = signers.PdfSignatureMetadata(
        field_name=field,
        md_algorithm=md_algorithm,
        reason=reason,
        location=location,
        subfilter=SigSeedSubFilter.PADES if pades else SigSeedSubFilter.ADOBE_PKCS7_DETACHED,
        certify=certify is not None,
        docmdp_permissions=certify or MDPPerm.FILL_FORMS,
    )
    spec = SigFieldSpec(field, box=box, on_page=page, field_mdp_spec=lock)
    signer = _FrozenSigner(
        meta,
        identity.signer(embed_chain=embed_chain),
        timestamper=timestamper,
        new_field_spec=spec,
        **({"stamp_style": style} if style is not None else {}),
    )
    signer.moment = at
    out = BytesIO()
    signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(data), strict=False), output=out)
    return out.getvalue()


def timestamp_pdf(data: bytes, timestamper: DummyTimeStamper, *, field: str | None = None) -> bytes:
    """`data` with a document timestamp (dấu thời gian tài liệu)."""
    out = BytesIO()
    signers.PdfTimeStamper(timestamper, field_name=field).timestamp_pdf(
        IncrementalPdfFileWriter(BytesIO(data), strict=False), md_algorithm="sha256", output=out
    )
    return out.getvalue()


def _name(
    common_name: str,
    *,
    organization: str | None = None,
    unit: str | None = None,
    uid: str | None = None,
    serial_number: str | None = None,
) -> x509.Name:
    parts = (
        (NameOID.USER_ID, uid),
        (NameOID.COMMON_NAME, common_name),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, unit),
        (NameOID.ORGANIZATION_NAME, organization),
        (NameOID.SERIAL_NUMBER, serial_number),
        (NameOID.COUNTRY_NAME, "VN"),
    )
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts if value])


def _new_key(rsa_key: bool) -> PrivateKey:
    return rsa.generate_private_key(65537, 2048) if rsa_key else ec.generate_private_key(ec.SECP256R1())


def _root(subject: x509.Name, start: datetime, end: datetime) -> Identity:
    key = _new_key(False)
    builder = _builder(subject, subject, key, start, end, issuer_key=key, is_ca=True)
    builder = builder.add_extension(_usage(("key_cert_sign", "crl_sign")), critical=True)
    return Identity(builder.sign(key, hashes.SHA256()), key)


def _issue(
    subject: x509.Name,
    issuer: Identity,
    start: datetime,
    end: datetime,
    *,
    is_ca: bool = False,
    key_usage: Iterable[str] = (),
    eku: Iterable[x509.ObjectIdentifier] = (),
    rsa_key: bool = False,
    chain: tuple[x509.Certificate, ...] = (),
) -> Identity:
    key = _new_key(rsa_key)
    builder = _builder(subject, issuer.certificate.subject, key, start, end, issuer_key=issuer.key, is_ca=is_ca)
    builder = builder.add_extension(_usage(("key_cert_sign", "crl_sign") if is_ca else key_usage), critical=True)
    if purposes := tuple(eku):
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=True)
    return Identity(builder.sign(issuer.key, hashes.SHA256()), key, chain)


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: PrivateKey,
    start: datetime,
    end: datetime,
    *,
    issuer_key: PrivateKey,
    is_ca: bool,
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(start).not_valid_after(end)
    builder = builder.add_extension(x509.BasicConstraints(is_ca, None), critical=True)
    builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    return builder.add_extension(authority, critical=False)


def _usage(names: Iterable[str]) -> x509.KeyUsage:
    every = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    chosen = set(names)
    return x509.KeyUsage(**{name: name in chosen for name in every})
