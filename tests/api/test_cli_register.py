"""`vanthu ingest`, `search` and `show`: files in, a register out."""

import io
import json
import shutil
from pathlib import Path

import pikepdf
import pytest

from api.cli import run
from tests.compose.archive import sealed_zip
from tests.compose.layout import compose_pdf
from tests.compose.letter import read_letter


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, without OCR."""
    monkeypatch.setenv("VANTHU_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("VANTHU_OCR", "false")
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    return tmp_path / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two dispatches and a file that is none."""
    where = tmp_path / "in"
    where.mkdir()
    for name in ("huong-dan-mot-cua", "thong-bao-ket-luan"):
        (where / f"{name}.pdf").write_bytes(compose_pdf(read_letter(name)))
    (where / "z.pdf").write_text("<html>")
    return where


def test_a_folder_becomes_a_register(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table shows what was read, the equation closes; then it can be searched, without diacritics, and shown."""
    assert run(["ingest", str(folder)]) == 1
    out = capsys.readouterr().out
    assert [
        word for word in ("1207/SNV-CCHC", "05/09/2025", "Sở Nội vụ", "Trả lại", "Không ký số") if word not in out
    ] == []
    assert out.splitlines()[-1] == "3 nhận = 2 vào sổ + 1 trả lại + 0 trùng"

    assert run(["search", "ra", "soat", "mot", "cua"]) == 0
    assert "1207/SNV-CCHC" in capsys.readouterr().out
    assert run(["search", "152/TB-SXD"]) == 0
    assert "152/TB-SXD" in capsys.readouterr().out
    assert run(["search", "zzzqqq"]) == 1
    capsys.readouterr()

    assert run(["show", "1207/SNV-CCHC"]) == 0
    out = capsys.readouterr().out
    assert [word for word in ("Trần Thị Minh Hà", "468/QĐ-TTg", "45/2020/NĐ-CP") if word not in out] == []
    assert run(["show", "--json", "1207/SNV-CCHC"]) == 0
    assert json.loads(capsys.readouterr().out)["source"]["name"] == "huong-dan-mot-cua.pdf"
    assert run(["show", "9999/KHONG-CO"]) == 1
    told = capsys.readouterr()
    assert (told.out, told.err.partition(": Không")[0]) == ("", "vanthu: not_found")


def test_the_same_bytes_are_a_duplicate(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Said as such, and no error; a copy under another name is the same bytes."""
    (folder / "z.pdf").unlink()
    assert run(["ingest", str(folder)]) == 0
    shutil.copy(folder / "thong-bao-ket-luan.pdf", folder / "copy.pdf")
    capsys.readouterr()
    assert run(["ingest", str(folder / "copy.pdf")]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 nhận = 0 vào sổ + 0 trả lại + 1 trùng"


def test_once_takes_in_only_what_is_new(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second time nothing comes in and the same register is shown; a new file makes a batch of its own."""
    run(["ingest", "--once", str(folder)])
    first = capsys.readouterr().out
    run(["ingest", "--once", str(folder)])
    assert capsys.readouterr().out == first
    (folder / "new.pdf").write_bytes(compose_pdf(read_letter("giay-moi-tap-huan")))
    assert run(["ingest", "--once", str(folder)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 nhận = 1 vào sổ + 0 trả lại + 0 trùng"


def test_paths_without_a_file_are_told_and_leave_nothing(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 1; not even a data folder is made for nothing."""
    (tmp_path / "hollow").mkdir()
    assert run(["ingest", str(tmp_path / "none"), str(tmp_path / "hollow"), "--lang", "en"]) == 1
    told = capsys.readouterr()
    assert [line.split(": ")[1] for line in told.err.splitlines()] == ["missing", "empty_folder"]
    assert not data.exists()


def test_a_password_opens_what_was_returned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A locked archive and what is locked inside it; another run with the same name tries both anew."""
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(compose_pdf(read_letter("giay-moi-tap-huan")))) as file:
        file.save(locked, encryption=pikepdf.Encryption(user="1234", owner="x"))
    (tmp_path / "a.zip").write_bytes(sealed_zip("a.pdf", locked.getvalue(), b"1234"))
    told = []
    for typed in ("sai", "1234"):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
        run(["ingest", "--once", "--ask-password", str(tmp_path / "a.zip")])
        told.append(capsys.readouterr().out.splitlines()[-1])
    assert told == ["1 nhận = 0 vào sổ + 1 trả lại + 0 trùng", "1 nhận = 1 vào sổ + 0 trả lại + 0 trùng"]
