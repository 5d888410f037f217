"""Saved searches, alerts and exports over HTTP, on the page and on the command line."""

from __future__ import annotations

import csv
import io
import json
import re
import secrets
import time
from pathlib import Path
from typing import Any

import pytest
from arro3.io import read_parquet

from api.cli import run
from tests.api.conftest import Office

LETTER = """ỦY BAN NHÂN DÂN TỈNH AN SƠN
Số: 12/UBND-VX

An Sơn, ngày 3 tháng 9 năm 2025

Kính gửi: Sở Nội vụ.

Về việc {word}, đề nghị Sở báo cáo./.
"""


def _save(office: Office, **values: Any) -> dict[str, Any]:
    answer = office.http.post("/api/v1/searches", json={"name": "Theo dõi", "by": "Lan", **values})
    assert (answer.status_code, answer.headers["location"]) == (201, answer.json()["href"])
    saved: dict[str, Any] = answer.json()
    return saved


def test_what_comes_in_later_is_told(office: Office) -> None:
    """By the engine itself, once the index has it: as an alert, as an event, on the page; then marked as seen."""
    word = "".join(secrets.choice("bcdghklmn") for _ in range(12))
    saved = _save(office, query=word)
    letter = LETTER.format(word=word).encode()
    sent = office.http.post("/api/v1/batches", files=[("files", ("muoi-hai.txt", letter, "text/plain"))])
    office.settle(sent.json()["id"])
    deadline, items = time.monotonic() + 60, []
    while not items and time.monotonic() < deadline:
        items = office.http.get("/api/v1/alerts", params={"search_id": saved["id"], "unseen": True}).json()["items"]
        time.sleep(0.1)
    (alert,) = items
    assert alert["document_id"] == office.document("muoi-hai.txt")
    events = office.http.get("/api/v1/events", params={"types": "alert.raised", "limit": 1000}).json()["items"]
    assert [e["data"]["document_id"] for e in events if e["data"]["search_id"] == saved["id"]] == [alert["document_id"]]
    page = office.http.get("/searches", params={"search_id": saved["id"]}).text
    assert f'href="/documents/{alert["document_id"]}"' in page
    found = office.http.get(f"{saved['href']}/results").json()
    assert [hit["document_id"] for hit in found["items"]] == [alert["document_id"]]
    seen = office.http.post(f"{saved['href']}/seen", json={"by": "Lan"}).json()
    assert (seen["alerts"], seen["unseen"]) == (1, 0)
    assert office.http.get("/api/v1/alerts", params={"search_id": saved["id"], "unseen": True}).json()["items"] == []


def test_they_are_listed_and_deleted(office: Office) -> None:
    """By whom, and for good; an unknown one is 404, and a query that cannot be understood 422."""
    by = f"Bình {secrets.token_hex(3)}"
    saved = _save(office, query="năm: 2026", by=by)
    listed = office.http.get("/api/v1/searches", params={"by": by}).json()["items"]
    assert listed == [saved]
    assert office.http.get(saved["href"]).json() == saved
    assert office.http.delete(saved["href"], params={"by": by}).status_code == 204
    assert [office.http.get(f"{saved['href']}{end}").status_code for end in ("", "/results")] == [404, 404]
    assert office.http.get("/api/v1/alerts", params={"search_id": saved["id"]}).status_code == 404
    refused = office.http.post("/api/v1/searches", json={"name": "a", "by": "b", "query": 'một "hai'})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_query")


