"""CMS files, XML signatures, Office files: the same report, or a clear refusal."""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ET
import zipfile
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs7
from lxml import etree
from signxml.algorithms import SignatureConstructionMethod
from signxml.signer import XMLSigner

from signatures.any_file import verify_any
from signatures.detached import verify_cms
from signatures.etsi_report import VR, to_etsi_xml
from signatures.policy import OFFLINE
from signatures.trust import TrustStore
from signatures.verify import verify
from signatures.xml_signature import verify_xml
from tests.signatures.paper import make_pdf
from tests.signatures.pki import NOW, Identity, make_pki, sign_pdf

PKI = make_pki()
STORE = TrustStore.of([PKI.root.der], [PKI.ca.der])
CONTENT = "Hợp đồng lao động số 01".encode()
FIRM = PKI.firm()


def _cms(identity: Identity, *, detached: bool, content: bytes = CONTENT) -> bytes:
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content)
    builder = builder.add_signer(identity.certificate, identity.key, hashes.SHA256())
    options = [pkcs7.PKCS7Options.Binary]
    if detached:
        options.append(pkcs7.PKCS7Options.DetachedSignature)
    return builder.sign(Encoding.DER, options)


def _xml(identity: Identity, document: str, **signer_arguments: Any) -> bytes:
    signer = XMLSigner(signature_algorithm="ecdsa-sha256", **signer_arguments)
    key = identity.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    certificate = identity.certificate.public_bytes(Encoding.PEM).decode()
    signed = signer.sign(etree.fromstring(document), key=key, cert=certificate)
    return etree.tostring(signed)


def test_a_detached_signature_needs_its_file() -> None:
    """With the file it holds, without it is refused, with another it is broken."""
    p7s = _cms(FIRM, detached=True)
    at = NOW + timedelta(days=300)
    good = verify_cms(p7s, content=CONTENT, trust=STORE, now=at, at=NOW, policy=OFFLINE)
    assert (good.integrity, good.verdict, good.signatures[0].trust) == ("intact", "passed", "trusted")
    assert verify_cms(p7s, trust=STORE, now=NOW).warnings[0].type == "content_missing"
    other = verify_cms(p7s, content=CONTENT + b"!", trust=STORE, now=NOW)
    assert (other.integrity, other.signatures[0].sub_indication) == ("broken", "HASH_FAILURE")


def test_an_enveloping_signature_brings_its_content() -> None:
    """And does not vouch for another file sent beside it."""
    p7m = _cms(FIRM, detached=False)
    assert verify_cms(p7m, trust=STORE, now=NOW).integrity == "intact"
    assert verify_cms(p7m, trust=STORE, now=NOW).warnings[0].type == "content_inside"
    assert verify_cms(p7m, content=b"other", trust=STORE, now=NOW).integrity == "broken"


@pytest.mark.parametrize("data", [b"", b"\x30", b"\x30\x80\x00", b"0\x82\xff\xff", b"-----BEGIN CMS-----\nx"])
def test_a_damaged_cms_is_refused(data: bytes) -> None:
    """Never an exception."""
    assert verify_cms(data, content=CONTENT, trust=STORE, now=NOW).integrity == "unreadable"


def test_an_xml_signature_over_the_whole_document() -> None:
    """Enveloped, as tax and insurance forms carry it."""
    report = verify_xml(_xml(FIRM, "<HoSo><MaSo>1</MaSo></HoSo>"), trust=STORE, now=NOW, at=NOW, policy=OFFLINE)
    assert (report.integrity, report.verdict) == ("intact", "passed")
    assert report.warnings[0].type == "xml_limits"
    assert report.signatures[0].signer is not None
    assert report.signatures[0].signer.identifiers == {"MST": "0312345678"}


def test_a_changed_document_is_broken() -> None:
    """One digit."""
    signed = _xml(FIRM, "<HoSo><MaSo>1</MaSo></HoSo>").replace(b">1<", b">9<")
    report = verify_xml(signed, trust=STORE, now=NOW)
    assert (report.integrity, report.signatures[0].sub_indication) == ("broken", "HASH_FAILURE")


def test_wrapped_content_is_not_covered() -> None:
    """The signed element is kept, and another one put beside it."""
    signed = _xml(FIRM, '<G><A Id="a">1</A></G>', method=SignatureConstructionMethod.enveloped)
    assert verify_xml(signed, trust=STORE, now=NOW).integrity == "intact"
    wrapped = b"<Gia><A>9</A>" + signed + b"</Gia>"
    assert verify_xml(wrapped, trust=STORE, now=NOW).integrity != "intact"


@pytest.mark.parametrize(
    "data",
    [
        b"<a",
        b"",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY l2 "&lol;&lol;">]><lolz>&l2;</lolz>',
    ],
)
def test_hostile_xml_is_refused(data: bytes) -> None:
    """No entities, no document types."""
    assert verify_xml(data, trust=STORE, now=NOW).integrity == "unreadable"


def test_the_kind_is_told_by_the_bytes() -> None:
    """PDF, CMS, XML and Office by what they are, not by what they are called."""
    assert (
        verify_any(sign_pdf(make_pdf(), FIRM), trust=STORE, now=NOW).signatures[0].sub_filter == "ETSI.CAdES.detached"
    )
    assert verify_any(_cms(FIRM, detached=False), trust=STORE, now=NOW).signatures[0].sub_filter == "CMS"
    assert verify_any(_xml(FIRM, "<a/>"), trust=STORE, now=NOW).signatures[0].sub_filter == "XMLDSig"
    assert verify_any(b"hello", trust=STORE, now=NOW).warnings[0].type == "unknown_format"


def test_office_files_are_refused_with_the_reason() -> None:
    """Signed ones say why; unsigned ones are unsigned."""
    for name, integrity in (("_xmlsignatures/sig1.xml", "unreadable"), ("word/document.xml", "unsigned")):
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(name, "<a/>")
        assert verify_any(out.getvalue(), trust=STORE, now=NOW).integrity == integrity


def test_the_etsi_report_says_the_same() -> None:
    """Indications, signer and signed bytes in the elements of TS 119 102-2."""
    signed = sign_pdf(make_pdf(), FIRM, reason="Ký duyệt\x07")
    report = verify(signed, trust=STORE, now=NOW)
    xml = to_etsi_xml(report, sha256=hashlib.sha256(signed).hexdigest(), validated_at=NOW)
    root = ET.fromstring(xml)
    space = {"vr": VR}
    main = root.findtext(".//vr:MainIndication", namespaces=space)
    sub = root.findtext(".//vr:SubIndication", namespaces=space)
    assert main == "urn:etsi:019102:mainindication:indeterminate"
    assert sub == "urn:etsi:019102:subindication:TRY_LATER"
    assert root.findtext(".//vr:Signer", namespaces=space) == "CÔNG TY TNHH MẪU"
    assert root.findtext(".//vr:ReasonElement", namespaces=space) == "Ký duyệt"
    assert root.findtext(".//vr:POETime", namespaces=space) == "2026-03-02T09:00:00Z"  # nothing proves an earlier one
    with pytest.raises(ValueError, match="no signature"):
        to_etsi_xml(verify(make_pdf(), trust=STORE, now=NOW), sha256="00", validated_at=NOW)
