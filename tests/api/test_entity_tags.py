"""Entity tags over HTTP: what is unchanged is not sent again, and nobody overwrites what another has edited."""

from __future__ import annotations

import secrets
from typing import Any

import pytest

from tests.api.conftest import Office

DECISION = "02-quyet-dinh-884-ubnd.pdf"
NOTE = {"by": "L", "decisions": [{"field": "reference", "status": "confirmed"}]}


def _opened(office: Office) -> tuple[str, str]:
    """A dossier of its own, and its tag."""
    path = office.http.post("/api/v1/dossiers", json={"title": "Hồ sơ có thẻ", "by": "L"}).json()["href"]
    return path, office.http.get(path).headers["etag"]


def test_what_is_known_is_not_sent_again(office: Office) -> None:
    """A document and a dossier: 304 by their own tag, among others or weak, too; all of it by another, or none."""
    for path in (f"/api/v1/documents/{office.document(DECISION)}", _opened(office)[0]):
        whole = office.http.get(path)
        tag = whole.headers["etag"]
        assert (tag.startswith(f'"{whole.json()["version"]}-'), whole.headers["cache-control"]) == (
            True,
            "private, no-cache",
        )
        for known in (tag, f"W/{tag}", f'"x", {tag}', "*"):
            same = office.http.get(path, headers={"If-None-Match": known})
            assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
        other = office.http.get(path, headers={"If-None-Match": '"1-0"'})
        assert (other.status_code, other.content, other.headers["etag"]) == (200, whole.content, tag)


@pytest.mark.parametrize(
    ("tags", "status"),
    [
        ("{tag}", 200),
        ('"9-0", {tag}', 200),
        ("*", 200),
        (None, 200),
        ('"9-0"', 412),
        ("W/{tag}", 412),  # a weak tag is never enough to edit by (RFC 9110, 13.1.1)
        ("1", 412),
        ("", 412),
    ],
)
def test_an_edit_may_be_on_condition(office: Office, tags: str | None, status: int) -> None:
    """That the version is the one seen; without a condition it is as it always was."""
    path, tag = _opened(office)
    headers = {} if tags is None else {"If-Match": tags.format(tag=tag)}
    answer = office.http.patch(path, json={"by": "L", "title": "khác"}, headers=headers)
    assert answer.status_code == status
    kept = office.http.get(path)
    assert (kept.json()["title"] == "khác", kept.json()["version"]) == ((True, 2) if status == 200 else (False, 1))
    if status == 200:
        assert answer.headers["etag"] == kept.headers["etag"] != tag
    else:
        assert answer.json()["code"] == "version_changed"


@pytest.mark.parametrize(("lang", "said"), [("vi", "phiên bản 2"), ("en", "version 2")])
def test_who_comes_second_is_told(office: Office, lang: str, said: str) -> None:
    """Of two clerks who saw the same, the second is refused, whatever the edit; what to do is said in his language."""
    path, tag = _opened(office)
    stale = {"If-Match": tag, "Accept-Language": lang}
    assert office.http.patch(path, json={"by": "L", "title": "một"}, headers=stale).status_code == 200
    edits: list[tuple[str, str, dict[str, Any]]] = [
        ("PATCH", path, {"by": "H", "title": "hai"}),
        ("POST", f"{path}/transitions", {"by": "H", "state": "accepted"}),
        ("POST", f"{path}/transitions", {"by": "H", "code": "03"}),
    ]
    for method, where, body in edits:
        told = office.http.request(method, where, json=body, headers=stale).json()
        assert (told["status"], told["code"], said in told["detail"]) == (412, "version_changed", True)
    assert office.http.get(path).json()["title"] == "một"


def test_a_correction_may_be_on_condition(office: Office) -> None:
    """Of a document as of a dossier."""
    name = f"{secrets.token_hex(4)}.txt"
    sent = office.http.post(
        "/api/v1/batches", files=[("files", (name, f"Số: 12/TB-UBND\n{name}".encode(), "text/plain"))]
    )
    office.settle(sent.json()["id"])
    path = f"/api/v1/documents/{office.document(name)}"
    tag = office.http.get(path).headers["etag"]
    made = office.http.post(f"{path}/corrections", json=NOTE, headers={"If-Match": tag})
    assert (made.status_code, made.headers["etag"]) == (200, office.http.get(path).headers["etag"])
    again = office.http.post(f"{path}/corrections", json=NOTE, headers={"If-Match": tag})
    assert (again.status_code, again.json()["code"]) == (412, "version_changed")
