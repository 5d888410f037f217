"""Dossiers and authority over HTTP: every verb, every refusal, and the pages."""

from __future__ import annotations

import hashlib
import json
import secrets
import zipfile
from io import BytesIO
from typing import Any

import pdfplumber
import pytest

from api.procedures import procedures_of
from corpus.refusals import InvalidValue
from tests.api.conftest import Office, await_ok

ROUTE = "/api/v1/dossiers"
PROCEDURE = "ho-tro-theo-quyet-dinh-15-2020"
SIGNED = "07-to-trinh-431-ky-so.pdf"


def _open(office: Office, **values: Any) -> dict[str, Any]:
    answer = office.http.post(ROUTE, json={"title": "Hồ sơ thử", "by": "L", **values})
    assert (answer.status_code, answer.headers["location"]) == (201, answer.json()["href"])
    opened: dict[str, Any] = answer.json()
    return opened


def test_a_dossier_is_opened_filled_in_and_found(office: Office) -> None:
    """By id and by code; the same code twice is a conflict."""
    code = f"000.00.28.H17-260302-{secrets.randbelow(10**6):06}"
    opened = _open(office, code=code)
    assert (opened["state"], opened["status_code"], opened["overdue"]) == ("arrived", "01", False)
    patch = {"by": "L", "version": 1, "due_on": "2020-01-02", "facts": {"employer_tax_code": "0312345678"}}
    assert office.http.patch(opened["href"], json=patch).json()["overdue"] is True
    found = office.http.get(f"{ROUTE}/{code}").json()
    assert (found["id"], found["title"], found["facts"]) == (opened["id"], "Hồ sơ thử", patch["facts"])
    assert office.http.patch(opened["href"], json=patch).status_code == 409
    again = office.http.post(ROUTE, json={"title": "x", "by": "L", "code": code})
    assert (again.status_code, again.json()["code"]) == (409, "conflict")


def test_lists_are_filtered_by_state_and_deadline(office: Office) -> None:
    """Both must hold; a cursor goes on."""
    late = [_open(office, due_on="2020-01-01")["id"] for _ in range(2)]
    office.http.post(f"{ROUTE}/{late[0]}/transitions", json={"by": "L", "state": "accepted"})
    asked = {"overdue": True, "state": "accepted", "limit": 200}
    found = [item["id"] for item in office.http.get(ROUTE, params=asked).json()["items"]]
    assert (late[0] in found, late[1] in found) == (True, False)
    first = office.http.get(ROUTE, params={"limit": 1}).json()
    second = office.http.get(ROUTE, params={"limit": 1, "cursor": first["next_cursor"]}).json()
    assert (first["items"][0]["id"], second["items"][0]["id"]) == (late[1], late[0])
    assert office.http.get(ROUTE, params={"state": "lost"}).status_code == 422


def test_it_moves_by_state_or_status_code(office: Office) -> None:
    """An illegal step is refused by name, in the caller's language, and changes nothing."""
    opened = _open(office)
    path = f"{opened['href']}/transitions"
    assert office.http.post(path, json={"by": "L", "code": "03", "note": "đủ"}).json()["state"] == "accepted"
    refused = office.http.post(path, json={"by": "L", "state": "finished"})
    assert (refused.status_code, refused.json()["code"]) == (409, "illegal_step")
    assert "Đã tiếp nhận → Hoàn thành" in refused.json()["detail"]
    english = office.http.post(path, json={"by": "L", "state": "finished"}, headers={"Accept-Language": "en"})
    assert "Accepted → Finished" in english.json()["detail"]
    for both in ({}, {"state": "processing", "code": "05"}):
        assert office.http.post(path, json={"by": "L", **both}).status_code == 422
    office.http.post(path, json={"by": "L", "code": "13"})
    back = office.http.post(path, json={"by": "L", "code": "16"}).json()
    assert (back["state"], [step["after"] for step in back["steps"]]) == (
        "accepted", ["arrived", "accepted", "recall_asked", "accepted"],
    )  # fmt: skip
    events = office.http.get("/api/v1/events", params={"types": "dossier.moved", "limit": 1000}).json()["items"]
    assert [event["data"]["state"] for event in events if event["data"]["dossier_id"] == opened["id"]] == [
        "accepted", "recall_asked", "accepted",
    ]  # fmt: skip


def test_chasers_are_counted(office: Office) -> None:
    """Đôn đốc lần 1, lần 2; a closed one is chased no more."""
    path = _open(office)["href"]
    counts = [office.http.post(f"{path}/chasers", json={"by": "L", "note": n}).json()["chased"] for n in ("một", "hai")]
    assert counts == [1, 2]
    office.http.post(f"{path}/transitions", json={"by": "L", "state": "rejected"})
    assert office.http.post(f"{path}/chasers", json={"by": "L"}).status_code == 409


