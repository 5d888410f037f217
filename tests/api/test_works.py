"""Works over HTTP: what a number means, what nobody knows, and what a person settles."""

from __future__ import annotations

import secrets
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.api.conftest import Office

LETTER = """SỞ NỘI VỤ
Số: {own}/SNV-VP

An Sơn, ngày 2 tháng 3 năm 2026

Kính gửi: Ủy ban nhân dân tỉnh.

Thực hiện {cited}, Sở Nội vụ báo cáo./.
"""


def _send(office: Office, cited: str) -> str:
    own = secrets.randbelow(90000) + 10000
    name = f"{own}.txt"
    text = LETTER.format(own=own, cited=cited).encode()
    sent = office.http.post("/api/v1/batches", files=[("files", (name, text, "text/plain"))])
    office.settle(sent.json()["id"])
    return office.document(name)


def test_a_number_nobody_knows_is_told_as_such(office: Office) -> None:
    """404 by type, in the caller's language; one that is only cited is known."""
    for path in ("/api/v1/citations", "/api/v1/works"):
        answer = office.http.get(path, params={"reference": "abc"}, headers={"Accept-Language": "en"})
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown_work")
        assert answer.json()["detail"].startswith("No document here has, or cites")
        assert answer.json()["title"] == "No document here has, or cites, that number or title."
    _send(office, "Nghị định số 9876/2019/NĐ-CP ngày 02 tháng 01 năm 2019 của Chính phủ")
    assert len(office.http.get("/api/v1/citations", params={"reference": "9876/2019/NĐ-CP"}).json()["items"]) == 1


def test_an_ambiguous_number_is_settled_by_a_person(office: Office) -> None:
    """The citation then leads to the one that was chosen."""
    number = secrets.randbelow(9000) + 1000
    for place in ("Cao Bằng", "Hà Giang"):
        _send(office, f"Quyết định số {number}/QĐ-UBND ngày 05 tháng 3 năm 2024 của Ủy ban nhân dân tỉnh {place}")
    document = _send(office, f"Quyết định số {number}/QĐ-UBND")
    works = office.http.get("/api/v1/works", params={"reference": f"{number}/QĐ-UBND"}).json()["items"]
    (partial,) = [work for work in works if work["ambiguous"]]
    assert len(partial["candidates"]) == 2
    sent = {"full_id": partial["candidates"][1], "by": "Lan"}
    settled = office.http.post(f"/api/v1/works/{partial['id']}/settlement", json=sent).json()
    assert (settled["bound_to"], settled["bound_by"], settled["ambiguous"]) == (sent["full_id"], "Lan", False)
    (citation,) = office.http.get(f"/api/v1/documents/{document}").json()["citations"]
    assert (citation["resolution"], citation["candidates"]) == ("not_held", [])
    again = office.http.post(f"/api/v1/works/{partial['id']}/settlement", json={"full_id": partial["id"], "by": "L"})
    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    assert office.http.post("/api/v1/works/wrk_khong/settlement", json=sent).status_code == 404


def test_a_batch_that_was_wholly_returned_is_not_green(office: Office) -> None:
    """It says so, and one partly returned, too."""
    sound = ("files", ("tot.txt", f"Công văn số {secrets.token_hex(4)}".encode(), "text/plain"))
    files = [[("files", ("hong.pdf", secrets.token_bytes(99), "x/y")), *rest] for rest in ([], [sound])]
    told = [_outcome(office, some) for some in files]
    assert [("Trả lại hết" in row, "Đã xong, có tệp trả lại" in row) for row in told] == [(True, False), (False, True)]


def _outcome(office: Office, files: list[Any]) -> str:
    """The row of the home page about a batch of these files, once it is done."""
    sent = office.http.post("/api/v1/batches", files=files).json()["id"]
    office.settle(sent)
    page = office.http.get("/").text
    return page[page.index(f'href="/batches/{sent}"') :].partition("</tr>")[0]


@pytest.mark.parametrize(("lang", "title"), [("vi", "Không tìm thấy"), ("en", "Not found")])
def test_titles_follow_the_language(office: Office, lang: str, title: str) -> None:
    """As the detail does; the code stays."""
    told = office.http.get("/api/v1/documents/doc_khong", headers={"Accept-Language": lang}).json()
    assert (told["title"], told["code"]) == (title, "not_found")


