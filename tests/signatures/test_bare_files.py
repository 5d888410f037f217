"""Detached CMS and XML signatures, base64 without a frame, XAdES time stamps: what is judged and what is said."""

from __future__ import annotations

import base64
import hashlib
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives import hashes
from lxml import etree

from signatures.any_file import verify_any
from signatures.detached import encapsulated, verify_cms
from signatures.policy import OFFLINE
from signatures.report import SignedContent
from signatures.trust import TrustStore
from signatures.xades import names_other_certificate
from signatures.xml_signature import verify_xml
from tests.signatures.bare_files import cms, detached_xml, stamp_xades, xades, xml
from tests.signatures.pki import NOW, SIGNED_AT, make_pki

PKI = make_pki()
STORE = TrustStore.of([PKI.root.der], [PKI.ca.der])
FIRM = PKI.firm()
CONTENT = "Quyết định số 02/QĐ-ABC".encode()
DIGEST = hashlib.sha256(CONTENT).hexdigest()
LETTER = "<HoSo><MaSo>1</MaSo></HoSo>"


def test_a_detached_signature_says_which_file_it_seeks() -> None:
    """The digest it signed, and who signed it; nothing is claimed of the file."""
    report = verify_cms(cms(FIRM, CONTENT, detached=True), trust=STORE, now=NOW)
    assert report.contents == (SignedContent({"sha256": DIGEST}),)
    assert report.lacks_content
    (signature,) = report.signatures
    assert (signature.integrity, signature.sub_indication) == ("unknown", "SIGNED_DATA_NOT_FOUND")
    assert signature.signer is not None
    assert signature.signer.identifiers == {"MST": "0312345678"}
    assert "nộp tệp đó" in signature.explanation


def test_the_content_is_named_in_the_report() -> None:
    """By its SHA-256, whatever digest the signature itself uses."""
    p7s = cms(FIRM, CONTENT, detached=True, digest=hashes.SHA512())
    (sought,) = verify_any(p7s, trust=STORE, now=NOW).contents
    assert sought == SignedContent({"sha512": hashlib.sha512(CONTENT).hexdigest()})
    report = verify_any(p7s, contents=[CONTENT], trust=STORE, now=NOW, at=NOW, policy=OFFLINE)
    assert (report.verdict, report.contents[0].sha256, report.lacks_content) == ("passed", DIGEST, False)


def test_a_forged_digest_is_found_without_the_content() -> None:
    """What is sought must be what was signed."""
    p7s = cms(FIRM, CONTENT, detached=True)
    forged = p7s.replace(bytes.fromhex(DIGEST), hashlib.sha256(b"other").digest())
    assert verify_cms(forged, trust=STORE, now=NOW).integrity == "broken"


def test_base64_without_a_frame_is_read() -> None:
    """As some portals hand out `.p7s`, in lines or in one."""
    text = base64.encodebytes(cms(FIRM, CONTENT, detached=False))
    for data in (text, b"\xef\xbb\xbf" + text.replace(b"\n", b"")):
        assert verify_any(data, trust=STORE, now=NOW).integrity == "intact"
        assert encapsulated(data) == CONTENT


def test_revoked_is_failed_for_a_file_of_its_own_too() -> None:
    """As for a PDF, where the time is proven."""
    store = TrustStore.of(
        [PKI.root.der], [PKI.ca.der], crls=[PKI.crl([(FIRM, SIGNED_AT - timedelta(days=9))]), PKI.root_crl()]
    )
    report = verify_cms(cms(FIRM, CONTENT, detached=False), trust=store, now=NOW, at=NOW)
    assert (report.verdict, report.signatures[0].sub_indication) == ("failed", "REVOKED")


def test_an_xml_signature_over_other_files() -> None:
    """Each by its name; judged once all are there, broken when one differs."""
    files = {"quyet%20dinh.pdf": CONTENT, "b.pdf": b"b"}
    signature = detached_xml(FIRM, files)
    sought = verify_xml(signature, trust=STORE, now=NOW)
    assert [content.name for content in sought.contents] == ["quyet dinh.pdf", "b.pdf"]
    assert sought.contents[0].digests == {"sha256": DIGEST}
    assert sought.signatures[0].sub_indication == "SIGNED_DATA_NOT_FOUND"
    good = verify_any(signature, contents=[CONTENT, b"b"], trust=STORE, now=NOW, at=NOW, policy=OFFLINE)
    assert (good.integrity, good.verdict) == ("intact", "passed")
    for contents in ([CONTENT, b"c"], [b"b", CONTENT]):
        assert verify_any(signature, contents=contents, trust=STORE, now=NOW).integrity == "broken"
    assert verify_any(signature, contents=[CONTENT, None], trust=STORE, now=NOW).integrity == "unreadable"


