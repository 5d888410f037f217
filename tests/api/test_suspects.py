"""Likely duplicates over HTTP: told as such, no arrival number spent on them until a person decides."""

from __future__ import annotations

import secrets
from typing import Any

import pytest

from tests.api.conftest import Office

LETTER = """SỞ NỘI VỤ
Số: {number}/SNV-VP

An Sơn, ngày 2 tháng 3 năm 2026

Kính gửi: Ủy ban nhân dân tỉnh.

Sở Nội vụ báo cáo kết quả kiểm tra{end}
"""


def _send(office: Office, number: int, end: str) -> dict[str, Any]:
    name = f"{secrets.token_hex(4)}.txt"
    text = LETTER.format(number=number, end=end).encode()
    sent = office.http.post("/api/v1/batches", files=[("files", (name, text, "text/plain"))])
    batch = sent.json()["id"]
    office.settle(batch)
    (item,) = office.http.get(f"/api/v1/batches/{batch}/items").json()["items"]
    return dict(item)


def _document(office: Office, item: dict[str, Any]) -> dict[str, Any]:
    shown: dict[str, Any] = office.http.get(f"/api/v1/documents/{item['document_id']}").json()
    return shown


@pytest.fixture(scope="module")
def twins(office: Office) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two files of one dispatch: other bytes, the same number, issuer and date."""
    number = secrets.randbelow(90000) + 10000
    return _send(office, number, "./."), _send(office, number, " ./.")


def test_a_likely_duplicate_is_shown_and_spends_no_number(office: Office, twins: Any) -> None:
    """With the documents it may be a duplicate of; a person then gives it the next number, once."""
    first, second = twins
    assert (first["suspects"], second["suspects"]) == ([], [first["document_id"]])
    shown = _document(office, second)
    assert (shown["arrival_number"], shown["suspects"]) == (None, [first["document_id"]])
    assert _document(office, first)["arrival_number"]
    page = office.http.get(f"/documents/{second['document_id']}").text
    assert page.index("Có thể trùng với văn bản") < page.index(f'href="/documents/{first["document_id"]}"')
    assert (_unnumbered(office, first), _unnumbered(office, second)) == (0, 2)
    path = f"/api/v1/documents/{second['document_id']}/arrival"
    given = office.http.post(path, json={"by": "Lan"}).json()
    assert office.http.post(path, json={"by": "Lan"}).json()["number"] == given["number"]
    assert _document(office, second)["arrival_number"] == given["number"]
    assert office.http.post("/api/v1/documents/doc_khong/arrival", json={"by": "Lan"}).status_code == 404
    assert office.http.post(path, json={"by": " "}).status_code == 422
    assert _unnumbered(office, second) == 0
    void = {"reason": "vào sổ nhầm\x00", "by": "Lan"}
    assert (
        office.http.post(f"/api/v1/arrivals/{given['id']}/void", json=void).json()["void_reason"] == "vào sổ nhầm\ufffd"
    )

    assert _unnumbered(office, second) == 2
    page = office.http.get("/register/unnumbered").text
    assert f"Số đến {given['number']}/{given['year']} đã hủy" in page
    listed = office.http.get("/api/v1/documents", params={"numbered": True, "limit": 200}).json()["items"]
    assert all(document["arrival_number"] for document in listed)


def test_the_batch_tells_each_number_and_each_likely_duplicate(office: Office) -> None:
    """Whoever took them in need not open them to learn which got none."""
    number = secrets.randbelow(90000) + 10000
    first, second, third = (_send(office, number, end) for end in ("./.", " ./.", "  ./."))
    shown = [office.http.get(f"/batches/{item['batch_id']}").text for item in (first, second)]
    told = f"số đến {_document(office, first)['arrival_number']}/"
    assert [told in page for page in shown] == [True, False]
    assert ["chưa có số đến, có thể trùng" in page for page in shown] == [False, True]
    listed = office.http.get("/register/unnumbered").text
    row = listed[listed.index(f'"/documents/{third["document_id"]}"') :].split("</tr>")[0]
    assert (row.count("Có thể trùng với văn bản"), row.count('<a href="/documents/')) == (1, 2)


def _unnumbered(office: Office, item: dict[str, Any]) -> int:
    """On how many of the list of the API and the page a document stands as one without a number."""
    listed = office.http.get("/api/v1/documents", params={"numbered": False, "limit": 200}).json()["items"]
    page = office.http.get("/register/unnumbered").text
    row = f'<th scope="row" class="reference"><a href="/documents/{item["document_id"]}">'
    return [document["id"] for document in listed].count(item["document_id"]) + (row in page)


def test_the_register_is_sent_as_the_file_it_is(office: Office) -> None:
    """By type and name."""
    for kind, media_type in (("csv", "text/csv"), ("xlsx", "application/vnd.openxmlformats")):
        headers = office.http.get("/api/v1/arrivals/export", params={"format": kind}).headers
        assert headers["content-type"].startswith(media_type)
        assert f".{kind}" in headers["content-disposition"]
