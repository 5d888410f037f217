"""Pages of a file with a password: shown to who gives it, held in memory, written down nowhere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from api.keyring import IDLE, MOST, KeyRing
from tests.api.conftest import serve, settle
from tests.compose.layout import compose_pdf
from tests.compose.letter import read_letter
from tests.compose.sample import PASSWORD, SAMPLE
from tests.signatures.pki import make_pki

LOCKED = "11-ke-hoach-23-dat-mat-khau.pdf"
CUT = "cut.pdf"


@dataclass(frozen=True)
class Restarted:
    """A service started anew after a locked file and one without its tail were taken in."""

    http: httpx.Client
    data: Path
    documents: dict[str, str]
    sha256: str
    """Of the locked file."""
    shown_before: httpx.Response
    """A page of the locked file, as the service showed it that was given the password at intake."""


@pytest.fixture(scope="module")
def restarted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Restarted]:
    """Taken in by one service, the password given to it; then another."""
    folder = tmp_path_factory.mktemp("locked")
    letters = read_letter("giay-moi-kiem-tra"), read_letter("cong-van-dinh-chinh")
    files = {LOCKED: SAMPLE[LOCKED](make_pki("Vanthu mẫu")), CUT: compose_pdf(*letters)[:-200]}
    with serve(folder) as http:
        batch = http.post("/api/v1/batches", files=[("files", file) for file in files.items()]).json()
        settle(http, batch["id"])
        items = {item["name"]: item for item in http.get(f"{batch['href']}/items").json()["items"]}
        way = f"{batch['href']}/items/{items[LOCKED]['id']}/retry"
        items[LOCKED] = http.post(way, json={"password": PASSWORD}).json()
        documents = {name: str(item["document_id"]) for name, item in items.items()}
        shown = http.get(f"/api/v1/documents/{documents[LOCKED]}/pages/1.webp")
    with serve(folder) as http:
        yield Restarted(http, folder / "data", documents, hashlib.sha256(files[LOCKED]).hexdigest(), shown)


def test_who_gave_it_at_intake_is_not_asked_again(restarted: Restarted) -> None:
    """The page is drawn, and kept by nobody: not here, not in the browser."""
    shown = restarted.shown_before
    assert (shown.status_code, shown.headers["cache-control"], shown.content[8:12]) == (200, "no-store", b"WEBP")


def test_the_pages_are_asked_for_and_shown(restarted: Restarted) -> None:
    """Locked; a wrong password told in place; then the right one, once on the page and once over the API."""
    http, document = restarted.http, restarted.documents[LOCKED]
    here, there = f"/documents/{document}", f"/api/v1/documents/{document}"
    assert (f'action="{here}/password"' in http.get(here).text, ".webp?" in http.get(here).text) == (True, False)
    assert http.get(f"{there}/pages/1.webp").json()["code"] == "encrypted"

    wrong = http.post(f"{here}/password", data={"password": "no"})
    assert (wrong.status_code, wrong.headers["location"]) == (303, f"{here}?password=wrong#viewer-title")
    assert "Mật khẩu không đúng" in http.get(f"{here}?password=wrong").text
    wrong = http.post(f"{there}/password", json={"password": "no"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "wrong_password")

    assert http.post(f"{here}/password", data={"password": PASSWORD}).headers["location"] == here
    assert http.post(f"{there}/password", json={"password": PASSWORD}).status_code == 204
    assert ".webp?" in http.get(here).text
    assert http.get(f"{there}/pages/1.webp").headers["cache-control"] == "no-store"

    files = [file for file in restarted.data.rglob("*") if file.is_file()]
    assert [file for file in files if PASSWORD.encode() in file.read_bytes()] == []
    assert [file.name for file in files if file.suffix == ".webp" and file.name.startswith(restarted.sha256)] == []


def test_a_document_without_a_password_takes_none(restarted: Restarted) -> None:
    """409; and a file that lost its tail says so on its page, and is drawn."""
    http, document = restarted.http, restarted.documents[CUT]
    answer = http.post(f"/api/v1/documents/{document}/password", json={"password": "a"})
    assert (answer.status_code, answer.json()["code"]) == (409, "not_encrypted")
    assert "chỉ đọc được phần còn lại" in http.get(f"/documents/{document}").text
    assert http.get(f"/api/v1/documents/{document}/pages/2.webp").status_code == 200


def test_a_key_ring_forgets() -> None:
    """What nobody used for a working day, and what is too much."""
    now = [0.0]
    keys = KeyRing(lambda: now[0])
    keys.hold("a", "one")
    now[0] = IDLE
    assert keys.find("a") == "one"
    now[0] = 2 * IDLE + 1
    assert keys.find("a") is None
    for number in range(MOST + 1):
        keys.hold(str(number), "x")
    assert [keys.find("0"), keys.find("1")] == [None, "x"]
    assert "x" not in repr(keys)
