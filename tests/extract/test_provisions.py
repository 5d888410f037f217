"""Runs of provisions and the paths they stand for."""

from __future__ import annotations

import pytest

from extract.fold import fold
from extract.provision_paths import expand
from extract.provisions import read_run

RUNS = [
    # (text, where the run ends, paths)
    (
        "điểm c khoản 11 Điều 7, khoản 3 và 6 Điều 48 của Luật",
        " của Luật",
        ["dieu:7/khoan:11/diem:c", "dieu:48/khoan:3", "dieu:48/khoan:6"],
    ),
    (
        "khoản 5, điểm b và d khoản 12, khoản 27 Điều 3",
        "",
        ["dieu:3/khoan:5", "dieu:3/khoan:12/diem:b", "dieu:3/khoan:12/diem:d", "dieu:3/khoan:27"],
    ),
    (
        "Điều 20, 21 và 27 Mục 2 Chương IV, Chương V của",
        " của",
        ["chuong:IV/muc:2/dieu:20", "chuong:IV/muc:2/dieu:21", "chuong:IV/muc:2/dieu:27", "chuong:V"],
    ),
    ("Khoản 3, Điều 9, Mục 3, Chương II", "", ["chuong:II/muc:3/dieu:9/khoan:3"]),
    (
        "Tiết a Điểm 2.1 và Tiết a Điểm 2.2 Khoản 2 Điều 3",
        "",
        ["dieu:3/khoan:2/diem:2.1/tiet:a", "dieu:3/khoan:2/diem:2.2/tiet:a"],
    ),
    # a plural spreads what stands inside over each of its labels
    ("khoản 1 các Điều 73, 78 và 149 Bộ luật", " Bộ luật", ["dieu:73/khoan:1", "dieu:78/khoan:1", "dieu:149/khoan:1"]),
    (
        "điểm a và b các khoản 1, 3 Điều 7 của",
        " của",
        ["dieu:7/khoan:1/diem:a", "dieu:7/khoan:1/diem:b", "dieu:7/khoan:3/diem:a", "dieu:7/khoan:3/diem:b"],
    ),
    ("Điều 3, các mục 1 và 2 Chương II của", " của", ["dieu:3", "chuong:II/muc:1", "chuong:II/muc:2"]),
    ("mẫu số 01/MGTH tại Phụ lục I ban hành", " ban hành", ["phu_luc:I/mau:01/MGTH"]),
    ("từ Điều 123 đến Điều 133 của", " của", ["dieu:123..133"]),
    ("từ điểm đ đến điểm h khoản 1 Điều này", "", ["dieu:this/khoan:1/diem:đ..h"]),
    (
        "khoản 1 và khoản 2 Điều 60 và tại Mục 1 Chương XI",
        " và tại Mục 1 Chương XI",
        ["dieu:60/khoan:1", "dieu:60/khoan:2"],
    ),
    ("tiết c điểm 10 Mục I Nghị quyết", " Nghị quyết", ["muc:I/diem:10/tiet:c"]),
    (
        "Điểm a khoản 3 và khoản 6 Điều 1; khoản 1 Điều 3; Quy định",
        "; Quy định",
        ["dieu:1/khoan:3/diem:a", "dieu:1/khoan:6", "dieu:3/khoan:1"],
    ),
    ("Điều 5 khoản 2 Nghị định", " Nghị định", ["dieu:5/khoan:2"]),  # outside-in
    ("Điều 5 và 10 ngày làm việc", " và 10 ngày làm việc", ["dieu:5"]),
    ("Phần thứ nhất", "", ["phan:1"]),
    ("Ðiều 28 của", " của", ["dieu:28"]),  # Eth
    ("khoản\n2 Điều 47a", "", ["dieu:47a/khoan:2"]),
    # what is left out parts no list
    ("Điều 14 (trừ khoản 2), Điều 15 Thông tư", " Thông tư", ["dieu:14", "dieu:15"]),
    ("Điều 14 (ngoại trừ các điểm a, b khoản 2) của", " của", ["dieu:14"]),
    (
        "Điều 14 (trừ khoản 2 Nghị định số 3/2020/NĐ-CP), Điều 15",
        " (trừ khoản 2 Nghị định số 3/2020/NĐ-CP), Điều 15",
        ["dieu:14"],
    ),
    # a stop where others set a comma, but no end of a sentence before a heading
    ("Khoản 4. Điều 21 Nghị định", " Nghị định", ["dieu:21/khoan:4"]),
    ("khoản 4. Điều 21. Hiệu lực", ". Điều 21. Hiệu lực", ["khoan:4"]),
    ("Điều 21. Điều 22 Nghị định", ". Điều 22 Nghị định", ["dieu:21"]),
    # articles of treaties and contracts
    ("khoản 2 Điều 6.11 Hiệp định", " Hiệp định", ["dieu:6.11/khoan:2"]),
    ("điểm 1 mục II phần B Chương trình", " Chương trình", ["phan:B/muc:II/diem:1"]),
]


@pytest.mark.parametrize(("text", "rest", "paths"), RUNS)
def test_runs(text: str, rest: str, paths: list[str]) -> None:
    """An inner item takes the nearest outer level to its right."""
    run = read_run(
        text, fold(text), text.lower().index(text.lower().split()[0]) if not text.startswith("từ") else 3, len(text)
    )
    assert run is not None
    assert paths == list(run.paths)
    assert rest == text[run.end :]
    assert run.start == 0


@pytest.mark.parametrize("text", ["điều kiện", "mức 5", "điểm y tế", "điểm à", "phần mềm", "chương trình", "mục tiêu"])
def test_no_runs(text: str) -> None:
    """Words that begin alike are none."""
    assert read_run(text, fold(text), 0, len(text)) is None


@pytest.mark.parametrize("text", ["tài khoản 123", "địa điểm a, b", "danh mục 2", "thành phần 1"])
def test_other_words(text: str) -> None:
    """A syllable before may make another word of it; `tại khoản 1` stays."""
    at = len(text.split()[0]) + 1
    assert read_run(text, fold(text), at, len(text)) is None
    assert read_run("tại khoản 1", "tai khoan 1", 4, 11) is not None


def test_a_heading_below_ends_a_run() -> None:
    """`Chương II` and the article below it are no path."""
    text = "Chương II\nĐiều 5. Hiệu lực"
    run = read_run(text, fold(text), 0, len(text))
    assert run is not None
    assert run.paths == ("chuong:II",)


@pytest.mark.parametrize(
    ("label", "labels"),
    [("đ..h", ("đ", "e", "g", "h")), ("5..9", ("5", "6", "7", "8", "9")), ("a", ("a",)), ("1b..2", ("1b", "2"))],
)
def test_ranges(label: str, labels: tuple[str, ...]) -> None:
    """Ranges are stored as ranges and expanded with the Vietnamese alphabet: no f, đ behind d."""
    assert labels == expand(label)
