"""Signatures that are files of their own, and office files: judged, or returned with the reason."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs7
from lxml import etree
from signxml.signer import XMLSigner

from corpus.corpus import open_corpus
from corpus.reading import Reading
from ingest import media
from ingest.options import ReadOptions
from ingest.read import read_file
from signatures.trust import TrustStore
from tests.ingest.test_docx import letter
from tests.signatures.pki import NOW, make_pki

PKI = make_pki()
FIRM = PKI.firm()
TRUST = TrustStore.of([PKI.root.der], [PKI.ca.der], crls=[PKI.crl(), PKI.root_crl()])
CONTENT = "Hợp đồng lao động số 01".encode()


def _cms(*options: pkcs7.PKCS7Options, encoding: Encoding = Encoding.DER) -> bytes:
    builder = pkcs7.PKCS7SignatureBuilder().set_data(CONTENT).add_signer(FIRM.certificate, FIRM.key, hashes.SHA256())
    return builder.sign(encoding, [pkcs7.PKCS7Options.Binary, *options])


def _xml() -> bytes:
    key = FIRM.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    signer = XMLSigner(signature_algorithm="ecdsa-sha256")
    certificate = FIRM.certificate.public_bytes(Encoding.PEM).decode()
    return bytes(etree.tostring(signer.sign(etree.fromstring("<don><ten>An</ten></don>"), key=key, cert=certificate)))


def _with_signature(docx: bytes) -> bytes:
    """The letter as a word processor signs it."""
    out = BytesIO(docx)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    return out.getvalue()


def read(data: bytes, name: str, options: ReadOptions = ReadOptions(ocr=False)) -> Reading:  # noqa: B008 - frozen
    """As a clerk would have it read, a day after signing."""
    return read_file(data, name, trust=TRUST, now=NOW + timedelta(days=1), at=NOW, options=options)


@pytest.mark.parametrize("encoding", [Encoding.DER, Encoding.PEM])
def test_a_signature_that_brings_its_content_is_judged(encoding: Encoding) -> None:
    """Signer, integrity and trust in the same words as for a PDF."""
    reading = read(_cms(encoding=encoding), "a.p7m")
    assert reading.problem is None
    assert reading.source.media_type == media.CMS
    assert reading.signatures is not None
    assert [(item.integrity, item.trust) for item in reading.signatures.signatures] == [("intact", "trusted")]


def test_an_xml_signature_is_judged() -> None:
    """Whole, and with one letter changed."""
    good, bad = read(_xml(), "a.xml"), read(_xml().replace(b"<ten>An<", b"<ten>Am<"), "a.xml")
    assert [found.signatures and found.signatures.integrity for found in (good, bad)] == ["intact", "broken"]
    assert (good.problem, bad.problem) == (None, None)


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (_cms(pkcs7.PKCS7Options.DetachedSignature), "a.pdf.p7s", "signed_file_missing"),
        (_cms()[:200], "a.p7s", "signature_unreadable"),  # cut off
        (_xml()[:-9], "a.xml", "signature_unreadable"),
        (b'<a xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>', "a.xml", "unsupported_type"),  # named, not used
    ],
)
def test_a_signature_that_cannot_be_judged_is_returned(data: bytes, name: str, expected: str) -> None:
    """By type; the report says the same."""
    reading = read(data, name)
    assert reading.problem is not None
    assert reading.problem.type == expected
    assert reading.signatures is not None
    assert [item.integrity for item in reading.signatures.signatures] in ([], ["unknown"])
    assert reading.signatures.integrity in {"unreadable", "unsigned"}


def test_the_signature_of_an_office_file_is_said_to_be_unsupported() -> None:
    """The text is read; unsigned it is not."""
    reading = read(_with_signature(letter()), "a.docx")
    assert reading.problem is None
    assert reading.dispatches
    assert reading.signatures is not None
    assert reading.signatures.verdict == "unreadable"
    assert [notice.type for notice in reading.signatures.warnings] == ["ooxml_unsupported"]


def test_signatures_are_not_judged_where_they_are_not_asked_for() -> None:
    """Then there is nothing to read in such a file."""
    options = replace(ReadOptions(), signatures=False)
    problem = read(_cms(), "a.p7m", options).problem
    assert problem is not None
    assert problem.type == "unsupported_type"


def test_a_judged_signature_is_registered(tmp_path: Path) -> None:
    """As a document without dispatches, with its report."""
    data = _xml()
    with open_corpus(f"sqlite:///{tmp_path / 'a.db'}", str(tmp_path / "originals"), None) as corpus:
        batch = corpus.create_batch("lô", "test")
        item = corpus.receive(batch.id, "a.xml", "a.xml", data)
        filing = corpus.file(item.id, read(data, "a.xml"))
        assert filing.outcome == "registered"
        view = corpus.document(str(filing.document_id))
        assert (view.summary.integrity, view.reading["dispatches"]) == ("intact", [])