def test_a_xades_time_stamp_proves_the_time() -> None:
    """It is judged by the same rules as one in a PDF."""
    stamped = stamp_xades(xades(FIRM, LETTER), PKI.timestamper(SIGNED_AT))
    report = verify_xml(stamped, trust=STORE, now=NOW + timedelta(days=9000), policy=OFFLINE)
    (signature,) = report.signatures
    assert signature.timestamp is not None
    assert (signature.timestamp.status, signature.timestamp.time) == ("valid", SIGNED_AT)
    assert (report.integrity, report.verdict, signature.validated_at) == ("intact", "passed", SIGNED_AT)


def test_a_xades_time_stamp_for_other_data_is_told() -> None:
    """Somebody put it there afterwards: the file is not as it was signed."""
    stamped = stamp_xades(xades(FIRM, LETTER), PKI.timestamper(SIGNED_AT), over=b"another signature")
    report = verify_xml(stamped, trust=STORE, now=NOW, policy=OFFLINE)
    assert report.integrity == "changed"
    assert report.signatures[0].timestamp is not None
    assert report.signatures[0].timestamp.status == "invalid"


def test_a_certificate_put_in_place_of_the_signers_is_told() -> None:
    """XAdES binds the certificate by its digest: another one with the same key does not do."""
    signature = etree.fromstring(xades(FIRM, LETTER))
    assert not names_other_certificate(signature, FIRM.asn1)
    assert names_other_certificate(signature, PKI.firm("CÔNG TY TNHH KHÁC").asn1)
    assert not names_other_certificate(etree.fromstring(xml(FIRM, LETTER)), FIRM.asn1)  # nothing stated


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<G>", b'<G><A ID="a" gia="9"/>'),  # the name in another spelling
        (b"<G>", b'<G tien="9">'),
        (b"<G>", b'<G><B gia="9"/>'),
        (b"<G>", b"<G>9"),
        (b"</G>", b"<B>9</B></G>"),
    ],
)
def test_what_stands_beside_the_signed_element_is_not_covered(old: bytes, new: bytes) -> None:
    """Text, attributes, and elements that bear the same name in another spelling."""
    signed = xml(FIRM, '<G><A Id="a">1</A></G>', reference_uri="#a")
    assert verify_xml(signed, trust=STORE, now=NOW).integrity == "intact"
    altered = signed.replace(old, new)
    assert altered != signed
    assert verify_xml(altered, trust=STORE, now=NOW).integrity == "changed"


def test_a_transform_that_is_not_applied_is_not_judged() -> None:
    """signxml would pass over it in silence; nothing is said to be broken that was not looked at."""
    signed = xml(FIRM, LETTER).replace(
        b"http://www.w3.org/2000/09/xmldsig#enveloped-signature", b"http://www.w3.org/TR/1999/REC-xpath-19991116"
    )
    report = verify_xml(signed, trust=STORE, now=NOW)
    assert (report.integrity, report.signatures[0].integrity) == ("unreadable", "unknown")
    assert "transforms" in report.signatures[0].reasons[0]


@pytest.mark.parametrize("whole", [True, False])
def test_a_comment_in_the_midst_of_a_text_is_told(whole: bool) -> None:
    """No digest sees it, and `100<!-- -->000` is 100 for some readers; a comment between elements parts nothing."""
    options = {} if whole else {"reference_uri": "#a"}
    signed = xml(FIRM, '<G><A Id="a"><B>100000</B><C>1</C></A></G>', **options)
    assert verify_xml(signed, trust=STORE, now=NOW).integrity == "intact"
    beside = signed.replace(b"</B><C>", b"</B><!-- x --><C>")
    assert verify_xml(beside, trust=STORE, now=NOW).integrity == "intact"
    parted = signed.replace(b"100000", b"100<!-- x -->000")
    assert verify_xml(parted, trust=STORE, now=NOW).integrity == "changed"
