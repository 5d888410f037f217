"""`vanthu register`, `check`, `backup`, `restore`, `reindex`: what is kept can be told, proved, copied and mended."""

import csv
import gzip
import shutil
from pathlib import Path

import pytest

from api.cli import run
from corpus.corpus import Corpus, open_corpus
from corpus.exports import REGISTER_COLUMNS
from tests.corpus.compose_reading import file_dispatch, file_reading, on, reading
from tests.corpus.conftest import Clock


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two entries of the common register and one of an office, all of March 2026; told in English."""
    use(monkeypatch, tmp_path / "data")
    with opened(tmp_path / "data") as corpus:
        file_dispatch(
            corpus, "Về việc tu bổ đê.", reference="12/SNN-TL", issued_on=on("2026-02-27"), issuer="Sở Mẫu",
            subject="Về việc tu bổ đê", document_type="cong_van",
        )  # fmt: skip
        second = file_dispatch(corpus, "Về đường.", reference="13/SGT")
        assert second.arrival is not None
        corpus.void_arrival(second.arrival.id, "vào nhầm sổ", by="Lan")
        office = corpus.create_batch("lô", "test", "Phòng Tổ chức")
        file_reading(corpus, reading("Về biên chế.", reference="14/SNV"), batch=office.id)
    return tmp_path / "data"


def use(monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    """Commands work on this data folder from now on."""
    monkeypatch.setenv("VANTHU_DATA", str(data))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def opened(data: Path) -> Corpus:
    """The corpus of a data folder, at a fixed time."""
    return open_corpus(f"sqlite:///{data}/vanthu.db", str(data / "originals"), data / "index", clock=Clock())


def test_the_register_is_printed_in_its_ten_columns(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """As UTF-8 that spreadsheets open; the voided entry keeps its number."""
    assert run(["register", "--year", "2026"]) == 0
    out = capsysbinary.readouterr().out
    assert out.startswith(b"\xef\xbb\xbf")
    head, first, second = csv.reader(out.decode("utf-8-sig").splitlines())
    assert head == list(REGISTER_COLUMNS)
    assert first[:6] == ["02/03/2026", "1", "Sở Mẫu", "12/SNN-TL", "27/02/2026", "Công văn. Về việc tu bổ đê"]
    assert (second[1], second[9]) == ("2", "Hủy: vào nhầm sổ")


def test_the_register_of_an_office_has_numbers_of_its_own(tmp_path: Path) -> None:
    """Into a file, as CSV or as a workbook by its name."""
    office = ["register", "--office", "Phòng Tổ chức", "--year", "2026", "-o"]
    assert run([*office, str(tmp_path / "so.csv")]) == 0
    rows = list(csv.reader((tmp_path / "so.csv").read_text("utf-8-sig").splitlines()))
    assert [(row[1], row[3]) for row in rows[1:]] == [("1", "14/SNV")]
    assert run([*office, str(tmp_path / "so.xlsx")]) == 0
    assert (tmp_path / "so.xlsx").read_bytes().startswith(b"PK")


def test_a_register_without_entries_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped office must not look like an empty one."""
    assert run(["register", "--office", "Phòng Tổ chứ", "--year", "2026"]) == 1
    told = capsys.readouterr()
    assert (told.out, told.err.split(": ")[1]) == ("", "not_found")


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By type and path, without a traceback."""
    assert run(["register", "--year", "2026", "-o", str(tmp_path / "none" / "so.csv")]) == 1
    assert capsys.readouterr().err.startswith("vanthu: storage: Cannot read or write on the disk: No such file")


def test_a_sound_corpus_passes_the_check(capsys: pytest.CaptureFixture[str]) -> None:
    """Status 0, and how much was looked at."""
    assert run(["check"]) == 0
    assert "Originals: 3 (" in capsys.readouterr().out


def test_loss_and_rot_fail_the_check(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 1 and a line for each, in either language; a stray alone is told, and passes."""
    with opened(data) as corpus:
        first, second, _ = sorted(corpus.originals.list())
        stray = corpus.originals.put(b"stray")
        assert run(["check"]) == 0
        assert f"stray_original {stray}: " in capsys.readouterr().out
    where = data / "originals" / first[:2] / first[2:4] / first
    where.write_bytes(b"rot")
    (data / "originals" / second[:2] / second[2:4] / second).unlink()
    assert run(["check", "--lang", "vi"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"original_changed {first}: Tệp gốc đã bị thay đổi: mã băm không khớp. (")
    assert ".txt, doc_" in lines[0]
    assert lines[1].startswith(f"original_missing {second}: Mất tệp gốc trong kho. (")
    assert lines[-1].startswith("Kho có lỗi: 3 lỗi")


def test_a_damaged_database_fails_the_check(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Told by type, without a traceback."""
    (data / "vanthu.db").write_bytes(b"no database at all" * 100)
    for name in ("vanthu.db-wal", "vanthu.db-shm"):
        (data / name).unlink(missing_ok=True)
    assert run(["check"]) == 1
    assert capsys.readouterr().err.startswith("vanthu: database: ")


@pytest.mark.parametrize("words", [["check"], ["backup", "b"], ["register"], ["reindex"]], ids=" ".join)
def test_an_installation_that_is_not_there_is_not_sound(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistyped data folder is told, and not made."""
    use(monkeypatch, tmp_path / "dta")
    monkeypatch.chdir(tmp_path)
    assert run(words) == 1
    assert capsys.readouterr().err.split(": ")[1] == "not_found"
    assert not (tmp_path / "dta").exists()


def test_a_backup_becomes_the_same_installation_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where an empty one was opened before; it is sound, and searched at once."""
    assert run(["backup", str(tmp_path / "backup")]) == 0
    assert run(["backup", str(tmp_path / "backup")]) == 0
    assert capsys.readouterr().out.splitlines()[1].endswith("originals: 3, copied now: 0.")
    use(monkeypatch, tmp_path / "new")
    with opened(tmp_path / "new"):
        pass
    assert run(["restore", str(tmp_path / "backup")]) == 0
    assert run(["check"]) == 0
    capsys.readouterr()
    assert run(["search", "tu", "bo", "de"]) == 0
    assert "12/SNN-TL" in capsys.readouterr().out
    with opened(tmp_path / "new") as corpus:
        filed = file_dispatch(corpus, "Về cầu.", reference="15/SGT")
    assert filed.arrival is not None
    assert filed.arrival.number == 3


def test_a_backup_goes_neither_over_another_corpus_nor_in_by_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 1 by type; nothing is written."""
    assert run(["backup", str(tmp_path / "backup")]) == 0
    assert run(["restore", str(tmp_path / "backup")]) == 1
    assert capsys.readouterr().err.split(": ")[1] == "conflict"
    with gzip.open(tmp_path / "backup" / "tables" / "batch.ndjson.gz", "ab") as stream:
        stream.write(b"{}\n")
    use(monkeypatch, tmp_path / "new")
    assert run(["restore", str(tmp_path / "backup")]) == 1
    assert capsys.readouterr().err.split(": ")[1] == "backup_damaged"
    assert list((tmp_path / "new").rglob("vanthu.db")) == []
    assert run(["restore", str(tmp_path / "nowhere")]) == 2


def test_a_lost_index_is_made_anew(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From the database alone."""
    shutil.rmtree(data / "index")
    assert run(["reindex"]) == 0
    assert capsys.readouterr().out == "The index is made anew; changes taken in: 3.\n"
    assert run(["search", "12/SNN-TL"]) == 0
