"""Integrity (tính toàn vẹn): whether the digest matches the bytes and the signature matches the digest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from asn1crypto import algos, cms, core, tsp, x509
from asn1crypto.keys import PublicKeyInfo
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, encode_dss_signature
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate, AdESSubIndic
from pyhanko.sign.general import (
    CMSStructuralError,
    check_ess_certid,
    find_cms_attribute_iter,
    match_issuer_serial,
)
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import get_signing_cert_attr, validate_sig_integrity
from pyhanko_certvalidator.sig_validate import (
    DEFAULT_VALIDATION_CONTEXT,
    DefaultSignatureValidator,
    SignatureValidationContext,
)
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

from signatures.cms import Envelope
from signatures.document import PARSE_ERRORS
from signatures.report import Integrity

Digester = Callable[[str], bytes]
"""Digest of what was signed, by the name of a hash algorithm."""

BROKEN_HASHES = frozenset({"md2", "md4", "md5"})
"""Anyone can make two files with one such digest: a match proves nothing."""

PLAIN_ECDSA = {
    "0.4.0.127.0.7.1.1.4.1.1": "sha1",
    "0.4.0.127.0.7.1.1.4.1.2": "sha224",
    "0.4.0.127.0.7.1.1.4.1.3": "sha256",
    "0.4.0.127.0.7.1.1.4.1.4": "sha384",
    "0.4.0.127.0.7.1.1.4.1.5": "sha512",
}
"""ECDSA with r and s side by side (BSI TR-03111, 5.2.1), as German cards write it."""


@dataclass(frozen=True, slots=True, eq=False)
class CryptoFinding:
    """What mathematics says of one signer: the integrity, why, and with which algorithms."""

    integrity: Integrity
    sub_indication: str | None
    reasons: tuple[str, ...]
    certificate: x509.Certificate | None = None
    digest_algorithm: str | None = None
    """The weakest hash it rests on."""
    signature_algorithm: str | None = None
    others: tuple[x509.Certificate, ...] = ()
    """Of further signers of the same CMS, which PAdES does not allow: each must be as good as the first."""


class _Validator(DefaultSignatureValidator):
    """pyHanko's validator, and plain ECDSA beside it."""

    def validate_signature(
        self,
        signature: bytes,
        signed_data: bytes,
        public_key_info: PublicKeyInfo,
        signature_algorithm: algos.SignedDigestAlgorithm,
        context: SignatureValidationContext = DEFAULT_VALIDATION_CONTEXT,
    ) -> None:
        name = PLAIN_ECDSA.get(signature_algorithm["algorithm"].dotted)
        if name is None:
            super().validate_signature(signature, signed_data, public_key_info, signature_algorithm, context)
            return
        key = serialization.load_der_public_key(public_key_info.dump())
        if not isinstance(key, ec.EllipticCurvePublicKey) or context.prehashed:
            raise InvalidSignature
        half = len(signature) // 2
        pair = int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big")
        key.verify(encode_dss_signature(*pair), signed_data, ec.ECDSA(get_pyca_cryptography_hash(name)))


VALIDATOR = _Validator()


def check_envelope(envelope: Envelope, digester: Digester, extra: Iterable[x509.Certificate] = ()) -> CryptoFinding:
    """Judge every SignerInfo; the worst one speaks for the envelope. `extra` are certificates from elsewhere."""
    pool = (*envelope.certificates, *extra)
    findings = [check_signer(envelope, signer, digester, pool) for signer in envelope.signers]
    order: dict[Integrity, int] = {"broken": 0, "unknown": 1, "intact": 2}
    worst = min(findings, key=lambda item: order[item.integrity])
    others = (item.certificate for item in findings if item is not worst)
    return replace(worst, others=tuple(item for item in others if item is not None))


def check_signer(
    envelope: Envelope, signer: cms.SignerInfo, digester: Digester, pool: Iterable[x509.Certificate]
) -> CryptoFinding:
    """Digest, signed attributes and signature of one SignerInfo."""
    try:
        digest_name = str(signer["digest_algorithm"]["algorithm"].native).lower()
        signature_name = str(signer["signature_algorithm"]["algorithm"].native)
        certificate = find_signer_certificate(signer, pool)
        announced = {str(item["algorithm"].native).lower() for item in envelope.signed_data["digest_algorithms"]}
    except PARSE_ERRORS as error:
        return _finding("unknown", AdESFailure.FORMAT_FAILURE, f"unreadable SignerInfo: {error}")
    if digest_name not in announced:
        reason = f"the CMS does not announce {digest_name}, which its signer used (RFC 5652, 5.1)"
        return _finding("unknown", AdESFailure.FORMAT_FAILURE, reason)
    if certificate is None:
        return _finding(
            "unknown", AdESIndeterminate.NO_SIGNING_CERTIFICATE_FOUND, "the signer's certificate is not in the CMS"
        )
    weakest = _weakest(digest_name, signer["signature_algorithm"])
    common = (certificate, weakest, signature_name)
    if weakest in BROKEN_HASHES:
        return _finding("unknown", AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE, f"{weakest} is broken", *common)
    return _check_value(envelope, signer, lambda: digester(digest_name), common)


