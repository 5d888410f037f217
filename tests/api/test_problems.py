"""Problems over HTTP: every error is RFC 9457, typed, in the caller's language, and documented."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

import httpx
import pytest
from fastapi.exceptions import RequestValidationError

from api.app import Application
from api.errors import STATUS_OF, install_errors, request_problems
from api.messages import find_message
from api.settings import Settings
from corpus.refusals import InvalidQuery
from ingest.problems import REFUSALS
from tests.api.conftest import Office


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/nowhere", 404, "not_found"),
        ("GET", "/api/v1/documents/doc_khong", 404, "not_found"),
        ("GET", "/api/v1/batches/bat_khong", 404, "not_found"),
        ("GET", "/api/v1/batches/bat_khong/items", 404, "not_found"),
        ("GET", "/api/v1/documents/doc_khong/original", 404, "not_found"),
        ("DELETE", "/api/v1/batches", 405, "method_not_allowed"),
        ("GET", "/api/v1/documents?cursor=khong", 400, "invalid_cursor"),
        ("GET", "/api/v1/batches?cursor=khong", 400, "invalid_cursor"),
        ("GET", "/api/v1/documents?limit=0", 422, "invalid_request"),
        ("GET", "/api/v1/documents?issued_from=hom-qua", 422, "invalid_request"),
        ("GET", "/api/v1/documents?issued_from=0", 422, "invalid_request"),
        ("GET", "/api/v1/documents?document_type=cong-van", 422, "invalid_value"),
        ("GET", "/api/v1/documents?urgency=gap", 422, "invalid_request"),
        ("GET", "/api/v1/documents?secrecy=kin", 422, "invalid_request"),
        ("GET", "/api/v1/events?types=document.registred", 422, "invalid_request"),
        ("GET", "/api/v1/documents?issued_form=2025-01-01", 422, "invalid_request"),
        ("GET", "/api/v1/documents/doc_khong?limit=5", 422, "invalid_request"),
        ("POST", "/api/v1/citations:resolve?limit=5", 422, "invalid_request"),
        ("GET", "/api/v1/search", 422, "invalid_request"),
        ("GET", "/api/v1/citations", 422, "invalid_request"),
        ("GET", "/api/v1/citations?reference=15/2020/QD-TTg&relation=amend", 422, "invalid_request"),
        ("GET", "/static/nothing.css", 404, "not_found"),
    ],
)
def test_errors_are_problems(office: Office, method: str, path: str, status: int, code: str) -> None:
    """Status, type and id of the request agree everywhere."""
    answer = office.http.request(method, path)
    told = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert (told["type"], told["status"], told["code"]) == (f"urn:vanthu:problem:{code}", status, code)
    assert told["instance"] == answer.headers["x-request-id"]


def test_a_misspelt_parameter_is_told_what_there_is(office: Office) -> None:
    """And not passed over, as if everything had been asked for; `lang` goes with any address."""
    (error,) = office.http.get("/api/v1/trash", params={"aftr": "x"}, headers={"Accept-Language": "vi"}).json()[
        "errors"
    ]
    assert (error["pointer"], error["code"]) == ("/query/aftr", "unknown_parameter")
    assert "Không có tham số này" in error["message"]
    assert "after" in error["message"]
    assert office.http.get("/api/v1/trash", params={"lang": "en"}).status_code == 200


@pytest.mark.parametrize(
    ("path", "expected"), [("/api/v1/dossiers", "GET, POST, HEAD"), ("/api/v1/dossiers/x/chasers", "POST")]
)
def test_a_wrong_method_is_told_the_right_ones(office: Office, path: str, expected: str) -> None:
    """All that the address takes, whichever routes take them."""
    assert office.http.request("DELETE", path).headers["allow"] == expected


@pytest.mark.parametrize("path", ["/", "/api/v1/documents", "/health", "/api/v1/documents/{}/original", "/nowhere"])
def test_head_is_get_without_the_body(office: Office, path: str) -> None:
    """The same status and length."""
    asked = path.format(office.document("02-quyet-dinh-884-ubnd.pdf"))
    head, whole = office.http.head(asked), office.http.get(asked)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert head.headers["content-type"] == whole.headers["content-type"]


def test_a_wrong_parameter_is_pointed_at(office: Office) -> None:
    """Where it is, what is wrong with it, in the language asked for."""
    vietnamese = office.http.get("/api/v1/documents?limit=500").json()["errors"]
    assert vietnamese == [{"pointer": "/query/limit", "code": "less_than_equal", "message": "Không được quá 200."}]
    english = office.http.get("/api/v1/documents?limit=500", headers={"Accept-Language": "en"}).json()
    assert english["errors"][0]["message"] == "At most 200 is expected."


@pytest.mark.parametrize(
    "body",
    [
        '{"title": 7, "by": [], "due_on": "2026-02-30", "facts": 1, "more": 1}',
        '{"title": {}, "by": null, "due_on": 12.5}',
        '{"title": "", "by": "x", "facts": {"a": 1e999}}',
        "{bad",
        "[]",
        "7",
    ],
)
def test_what_is_wrong_in_a_body_is_told_in_vietnamese(office: Office, body: str) -> None:
    """No sentence of the framework's own reaches a reader."""
    answer = office.http.post("/api/v1/dossiers", content=body, headers={"Content-Type": "application/json"})
    told = answer.json()["errors"]
    assert [error for error in told if find_message(f"invalid.{error['code']}") is None] == []
    assert answer.status_code == 422


