"""Batches over HTTP: send, follow, refuse."""

from __future__ import annotations

import socket
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import FILES, LETTER, LIMIT, Office


def _leftovers(office: Office) -> list[Path]:
    return list((office.data / "incoming").glob("upload-*"))


def _batches(office: Office) -> int:
    return len(office.http.get("/api/v1/batches", params={"limit": 200}).json()["items"])


def test_every_file_has_its_outcome(office: Office) -> None:
    """Seven came: five registered, the encrypted one and the one that is no PDF returned, each with its reason."""
    told = {
        item["name"]: (item["state"], item["problem"] and item["problem"]["type"])
        for item in office.batch["items"]["items"]
    }
    assert told == {
        "02-quyet-dinh-884-ubnd.pdf": ("registered", None),
        "06-ba-van-ban-mot-tep.pdf": ("registered", None),
        "07-to-trinh-431-ky-so.pdf": ("registered", None),
        "10-cong-van-902-sua-sau-khi-ky.pdf": ("registered", None),
        "11-ke-hoach-23-dat-mat-khau.pdf": ("returned", "encrypted"),
        "12-khong-phai-pdf.pdf": ("returned", "unsupported_type"),
        "cong-van-77.txt": ("registered", None),
    }


def test_the_balance_is_told(office: Office) -> None:
    """The equation is there as numbers and as a sentence in both languages."""
    assert office.batch["balance"]["message"] == "7 nhận = 5 vào sổ + 2 trả lại + 0 trùng"
    assert office.batch["balance"]["message_en"] == "7 received = 5 registered + 2 returned + 0 duplicate"
    assert (office.batch["status"], office.batch["progress"]) == ("partly_succeeded", {"done": 7, "total": 7})


def test_an_upload_is_answered_with_its_place(office: Office) -> None:
    """202 and Location; the same bytes again are a duplicate, and no error."""
    name, data = next(iter(office.files.items()))
    answer = office.http.post("/api/v1/batches", files=[("files", (name, data))], data={"name": "Lần hai"})
    assert answer.status_code == 202
    assert answer.headers["location"] == f"/api/v1/batches/{answer.json()['id']}"
    batch = office.settle(answer.json()["id"])
    assert (batch["name"], batch["status"]) == ("Lần hai", "succeeded")
    assert batch["balance"]["message"] == "1 nhận = 0 vào sổ + 0 trả lại + 1 trùng"
    assert batch["items"]["items"][0]["document_id"] == office.document(name)


def test_names_cannot_climb(office: Office) -> None:
    """A name with `../` or markup is told without its steps, and nothing is written outside."""
    evil = "../../../tmp/<b>leo</b>.txt"
    answer = office.http.post("/api/v1/batches", files=[("files", (evil, b"leo"))])
    batch = office.settle(answer.json()["id"])
    item = batch["items"]["items"][0]
    assert (item["name"], item["path"]) == ("b>.txt", "tmp/<b>leo</b>.txt")
    page = office.http.get(f"/batches/{batch['id']}", headers={"Accept": "text/html"})
    assert "<b>leo" not in page.text


def test_the_same_key_does_nothing_twice(office: Office) -> None:
    """A repeat with the same key and body gives the same batch; with another body it is refused."""
    send = {"headers": {"Idempotency-Key": "lan-1"}, "files": [("files", ("a.txt", b"Kinh gui"))]}
    first, second = office.http.post("/api/v1/batches", **send), office.http.post("/api/v1/batches", **send)
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json()["id"] == second.json()["id"]
    assert ("idempotency-replayed" in first.headers, second.headers["idempotency-replayed"]) == (False, "true")
    other = office.http.post("/api/v1/batches", headers=send["headers"], files=[("files", ("a.txt", b"khac"))])
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_a_bad_key_is_refused(office: Office) -> None:
    """Keys are printable ASCII, 255 at most."""
    answer = office.http.post("/api/v1/batches", headers={"Idempotency-Key": "x" * 256}, files=[("files", ("a", b"a"))])
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_idempotency_key")


def _huge() -> Iterator[bytes]:
    """A multipart body of 300 MB whose length is not told."""
    yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="to.pdf"\r\n\r\n'
    for _ in range(300):
        yield bytes(1_000_000)
    yield b"\r\n--b--\r\n"


def test_300_megabytes_are_too_large(office: Office) -> None:
    """Typed, and nothing is left of it, although its length was not told before."""
    before = _batches(office)
    header = {"Content-Type": "multipart/form-data; boundary=b", "Accept-Language": "en"}
    answer = office.http.post("/api/v1/batches", headers=header, content=_huge())
    assert (answer.status_code, answer.json()["type"]) == (413, "urn:vanthu:problem:too_large")
    assert answer.json()["detail"] == "The upload is larger than the limit of 20 MB; nothing was stored."
    assert ([], before) == (_leftovers(office), _batches(office))