@pytest.mark.parametrize(
    ("lang", "sentence"), [("vi", "không có thủ tục “mau”"), ("en", "there is no procedure “mau”")]
)
def test_a_procedure_nobody_knows_is_refused(office: Office, lang: str, sentence: str) -> None:
    """By API and page, when opened and when filled in; those there are, are named, and nothing is kept."""
    path = _open(office, procedure=PROCEDURE)["href"]
    page, wrong = path.removeprefix("/api/v1"), {"title": "x", "by": "L", "procedure": "mau"}
    office.http.headers["Accept-Language"] = lang
    answers = [
        office.http.post(ROUTE, json=wrong),
        office.http.patch(path, json=wrong),
        office.http.post("/dossiers", data=wrong),
        office.http.post(f"{page}/details", data=wrong),
    ]
    del office.http.headers["Accept-Language"]
    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(422, "invalid_value")}
    assert [f"{sentence} ({PROCEDURE}" in answer.json()["detail"] for answer in answers] == [True] * 4
    found = office.http.get(path).json()
    assert (found["procedure"], found["version"]) == (PROCEDURE, 1)


def test_a_procedure_whose_rules_are_gone_may_stay() -> None:
    """What a dossier names already is no mistake of whoever fills in the rest of it."""
    known = procedures_of(None)
    assert [known.known(key, kept) for key, kept in (("cũ", "cũ"), (None, "cũ"), (PROCEDURE, "cũ"))] == [
        "cũ", None, PROCEDURE,
    ]  # fmt: skip
    with pytest.raises(InvalidValue, match=PROCEDURE):
        known.known("mới", "cũ")


def test_documents_are_put_in_and_checked(office: Office) -> None:
    """Components by hand; signers by the rule, which needs its fact and is not met by strangers."""
    opened = _open(office)
    path, document = opened["href"], office.document(SIGNED)
    for check in ("checklist", "signature-check"):
        assert office.http.get(f"{path}/{check}").json()["code"] == "no_procedure"
    office.http.patch(path, json={"by": "L", "procedure": PROCEDURE})
    assert office.http.get(f"{path}/checklist").json()["complete"] is False
    sent = {"document_id": document, "by": "L", "component": "danh-sach"}
    unheard = office.http.post(f"{path}/documents", json=sent | {"component": "danh-sachh"})
    assert (unheard.status_code, "danh-sach, " in unheard.json()["detail"]) == (422, True)
    members = office.http.post(f"{path}/documents", json=sent).json()["members"]
    assert [member["document_id"] for member in members] == [document]
    checklist = office.http.get(f"{path}/checklist").json()
    assert (checklist["complete"], checklist["message"]) == (True, "Đủ thành phần hồ sơ.")
    lacking = office.http.get(f"{path}/signature-check")
    assert (lacking.status_code, "employer_tax_code" in lacking.json()["detail"]) == (422, True)
    office.http.patch(path, json={"by": "L", "facts": {"employer_tax_code": "0312345678"}})
    finding = office.http.get(f"{path}/signature-check").json()
    assert (finding["outcome"], [role["state"] for role in finding["roles"]]) == ("incomplete", ["wrong_role"] * 2)
    assert "không được yêu cầu" not in finding["message"]
    note = office.http.get(f"{path}/signature-note.pdf")
    assert (note.headers["content-type"], note.content[:5]) == ("application/pdf", b"%PDF-")
    with pdfplumber.open(BytesIO(note.content)) as pdf:
        printed = " ".join((page.extract_text() or "") for page in pdf.pages)
    assert "CHƯA ĐỦ" in printed
    assert SIGNED in printed
    assert office.http.post(f"{path}/documents", json=sent | {"document_id": "doc_khong"}).status_code == 404


def test_authority_is_granted_asked_and_ended(office: Office) -> None:
    """Yes on its last day, no after it, unknown for who holds no decision."""
    person = f"Trần Thị {secrets.token_hex(4)}"
    sent = {"person": person, "action": "sign", "decision": "12/QĐ-STC", "by": "L", "valid_from": "2025-01-01"}
    granted = office.http.post("/api/v1/authority", json=sent).json()
    end = {"last_day": "2025-06-30", "by": "L"}
    assert (
        office.http.post(f"/api/v1/authority/{granted['id']}/revocation", json=end).json()["valid_to"] == "2025-06-30"
    )
    asked = [(person, "2025-06-30"), (person, "2025-07-01"), ("Không Ai Cả", "2025-06-30")]
    answers = [
        office.http.get("/api/v1/authority/answer", params={"person": who, "on": on}).json() for who, on in asked
    ]
    assert [answer["answer"] for answer in answers] == ["yes", "no", "unknown"]
    assert "12/QĐ-STC" in answers[0]["message"]
    listed = office.http.get("/api/v1/authority", params={"person": person}).json()["items"]
    assert [grant["revoked_by"] for grant in listed] == ["L"]


