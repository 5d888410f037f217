"""Cells and rows that were cut in two."""

from __future__ import annotations

import pytest

from extract.page import Box, Word
from ingest.wrapped import join, join_rows, text_of


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("05/06/200", "3", "05/06/2003"),
        ("17.598.00", "0", "17.598.000"),
        ("4.332", ".000", "4.332.000"),
        ("Nghỉ từ 01/3/2022", ", đã nộp", "Nghỉ từ 01/3/2022, đã nộp"),
        ("Nguyễn Văn", "An", "Nguyễn Văn An"),
        ("1.000", "2.000", "1.000 2.000"),  # two numbers
        ("12", "15", "12 15"),
        ("01/3/2022", "05/4/2022", "01/3/2022 05/4/2022"),
        ("", "An", "An"),
        ("An", "", "An"),
        ("từ 5.000", ".000 đồng", "từ 5.000.000 đồng"),
        ("theo 15/2020/QĐ-", "TTg ngày", "theo 15/2020/QĐ-TTg ngày"),
        ("000.00.28.H17-20", "0526-0001", "000.00.28.H17-200526-0001"),
        ("Kinh phí -", "2 năm", "Kinh phí - 2 năm"),
        ("và/", "hoặc", "và/ hoặc"),
        ("17.59", "8.000", "17.598.000"),
        ("17", "8.000", "17 8.000"),  # what is whole goes on with nothing that could be so, too
        ("lần 1", "2/05/2023", "lần 1 2/05/2023"),
        ("12/2", "1/2023", "12/2 1/2023"),  # no month has this number
        ("2,34", "1.490", "2,34 1.490"),
        ("3,5", "12", "3,5 12"),  # a fraction
        ("0,5", "20", "0,5 20"),
    ],
)
def test_join(above: str, below: str, whole: str) -> None:
    """Figures are one where together they are a number or a date."""
    assert join(above, below) == whole


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("0480697", "68902"), "048069768902"),
        (("DN47979", "2123456"), "DN479792123456"),
        (("04806", "97689", "02"), "048069768902"),
        (("0905123456", "0905123457"), "0905123456 0905123457"),  # two telephones
        (("Nghiê", "ng"), "Nghiêng"),
        (("ST", "T"), "STT"),
        (("Nguyễn", "An"), "Nguyễn An"),
        (("TT", "LĐTB"), "TT LĐTB"),
        (("Số", "12 34"), "Số 12 34"),
    ],
)
@pytest.mark.parametrize("room", [False, True])
def test_lines_that_a_narrow_cell_cut(lines: tuple[str, ...], whole: str, *, room: bool) -> None:
    """They are one word where the upper one fills the cell; where there is room for more, they never were."""
    words, width = [], 0.0
    for i, line in enumerate(lines):
        x = 5.0
        for text in line.split():
            words.append(Word(text, Box(x, 14.0 * i, x + 6 * len(text), 14.0 * i + 12)))
            x += 6 * len(text) + 3
            width = max(width, x + 2)
    if room:
        assert text_of(words, width + 30) == " ".join(lines)
    else:
        assert text_of(words, width) == whole


HEAD = [(str(i), "Lê Văn An", "01/01/1990") for i in range(1, 6)]


@pytest.mark.parametrize(
    ("rest", "rows"),
    [
        (("", "Bình", "0"), 6),  # the row before goes on
        (("", "Bình", ""), 6),
        (("7", "Bình", "01/02/1991"), 7),
    ],
)
def test_a_row_cut_by_the_end_of_a_page(rest: tuple[str, str, str], rows: int) -> None:
    """Its first cell is empty, where all others begin with a number."""
    joined = join_rows([[*HEAD, ("6", "Trần Ngọc", "14/01/199")], [rest]])
    assert len(joined) == rows
    if rows == 6:
        assert joined[-1] == ("6", "Trần Ngọc Bình", "14/01/199" + rest[2] if rest[2] else "14/01/199")


@pytest.mark.parametrize(
    "rest", [("", "Tổng cộng", ""), ("", "Nữ", "2.000"), ("", "Nữ", "20"), ("", "- Trong đó: nữ", "")]
)
def test_a_sum_at_the_top_of_a_page_is_a_row(rest: tuple[str, str, str]) -> None:
    """And what has an amount of its own below another."""
    rows = [(str(i), "Lê Văn An", "1.000") for i in range(1, 7)]
    assert join_rows([rows, [rest]])[-1] == rest


@pytest.mark.parametrize("said", ["Nguyễn", ".000", "1" * 60])
def test_a_cell_may_hold_a_page(said: str) -> None:
    """Line by line, in time that grows with them."""
    words = [Word(said, Box(0, 10 * i, 1, 10 * i + 5)) for i in range(60_000)]
    assert len(text_of(words, 100.0).replace(" ", "")) == 60_000 * len(said)


def test_rows_without_numbers_stay() -> None:
    """Where empty first cells are usual, such as below a group's name, they tell nothing."""
    rows = [("Nhóm", "a"), ("", "b"), ("", "c")]
    assert join_rows([rows, [("", "d")]]) == [*rows, ("", "d")]


def test_what_stands_below_an_empty_cell_is_a_new_row() -> None:
    """A sum without a number, for one."""
    rows = [*HEAD, ("6", "", "01/01/1990")]
    assert len(join_rows([rows, [("", "Tổng", "")]])) == 7


def test_another_date_is_another_row() -> None:
    """The next of a household whose number was said above."""
    rest = ("", "Bình", "05/06/1991")
    assert join_rows([[*HEAD, ("6", "Trần An", "01/01/1990")], [rest]])[-1] == rest


def test_an_identifier_goes_on_over_the_page() -> None:
    """Its figures are one."""
    assert join_rows([[*HEAD, ("6", "Trần An", "048069")], [("", "", "768902")]])[-1] == (
        "6",
        "Trần An",
        "048069768902",
    )


def test_rows_at_the_heads_of_pages_do_not_count() -> None:
    """Where few rows fill a page each, many go on over its end."""
    parts = [[("Sở Y tế", "a b")], [("", "c"), ("Sở Nội vụ", "d")], [("", "e"), ("Sở Tư pháp", "g")]]
    assert join_rows(parts) == [("Sở Y tế", "a b c"), ("Sở Nội vụ", "d e"), ("Sở Tư pháp", "g")]


def test_nothing_comes_of_nothing() -> None:
    """Parts whose rows are all heads."""
    assert join_rows([[], []]) == []
