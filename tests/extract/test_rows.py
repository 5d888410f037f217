"""Rows: lines free of Markdown, with the way back to the text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.rows import rows_of
from extract.span import Span
from extract.text import text_of_string

CASES = [
    # bold marks inside a number
    ("Số: **45** /UBND", ["Số: 45 /UBND"]),
    # two header columns on one line, parted by blanks
    ("**BỘ NỘI VỤ**      **CỘNG HÒA**", ["BỘ NỘI VỤ", "CỘNG HÒA"]),
    # the blank of a number that was never filled in parts nothing
    ("Số:          /QĐ-UBND", ["Số: /QĐ-UBND"]),
    # a cell that swallowed the lines of a header
    (
        "| Số: 9/ABC V/v góp ý | Hà Nội, ngày 02 tháng 3 năm 2021 |",
        ["Số: 9/ABC", "V/v góp ý", "Hà Nội, ngày 02 tháng 3 năm 2021"],
    ),
    # a cell that swallowed the recipients
    ("| Nơi nhận: - Như trên; - Lưu: VT. |", ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]),
    # a cell that swallowed the signature
    ("| TL. BỘ TRƯỞNG VỤ TRƯỞNG VỤ PHÁP CHẾ Lê Thị Hà |", ["TL. BỘ TRƯỞNG", "VỤ TRƯỞNG VỤ PHÁP CHẾ", "Lê Thị Hà"]),
    # rows of a table's rule hold dashes only
    ("|---|---|", ["---", "---"]),
    ("một<br>hai", ["một", "hai"]),
    # the label and its number, parted by a page or by blanks
    ("Số:\n14/2007/QĐ-UBND", ["Số: 14/2007/QĐ-UBND"]),
    ("Số:  711 / BHXH - CĐ", ["Số: 711 / BHXH - CĐ"]),
    ("Số:\nHà Nam", ["Số:", "Hà Nam"]),
    # a table whose lines do not open with a bar
    ("BỘ NỘI VỤ |\nSố: 5/BNV-VP | Hà Nội |", ["BỘ NỘI VỤ", "Số: 5/BNV-VP", "Hà Nội"]),
    # the label of the recipients, run into the last line
    ("biết, thực hiện./.Nơi nhận:", ["biết, thực hiện./.", "Nơi nhận:"]),
]


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_rows_are_free_of_markup(source: str, expected: list[str]) -> None:
    """Markup, cells and wide gaps are seen through."""
    assert expected == [row.text for row in rows_of(text_of_string(source))]


def test_rows_lead_back_to_the_source() -> None:
    """The span of a part of a row covers its letters, the markup between them included."""
    content = "\n\nSố: **45** /UBND\n"
    row = rows_of(text_of_string(content))[0]
    assert row.span(4, 12).of(content) == "45** /UBND"
    assert row.after_blank


def test_composed_letters_keep_their_marks() -> None:
    """Decomposed letters make one letter of the row, and its span holds the marks."""
    content = unicodedata.normalize("NFD", "Kính gửi: Sở Y tế")
    row = rows_of(text_of_string(content))[0]
    assert row.text == "Kính gửi: Sở Y tế"
    assert unicodedata.normalize("NFC", row.span(10, 12).of(content)) == "Sở"


@given(st.text(alphabet="aĐế *_|\n\u00a0\t-.:/01\u0301", max_size=80))
def test_every_letter_leads_back(content: str) -> None:
    """Whatever the text, each letter of each row stands where its offsets say."""
    for row in rows_of(text_of_string(content)):
        assert len(row.text) == len(row.starts) == len(row.ends) == len(row.bare)
        for i, letter in enumerate(row.text):
            there = unicodedata.normalize("NFC", content[row.starts[i] : row.ends[i]])
            assert letter == " " or letter in there


def test_rows_of_a_span_are_those_inside() -> None:
    """Only lines that the span touches are read."""
    content = "một\nhai\n\nba\nbốn"
    assert [row.text for row in rows_of(text_of_string(content), Span(4, 11))] == ["hai", "ba"]


def test_blank_lines_behind_every_line_part_nothing() -> None:
    """A converter that sets a blank line behind each printed line leaves only two of them where one stood."""
    lines = [f"dòng thứ {i}" for i in range(10)]
    rows = rows_of(text_of_string("\n\n".join(lines[:5]) + "\n\n\n" + "\n\n".join(lines[5:])))
    assert [row.after_blank for row in rows] == [True, *[False] * 4, True, *[False] * 4]
