"""Bad input, end to end: each kind is refused by its own type, nothing is half-stored, and the rest goes on."""

import json
import os
import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from api.cli import run
from corpus.corpus import open_corpus
from tests.compose.layout import compose_pdf
from tests.compose.letter import read_letter

GOOD = compose_pdf(read_letter("giay-moi-tap-huan"))
MEGABYTE = 1024 * 1024


def _zip(**members: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _without_pages() -> bytes:
    buffer = BytesIO()
    with pikepdf.new() as pdf:
        pdf.save(buffer)
    return buffer.getvalue()


def _encrypted() -> bytes:
    buffer = BytesIO()
    with pikepdf.open(BytesIO(GOOD)) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="a", user="b", R=6))
    return buffer.getvalue()


BAD = {
    "01-empty.pdf": (b"", "empty_file"),
    "02-html.pdf": (b"<!DOCTYPE html><html><body>404</body></html>", "unsupported_type"),
    "03-locked.pdf": (_encrypted(), "encrypted"),
    "04-cut.pdf": (GOOD[: len(GOOD) // 3], "damaged"),
    "05-no-pages.pdf": (_without_pages(), "no_pages"),
    "06-bomb.zip": (_zip(**{"zeros.pdf": bytes(64 * MEGABYTE)}), "archive_bomb"),
    "07-upwards.zip": (_zip(**{"../../etc/cron.d/evil.pdf": GOOD}), "archive_unsafe_path"),
    "08-cut.zip": (_zip(**{"a.pdf": GOOD})[:-40], "archive_damaged"),
}
HUGE = "09-huge.pdf"
GOOD_NAME = "10-good.pdf"
EXPECTED = [*(type_ for _, type_ in BAD.values()), "too_large", None]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file of each kind, 300 MB of nothing (a sparse file), and last a good one."""
    where = tmp_path_factory.mktemp("bad") / "in"
    where.mkdir()
    for name, (data, _) in BAD.items():
        (where / name).write_bytes(data)
    with (where / HUGE).open("wb") as huge:
        huge.write(b"%PDF-1.7\n")
        huge.truncate(300 * MEGABYTE)
    (where / GOOD_NAME).write_bytes(GOOD)
    return where


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, without OCR."""
    monkeypatch.setenv("VANTHU_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("VANTHU_OCR", "false")
    return tmp_path / "data"


def test_reading_refuses_each_by_its_type(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each, in order, with both sentences; the good one is read."""
    assert run(["read", str(folder)]) == 1
    problems = [json.loads(line)["problem"] for line in capsys.readouterr().out.splitlines()]
    assert [problem and problem["type"] for problem in problems] == EXPECTED
    assert all(problem["title"] and problem["title_en"] for problem in problems if problem)


def test_the_register_returns_each_and_keeps_the_good(
    folder: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The balance closes; one document is kept; nothing half-written lies in the store."""
    assert run(["ingest", "--lang", "en", str(folder)]) == 1
    expected = f"{len(EXPECTED)} received = 1 registered + {len(EXPECTED) - 1} returned + 0 duplicate"
    assert capsys.readouterr().out.splitlines()[-1] == expected
    with open_corpus(f"sqlite:///{data / 'vanthu.db'}", str(data / "originals")) as corpus:
        (batch,) = corpus.batches().items
        items = corpus.items(batch.id).items
        assert [item.problem and item.problem.type for item in items] == EXPECTED
        assert [summary.name for summary in corpus.documents().items] == [GOOD_NAME]
        kept = {path.name for path in (data / "originals").rglob("*") if path.is_file()}
        assert kept == {item.sha256 for item in items}


def test_paths_that_lead_nowhere_keep_their_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Missing, a folder without files, and one that may not be read."""
    (tmp_path / "hollow" / "more").mkdir(parents=True)
    (tmp_path / "good.pdf").write_bytes(GOOD)
    paths = [tmp_path / "none.pdf", tmp_path / "hollow", tmp_path / "good.pdf"]
    assert run(["read", *map(str, paths)]) == 1
    problems = [json.loads(line)["problem"] for line in capsys.readouterr().out.splitlines()]
    assert [problem and problem["type"] for problem in problems] == ["missing", "empty_folder", None]


def test_a_file_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Permissions are the system's to give; root, who may read all, is made to feel them."""
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(GOOD)
    secret.chmod(0)
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != secret and allowed(path, mode))
    assert run(["read", str(secret)]) == 1
    assert json.loads(capsys.readouterr().out)["problem"]["type"] == "unreadable"
    assert run(["ingest", "--lang", "en", str(secret)]) == 1
    assert capsys.readouterr().err.startswith("vanthu: unreadable: ")


@pytest.mark.parametrize(
    "words", [["ingest", "{}"], ["serve", "--port", "0"], ["search", "đê"], ["worker"], ["watch", "{}"]]
)
def test_a_data_folder_that_cannot_be_is_told_in_one_line(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Here a file stands where the folder should be; a disk closed to writing is told the same."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Về đê.")
    (tmp_path / "data").write_text("")
    monkeypatch.setenv("VANTHU_DATA", str(tmp_path / "data" / "vanthu"))
    assert run([word.format(tmp_path / "in") for word in [*words, "--lang", "en"]]) == 1
    told = capsys.readouterr().err.strip()
    assert (told.startswith("vanthu: storage: "), "\n" in told) == (True, False)
