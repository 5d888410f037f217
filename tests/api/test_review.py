"""Review and corrections, over HTTP and as pages: a person decides, and lists, register and history follow."""

from __future__ import annotations

import re
import secrets
from html import unescape

import pytest

from tests.api.conftest import Office

LETTER = """SỞ NỘI VỤ
Số:      /SNV-VP
V/v kiểm kê tài liệu {name}

An Sơn, ngày 2 tháng 3 năm 2026

Kính gửi: Ủy ban nhân dân tỉnh.

Sở Nội vụ gửi kết quả kiểm kê {name}./.

Nơi nhận:
- Như trên;
- Sở Tài chính (để p/h);
- Lưu: VT.
"""


@pytest.fixture
def doubtful(office: Office) -> str:
    """The id of a letter without a number, just taken in."""
    name = secrets.token_hex(4)
    sent = [("files", (f"{name}.txt", LETTER.format(name=name).encode(), "text/plain"))]
    office.settle(office.http.post("/api/v1/batches", files=sent).json()["id"])
    return office.document(f"{name}.txt")


def _typed(page: str) -> dict[str, str]:
    """What a browser would send of the form as it stands."""
    fields = dict(re.findall(r'<input id="[^"]+-value" name="([^"]+)" value="([^"]*)"', page))
    fields |= dict(re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>([^<]*)<', page))
    selects = re.findall(r'<select id="[^"]+-value" name="([^"]+)".*?</select>', page, re.DOTALL)
    for name in selects:
        chosen = re.search(rf'name="{name}".*?(?:value="(\w+)" selected|</select>)', page, re.DOTALL)
        fields[name] = (chosen and chosen[1]) or ""
    version = re.search(r'name="version" value="(\d+)"', page)
    return fields | {"version": version[1] if version else "", "by": "Lan"}


def test_a_doubtful_document_is_listed_and_leads_to_its_form(office: Office, doubtful: str) -> None:
    """In the queue, in the list of the API, on its own page; the missing number comes first in the form."""
    assert f'href="/documents/{doubtful}/review"' in office.http.get("/review").text
    listed = office.http.get("/api/v1/documents", params={"doubtful": True, "limit": 200}).json()["items"]
    assert [found["dispatches"][0]["doubts"] for found in listed if found["id"] == doubtful] == [1]
    assert "Cần xem lại 1 chỗ" in office.http.get(f"/documents/{doubtful}").text
    form = office.http.get(f"/documents/{doubtful}/review").text
    assert re.findall(r'<div class="entry([^"]*)" id="d1-(\w+)"', form)[0] == (" doubtful", "reference")


def test_saving_the_form_confirms_corrects_and_goes_on(office: Office, doubtful: str) -> None:
    """What was left alone is confirmed, what was typed holds everywhere, and saving again changes nothing."""
    number = f"{secrets.randbelow(9000) + 1000}/SNV-VP"
    typed = _typed(office.http.get(f"/documents/{doubtful}/review").text) | {"d1-reference": number}
    assert typed["d1-issued_on"] == "02/03/2026"
    answer = office.http.post(f"/documents/{doubtful}/review", data=typed | {"then": "next"})
    assert (answer.status_code, doubtful in answer.headers["location"]) == (303, False)
    found = office.http.get(f"/api/v1/documents/{doubtful}").json()
    assert (found["dispatches"][0]["reference"], found["dispatches"][0]["doubts"]) == (number, 0)
    history = office.http.get(f"/api/v1/documents/{doubtful}/corrections").json()["items"]
    decided = {one["field"]: (one["status"], one["by"]) for one in history}
    assert decided["reference"] == ("corrected", "Lan")
    assert {decided[name] for name in ("issued_on", "issuer", "subject")} == {("confirmed", "Lan")}
    again = office.http.post(f"/documents/{doubtful}/review", data=typed | {"version": str(found["version"])})
    assert again.headers["location"] == f"/documents/{doubtful}"
    assert office.http.get(f"/api/v1/documents/{doubtful}").json()["version"] == found["version"]
    assert "Lan đã sửa" in office.http.get(f"/documents/{doubtful}").text


def test_lists_and_the_stamp_are_corrected_in_the_form(office: Office, doubtful: str) -> None:
    """A line each; what was left alone keeps its place, what was typed is told as such, and emptying takes all out."""
    form = _typed(office.http.get(f"/documents/{doubtful}/review").text)
    assert form["d1-recipients"].splitlines() == ["Như trên", "Sở Tài chính (để p/h)"]
    assert (form["d1-addressees"], form["d1-arrival_stamp-number"]) == ("Ủy ban nhân dân tỉnh", "")
    stamp = {"d1-arrival_stamp-number": "512", "d1-arrival_stamp-date": "4/3/2026"}
    typed = form | stamp | {"d1-recipients": "- Như trên;\n- Sở Xây dựng (để biết);", "d1-reference": "7/SNV-VP"}
    assert office.http.post(f"/documents/{doubtful}/review", data=typed).status_code == 303
    found = office.http.get(f"/api/v1/documents/{doubtful}").json()
    fields = found["reading"]["dispatches"][0]["fields"]
    assert [(one["value"], one["status"], one["start"] is None) for one in fields["recipients"]] == [
        ({"name": "Như trên", "purpose": None, "members": []}, "confirmed", False),
        ({"name": "Sở Xây dựng", "purpose": "để biết", "members": []}, "corrected", True),
    ]
    assert [one["status"] for one in fields["addressees"]] == ["confirmed"]
    assert fields["arrival_stamp"]["value"] == {"office": None, "number": "512", "date": "2026-03-04"}
    page = office.http.get(f"/documents/{doubtful}").text
    assert [told in page for told in ("Sở Xây dựng (để biết)", "512 · 04/03/2026")] == [True, True]
    again = _typed(office.http.get(f"/documents/{doubtful}/review").text)
    office.http.post(f"/documents/{doubtful}/review", data=again)
    assert office.http.get(f"/api/v1/documents/{doubtful}").json()["version"] == found["version"]
    office.http.post(f"/documents/{doubtful}/review", data=again | {"d1-addressees": ""})
    shown = office.http.get(f"/api/v1/documents/{doubtful}").json()
    assert shown["reading"]["dispatches"][0]["fields"]["addressees"] == []


def test_a_value_that_cannot_be_kept_brings_the_form_again(office: Office, doubtful: str) -> None:
    """With the reason and all that was typed, as a browser would bring none of it back; nothing is saved."""
    path = f"/documents/{doubtful}/review"
    before = _typed(office.http.get(path).text)
    typed = before | {"d1-issued_on": "31/2/2026", "d1-subject": 'sửa "đê" & kè', "d1-document_type": "bao_cao"}
    assert office.http.post(path, data=typed).json()["code"] == "invalid_value"
    again = office.http.post(path, data=typed, headers={"Accept": "text/html"})
    assert (again.status_code, "không phải ngày: 31/2/2026" in again.text) == (422, True)
    assert _typed(unescape(again.text)) == typed
    assert _typed(office.http.get(path).text) == before


def test_two_clerks_on_one_document(office: Office, doubtful: str) -> None:
    """The second one's form is refused, not written over the first one's."""
    typed = _typed(office.http.get(f"/documents/{doubtful}/review").text)
    assert office.http.post(f"/documents/{doubtful}/review", data=typed).status_code == 303
    late = office.http.post(f"/documents/{doubtful}/review", data=typed | {"d1-subject": "khác"})
    assert (late.status_code, late.json()["code"]) == (409, "conflict")
    foreign = {"Origin": "http://elsewhere.example"}
    assert office.http.post(f"/documents/{doubtful}/review", data=typed, headers=foreign).status_code == 403


@pytest.mark.parametrize(
    ("decision", "status", "code"),
    [
        ({"field": "issued_on", "status": "corrected", "value": "30/2/2026"}, 422, "invalid_value"),
        ({"field": "document_type", "status": "corrected", "value": "khong_co"}, 422, "invalid_value"),
        ({"field": "subject", "status": "corrected"}, 422, "invalid_value"),
        ({"field": "subject", "status": "confirmed", "position": 9}, 404, "not_found"),
        ({"field": "enclosure_note", "status": "confirmed"}, 422, "invalid_request"),
        ({"field": "recipients", "status": "corrected", "value": ["Lưu"]}, 422, "invalid_value"),
        ({"field": "addressees", "status": "corrected", "value": "Sở Nội vụ"}, 422, "invalid_value"),
        ({"field": "subject", "status": "corrected", "value": ["a"]}, 422, "invalid_value"),
        ({"field": "arrival_stamp", "status": "corrected", "value": {}}, 422, "invalid_value"),
    ],
)
def test_a_decision_that_cannot_be_kept_is_refused(
    office: Office, decision: dict[str, object], status: int, code: str
) -> None:
    """Whole: nothing of it is kept."""
    document = office.document("02-quyet-dinh-884-ubnd.pdf")
    sent = {"by": "Lan", "decisions": [{"field": "place", "status": "rejected"}, decision]}
    answer = office.http.post(f"/api/v1/documents/{document}/corrections", json=sent)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert office.http.get(f"/api/v1/documents/{document}/corrections").json()["items"] == []
