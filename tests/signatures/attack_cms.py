"""Attacks on the CMS inside the Contents: attributes, signers, certificates, timestamps, padding.

Each takes a signed file (a P-256 signature with a timestamp) and gives it back with another CMS in the same place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from asn1crypto import algos, cms, x509

from tests.signatures.attacks import Attack, gap
from tests.signatures.paper import make_pdf
from tests.signatures.pki import SIGNED_AT, Identity, make_pki, sign_pdf

PKI = make_pki()
STRANGER = make_pki("Người lạ")
Edit = Callable[[cms.SignedData], None]


def read_cms(data: bytes) -> cms.ContentInfo:
    """The CMS of the last signature."""
    begin, end = gap(data)
    return cms.ContentInfo.load(bytes.fromhex(data[begin + 1 : end - 1].decode()))


def put_cms(data: bytes, encoded: bytes) -> bytes:
    """The file with another CMS in the same gap."""
    begin, end = gap(data)
    digits = encoded.hex().encode().ljust(end - begin - 2, b"0")
    assert len(digits) == end - begin - 2
    return data[: begin + 1] + digits + data[end - 1 :]


def _edit(name: str, edit: Edit) -> Attack:
    def attack(data: bytes) -> bytes:
        message = read_cms(data)
        signed = message["content"]
        edit(signed)
        content = cms.ContentInfo({"content_type": "signed_data", "content": signed.copy()})
        return put_cms(data, content.dump(force=True))

    attack.__name__ = name
    return attack


def _signer(signed: cms.SignedData) -> cms.SignerInfo:
    return signed["signer_infos"][0]


def _attribute(signed: cms.SignedData, kind: str) -> cms.CMSAttribute:
    return next(item for item in _signer(signed)["signed_attrs"] if item["type"].native == kind)


def _without(signed: cms.SignedData, kind: str) -> None:
    kept = [item for item in _signer(signed)["signed_attrs"] if item["type"].native != kind]
    _signer(signed)["signed_attrs"] = cms.CMSAttributes(kept)


def _drop(kind: str) -> Edit:
    return lambda signed: _without(signed, kind)


def _drop_all(signed: cms.SignedData) -> None:
    del _signer(signed)["signed_attrs"]


def _other_digest(signed: cms.SignedData) -> None:
    _attribute(signed, "message_digest")["values"] = [hashlib.sha256(b"khac").digest()]


def _second_digest(signed: cms.SignedData) -> None:
    attribute = _attribute(signed, "message_digest")
    attribute["values"] = [hashlib.sha256(b"khac").digest(), attribute["values"][0].native]


def _digest_twice(signed: cms.SignedData) -> None:
    attributes = [*_signer(signed)["signed_attrs"], _attribute(signed, "message_digest").copy()]
    _signer(signed)["signed_attrs"] = cms.CMSAttributes(attributes)


def _other_content_type(signed: cms.SignedData) -> None:
    _attribute(signed, "content_type")["values"] = ["signed_data"]


def _outer_content_type(signed: cms.SignedData) -> None:
    signed["encap_content_info"] = cms.ContentInfo({"content_type": "signed_data"})


def _with_content(content: bytes) -> Edit:
    def edit(signed: cms.SignedData) -> None:
        signed["encap_content_info"] = cms.ContentInfo({"content_type": "data", "content": content})

    return edit


def _no_signers(signed: cms.SignedData) -> None:
    signed["signer_infos"] = cms.SignerInfos([])


def _forged_second_signer(signed: cms.SignedData) -> None:
    del _signer(signed)["unsigned_attrs"]
    other = _signer(signed).copy()
    other["signature"] = b"\x30\x06\x02\x01\x01\x02\x01\x01"
    signed["signer_infos"] = cms.SignerInfos([_signer(signed), other])


def _forged_first_signer(signed: cms.SignedData) -> None:
    del _signer(signed)["unsigned_attrs"]
    other = _signer(signed).copy()
    other["signature"] = b"\x30\x06\x02\x01\x01\x02\x01\x01"
    signed["signer_infos"] = cms.SignerInfos([other, _signer(signed)])


def _zero_signature(signed: cms.SignedData) -> None:
    _signer(signed)["signature"] = b"\x30\x06\x02\x01\x00\x02\x01\x00"


def _empty_signature(signed: cms.SignedData) -> None:
    _signer(signed)["signature"] = b""


def _certificate_of(who: Identity) -> Edit:
    """Another certificate stands where the signer's stood."""

    def edit(signed: cms.SignedData) -> None:
        signed["certificates"] = cms.CertificateSet([cms.CertificateChoices("certificate", who.asn1)])

    return edit


def _named_signer(who: Identity) -> Edit:
    """Another certificate, and the SignerInfo names it."""

    def edit(signed: cms.SignedData) -> None:
        certificate = who.asn1
        signed["certificates"] = cms.CertificateSet([cms.CertificateChoices("certificate", certificate)])
        number = cms.IssuerAndSerialNumber({"issuer": certificate.issuer, "serial_number": certificate.serial_number})
        _signer(signed)["sid"] = cms.SignerIdentifier("issuer_and_serial_number", number)

    return edit


def _no_certificate(signed: cms.SignedData) -> None:
    signed["certificates"] = cms.CertificateSet([])


def _name_in_certificate(signed: cms.SignedData) -> None:
    """The embedded certificate bears another name; the key stays."""
    certificate = signed["certificates"][0].chosen
    raw = certificate.dump().replace("xã Mẫu".encode(), "xã Giả".encode())
    signed["certificates"] = cms.CertificateSet([cms.CertificateChoices("certificate", x509.Certificate.load(raw))])