def test_a_told_length_is_refused_before_the_body(office: Office) -> None:
    """Content-Length beyond the limit is answered at once where the client asks first, as curl does."""
    head = (
        "POST /api/v1/batches HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n"
        f"Content-Length: {LIMIT + 1}\r\nExpect: 100-continue\r\n\r\n"
    )
    with socket.create_connection((office.http.base_url.host, office.http.base_url.port or 80), timeout=10) as line:
        line.sendall(head.encode())
        assert line.recv(1000).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    ("content_type", "body", "expected"),
    [
        ("application/json", b"{}", (415, "unsupported_media_type")),
        ("multipart/form-data", b"", (400, "malformed_upload")),
        ("multipart/form-data; boundary=b", b"", (400, "malformed_upload")),
        ("multipart/form-data; boundary=b", b"--b--\r\n", (422, "no_files")),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\na\r\n--b--\r\n',
            (422, "no_files"),
        ),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="files"; filename=""\r\n\r\n\r\n--b--\r\n',
            (422, "no_files"),
        ),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\ncut off',
            (400, "malformed_upload"),
        ),
        ("multipart/form-data; boundary=b", b"no boundary at all", (400, "malformed_upload")),
    ],
)
def test_bad_uploads_are_typed(office: Office, content_type: str, body: bytes, expected: tuple[int, str]) -> None:
    """Wrong type, no file, cut off: each has its own type, and nothing is stored."""
    before = _batches(office)
    answer = office.http.post("/api/v1/batches", headers={"Content-Type": content_type}, content=body)
    assert (answer.status_code, answer.json()["code"]) == expected
    assert ([], before) == (_leftovers(office), _batches(office))


def test_too_many_files_are_refused(office: Office) -> None:
    """One more than the limit."""
    files = [("files", (f"{number}.txt", b"a")) for number in range(FILES + 1)]
    answer = office.http.post("/api/v1/batches", files=files)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_many_files")


def test_another_site_may_not_upload(office: Office) -> None:
    """A browser says where a request comes from; one from elsewhere changes nothing here."""
    for header in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.org"}):
        answer = office.http.post("/api/v1/batches", headers=header, files=[("files", ("a.txt", b"a"))])
        assert (answer.status_code, answer.json()["code"]) == (403, "cross_site")


def test_lists_go_on_by_cursor(office: Office) -> None:
    """Two at a time, all items come once and in order."""
    path, seen, cursor = f"/api/v1/batches/{office.batch['id']}/items", [], None
    while True:
        page = office.http.get(path, params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        seen += [item["position"] for item in page["items"]]
        cursor = page["next_cursor"]
        if not page["has_more"]:
            break
    assert seen == [1, 2, 3, 4, 5, 6, 7]


def test_a_zip_is_unpacked(office: Office) -> None:
    """Its members count on their own; one whose name climbs out returns the whole archive, and writes nothing."""
    zipped = BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("tháng 8/cong-van-79.txt", LETTER.replace("77/SNV-VP", "79/SNV-VP"))
        archive.writestr("rong.pdf", b"")
    batch = _send(office, "lo.zip", zipped.getvalue())
    told = [(item["path"], item["state"], (item["problem"] or {}).get("type")) for item in batch["items"]["items"]]
    assert told == [
        ("lo.zip", "expanded", None),
        ("lo.zip!tháng 8/cong-van-79.txt", "registered", None),
        ("lo.zip!rong.pdf", "returned", "empty_file"),
    ]
    assert batch["balance"]["message"] == "2 nhận = 1 vào sổ + 1 trả lại + 0 trùng"
    climbing = BytesIO()
    with zipfile.ZipFile(climbing, "w") as archive:
        archive.writestr("../leo.txt", "leo")
    problem = _send(office, "leo.zip", climbing.getvalue())["items"]["items"][0]["problem"]
    assert problem["type"] == "archive_unsafe_path"


def _send(office: Office, name: str, data: bytes) -> dict[str, Any]:
    return office.settle(office.http.post("/api/v1/batches", files=[("files", (name, data))]).json()["id"])


def test_a_password_opens_an_encrypted_file(office: Office) -> None:
    """A wrong password is told as such; the right one registers the file; a third try is refused."""
    name = "11-ke-hoach-23-dat-mat-khau.pdf"
    path = f"/api/v1/batches/{office.batch['id']}/items/{office.item(name)['id']}/retry"
    wrong = office.http.post(path, json={"password": "sai"})
    assert (wrong.status_code, wrong.json()["problem"]["type"]) == (200, "wrong_password")
    right = office.http.post(path, json={"password": office.password})
    assert (right.json()["state"], right.json()["problem"]) == ("registered", None)
    third = office.http.post(path, json={"password": office.password})
    assert (third.status_code, third.json()["code"]) == (409, "not_encrypted")
    assert [file for file in office.data.rglob("vanthu.db*") if office.password.encode() in file.read_bytes()] == []
    page = office.http.get(f"/documents/{right.json()['document_id']}").text
    assert ("fulltext" in page, ".webp" in page) == (False, True)  # the service still holds it


def test_a_batch_is_narrowed_to_one_outcome(office: Office) -> None:
    """What came back, of however many files; an outcome that is none is every outcome."""
    page = f"/batches/{office.batch['id']}"
    whole, returned = office.http.get(page).text, office.http.get(page, params={"only": "returned"}).text
    assert f'href="{page}?only=returned"' in whole
    assert ("12-khong-phai-pdf.pdf" in returned, "cong-van-77.txt" in returned) == (True, False)
    assert "cong-van-77.txt" in office.http.get(page, params={"only": "x"}).text
