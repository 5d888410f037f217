"""The trash over HTTP and on its page; purging on the command line; procedures of one's own."""

from __future__ import annotations

import secrets
import sqlite3
from pathlib import Path

import pytest

from api.cli import run
from api.procedures import procedures_of
from corpus.refusals import InvalidValue
from tests.api.conftest import Office

LETTER = """SỞ NỘI VỤ
Số: {number}/SNV-VP
V/v bổ sung hồ sơ

An Sơn, ngày 2 tháng 3 năm 2015

Kính gửi: Ủy ban nhân dân tỉnh.

Sở Nội vụ gửi danh sách {number}./.
"""
SCHEDULE = "document_type,years,source\ncong_van,2,QĐ 1/QĐ-SNV\n"


def _sent(office: Office) -> str:
    name = f"bo-{secrets.token_hex(4)}.txt"
    text = LETTER.format(number=secrets.randbelow(9000) + 1000)
    answer = office.http.post("/api/v1/batches", files=[("files", (name, text.encode(), "text/plain"))])
    office.settle(answer.json()["id"])
    return office.document(name)


def test_a_document_goes_to_the_trash_and_comes_back(office: Office) -> None:
    """Out of every list meanwhile; the second time is a conflict."""
    document = _sent(office)
    path, sent = f"/api/v1/documents/{document}", {"reason": "gửi nhầm", "by": "L"}
    assert office.http.post(f"{path}/trash", json=sent).status_code == 204
    listed = office.http.get("/api/v1/trash", params={"limit": 200}).json()["items"]
    (found,) = [item for item in listed if item["document_id"] == document]
    assert [found[name] for name in ("due_on", "deleted_by", "reason")] == [None, "L", "gửi nhầm"]
    assert "gửi nhầm" in office.http.get("/trash").text
    shown = office.http.get("/api/v1/documents", params={"limit": 200}).json()["items"]
    assert document not in [item["id"] for item in shown]
    assert office.http.post(f"{path}/trash", json=sent).json()["code"] == "conflict"
    assert office.http.post(f"{path}/restoration", json={"by": "L"}).json()["id"] == document
    assert office.http.post(f"{path}/restoration", json={"by": "L"}).status_code == 409
    assert office.http.post("/api/v1/documents/doc_khong/trash", json=sent).status_code == 404


def test_the_page_shows_the_trash_and_the_way_back(office: Office) -> None:
    """By plain forms, never from another site; it says that nothing is purged without a schedule."""
    document = _sent(office)
    form = {"reason": "nhầm", "by": "L"}
    assert f'action="/documents/{document}/trash"' in office.http.get(f"/documents/{document}").text
    foreign = {"Origin": "http://elsewhere.example"}
    assert office.http.post(f"/documents/{document}/trash", data=form, headers=foreign).status_code == 403
    answer = office.http.post(f"/documents/{document}/trash", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/trash")
    page = office.http.get("/trash").text
    assert f'action="/documents/{document}/restoration"' in page
    assert "VANTHU_RETENTION" in page
    answer = office.http.post(f"/documents/{document}/restoration", data={"by": "L"})
    assert answer.headers["location"] == f"/documents/{document}"


def test_purging_tells_before_it_removes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--dry-run` prints and keeps; then the document and its original go, and the entry is struck out."""
    monkeypatch.setenv("VANTHU_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    (tmp_path / "a.txt").write_text(LETTER.format(number=7), "utf-8")
    assert run(["ingest", str(tmp_path / "a.txt")]) == 0
    with sqlite3.connect(tmp_path / "data" / "vanthu.db") as database:  # as if it had all happened ten years ago
        database.execute(
            "UPDATE document SET registered_at = '2016-01-05 00:00:00', deleted_at = '2016-02-05 00:00:00'"
        )
    database.close()
    capsys.readouterr()
    assert run(["purge", "--by", "L"]) == 0
    assert "không văn bản nào bị tiêu hủy" in capsys.readouterr().err
    (tmp_path / "schedule.csv").write_text(SCHEDULE, "utf-8")
    monkeypatch.setenv("VANTHU_RETENTION", str(tmp_path / "schedule.csv"))
    assert run(["purge", "--by", "L", "--dry-run"]) == 0
    told = capsys.readouterr()
    assert "7/SNV-VP  01/01/2019" in told.out
    assert "Sẽ tiêu hủy 1 văn bản" in told.err
    originals = [path for path in (tmp_path / "data" / "originals").rglob("*") if path.is_file()]
    assert run(["purge", "--by", "L"]) == 0
    assert "Đã tiêu hủy 1 văn bản; đã xóa 1 tệp gốc" in capsys.readouterr().err
    assert [path.exists() for path in originals] == [False]
    assert run(["show", "7/SNV-VP"]) == 1
    assert run(["check"]) == 0
    (tmp_path / "schedule.csv").write_text(SCHEDULE.replace("2", "hai"), "utf-8")
    assert run(["purge", "--by", "L"]) == 1
    assert "thời hạn bảo quản, dòng 2" in capsys.readouterr().err


def test_procedures_of_ones_own_come_from_a_folder(tmp_path: Path) -> None:
    """Beside those shipped; a file that is wrong is named, and a folder that is not there refused."""
    shipped = procedures_of(None)
    text = "procedure: rieng\ntitle: Riêng\ntitle_en: Own\nsource: a\ncomponents: []\n"
    (tmp_path / "rieng.yaml").write_text(text, "utf-8")
    known = procedures_of(tmp_path)
    assert set(known.components) == {*shipped.components, "rieng"}
    assert set(known.rules) == set(shipped.rules)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "sai.yaml").write_text(text.replace("title:", "tilte:"), "utf-8")
    with pytest.raises(InvalidValue, match=r"sai\.yaml"):
        procedures_of(tmp_path / "b")
    with pytest.raises(InvalidValue, match="VANTHU_PROCEDURES"):
        procedures_of(tmp_path / "none")
    (tmp_path / "c" / "rules").mkdir(parents=True)
    (tmp_path / "c" / "rules" / "x.yaml").write_text("procedure: x\n", "utf-8")
    with pytest.raises(InvalidValue, match=r"x\.yaml"):
        procedures_of(tmp_path / "c")
