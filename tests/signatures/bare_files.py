"""Signatures that are files of their own: CMS and XML, detached or not, made for the tests."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs7
from lxml import etree
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from signxml.signer import XMLSigner
from signxml.xades import XAdESSigner

from tests.signatures.pki import Identity

DS = "http://www.w3.org/2000/09/xmldsig#"
XADES = "http://uri.etsi.org/01903/v1.3.2#"


def cms(
    identity: Identity, content: bytes, *, detached: bool, digest: Any = None, encoding: Any = Encoding.DER
) -> bytes:
    """A CMS over `content`, which a detached one does not carry."""
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content)
    builder = builder.add_signer(identity.certificate, identity.key, digest or hashes.SHA256())
    options = [pkcs7.PKCS7Options.Binary, *([pkcs7.PKCS7Options.DetachedSignature] if detached else [])]
    return builder.sign(encoding, options)


def xml(identity: Identity, document: str, **how: Any) -> bytes:
    """A document with its signature inside."""
    signer = XMLSigner(signature_algorithm="ecdsa-sha256")
    signed = signer.sign(etree.fromstring(document), key=_key(identity), cert=_pem(identity), **how)
    return bytes(etree.tostring(signed))


def detached_xml(identity: Identity, files: dict[str, bytes]) -> bytes:
    """An XML signature over other files, by the names it calls them."""
    signer = XMLSigner(signature_algorithm="ecdsa-sha256")
    places = [f"#r{number}" for number in range(len(files))]
    document = etree.fromstring("<g>" + "".join(f'<f Id="{place[1:]}"/>' for place in places) + "</g>")
    signed = signer.sign(document, key=_key(identity), cert=_pem(identity), reference_uri=places)
    signature = signed.find(f"{{{DS}}}Signature")
    info = signature.find(f"{{{DS}}}SignedInfo")
    for reference, (name, data) in zip(info.findall(f"{{{DS}}}Reference"), files.items(), strict=True):
        reference.set("URI", name)
        reference.remove(reference.find(f"{{{DS}}}Transforms"))
        reference.find(f"{{{DS}}}DigestValue").text = base64.b64encode(hashlib.sha256(data).digest()).decode()
    return sign_again(identity, etree.tostring(signature))


def sign_again(identity: Identity, signature: bytes) -> bytes:
    """The same `ds:Signature` with its value made anew, after its SignedInfo was changed."""
    root = etree.fromstring(signature)
    info = root.find(f"{{{DS}}}SignedInfo")
    method = info.find(f"{{{DS}}}CanonicalizationMethod").get("Algorithm")
    exclusive = method.startswith("http://www.w3.org/2001/10/xml-exc-c14n#")
    canonical = etree.tostring(info, method="c14n", exclusive=exclusive, with_comments=False)
    assert isinstance(identity.key, ec.EllipticCurvePrivateKey)
    r, s = decode_dss_signature(identity.key.sign(canonical, ec.ECDSA(hashes.SHA256())))
    size = (identity.key.key_size + 7) // 8
    value = base64.b64encode(r.to_bytes(size, "big") + s.to_bytes(size, "big")).decode()
    root.find(f"{{{DS}}}SignatureValue").text = value
    return bytes(etree.tostring(root))


def _key(identity: Identity) -> bytes:
    return identity.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _pem(identity: Identity) -> str:
    return identity.certificate.public_bytes(Encoding.PEM).decode()


def xades(identity: Identity, document: str) -> bytes:
    """A XAdES signature over a document: signing time and certificate are signed, too."""
    signer = XAdESSigner(signature_algorithm="ecdsa-sha256")
    return bytes(etree.tostring(signer.sign(etree.fromstring(document), key=_key(identity), cert=_pem(identity))))


def stamp_xades(signed: bytes, timestamper: DummyTimeStamper, *, over: bytes | None = None) -> bytes:
    """With a time stamp over the signature value, or over something else."""
    root = etree.fromstring(signed)
    value = next(root.iter(f"{{{DS}}}SignatureValue"))
    covered = over if over is not None else etree.tostring(value, method="c14n", exclusive=True, with_tail=False)
    token = asyncio.run(timestamper.async_timestamp(hashlib.sha256(covered).digest(), "sha256"))
    properties = next(root.iter(f"{{{XADES}}}QualifyingProperties"))
    stamp = etree.fromstring(
        f'<x:UnsignedProperties xmlns:x="{XADES}" xmlns:d="{DS}"><x:UnsignedSignatureProperties><x:SignatureTimeStamp>'
        '<d:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><x:EncapsulatedTimeStamp>'
        f"{base64.b64encode(token.dump()).decode()}</x:EncapsulatedTimeStamp></x:SignatureTimeStamp>"
        "</x:UnsignedSignatureProperties></x:UnsignedProperties>"
    )
    properties.append(stamp)
    return bytes(etree.tostring(root))
