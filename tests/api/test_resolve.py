"""The references of a text held against the register over HTTP."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from tests.api.conftest import Office

HELD, CITED = "Quyết định số 884/QĐ-UBND ngày 14 tháng 7 năm 2025", "khoản 1, 2 Điều 9 Nghị định số 30/2020/NĐ-CP"
TEXT = f"Căn cứ {HELD};\nTheo {CITED} của Chính phủ;\nCông văn số 987654/XYZ-ABC;\nĐiều 5 Thông tư này."


def _resolve(office: Office, text: str) -> list[dict[str, Any]]:
    answer = office.http.post("/api/v1/citations:resolve", json={"text": text})
    assert answer.status_code == 200
    return list(answer.json()["items"])


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_each_reference_is_found_and_told_whether_it_is_held(office: Office, form: Any) -> None:
    """Held, cited only, never heard of, and one that names no work; spans prove themselves."""
    found = _resolve(office, unicodedata.normalize(form, TEXT))
    assert [TEXT[one["start"] : one["end"]] for one in found] == [one["text"] for one in found]
    assert [(one["reference"], one["status"]) for one in found] == [
        ("884/QĐ-UBND", "held"),
        ("30/2020/NĐ-CP", "not_held"),
        ("987654/XYZ-ABC", "unknown"),
        (None, "unknown"),
    ]
    assert found[1]["provisions"] == ["dieu:9/khoan:1", "dieu:9/khoan:2"]
    held = office.document("02-quyet-dinh-884-ubnd.pdf")
    assert [work["document_id"] for one in found[:2] for work in one["works"]] == [held, None]


def test_a_date_that_is_anothers_is_no_match(office: Office) -> None:
    """The number of another year is another decision."""
    (found,) = _resolve(office, "Quyết định số 884/QĐ-UBND ngày 14 tháng 7 năm 2019")
    assert (found["status"], found["works"]) == ("unknown", [])


def test_what_names_nothing_is_an_empty_list(office: Office) -> None:
    """And what is no text is refused."""
    assert _resolve(office, "Kính gửi: Sở Nội vụ") == []
    assert office.http.post("/api/v1/citations:resolve", json={"text": ""}).status_code == 422
    assert office.http.post("/api/v1/citations:resolve", json={"text": "x" * 20_001}).status_code == 422