@pytest.mark.parametrize("body", ['{"batch_id": "\\ud800"}', '{"items": ["a\\udc00b"]}', '{"\\ud800": 1}'])
def test_what_no_answer_can_hold_is_told_all_the_same(office: Office, body: str) -> None:
    """A lone surrogate, which JSON can escape and UTF-8 cannot write, is quoted as U+FFFD."""
    answer = office.http.post("/api/v1/dead-letters/retry", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (404, 422) or answer.json() == {"retried": 0}
    assert json.loads(answer.content)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/api/v1/dossiers", "application/json"),
        ("/api/v1/works/import", "text/csv"),
    ],
)
@pytest.mark.parametrize("told", [True, False])
def test_a_body_that_is_read_whole_has_a_limit(office: Office, path: str, kind: str, told: bool) -> None:
    """Whether its length is told beforehand or not; nothing of it is kept in memory."""
    pieces = (b"x" * 1_000_000 for _ in range(21))
    content = b"x" * 21_000_000 if told else pieces
    answer = office.http.post(path, content=content, headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert "20 MB" in answer.json()["detail"]


def test_a_list_of_choices_is_joined_in_vietnamese(office: Office) -> None:
    """The framework joins them with its own `or`."""
    for path in ("/api/v1/dossiers?state=khong", "/api/v1/citations?reference=x&relation=khong"):
        (error,) = office.http.get(path).json()["errors"]
        assert (" hoặc " in error["message"], " or " in error["message"]) == (True, False)
    assert "'based_on', " in error["message"]


def test_the_callers_request_id_is_kept(office: Office) -> None:
    """A sane id of the caller's own is used, another replaced."""
    kept = office.http.get("/health/live", headers={"X-Request-Id": "cong-thong-tin-0001"})
    assert kept.headers["x-request-id"] == "cong-thong-tin-0001"
    assert office.http.get("/health/live", headers={"X-Request-Id": "a b"}).headers["x-request-id"].startswith("req_")


def test_a_browser_gets_a_page(office: Office) -> None:
    """A person who is lost reads a page, with the same status."""
    answer = office.http.get("/documents/doc_khong", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "Không tìm thấy" in answer.text


def test_every_type_is_documented(office: Office) -> None:
    """The page of problems has an anchor for each type there is."""
    anchors = set(re.findall(r'<tr id="([\w-]+)"', office.http.get("/problems").text))
    assert {*request_problems(), *(f"file-{kind.type}" for kind in REFUSALS)} - anchors == set()


def _break(error: Exception) -> httpx.Response:
    app = Application()
    app.state.settings = Settings()
    install_errors(app)

    @app.get("/api/v1/broken")
    def broken() -> None:
        raise error

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://vanthu") as http:
            return await http.get("/api/v1/broken")

    return asyncio.run(ask())


def test_an_unforeseen_error_tells_nothing_of_the_inside(caplog: pytest.LogCaptureFixture) -> None:
    """500, with the id to ask for and all its headers; the reason is in the log only."""
    answer = _break(RuntimeError("mật khẩu của kho"))
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "mật khẩu" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.json()["instance"] in caplog.text


def test_what_has_no_sentence_of_its_own_is_told_in_vietnamese_too() -> None:
    """A release of the framework may bring errors nobody has translated."""
    unheard = RequestValidationError([{"type": "brand_new", "loc": ("query", "x"), "msg": "Input is brand new"}])
    (error,) = _break(unheard).json()["errors"]
    assert (error["code"], error["message"]) == ("brand_new", "Giá trị không hợp lệ.")


def test_a_refusal_of_the_corpus_keeps_its_sentence() -> None:
    """What the corpus says, and where in the query it stopped."""
    told: dict[str, Any] = _break(InvalidQuery("dấu ngoặc", 7)).json()
    assert (told["code"], told["detail"], told["position"]) == (
        "invalid_query",
        "Không hiểu được câu tìm kiếm: dấu ngoặc",
        7,
    )


@pytest.mark.parametrize("kind", REFUSALS)
def test_refusals_of_files_have_a_status(kind: type[Exception]) -> None:
    """A page that cannot be drawn answers with the reason, never with 500."""
    answer = _break(kind())
    assert 400 <= answer.status_code < 500
    assert answer.json()["code"] == kind.type  # type: ignore[attr-defined]


def test_every_refusal_has_a_status() -> None:
    """The table knows each base, so that no refusal becomes a 500."""
    assert {status for status in STATUS_OF.values() if not 400 <= status < 600} == set()