def _check_value(
    envelope: Envelope,
    signer: cms.SignerInfo,
    digest: Callable[[], bytes],
    common: tuple[x509.Certificate, str, str],
) -> CryptoFinding:
    """Digest and signature value; `common` are the certificate, the weakest hash and the algorithm of the signature."""
    certificate, _, signature_name = common
    try:
        digest_matches, signature_matches = validate_sig_integrity(
            signer,
            certificate,
            expected_content_type=envelope.content_type,
            actual_digest=digest(),
            sig_validator=VALIDATOR,
        )
    except SignatureValidationError as error:
        sub = error.ades_subindication
        kind: Integrity = "broken" if isinstance(sub, AdESFailure) else "unknown"
        return _finding(kind, sub, error.failure_message, *common)
    except CMSStructuralError as error:
        return _finding("broken", AdESFailure.FORMAT_FAILURE, error.failure_message, *common)
    except (*PARSE_ERRORS, UnsupportedAlgorithm) as error:
        reason = f"cannot check {signature_name}: {type(error).__name__} {error}"
        return _finding("unknown", AdESIndeterminate.GENERIC, reason, *common)
    if not digest_matches:
        return _finding("broken", AdESFailure.HASH_FAILURE, "the digest does not match the signed bytes", *common)
    if not signature_matches:
        reason = "the signature value does not match the signed attributes"
        return _finding("broken", AdESFailure.SIG_CRYPTO_FAILURE, reason, *common)
    if not _agree(signer, certificate):
        reason = "one of two signing-certificate attributes names another certificate (RFC 5035, 5.4)"
        return _finding("unknown", AdESIndeterminate.NO_SIGNING_CERTIFICATE_FOUND, reason, *common)
    return CryptoFinding("intact", None, (), *common)


def _agree(signer: cms.SignerInfo, certificate: x509.Certificate) -> bool:
    """Whether the older attribute, which is not looked at beside the newer one, names the same certificate."""
    older = (
        []
        if isinstance(signer["signed_attrs"], core.Void)
        else find_cms_attribute_iter(signer["signed_attrs"], "signing_certificate")
    )
    return all(check_ess_certid(certificate, tsp.SigningCertificate.load(item.dump())["certs"][0]) for item in older)


def _weakest(digest: str, algorithm: algos.SignedDigestAlgorithm) -> str:
    """The weaker of two hashes: the digest of the content, and that of the signature over it (`sha1_rsa`, PSS)."""
    try:
        signed = PLAIN_ECDSA.get(algorithm["algorithm"].dotted) or str(algorithm.hash_algo)
    except PARSE_ERRORS:
        return digest
    return next((name for name in (digest, signed) if name in BROKEN_HASHES or name == "sha1"), digest)


def find_signer_certificate(signer: cms.SignerInfo, pool: Iterable[x509.Certificate]) -> x509.Certificate | None:
    """The certificate that the SignerInfo names, by issuer and serial number or by key identifier."""
    sid = signer["sid"]
    for certificate in pool:
        if sid.name == "issuer_and_serial_number":
            if match_issuer_serial(sid.chosen, certificate):
                return certificate
        elif certificate.key_identifier == sid.chosen.native:
            return certificate
    return None


def names_its_certificate(signer: cms.SignerInfo) -> bool:
    """Whether a signed attribute binds the signature to one certificate (ESS signing-certificate), as PAdES demands."""
    try:
        return get_signing_cert_attr(signer["signed_attrs"]) is not None
    except (*PARSE_ERRORS, SignatureValidationError):
        return False


def check_pkcs7_sha1(envelope: Envelope, sha1_of_file: bytes) -> CryptoFinding:
    """`adbe.pkcs7.sha1`: the CMS encapsulates the SHA-1 of the file, and signs that."""
    content = envelope.content
    if content is None:
        return _finding("broken", AdESFailure.FORMAT_FAILURE, "adbe.pkcs7.sha1 without the encapsulated digest")
    finding = check_envelope(envelope, digester_of(content))
    if finding.integrity == "intact" and content != sha1_of_file:
        reason = "the encapsulated digest does not match the signed bytes"
        return _finding(
            "broken", AdESFailure.HASH_FAILURE, reason, finding.certificate, "sha1", finding.signature_algorithm
        )
    return finding


def check_raw_rsa(contents: bytes, certificates: Iterable[bytes], digester: Digester) -> CryptoFinding:
    """`adbe.x509.rsa_sha1`: a bare PKCS#1 signature, the certificates stand in `/Cert`."""
    try:
        certificate = x509.Certificate.load(next(iter(certificates)), strict=True)
        value = core.OctetString.load(contents).native
        key = serialization.load_der_public_key(certificate.public_key.dump())
    except (*PARSE_ERRORS, StopIteration, UnsupportedAlgorithm) as error:
        return _finding("unknown", AdESFailure.FORMAT_FAILURE, f"{type(error).__name__}: {error}")
    if not isinstance(key, rsa.RSAPublicKey):
        return _finding("broken", AdESFailure.FORMAT_FAILURE, "the certificate holds no RSA key", certificate)
    try:
        key.verify(value, digester("sha1"), padding.PKCS1v15(), Prehashed(hashes.SHA1()))
    except InvalidSignature:
        reason = "the signature value does not match the signed bytes"
        return _finding("broken", AdESFailure.SIG_CRYPTO_FAILURE, reason, certificate, "sha1", "sha1_rsa")
    return CryptoFinding("intact", None, (), certificate, "sha1", "sha1_rsa")


def digester_of(*parts: bytes | memoryview) -> Digester:
    """A digester over `parts`, end to end, that takes each digest once. Parse errors for unknown algorithms."""
    done: dict[str, bytes] = {}

    def digest(name: str) -> bytes:
        if name not in done:
            hasher = hashes.Hash(get_pyca_cryptography_hash(name))
            for part in parts:
                hasher.update(part)
            done[name] = hasher.finalize()
        return done[name]

    return digest


def _finding(
    integrity: Integrity,
    sub: AdESSubIndic | None,
    reason: str,
    certificate: x509.Certificate | None = None,
    digest_algorithm: str | None = None,
    signature_algorithm: str | None = None,
) -> CryptoFinding:
    name = sub.standard_name if sub is not None else None
    return CryptoFinding(integrity, name, (reason,), certificate, digest_algorithm, signature_algorithm)
