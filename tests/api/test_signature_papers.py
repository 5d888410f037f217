"""What is handed on about signatures: the ETSI report and the printable note."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from lxml import etree
from signxml.signer import XMLSigner

from signatures.etsi_report import VR
from tests.api.conftest import Office
from tests.signatures.bare_files import cms
from tests.signatures.paper import make_pdf
from tests.signatures.pki import make_pki

FIRM = make_pki().firm()

SIGNED = "07-to-trinh-431-ky-so.pdf"
TAMPERED = "10-cong-van-902-sua-sau-khi-ky.pdf"
UNSIGNED = "02-quyet-dinh-884-ubnd.pdf"
PROCEDURE = "ho-tro-theo-quyet-dinh-15-2020"


def _note(office: Office, name: str, **query: str) -> str:
    """The words of the note."""
    answer = office.http.get(f"/api/v1/documents/{office.document(name)}/signature-note.pdf", params=query)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) >= 1
    document = pypdfium2.PdfDocument(answer.content)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


@pytest.mark.parametrize(("name", "expected"), [(SIGNED, "indeterminate"), (TAMPERED, "total-failed")])
def test_the_etsi_report_says_what_the_json_says(office: Office, name: str, expected: str) -> None:
    """One report for each signature, with its main indication."""
    href = f"/api/v1/documents/{office.document(name)}"
    answer = office.http.get(f"{href}/signature-report.xml")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/xml")
    root = ET.fromstring(answer.content)
    indications = [element.text or "" for element in root.iter(f"{{{VR}}}MainIndication")]
    told = office.http.get(f"{href}/signature-report").json()["signatures"]
    assert len(indications) >= len(told) == 1
    assert indications[0].endswith(expected)


def test_a_document_without_signatures_has_no_etsi_report(office: Office) -> None:
    """The standard has none for that; typed."""
    answer = office.http.get(f"/api/v1/documents/{office.document(UNSIGNED)}/signature-report.xml")
    assert (answer.status_code, answer.json()["code"]) == (404, "no_signature")


@pytest.mark.parametrize(
    ("name", "expected"), [(SIGNED, "CHƯA XÁC ĐỊNH"), (TAMPERED, "KHÔNG HỢP LỆ"), (UNSIGNED, "KHÔNG CÓ CHỮ KÝ SỐ")]
)
def test_the_note_tells_the_verdict_with_its_evidence(office: Office, name: str, expected: str) -> None:
    """For every document, signed or not."""
    words = _note(office, name)
    assert expected in words
    sha256 = office.http.get(f"/api/v1/documents/{office.document(name)}").json()["reading"]["source"]["sha256"]
    assert sha256[:16] in words.replace("\n", "").replace("\r", "")


def test_the_note_holds_a_document_against_the_rule_of_a_procedure(office: Office) -> None:
    """The employer did not sign this one."""
    words = _note(office, SIGNED, procedure=PROCEDURE, fact="employer_tax_code=0312345678")
    assert "CHƯA ĐỦ" in words


@pytest.mark.parametrize(
    "query",
    [
        {"procedure": "none"},
        {"procedure": PROCEDURE},  # the rule has to know the employer
        {"procedure": PROCEDURE, "fact": "employer_tax_code"},
    ],
)
def test_a_rule_that_cannot_be_applied_is_told(office: Office, query: dict[str, str]) -> None:
    """No such rule, a fact lacking, a fact without a value."""
    answer = office.http.get(f"/api/v1/documents/{office.document(SIGNED)}/signature-note.pdf", params=query)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_value")


def test_the_page_leads_to_both(office: Office) -> None:
    """The report only where there is a signature."""
    signed = office.http.get(f"/documents/{office.document(SIGNED)}").text
    unsigned = office.http.get(f"/documents/{office.document(UNSIGNED)}").text
    assert ["signature-report.xml" in page for page in (signed, unsigned)] == [True, False]
    assert ["signature-note.pdf" in page for page in (signed, unsigned)] == [True, True]
    links = office.http.get(f"/api/v1/documents/{office.document(SIGNED)}").json()["links"]
    assert links["signature-note"].endswith("/signature-note.pdf")
    assert links["signature-report-xml"].endswith("/signature-report.xml")


def test_a_signature_of_its_own_has_a_page(office: Office) -> None:
    """A document without text or pages is shown with its verdict."""
    key = FIRM.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    certificate = FIRM.certificate.public_bytes(Encoding.PEM).decode()
    signer = XMLSigner(signature_algorithm="ecdsa-sha256")
    data = bytes(etree.tostring(signer.sign(etree.fromstring("<don/>"), key=key, cert=certificate)))
    accepted = office.http.post("/api/v1/batches", files=[("files", ("don.xml", data, "application/xml"))])
    assert office.settle(accepted.json()["id"])["balance"]["registered"] == 1
    page = office.http.get(f"/documents/{office.document('don.xml')}")
    assert page.status_code == 200
    assert "signature-report.xml" in page.text


def test_a_detached_signature_and_its_file_lead_to_each_other(office: Office) -> None:
    """On both pages; the note on the file tells who signed, though the signature is a file of its own."""
    data = make_pdf([["Công ty đề nghị xác nhận hồ sơ số 77."]])
    files = {"xac-nhan.pdf.p7s": cms(FIRM, data, detached=True), "xac-nhan.pdf": data}
    sent = [("files", (name, content, "application/octet-stream")) for name, content in files.items()]
    accepted = office.http.post("/api/v1/batches", files=sent)
    assert office.settle(accepted.json()["id"])["balance"]["registered"] == 2
    file, signature = (office.document(name) for name in ("xac-nhan.pdf", "xac-nhan.pdf.p7s"))
    for here, there in ((file, signature), (signature, file)):
        assert f'<a href="/documents/{there}">' in office.http.get(f"/documents/{here}").text
    assert "CÔNG TY TNHH MẪU" in _note(office, "xac-nhan.pdf")
