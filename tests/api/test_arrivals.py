"""The register of arrivals over HTTP and as pages: read, filled in, struck out, never renumbered."""

from __future__ import annotations

import pytest

from tests.api.conftest import Office

DECISION = "02-quyet-dinh-884-ubnd.pdf"


@pytest.fixture
def entry(office: Office) -> dict[str, object]:
    """The entry of the decision."""
    document = office.document(DECISION)
    found = office.http.get("/api/v1/arrivals", params={"limit": 200}).json()["items"]
    live = [one for one in found if one["document_id"] == document and not one["voided_at"]]
    assert office.http.get(f"/api/v1/documents/{document}").json()["arrival_number"] == live[0]["number"]
    return dict(live[0])


def test_the_page_has_the_statutory_columns(office: Office, entry: dict[str, object]) -> None:
    """In their order, with the number leading to the document."""
    page = office.http.get("/register", params={"from": entry["number"], "to": entry["number"]}).text
    columns = ("Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Tên loại và trích yếu nội dung", "Ký nhận", "Ghi chú")
    at = [page.index(f">{column}<") for column in columns]
    assert at == sorted(at)
    assert f'<a href="/documents/{entry["document_id"]}">{entry["number"]}</a>' in page
    assert "Quyết định về việc thành lập Tổ công tác số hóa hồ sơ lưu trữ của tỉnh An Sơn" in page


@pytest.mark.parametrize("query", ["from=0", "from=999999", "from=một", "to=1", "from=5&to=2", "year=1901"])
def test_odd_numbers_are_never_an_error(office: Office, query: str) -> None:
    """Whatever stands in the address, a register is shown, or told to be empty."""
    assert office.http.get(f"/register?{query}").status_code == 200


def test_a_clerk_fills_in_an_entry(office: Office, entry: dict[str, object]) -> None:
    """By the form and by the API, each leaving alone what it was not given."""
    path = f"/register/{entry['id']}"
    typed = {"recipient": "Phòng Nội vụ", "forwarded_on": "4/3/2026", "received_by": "", "note": "gấp", "by": "L"}
    answer = office.http.post(path, data=typed)
    assert (answer.status_code, answer.headers["location"].endswith(f"#{entry['id']}")) == (303, True)
    found = office.http.patch(f"/api/v1/arrivals/{entry['id']}", json={"by": "L", "received_by": "Hà"}).json()
    kept = [found[name] for name in ("recipient", "forwarded_on", "received_by", "note")]
    assert kept == ["Phòng Nội vụ", "2026-03-04", "Hà", "gấp"]
    assert office.http.patch(f"/api/v1/arrivals/{entry['id']}", json={"by": "L"}).json() == found
    assert 'value="Phòng Nội vụ"' in office.http.get(path).text
    table = office.http.get("/api/v1/arrivals/export")
    assert ("Phòng Nội vụ" in table.text, table.headers["content-type"]) == (True, "text/csv; charset=utf-8")
    assert office.http.get("/api/v1/arrivals/export", params={"format": "xlsx"}).content.startswith(b"PK")


def test_a_voided_entry_keeps_its_number(office: Office, entry: dict[str, object]) -> None:
    """Struck out with its reason; the document can be given a new number, once."""
    assert office.http.post(f"/register/{entry['id']}/void", data={"reason": "nhầm", "by": "L"}).status_code == 303
    voided = office.http.get(f"/api/v1/arrivals/{entry['id']}").json()
    assert (voided["number"], voided["void_reason"]) == (entry["number"], "nhầm")
    again = office.http.post(f"/api/v1/arrivals/{entry['id']}/void", json={"reason": "nhầm", "by": "L"})
    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    assert "Hủy: nhầm" in office.http.get("/register", params={"from": entry["number"], "to": entry["number"]}).text
    assert "Chưa có số đến." in office.http.get(f"/documents/{entry['document_id']}").text
    given = [
        office.http.post(f"/api/v1/documents/{entry['document_id']}/arrival", json={"by": "L"}).json()["number"]
        for _ in range(2)
    ]
    assert (given[0] == given[1], given[0] > int(str(entry["number"]))) == (True, True)
    assert office.http.get("/api/v1/arrivals/reg_khong").status_code == 404
