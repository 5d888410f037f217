"""`vanthu dossier`: opened, filled, moved, shown and exported on the command line."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from api.cli import run

CODE = "000.00.28.H17-260302-0007"
LETTER = """SỞ NỘI VỤ
Số: 88/SNV-VP
V/v bổ sung hồ sơ

An Sơn, ngày 2 tháng 3 năm 2026

Kính gửi: Ủy ban nhân dân tỉnh.

Sở Nội vụ gửi danh sách./.
"""


@pytest.fixture(scope="module")
def register_of_one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a register with one letter."""
    folder = tmp_path_factory.mktemp("register")
    (folder / "a.txt").write_text(LETTER, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VANTHU_DATA", str(folder / "data"))
        assert run(["ingest", str(folder / "a.txt")]) == 0
    return folder / "data"


@pytest.fixture(autouse=True)
def register(
    register_of_one: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A copy of it, to do with as one likes."""
    shutil.copytree(register_of_one, tmp_path / "data")
    monkeypatch.setenv("VANTHU_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()


def test_a_dossier_from_its_opening_to_its_zip(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By its code throughout; each step shows."""
    procedure = "ho-tro-theo-quyet-dinh-15-2020"
    opening = [
        "dossier",
        "open",
        "Hồ sơ Lan",
        "--code",
        CODE,
        "--procedure",
        procedure,
        "--due",
        "2/1/2020",
        "--by",
        "L",
    ]
    assert run(opening) == 0
    assert capsys.readouterr().out.startswith("dos_")
    assert run(["dossier", "add", CODE, "88/SNV-VP", "--component", "danh-sach", "--by", "L"]) == 0
    assert run(["dossier", "move", CODE, "03", "--note", "đủ", "--by", "L"]) == 0
    capsys.readouterr()
    assert run(["dossier", "show", CODE]) == 0
    out = capsys.readouterr().out
    expected = ["03 Đã tiếp nhận", "Quá hạn", "88/SNV-VP", "Đủ thành phần hồ sơ.", "employer_tax_code", "L: đủ"]
    assert [word for word in expected if word not in out] == []
    assert (
        run(["dossier", "list", "--state", "accepted", "--overdue"]),
        run(["dossier", "list", "--state", "06"]),
    ) == (0, 1)
    assert CODE in capsys.readouterr().out
    assert run(["dossier", "export", CODE]) == 0
    with zipfile.ZipFile(tmp_path / f"{CODE}.zip") as found:
        assert found.read("van-ban/01/a.txt").decode() == LETTER
    assert list(tmp_path.glob("*.part")) == []


@pytest.mark.parametrize(
    ("words", "type_"),
    [
        (["dossier", "show", "dos_khong"], "not_found"),
        (["dossier", "export", "dos_khong"], "not_found"),
        (["dossier", "list", "--state", "lost"], "invalid_value"),
        (["dossier", "add", CODE, "99/KHONG", "--by", "L"], "not_found"),
        (["dossier", "open", " ", "--by", "L"], "invalid_value"),
        (["dossier", "open", "x", "--by", ""], "invalid_value"),
        (["dossier", "open", "x", "--due", "31/2/2026", "--by", "L"], "invalid_value"),
        (["dossier", "open", "x", "--procedure", "mau", "--by", "L"], "invalid_value"),
    ],
)
def test_what_cannot_be_done_is_told_by_type(words: list[str], type_: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One line to standard error, status 1."""
    assert run(words) == 1
    assert capsys.readouterr().err.startswith(f"vanthu: {type_}:")


def test_an_illegal_step_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """And is told with the steps there are."""
    assert run(["dossier", "open", "x", "--code", CODE, "--by", "L"]) == 0
    assert run(["dossier", "move", CODE, "finished", "--by", "L"]) == 1
    assert "illegal_step" in capsys.readouterr().err
    assert run(["dossier", "show", CODE]) == 0
    assert "01 Đã đến" in capsys.readouterr().out


@pytest.mark.parametrize(("lang", "said"), [("vi", "không phải ngày: 31/2/2026"), ("en", "no date: 31/2/2026")])
def test_a_refusal_is_told_in_one_language(lang: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is known of a case comes in two halves; only the reader's is told."""
    assert run(["dossier", "open", "x", "--due", "31/2/2026", "--by", "L", "--lang", lang]) == 1
    told = capsys.readouterr().err
    assert said in told
    assert " / " not in told


def test_may_this_person_sign_that_day(capsys: pytest.CaptureFixture[str]) -> None:
    """Unknown without a decision, yes while one holds, no after its end; exit status 0 is yes alone."""
    asked = ["authority", "ask", "tran thi lan", "--on", "2/3/2026"]
    assert (run(asked), "Chưa xác định được" in capsys.readouterr().out) == (1, True)
    given = ["authority", "grant", "Trần Thị Lan", "--decision", "12/QĐ-SNV", "--from", "1/1/2026", "--by", "Bình"]
    assert run(given) == 0
    grant_id = capsys.readouterr().out.partition("[")[2].strip("]\n")
    assert (run(asked), "Có thẩm quyền theo 12/QĐ-SNV." in capsys.readouterr().out) == (0, True)
    assert run([*asked, "--action", "process"]) == 1
    assert run(["authority", "end", grant_id, "--last-day", "1/3/2026", "--by", "Bình"]) == 0
    capsys.readouterr()
    assert (run(asked), "Không có thẩm quyền" in capsys.readouterr().out) == (1, True)
    assert (run(["authority", "list"]), "12/QĐ-SNV" in capsys.readouterr().out) == (0, True)
    assert run([*asked, "--action", "xx"]) == 1


def test_a_reminder_is_written_down(capsys: pytest.CaptureFixture[str]) -> None:
    """And counted."""
    run(["dossier", "open", "Hồ sơ", "--code", CODE, "--due", "1/1/2026", "--by", "Lan"])
    capsys.readouterr()
    assert (run(["dossier", "chase", CODE, "--by", "Lan", "--note", "gấp"]), run(["dossier", "show", CODE])) == (0, 0)
    told = capsys.readouterr().out
    assert ("Đôn đốc: 1" in told, "Đôn đốc · Lan: gấp" in told) == (True, True)


def test_works_are_listed_imported_and_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By command."""
    (tmp_path / "a.csv").write_text("reference,issued_on,issuer\n12/2030/NĐ-CP,1/2/2030,Chính phủ\n", "utf-8")
    assert (run(["works", "import", "a.csv"]), run(["works", "find", "12/2030/NĐ-CP"])) == (0, 0)
    assert "12/2030/NĐ-CP · Chính phủ · 01/02/2030 · chưa có trong sổ" in capsys.readouterr().out
    for name in ("a.graphml", "a.json"):
        assert run(["works", "graph", "12/2030/NĐ-CP", "-o", name]) == 0
        assert "12/2030/NĐ-CP" in (tmp_path / name).read_text("utf-8")
    none = (["missing"], ["find", "9/X-Y"], ["graph", "9/X-Y", "-o", "a.png"])
    assert [run(["works", *words]) for words in none] == [1, 1, 1]
