"""Pages over HTTP: whole without scripts, in two languages, safe against what files are called."""

from __future__ import annotations

import re
import secrets

import pytest

from api.pages.batch import common_folder
from api.pages.search import EXAMPLES, cut_pieces
from api.pages.shell import member, provisions, tail
from corpus.awaiting import awaits_revocation
from corpus.hit import Snippet
from extract.span import Span
from tests.api.conftest import LETTER, Office


def test_the_first_page_has_form_batches_and_register(office: Office) -> None:
    """What a clerk sees in the morning: what came in last stands first, however much came before."""
    letter = LETTER.replace("77/SNV-VP", "1877/SNV-VP").encode()
    sent = office.http.post("/api/v1/batches", files=[("files", ("cv-1877.txt", letter, "text/plain"))])
    office.settle(sent.json()["id"])
    page = office.http.get("/").text
    for text in ('action="/upload"', " trả lại + ", "1877/SNV-VP", "12/08/2025"):
        assert text in page


def test_the_form_works_without_scripts(office: Office) -> None:
    """A plain post leads to the batch; an empty one to a page that says why not."""
    sent = office.http.post("/upload", files=[("files", ("thử.txt", "thử".encode()))], follow_redirects=False)
    assert (sent.status_code, sent.headers["location"].startswith("/batches/bat_")) == (303, True)
    empty = office.http.post("/upload", files=[("files", ("", b""))], headers={"Accept": "text/html"})
    assert (empty.status_code, "Yêu cầu không kèm tệp nào" in empty.text) == (422, True)


def test_a_document_shows_fields_boxes_and_verdict(office: Office) -> None:
    """The value, its box as a button on the page, and what the signatures are worth."""
    page = office.http.get(f"/documents/{office.document('07-to-trinh-431-ky-so.pdf')}").text
    assert re.search(r'<td class="value">431/TTr-SNV</td>', page)
    assert re.search(r'<a class="box field" id="d1-reference-box-0"[^>]*aria-label="Số, ký hiệu: 431/TTr-SNV"', page)
    assert "Nguyễn Hoàng Yến" in page
    assert "Toàn vẹn" in page


def test_a_tampered_file_is_told_in_words(office: Office) -> None:
    """Never by colour alone."""
    page = office.http.get(f"/documents/{office.document('10-cong-van-902-sua-sau-khi-ky.pdf')}").text
    assert "Có chữ ký số không hợp lệ." in page


def test_an_encrypted_file_asks_for_its_password(office: Office) -> None:
    """The batch page offers it, with a label that names the file."""
    page = office.http.get(f"/batches/{office.batch['id']}").text
    if office.item("11-ke-hoach-23-dat-mat-khau.pdf")["state"] == "returned":
        assert 'type="password"' in page
        assert "Mật khẩu của 11-ke-hoach-23-dat-mat-khau.pdf" in page


def test_a_wrong_password_leads_back_to_its_line(office: Office) -> None:
    """Among those that were shown; there it is told, and tied to the field to be filled in once more."""
    data = office.files["11-ke-hoach-23-dat-mat-khau.pdf"] + secrets.token_hex(4).encode()
    batch = office.http.post("/api/v1/batches", files=[("files", ("khoa.pdf", data))]).json()
    office.settle(batch["id"])
    (item,) = office.http.get(f"{batch['href']}/items").json()["items"]
    where = f"/batches/{batch['id']}"
    form = f"{where}/items/{item['id']}/password?cursor=&only=returned"
    assert form.replace("&", "&amp;") in office.http.get(where, params={"only": "returned"}).text
    sent = office.http.post(form, data={"password": "sai"})
    assert (sent.status_code, sent.headers["location"]) == (303, f"{where}?only=returned#{item['id']}")
    page = office.http.get(where).text
    assert f'aria-describedby="problem-{item["id"]}" aria-invalid="true"' in page
    assert f'<tr id="{item["id"]}">' in page


def test_a_query_that_cannot_be_understood_is_told_in_place(office: Office) -> None:
    """The page stays, with the query and the reason."""
    answer = office.http.get("/search", params={"q": 'một "hai'})
    assert (answer.status_code, 'role="alert"' in answer.text) == (200, True)
    assert "thiếu dấu" in answer.text


@pytest.mark.parametrize("path", ["/", "/search", "/search?q=an", "/works", "/problems", "/docs"])
def test_pages_speak_both_languages(office: Office, path: str) -> None:
    """Vietnamese unless English is asked for, by the address or by the browser."""
    assert '<html lang="vi">' in office.http.get(path).text
    assert '<html lang="en">' in office.http.get(path, headers={"Accept-Language": "en"}).text
    asked = office.http.get(path, params={"q": "an", "lang": "en"})
    assert ('<html lang="en">' in asked.text, asked.cookies.get("lang")) == (True, "en")
    office.http.cookies.clear()