def test_an_agency_is_entered_and_its_successor_found(office: Office) -> None:
    """With its other names; a name that is another agency's is a conflict."""
    name = f"Trung tâm {secrets.token_hex(4)}"
    sent = {"name": name, "by": "L", "aliases": [f"{name} cũ"], "valid_to": "2025-02-28", "successor_id": "bo-noi-vu"}
    answer = office.http.post("/api/v1/agencies", json=sent)
    assert answer.status_code == 201
    entered = answer.json()
    listed = office.http.get("/api/v1/agencies", params={"name": name, "on": "2025-01-01"}).json()
    assert (listed["items"], listed["total"]) == ([entered], 1)
    found = [
        office.http.get(f"/api/v1/agencies/{entered['id']}", params={"on": day}).json()["name"]
        for day in ("2025-02-28", "2025-03-01")
    ]
    assert found == [name, "Bộ Nội vụ"]
    refused = office.http.post("/api/v1/agencies", json={"name": name, "by": "L", "aliases": ["Bộ Tài chính"]})
    assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
    assert office.http.get("/api/v1/agencies/khong-co").status_code == 404


def test_the_graph_is_read_and_exported(office: Office) -> None:
    """What is cited most and not held; its neighbours as JSON and GraphML; what changed it and whether it holds."""
    number = secrets.randbelow(9000) + 1000
    cited = f"Nghị định số {number}/2019/NĐ-CP ngày 02 tháng 01 năm 2019 của Chính phủ"
    documents = [_send(office, cited), _send(office, cited)]
    listed = office.http.get("/api/v1/works/most-cited", params={"held": False, "limit": 200}).json()["items"]
    (work,) = [item for item in listed if item["reference"] == f"{number}/2019/NĐ-CP"]
    assert (work["cited_by"], work["document_id"]) == (2, None)
    path = f"/api/v1/works/{work['id']}"
    graph = office.http.get(f"{path}/graph", params={"depth": 2}).json()
    assert graph["center"] == work["id"]
    assert {edge["target"] for edge in graph["edges"]} == {work["id"]}
    assert sum(edge["count"] for edge in graph["edges"]) == len(documents)
    drawn = office.http.get(f"{path}/graph.graphml", params={"depth": 2})
    tree = ElementTree.fromstring(drawn.content)
    assert len(tree.findall(".//{http://graphml.graphdrawing.org/xmlns}node")) == len(graph["nodes"]) == 3
    assert office.http.get(f"{path}/changes").json() == {"to": [], "by": []}
    held = office.http.get(f"{path}/validity", params={"on": "2018-12-31", "provision": "khoản 2 Điều 3"}).json()
    assert (held["force"], held["message_en"]) == ("not_yet_issued", "Not yet issued on this day.")
    assert office.http.get(f"{path}/validity", params={"provision": "abc"}).status_code == 422


def test_a_list_of_works_is_imported_whole_or_not_at_all(office: Office) -> None:
    """CSV with a header; known ones are not counted again."""
    number = secrets.randbelow(9000) + 1000
    line = f"{number}/2018/TT-BNV,2018-05-09,Bộ Nội vụ,thong_tu,"
    good = f"\ufeffreference,issued_on,issuer,document_type,title\n{line}\n".encode()
    as_csv = {"Content-Type": "text/csv"}
    added = [office.http.post("/api/v1/works/import", content=good, headers=as_csv).json() for _ in range(2)]
    assert added == [{"added": 1}, {"added": 0}]
    for wrong in (b"\xff\xfe", good + b"1/QD-X,khong phai ngay,,,\n", b"a,b\n1,2\n"):
        answer = office.http.post("/api/v1/works/import", content=wrong, headers=as_csv)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid_value")


def test_the_page_of_works_settles_and_imports(office: Office) -> None:
    """What is not held, what a number can mean with a choice of it, and a list of works as a file."""
    number = f"{secrets.randbelow(9000) + 1000}/QĐ-UBND"
    document = _send(office, f"Quyết định số {number}")
    listed = f"reference,issued_on,issuer\n{number},9/5/2025,UBND tỉnh An Sơn\n{number},2025-06-09,UBND tỉnh Cà Mau\n"
    sent = office.http.post("/works/import", files={"works": ("a.csv", listed.encode(), "text/csv")})
    assert (sent.status_code, sent.headers["location"]) == (303, "/works?added=2")
    assert "Đã thêm 2 văn bản." in office.http.get("/works", params={"added": 2}).text
    assert f"/works?reference={number.replace('Đ', '%C4%90')}" in office.http.get(f"/documents/{document}").text
    page = office.http.get("/works", params={"reference": number}).text
    assert page.count("09/05/2025") == 2  # the work itself, and as a choice of the one that says too little
    works = office.http.get("/api/v1/works", params={"reference": number}).json()["items"]
    (partial,) = [work for work in works if work["ambiguous"]]
    choice = next(work["id"] for work in works if work["issued_on"] == "2025-05-09")
    settled = office.http.post(f"/works/{partial['id']}/settlement", data={"full_id": choice, "by": "Lan"})
    assert settled.status_code == 303
    after = office.http.get("/works", params={"reference": number}).text
    assert ("Lan đã chọn" in after, f'value="{choice}" selected' in after) == (True, True)
    wrong = office.http.post("/works/import", files={"works": ("a.csv", b"\xff\xfe", "text/csv")})
    assert wrong.status_code == 422