def test_a_page_of_another_site_changes_nothing(office: Office) -> None:
    """Neither over the API nor by a form."""
    foreign = {"Origin": "http://elsewhere.example"}
    assert office.http.post(ROUTE, json={"title": "x", "by": "L"}, headers=foreign).status_code == 403
    assert office.http.post("/dossiers", data={"title": "x", "by": "L"}, headers=foreign).status_code == 403


@pytest.mark.parametrize(
    "body", [{"title": " ", "by": "L"}, {"title": "x"}, {"title": "x", "by": "L", "due_on": "mai"}]
)
def test_what_cannot_be_kept_is_refused(office: Office, body: dict[str, str]) -> None:
    """With the place of what is wrong."""
    answer = office.http.post(ROUTE, json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


def test_a_file_that_shows_a_code_opens_its_dossier(office: Office) -> None:
    """Taken in over HTTP, and gathered once it is filed."""
    serial = f"{secrets.randbelow(10**4):04}"
    code = f"000.00.28.H17-260302-{serial}"
    text = f"SỞ NỘI VỤ\nSố: {serial}/SNV-VP\nV/v bổ sung hồ sơ\n\nKính gửi: Ủy ban.\n\nMã số hồ sơ: {code}.\n"
    sent = office.http.post("/api/v1/batches", files=[("files", (f"ho-so-{serial}.txt", text.encode(), "text/plain"))])
    office.settle(sent.json()["id"])
    found = await_ok(office.http, f"{ROUTE}/{code}")
    assert (found["code"], len(found["members"]), found["state"]) == (code, 1, "arrived")


def test_the_pages_do_without_scripts(office: Office) -> None:
    """Opened, filled in, filled with a document, moved and chased by plain forms; each leads back to the page."""
    sent = {"title": "Hồ sơ <b>trên trang</b>", "by": "L", "procedure": PROCEDURE, "due_on": "2/1/2020"}
    opened = office.http.post("/dossiers", data=sent, follow_redirects=False)
    assert opened.status_code == 303
    page = opened.headers["location"]
    forms = {
        "details": {"by": "L", "procedure": PROCEDURE, "due_on": "2020-01-02", "fact-employer_tax_code": "0312345678"},
        "documents": {"by": "L", "document_id": office.document(SIGNED), "component": "danh-sach"},
        "chasers": {"by": "L", "note": "nhắc lần một"},
        "transitions": {"by": "L", "state": "accepted", "version": "2"},
    }
    for name, values in forms.items():
        answer = office.http.post(f"{page}/{name}", data=values, follow_redirects=False)
        assert (name, answer.status_code, answer.headers["location"]) == (name, 303, page)
    shown = office.http.get(page).text
    expected = ["&lt;b&gt;trên trang&lt;/b&gt;", "Quá hạn", "nhắc lần một", "mã trạng thái 03", "431/TTr-SNV"]
    expected += ["Chưa đủ điều kiện: Người sử dụng lao động", "Người khác ký", "Đủ thành phần hồ sơ."]
    for text in (*expected, 'value="0312345678"'):
        assert text in shown
    assert "trên trang&lt;/b&gt;</a>" in office.http.get(f"/documents/{office.document(SIGNED)}").text
    assert "Hồ sơ &lt;b&gt;" in office.http.get("/dossiers", params={"overdue": "true", "state": "accepted"}).text


def test_a_page_says_why_a_form_was_refused(office: Office) -> None:
    """A stale version, an illegal step, a day that is none."""
    page = office.http.post("/dossiers", data={"title": "x", "by": "L"}, follow_redirects=False).headers["location"]
    browser = {"Accept": "text/html"}
    stale = office.http.post(
        f"{page}/transitions", data={"by": "L", "state": "accepted", "version": "9"}, headers=browser
    )
    illegal = office.http.post(
        f"{page}/transitions", data={"by": "L", "state": "finished", "version": "1"}, headers=browser
    )
    no_day = office.http.post("/dossiers", data={"title": "x", "by": "L", "due_on": "31/2/2026"}, headers=browser)
    late, strange = (
        office.http.post(f"{page}/details", data={"by": "L", "due_on": "1/1/2030", "version": version}, headers=browser)
        for version in ("9", "x")
    )
    assert [answer.status_code for answer in (stale, illegal, no_day, late, strange)] == [409, 409, 422, 409, 422]
    assert "Đã đến → Hoàn thành" in illegal.text
    assert "không phải ngày: 31/2/2026" in no_day.text


def test_the_page_answers_who_may_sign(office: Office) -> None:
    """Unknown in words, with its sign, never by colour alone."""
    page = office.http.post("/dossiers", data={"title": "x", "by": "L"}, follow_redirects=False).headers["location"]
    shown = office.http.get(page, params={"person": "Không Ai Cả", "on": "2026-03-02"}).text
    assert "Chưa xác định được: kho không giữ văn bản nào giao thẩm quyền này." in shown


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_dossier_pages_speak_both_languages(office: Office, lang: str) -> None:
    """Both pages, whole, with nothing inline."""
    page = office.http.post("/dossiers", data={"title": "x", "by": "L"}, follow_redirects=False).headers["location"]
    for path in ("/dossiers", page):
        shown = office.http.get(path, headers={"Accept-Language": lang})
        assert (shown.status_code, f'<html lang="{lang}">' in shown.text) == (200, True)
        assert " style=" not in shown.text


def test_a_dossier_is_exported_as_a_zip(office: Office) -> None:
    """With a manifest that agrees; one that is unknown, or whose original is lost, is a problem and no zip."""
    opened = _open(office, procedure=PROCEDURE)
    office.http.post(f"{opened['href']}/documents", json={"document_id": office.document(SIGNED), "by": "L"})
    answer = office.http.get(f"{opened['href']}/export")
    assert f'filename="ho-so-{opened["id"]}.zip"' in answer.headers["content-disposition"]
    with zipfile.ZipFile(BytesIO(answer.content)) as found:
        files = {name: found.read(name) for name in found.namelist()}
    assert files[f"van-ban/01/{SIGNED}"] == office.files[SIGNED]
    told = {part["path"]: part["sha256"] for part in json.loads(files["manifest.json"])["files"]}
    assert {name: hashlib.sha256(files[name]).hexdigest() for name in told} == told
    assert {f"van-ban/01/chu-ky.{kind}" for kind in ("json", "xml", "pdf")} < set(told)
    assert b"ValidationReport" in files["van-ban/01/chu-ky.xml"]
    assert f'href="/api/v1/dossiers/{opened["id"]}/export"' in office.http.get(f"/dossiers/{opened['id']}").text
    refused = office.http.get(f"{ROUTE}/dos_khong/export")
    assert (refused.status_code, refused.json()["code"]) == (404, "not_found")


def test_the_page_of_authority_enters_asks_and_ends(office: Office) -> None:
    """By plain forms; a grant that ended shows by whom, and the answer has its sign."""
    person = f"Lê <i>{secrets.token_hex(4)}</i>"
    sent = {"person": person, "action": "sign", "decision": "9/QĐ-UBND", "by": "L", "valid_from": "1/1/2025"}
    assert office.http.post("/authority", data=sent).status_code == 303
    page = office.http.get("/authority", params={"person": person, "on": "2025-02-01"}).text
    assert person.replace("<", "&lt;").replace(">", "&gt;") in page
    assert "Có thẩm quyền theo 9/QĐ-UBND." in page
    (granted,) = office.http.get("/api/v1/authority", params={"person": person}).json()["items"]
    end = f"/authority/{granted['id']}/revocation"
    assert office.http.post(end, data={"last_day": "2025-06-30", "by": "Bình"}).status_code == 303
    page = office.http.get(
        "/authority", params={"person": person, "on": "2025-07-01"}, headers={"Accept-Language": "en"}
    )
    assert "ended by Bình" in page.text
    assert "A decision that grants this is held, but it does not hold on this day." in page.text
    for wrong in (sent | {"valid_from": ""}, sent | {"valid_to": "2024-01-01"}, sent | {"decision": " "}):
        assert office.http.post("/authority", data=wrong).status_code == 422
    foreign = {"Origin": "http://elsewhere.example"}
    assert office.http.post("/authority", data=sent, headers=foreign).status_code == 403


def test_a_document_is_put_in_by_its_number(office: Office) -> None:
    """On the page, as people know it; a number nobody has is told."""
    dossier = office.http.post("/api/v1/dossiers", json={"title": "Theo số", "by": "L"}).json()["id"]
    path, form = f"/dossiers/{dossier}/documents", {"document_id": "431/TTr-SNV", "by": "L"}
    assert office.http.post(path, data=form).status_code == 303
    assert "431/TTr-SNV" in office.http.get(f"/dossiers/{dossier}").text
    assert office.http.post(path, data=form | {"document_id": "1/KHONG"}).status_code == 404
