"""Steering: batches paused, resumed, cancelled; files returned for a passing cause, one, many, all tried again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

from corpus.corpus import Corpus, open_corpus
from corpus.reading import Reading, Source
from ingest.problems import EmptyFile, TimeLimit
from tests.api.conftest import LETTER, serve, settle


@dataclass(frozen=True)
class Desk:
    """A service, and the batches it was left with."""

    http: httpx.Client
    paused: str
    doomed: str
    returned: str


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Two batches paused before anything was read, and one of whose files three were returned."""
    folder = tmp_path_factory.mktemp("desk")
    data = folder / "data"
    with open_corpus(f"sqlite:///{data}/vanthu.db", str(data / "originals")) as corpus:
        paused, doomed = (_paused(corpus, number) for number in (1, 2))
        returned = _returned(corpus)
    with serve(folder) as http:
        yield Desk(http, paused, doomed, returned)


def _paused(corpus: Corpus, number: int) -> str:
    batch = corpus.create_batch(f"Lô {number}", "upload")
    corpus.receive(batch.id, "a.txt", "a.txt", LETTER.replace("77/", f"{number}/").encode())
    corpus.close_batch(batch.id)
    corpus.pause_batch(batch.id)
    return batch.id


def _returned(corpus: Corpus) -> str:
    batch = corpus.create_batch("Lô 3", "upload")
    for number, problem in enumerate((TimeLimit(), TimeLimit(), TimeLimit(), EmptyFile())):
        letter = LETTER.replace("77/", f"{70 + number}/").encode()
        item = corpus.receive(batch.id, f"{number}.txt", f"{number}.txt", letter)
        source = Source(item.name, item.path, item.sha256, item.bytes, "text/plain")
        corpus.file(item.id, Reading(source, problem.problem))
    corpus.close_batch(batch.id)
    return batch.id


def test_a_paused_batch_waits_and_goes_on(desk: Desk) -> None:
    """The page offers what may be done; after the pause everything is read."""
    found = desk.http.get(f"/api/v1/batches/{desk.paused}").json()
    assert (found["status"], found["balance"]["pending"]) == ("paused", 1)
    page = desk.http.get(f"/batches/{desk.paused}").text
    assert (f'action="/batches/{desk.paused}/resume"' in page, f"{desk.paused}/pause" in page) == (True, False)
    assert desk.http.post(f"/api/v1/batches/{desk.paused}/resume").json()["status"] in ("queued", "running")
    assert settle(desk.http, desk.paused)["balance"]["registered"] == 1


def test_what_was_not_read_is_cancelled(desk: Desk) -> None:
    """By the button; pausing it afterwards is refused."""
    assert desk.http.post(f"/batches/{desk.doomed}/cancel").status_code == 303
    assert desk.http.get(f"/api/v1/batches/{desk.doomed}").json()["balance"]["cancelled"] == 1
    refused = desk.http.post(f"/api/v1/batches/{desk.doomed}/pause")
    assert (refused.status_code, refused.json()["code"]) == (409, "conflict")


def test_one_then_all_are_tried_again(desk: Desk) -> None:
    """What plainly is no document is no dead letter."""
    listed = desk.http.get("/api/v1/dead-letters", params={"batch_id": desk.returned}).json()["items"]
    assert [item["name"] for item in listed] == ["0.txt", "1.txt", "2.txt"]
    page = desk.http.get(f"/batches/{desk.returned}").text
    assert "Đọc lại 3 tệp" in page
    assert [f'aria-label="Đọc lại {name}.txt"' in page for name in range(4)] == [True, True, True, False]
    retry = "/api/v1/dead-letters/retry"
    assert desk.http.post(retry, json={"items": [listed[0]["id"]]}).json() == {"retried": 1}
    assert settle(desk.http, desk.returned)["balance"]["registered"] == 1
    assert desk.http.post(retry, json={"batch_id": desk.returned}).json() == {"retried": 2}
    balance = settle(desk.http, desk.returned)["balance"]
    assert (balance["registered"], balance["returned"]) == (3, 1)
    assert desk.http.get("/api/v1/dead-letters").json()["items"] == []


def test_what_has_its_outcomes_is_neither_paused_nor_cancelled(desk: Desk) -> None:
    """A batch that was read whole would be told as cancelled for good."""
    before = desk.http.get(f"/api/v1/batches/{desk.returned}").json()
    for step in ("pause", "cancel"):
        refused = desk.http.post(f"/api/v1/batches/{desk.returned}/{step}")
        assert (refused.status_code, "đã có kết quả" in refused.json()["detail"]) == (409, True)
    assert desk.http.get(f"/api/v1/batches/{desk.returned}").json()["status"] == before["status"]
