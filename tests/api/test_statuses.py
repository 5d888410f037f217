"""Status messages over HTTP: what came over the document axis is answered, all else is refused by type."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from corpus.carrier import Envelope
from corpus.status_message import Organ, StatusMessage, to_edxml
from ingest.edxml import read_envelope
from tests.api.conftest import Office
from tests.ingest.test_edxml import attachment, envelope

LETTER = """ỦY BAN NHÂN DÂN TỈNH AN SƠN
Số: 12/UBND-TH
V/v kiểm kê hồ sơ {word}

An Sơn, ngày 5 tháng 3 năm 2025

Kính gửi: Các sở.

Đề nghị các sở kiểm kê hồ sơ {word}./.
"""


def test_the_sender_is_told_from_arrival_to_the_end(office: Office) -> None:
    """03 for the document; the codes of its dossier; 02 with the reason for a file that was returned."""
    letter = LETTER.format(word=secrets.token_hex(4)).encode()
    data = envelope(attachment("cong-van.txt", letter) + attachment("hong.pdf", secrets.token_bytes(64)))
    sent = office.http.post("/api/v1/batches", files=[("files", ("a.edxml", data, "application/xml"))])
    batch = sent.json()["id"]
    office.settle(batch)
    items = office.http.get(f"/api/v1/batches/{batch}/items").json()["items"]
    outcome = {item["state"]: item for item in items}
    document = outcome["registered"]["document_id"]
    answer = office.http.get(f"/api/v1/documents/{document}/status.edxml")
    header = read_envelope(answer.content).header
    assert (header["status"]["code"], header["sender"]["id"]) == ("03", "000.00.00.H99")
    assert header["responses"][0]["reference"] == "12/UBND-TH"
    assert f'filename="{document}.03.edxml"' in answer.headers["content-disposition"]
    returned = office.http.get(f"/api/v1/batches/{batch}/items/{outcome['returned']['id']}/status.edxml")
    assert read_envelope(returned.content).header["status"]["code"] == "02"
    opened = office.http.post("/api/v1/dossiers", json={"title": "x", "by": "L"}).json()["href"]
    assert office.http.get(f"{opened}/status.edxml").json()["code"] == "no_envelope"
    office.http.post(f"{opened}/documents", json={"document_id": document, "by": "L"})
    office.http.post(f"{opened}/transitions", json={"by": "L", "state": "accepted"})
    told = read_envelope(office.http.get(f"{opened}/status.edxml").content).header
    assert told["status"]["code"] == "03"
    page = office.http.get(opened.removeprefix("/api/v1")).text
    assert f"/status.edxml?document_id={document}" in page


def test_a_status_message_that_comes_in_is_shown(office: Office) -> None:
    """It takes no number, offers none, and says what it answers."""
    reference = f"{secrets.randbelow(9000) + 1000}/UBND-TH"
    answered = Envelope("000.00.00.H98", None, reference, None, "2025-03-05")
    message = StatusMessage(answered, "05", "Đang xử lý", datetime(2025, 3, 6, tzinfo=UTC))
    data = to_edxml(message, Organ("000.00.00.H99", "Sở Nội vụ An Sơn"))
    sent = office.http.post("/api/v1/batches", files=[("files", ("b.edxml", data, "application/xml"))]).json()["id"]
    office.settle(sent)
    (item,) = office.http.get(f"/api/v1/batches/{sent}/items").json()["items"]
    document = office.http.get(f"/api/v1/documents/{item['document_id']}").json()
    assert (item["state"], document["arrival_number"]) == ("registered", None)
    page = office.http.get(f"/documents/{item['document_id']}").text
    assert all(text in page for text in ("Sở Nội vụ An Sơn", "05: Đang xử lý", reference))
    assert f"/documents/{item['document_id']}/arrival" not in page


def test_what_came_otherwise_has_nobody_to_tell(office: Office) -> None:
    """409 by type, 404 for what is unknown."""
    document = office.document("cong-van-77.txt")
    refused = office.http.get(f"/api/v1/documents/{document}/status.edxml")
    assert (refused.status_code, refused.json()["code"]) == (409, "no_envelope")
    assert office.http.get("/api/v1/documents/doc_khong/status.edxml").status_code == 404
    assert office.http.get("/api/v1/dossiers/dos_khong/status.edxml").status_code == 404
