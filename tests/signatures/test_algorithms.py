"""Hashes behind a signature: that of the content and that of the signature itself; the weaker one counts."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence

import pytest
from asn1crypto import algos, cms, tsp
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from signatures.policy import OFFLINE
from signatures.report import SignatureResult
from signatures.trust import TrustStore
from signatures.verify import verify
from tests.signatures.attack_cms import put_cms, read_cms
from tests.signatures.paper import make_pdf
from tests.signatures.pki import NOW, SIGNED_AT, Identity, make_pki, sign_pdf

PKI = make_pki()
STORE = TrustStore.of([PKI.root.der], [PKI.ca.der])


@functools.cache
def _signer(name: str) -> Identity:
    return PKI.issue(name, rsa_key=True)


@functools.cache
def _signed() -> bytes:
    return sign_pdf(make_pdf(), _signer("Người ký"), timestamper=PKI.timestamper(SIGNED_AT))


def _signature(who: Identity, info: cms.SignerInfo, name: str, parameters: object = None) -> cms.SignerInfo:
    """The signer's attributes signed once more, by another algorithm; without timestamp and algorithm protection."""
    attributes = [item for item in info["signed_attrs"] if item["type"].native != "cms_algorithm_protection"]
    info["signed_attrs"] = cms.CMSAttributes(attributes)
    chosen = {"algorithm": name, **({"parameters": parameters} if parameters is not None else {})}
    info["signature_algorithm"] = algos.SignedDigestAlgorithm(chosen)
    digest = {"md5": hashes.MD5, "sha1": hashes.SHA1, "sha512": hashes.SHA512}.get(
        info["signature_algorithm"].hash_algo, hashes.SHA256
    )()
    pad = padding.PSS(padding.MGF1(digest), digest.digest_size) if name == "rsassa_pss" else padding.PKCS1v15()
    assert isinstance(who.key, rsa.RSAPrivateKey)
    info["signature"] = who.key.sign(b"\x31" + cms.CMSAttributes(attributes).dump(force=True)[1:], pad, digest)
    del info["unsigned_attrs"]
    return info


def _with_signers(infos: Sequence[cms.SignerInfo], certificates: Sequence[Identity]) -> SignatureResult:
    signed = read_cms(_signed())["content"]
    signed["signer_infos"] = cms.SignerInfos(infos)
    signed["certificates"] = cms.CertificateSet(
        [cms.CertificateChoices("certificate", who.asn1) for who in certificates]
    )
    message = cms.ContentInfo({"content_type": "signed_data", "content": signed.copy()})
    return verify(put_cms(_signed(), message.dump(force=True)), trust=STORE, now=NOW, policy=OFFLINE).signatures[0]


def _pss(name: str, length: int) -> algos.RSASSAPSSParams:
    mask = {"algorithm": "mgf1", "parameters": {"algorithm": name}}
    return algos.RSASSAPSSParams(
        {"hash_algorithm": {"algorithm": name}, "mask_gen_algorithm": mask, "salt_length": length}
    )


@pytest.mark.parametrize(
    ("name", "parameters", "expected"),
    [
        ("sha256_rsa", None, (True, "sha256", None)),
        ("sha512_rsa", None, (True, "sha256", None)),
        ("rsassa_pss", _pss("sha256", 32), (True, "sha256", None)),
        ("sha1_rsa", None, (False, "sha1", "CRYPTO_CONSTRAINTS_FAILURE")),
        ("rsassa_pss", _pss("sha1", 20), (False, "sha1", "CRYPTO_CONSTRAINTS_FAILURE")),
        ("md5_rsa", None, (False, "md5", "CRYPTO_CONSTRAINTS_FAILURE")),
    ],
)
def test_a_strong_digest_hides_no_weak_signature(
    name: str, parameters: object, expected: tuple[bool, str, str | None]
) -> None:
    """The content is digested by SHA-256 every time."""
    who = _signer("Người ký")
    info = _signature(who, read_cms(_signed())["content"]["signer_infos"][0], name, parameters)
    result = _with_signers([info], [who])
    assert (result.indication == "TOTAL_PASSED", result.digest_algorithm, result.sub_indication) == expected


@pytest.mark.parametrize(("named", "expected"), [("Người ký", "TOTAL_PASSED"), ("Người khác", "INDETERMINATE")])
def test_two_names_of_the_certificate_must_agree(named: str, expected: str) -> None:
    """The newer signing-certificate attribute names the signer; the older beside it the same, or somebody else."""
    who = _signer("Người ký")
    info = read_cms(_signed())["content"]["signer_infos"][0]
    older = tsp.SigningCertificate({"certs": [{"cert_hash": hashlib.sha1(_signer(named).der).digest()}]})
    attribute = cms.CMSAttribute({"type": "signing_certificate", "values": [older]})
    info["signed_attrs"] = cms.CMSAttributes([*info["signed_attrs"], attribute])
    result = _with_signers([_signature(who, info, "sha256_rsa")], [who])
    assert result.indication == expected


@pytest.mark.parametrize("turned", [False, True])
def test_a_second_signer_must_be_trusted_too(turned: bool) -> None:
    """Two in one CMS, one of them a stranger: it is no better than the stranger, in whatever order they stand."""
    known = _signer("Người ký")
    stranger = make_pki("Người lạ").issue("Kẻ lạ", rsa_key=True)
    first = _signature(known, read_cms(_signed())["content"]["signer_infos"][0], "sha256_rsa")
    second = first.copy()
    number = cms.IssuerAndSerialNumber({"issuer": stranger.asn1.issuer, "serial_number": stranger.asn1.serial_number})
    second["sid"] = cms.SignerIdentifier("issuer_and_serial_number", number)
    kept = [item for item in first["signed_attrs"] if item["type"].native != "signing_certificate_v2"]
    second["signed_attrs"] = cms.CMSAttributes(kept)
    second = _signature(stranger, second, "sha256_rsa")
    result = _with_signers([second, first] if turned else [first, second], [known, stranger])
    assert (result.integrity, result.trust, result.indication) == ("intact", "unknown", "INDETERMINATE")
