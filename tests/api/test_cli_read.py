"""`vanthu read` and `vanthu verify`: one line for every file, in order, whatever the files are."""

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from api.cli import run
from tests.compose.layout import compose_pdf
from tests.compose.letter import read_letter
from tests.compose.many import as_text

ORDER = ["a.pdf", "b.txt", "c.md"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF, a text and, a folder below, a text in Markdown."""
    where = tmp_path_factory.mktemp("read") / "in"
    (where / "c").mkdir(parents=True)
    (where / "a.pdf").write_bytes(compose_pdf(read_letter("giay-moi-tap-huan")))
    (where / "b.txt").write_text(as_text(read_letter("huong-dan-mot-cua")), "utf-8")
    (where / "c" / "c.md").write_text(as_text(read_letter("cong-van-quyet-toan")), "utf-8")
    return where


def _lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def _reference(line: dict[str, Any]) -> str:
    return str(line["dispatches"][0]["fields"]["reference"]["value"])


def test_every_file_has_its_line_in_order(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files as named, folders searched through; each with its number."""
    assert run(["read", "--no-ocr", "--text", "-j", "2", str(folder)]) == 0
    lines = _lines(capsys)
    assert [line["source"]["name"] for line in lines] == ORDER
    assert [_reference(line) for line in lines] == ["218/GM-ĐHKT", "1207/SNV-CCHC", "2318/STC-NS"]
    assert [line["problem"] for line in lines] == [None] * 3
    assert lines[1]["text"] == (folder / "b.txt").read_text("utf-8")


def test_reading_needs_no_database(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written anywhere."""
    monkeypatch.chdir(tmp_path)
    assert run(["read", "--no-ocr", str(folder / "b.txt")]) == 0
    assert list(tmp_path.iterdir()) == []


def test_a_refused_file_keeps_its_place(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 1, a line with the problem, and the others read."""
    (tmp_path / "empty.pdf").touch()
    paths = [str(tmp_path / "missing.pdf"), str(folder / "b.txt"), str(tmp_path / "empty.pdf")]
    assert run(["read", "--no-ocr", *paths]) == 1
    lines = _lines(capsys)
    assert [line["problem"] and line["problem"]["type"] for line in lines] == ["missing", None, "empty_file"]
    assert [line["source"]["path"] for line in lines] == paths


def test_verify_prints_the_verdict_only(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Trusted signatures pass, a change after signing fails; three keys a line."""
    names = ("03-thong-bao-46-ky-so.pdf", "10-cong-van-902-sua-sau-khi-ky.pdf", "08-giay-moi-218.pdf")
    assert run(["verify", "--trust", str(sample / "trust"), *(str(sample / "files" / name) for name in names)]) == 0
    lines = _lines(capsys)
    assert [sorted(line) for line in lines] == [["problem", "signatures", "source"]] * 3
    assert [line["signatures"]["verdict"] for line in lines] == ["passed", "failed", "unsigned"]
    assert [item["trust"] for item in lines[0]["signatures"]["signatures"]] == ["trusted"] * 3


def test_verify_judges_as_of_another_day(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before the certificates began, nothing can pass."""
    file = sample / "files" / "15-ho-so-giam-tien-thue-dat.pdf"
    assert run(["verify", "--trust", str(sample / "trust"), "--at", "2024-05-29", str(file)]) == 0
    assert [line["signatures"]["verdict"] for line in _lines(capsys)] != ["passed"]


def test_members_of_an_archive_are_read(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each has a line of its own, behind that of the archive."""
    shutil.make_archive(str(tmp_path / "all"), "zip", folder)
    assert run(["read", "--no-ocr", str(tmp_path / "all.zip"), str(folder / "a.pdf")]) == 0
    lines = _lines(capsys)
    inside = [f"{tmp_path / 'all.zip'}!{name}" for name in ("a.pdf", "b.txt", "c/c.md")]
    assert lines[0]["source"]["path"] == str(tmp_path / "all.zip")
    assert sorted(line["source"]["path"] for line in lines[1:-1]) == inside
    assert lines[-1]["source"]["path"] == str(folder / "a.pdf")


@pytest.mark.parametrize(("typed", "found"), [("mo-cua", None), ("sai", "wrong_password"), ("", "encrypted")])
def test_a_password_is_asked_for(
    typed: str, found: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It opens what is locked with it; what opens without one is read whatever it is."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
    letter = compose_pdf(read_letter("giay-moi-tap-huan"))
    (tmp_path / "a.pdf").write_bytes(letter)
    with pikepdf.open(io.BytesIO(letter)) as file:
        file.save(tmp_path / "b.pdf", encryption=pikepdf.Encryption(user="mo-cua", owner="x"))
        file.save(tmp_path / "c.pdf", encryption=pikepdf.Encryption(user="", owner="x"))
    run(["read", "--no-ocr", "--ask-password", str(tmp_path)])
    assert [line["problem"] and line["problem"]["type"] for line in _lines(capsys)] == [None, found, None]