def test_the_page_saves_and_forgets(office: Office) -> None:
    """From the search page and back, and no page of another site can."""
    page = office.http.get("/search", params={"q": "năm: 2025"}).text
    assert 'action="/searches"' in page
    assert "/api/v1/search/export?q=n%C4%83m%3A%202025&amp;format=parquet" in page
    form = {"name": f"Năm {secrets.token_hex(3)}", "query": "năm: 2025", "by": "Lan"}
    answer = office.http.post("/searches", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/searches")
    page = office.http.get("/searches").text
    (search_id,) = re.findall(rf'href="/searches\?search_id=(srh_\w+)"[^>]*>{form["name"]}<', page)
    crossed = office.http.post(f"/searches/{search_id}/deletion", data={"by": "x"}, headers={"Origin": "http://evil"})
    assert crossed.status_code == 403
    assert office.http.post(f"/searches/{search_id}/seen", data={"by": "Lan"}).status_code == 303
    assert office.http.post(f"/searches/{search_id}/deletion", data={"by": "Lan"}).status_code == 303
    assert search_id not in office.http.get("/searches").text


def test_results_are_exported_in_every_format(office: Office) -> None:
    """The same dispatches as the search finds; the name and type of the file tell what it is."""
    asked = {"q": "năm: 2025"}
    found = office.http.get("/api/v1/search", params={**asked, "limit": 100}).json()
    expected = sorted(hit["dispatch"]["id"] for hit in found["items"])
    assert found["has_more"] is False
    answers = {
        name: office.http.get("/api/v1/search/export", params={**asked, "format": name})
        for name in ("csv", "ndjson", "parquet", "xlsx")
    }
    told = {
        "csv": [row["dispatch_id"] for row in csv.DictReader(io.StringIO(answers["csv"].content.decode("utf-8-sig")))],
        "ndjson": [json.loads(line)["dispatch_id"] for line in answers["ndjson"].content.splitlines()],
        "parquet": read_parquet(answers["parquet"].content).read_all().column("dispatch_id").to_pylist(),
    }
    assert {name: sorted(ids) for name, ids in told.items()} == dict.fromkeys(told, expected)
    for name, answer in answers.items():
        assert f'filename="tra-cuu.{name}"' in answer.headers["content-disposition"]
        assert int(answer.headers["content-length"]) == len(answer.content)
    assert answers["csv"].headers["content-type"].startswith("text/csv")


@pytest.mark.parametrize(("asked", "status"), [({"q": '"a'}, 422), ({"q": "a", "format": "doc"}, 422), ({}, 422)])
def test_what_cannot_be_exported_is_refused(office: Office, asked: dict[str, str], status: int) -> None:
    """With a problem, never half a file."""
    answer = office.http.get("/api/v1/search/export", params=asked)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_the_command_line_saves_watches_and_exports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`saved add`, a letter comes in, `saved alerts` tells of it; `search --export` writes what was found."""
    monkeypatch.setenv("VANTHU_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    (tmp_path / "a.txt").write_text(LETTER.format(word="đê biển"), "utf-8")
    (tmp_path / "b.txt").write_text(LETTER.format(word="rừng ngập mặn").replace("12/", "13/"), "utf-8")
    assert run(["ingest", str(tmp_path / "a.txt")]) == 0
    capsys.readouterr()
    assert run(["saved", "add", "Rừng", "rung ngap man", "--by", "Lan"]) == 0
    search_id = capsys.readouterr().out.strip()
    assert run(["saved", "alerts"]) == 1
    assert run(["ingest", str(tmp_path / "b.txt")]) == 0
    capsys.readouterr()
    assert (run(["saved", "alerts"]), run(["saved", "list"])) == (0, 0)
    out = capsys.readouterr().out
    assert [word for word in ("Rừng: 13/UBND-VX", search_id, "1 tin (1 mới)") if word not in out] == []
    target = tmp_path / "out.csv"
    assert run(["search", "UBND-VX", "--export", str(target)]) == 0
    rows = csv.DictReader(io.StringIO(target.read_text("utf-8-sig")))
    assert sorted(row["reference"] for row in rows) == ["12/UBND-VX", "13/UBND-VX"]
    assert run(["search", "đê", "--export", str(tmp_path / "out.doc")]) == 1
    assert run(["search", "zzzqqq", "--export", str(tmp_path / "none.csv")]) == 1
    assert not (tmp_path / "none.csv").exists()
    assert run(["saved", "remove", search_id, "--by", "Lan"]) == 0
    assert run(["saved", "remove", search_id, "--by", "Lan"]) == 1