def _digest_algorithm(name: str) -> Edit:
    def edit(signed: cms.SignedData) -> None:
        _signer(signed)["digest_algorithm"] = algos.DigestAlgorithm({"algorithm": name})

    return edit


def _signature_algorithm(name: str) -> Edit:
    def edit(signed: cms.SignedData) -> None:
        _signer(signed)["signature_algorithm"] = algos.SignedDigestAlgorithm({"algorithm": name})

    return edit


def _token(edit: Callable[[cms.ContentInfo], cms.ContentInfo]) -> Edit:
    """The signature timestamp, edited."""

    def change(signed: cms.SignedData) -> None:
        attributes = _signer(signed)["unsigned_attrs"]
        token = next(item for item in attributes if item["type"].native == "signature_time_stamp_token")
        token["values"] = [edit(token["values"][0])]

    return change


def _token_of_other_file(_: cms.ContentInfo) -> cms.ContentInfo:
    other = sign_pdf(make_pdf([("Khac",)]), PKI.firm(), timestamper=PKI.timestamper(SIGNED_AT))
    attributes = read_cms(other)["content"]["signer_infos"][0]["unsigned_attrs"]
    return next(iter(attributes))["values"][0].copy()


def _token_bytes(old: bytes, new: bytes) -> Edit:
    def edit(token: cms.ContentInfo) -> cms.ContentInfo:
        raw = token.dump()
        assert old in raw
        return cms.ContentInfo.load(raw.replace(old, new, 1))

    return _token(edit)


def _token_signature(token: cms.ContentInfo) -> cms.ContentInfo:
    raw = bytearray(token.dump())
    raw[-5] ^= 1
    return cms.ContentInfo.load(bytes(raw))


def token_without_time(data: bytes) -> bytes:
    """The time in the timestamp is none."""
    return put_cms(data, read_cms(data).dump().replace(b"20260301090000Z", b"2026030109000!Z", 1))


def behind_the_cms(data: bytes) -> bytes:
    """A second CMS behind the first, where the padding should be."""
    encoded = read_cms(data).dump()
    return put_cms(data, encoded + encoded[:200])


def before_the_cms(data: bytes) -> bytes:
    """A byte in front of the CMS."""
    return put_cms(data, b"\x00" + read_cms(data).dump())


def cms_of_other_file(data: bytes) -> bytes:
    """The whole CMS of another signed file."""
    other = sign_pdf(make_pdf([("Khac",)]), PKI.agency(), timestamper=PKI.timestamper(SIGNED_AT))
    return put_cms(data, read_cms(other).dump())


def truncated(data: bytes) -> bytes:
    """Half a CMS."""
    encoded = read_cms(data).dump()
    return put_cms(data, encoded[: len(encoded) // 2])


def no_signed_data(data: bytes) -> bytes:
    """A CMS of another kind."""
    return put_cms(data, cms.ContentInfo({"content_type": "data", "content": b"x"}).dump())


CMS_ATTACKS: tuple[Attack, ...] = (
    _edit("no_message_digest", _drop("message_digest")),
    _edit("no_content_type", _drop("content_type")),
    _edit("no_signing_certificate", _drop("signing_certificate_v2")),
    _edit("no_signed_attributes", _drop_all),
    _edit("other_message_digest", _other_digest),
    _edit("two_message_digests", _second_digest),
    _edit("message_digest_twice", _digest_twice),
    _edit("other_content_type", _other_content_type),
    _edit("outer_content_type", _outer_content_type),
    _edit("content_inside", _with_content(b"noi dung khac")),
    _edit("empty_content_inside", _with_content(b"")),
    _edit("no_signers", _no_signers),
    _edit("forged_second_signer", _forged_second_signer),
    _edit("forged_first_signer", _forged_first_signer),
    _edit("zero_signature", _zero_signature),
    _edit("empty_signature", _empty_signature),
    _edit("certificate_of_another", _certificate_of(PKI.firm())),
    _edit("certificate_of_a_stranger", _certificate_of(STRANGER.firm())),
    _edit("signer_named_another", _named_signer(PKI.firm())),
    _edit("signer_named_authority", _named_signer(PKI.ca)),
    _edit("no_certificate", _no_certificate),
    _edit("name_in_certificate", _name_in_certificate),
    *(_edit(f"digest_{name}", _digest_algorithm(name)) for name in ("md5", "sha1", "sha384", "sha512", "sha3_256")),
    *(_edit(f"signature_{name}", _signature_algorithm(name)) for name in (
        "sha1_ecdsa", "sha512_ecdsa", "sha256_rsa", "rsassa_pkcs1v15", "sha256_dsa", "ed25519", "rsassa_pss")),
    _edit("token_of_other_file", _token(_token_of_other_file)),
    _edit("token_time_earlier", _token_bytes(b"20260301090000Z", b"20200301090000Z")),
    _edit("token_time_later", _token_bytes(b"20260301090000Z", b"20360301090000Z")),
    _edit("token_signature", _token(_token_signature)),
    token_without_time,
    behind_the_cms,
    before_the_cms,
    cms_of_other_file,
    truncated,
    no_signed_data,
)  # fmt: skip

VICTIMS = {
    "pades": sign_pdf(make_pdf(), PKI.agency(), timestamper=PKI.timestamper(SIGNED_AT)),
    "pkcs7": sign_pdf(make_pdf(), PKI.agency(), timestamper=PKI.timestamper(SIGNED_AT), pades=False),
}
"""Signed once, with a timestamp inside; the second names its certificate in no signed attribute."""