@pytest.mark.parametrize("path", ["/", "/search?q=an", "/problems", "/docs", "/documents/khong"])
def test_pages_need_nothing_from_elsewhere(office: Office, path: str) -> None:
    """Offices are offline, and scripts and styles come from us alone: no other address, nothing inline."""
    answer = office.http.get(path, headers={"Accept": "text/html"})
    assert re.findall(r'(?:src|href|action)="(?:https?:)?//', answer.text) == []
    assert re.findall(r"<script(?![^>]*src=)|<style|\son\w+=|\sstyle=", answer.text) == []
    assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_markup_in_a_query_stays_text(office: Office) -> None:
    """What a reader types is shown, never run."""
    page = office.http.get("/search", params={"q": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in page


def test_snippets_are_cut_without_loss() -> None:
    """Marks that touch or overlap lose nothing and double nothing."""
    snippet = Snippet("báo cáo năm", Span(0, 11), (Span(0, 3), Span(4, 7), Span(5, 7)))
    pieces = cut_pieces(snippet)
    assert "".join(text for _, text in pieces) == "báo cáo năm"
    assert [text for marked, text in pieces if marked] == ["báo", "cáo"]


@pytest.mark.parametrize(
    ("paths", "vietnamese", "english"),
    [
        (("dieu:44/khoan:2",), "khoản 2 Điều 44", "Article 44, clause 2"),
        (("dieu:5..9",), "Điều 5–9", "Article 5–9"),
        (
            ("dieu:1", "dieu:3/khoan:1/diem:b"),
            "Điều 1; điểm b khoản 1 Điều 3",
            "Article 1; Article 3, clause 1, point b",
        ),
        ((), "", ""),
    ],
)
def test_provisions_in_words(paths: tuple[str, ...], vietnamese: str, english: str) -> None:
    """Innermost first in Vietnamese, outermost first in English."""
    assert (provisions(paths, "vi"), provisions(paths, "en")) == (vietnamese, english)


@pytest.mark.parametrize("query", [query for _, query in EXAMPLES])
def test_the_examples_of_the_search_page_are_understood(office: Office, query: str) -> None:
    """What the page shows how to write is what the search takes, as more than words."""
    answer = office.http.get("/api/v1/search", params={"q": query})
    assert answer.status_code == 200
    assert "có các từ: " not in answer.json()["explanation"] or "không có" in answer.json()["explanation"]


def test_a_query_that_fails_shows_how_to_write_one(office: Office) -> None:
    """The guide is open where it is needed."""
    assert '<details class="syntax" open>' in office.http.get("/search?q=khong:co").text


def test_what_a_library_says_is_folded_away(office: Office) -> None:
    """The reason comes in the reader's language; the words of a library, which are English, wait to be asked for."""
    sent = office.http.post("/upload", files=[("files", ("hong.zip", b"PK\x03\x04"))], follow_redirects=False)
    office.settle(sent.headers["location"].rpartition("/")[2])
    page = office.http.get(sent.headers["location"]).text
    assert "<summary>Chi tiết kỹ thuật</summary>" in page


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["in/a.pdf", "in/b/c.pdf"], ["a.pdf", "b/c.pdf"]),
        (["/srv/in/a.zip!x/y.pdf", "/srv/in/b.pdf"], ["a.zip!x/y.pdf", "b.pdf"]),
        (["a.pdf", "in/b.pdf"], ["a.pdf", "in/b.pdf"]),
        ([], []),
    ],
)
def test_folders_in_common_are_left_out(paths: list[str], expected: list[str]) -> None:
    """What tells files apart is shown, not where this machine keeps them."""
    assert [path[common_folder(paths) :] for path in paths] == expected


def test_paths_are_shortened() -> None:
    """Of a machine's path its end; of a file in an archive the archive and the way inside."""
    assert (tail("/srv/in/2026/march"), tail("Lô tháng 3")) == ("…/2026/march", "Lô tháng 3")
    assert member("in/all.zip!b/c.pdf") == "all.zip › b/c.pdf"


def test_only_what_awaits_revocation_is_told_calmly() -> None:
    """Intact, trusted, unchanged; one signature that is otherwise open, or broken, is none of that."""
    good = {"indication": "TOTAL_PASSED"}
    waits = {"indication": "INDETERMINATE", "sub_indication": "TRY_LATER", "integrity": "intact", "trust": "trusted"}
    waits |= {"later_changes": "none"}
    broken = waits | {"indication": "TOTAL_FAILED", "integrity": "broken"}
    told = [[waits], [good, waits], [waits, broken], [waits | {"trust": "unknown"}], [good], []]
    assert [awaits_revocation(found) for found in told] == [True, True, False, False, False, False]
    assert awaits_revocation([]) is False
