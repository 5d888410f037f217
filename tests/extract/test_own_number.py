"""Own number and symbol, as printed, blank, or marred by a scan."""

from __future__ import annotations

import pytest

from extract.own_number import own_number
from extract.rows import rows_of
from extract.text import text_of_string

CASES = [
    # công văn
    ("Số: 318/STC-NS", "318", "STC-NS", "318/STC-NS"),
    # bold figures, blank before the slash
    ("Số: **27** /UBND", "27", "UBND", "27/UBND"),
    # year inside the number
    ("Số: 04/2021/QĐ-UBND", "04", "2021/QĐ-UBND", "04/2021/QĐ-UBND"),
    # before 1993 a hyphen parts number and body
    ("Số: 147-HĐBT", "147", "HĐBT", "147-HĐBT"),
    # the type before the label
    ("Nghị quyết số: 11/2020/UBTVQH14", "11", "2020/UBTVQH14", "11/2020/UBTVQH14"),
    ("Luật số: 41/2019/QH14", "41", "2019/QH14", "41/2019/QH14"),
    # documents of the Party: a dash after the number
    ("Số 214-CV/VPTU", "214", "CV/VPTU", "214-CV/VPTU"),
    # blanks around dashes, Eth for Đ, a Cyrillic С
    ("Số: 12/BC - UBND", "12", "BC-UBND", "12/BC-UBND"),
    ("Số: 5/QÐ -BTС", "5", "QĐ-BTC", "5/QĐ-BTC"),
    # dotted numbers, a letter after the number
    ("Số: 66.7/2025/NQ-CP", "66.7", "2025/NQ-CP", "66.7/2025/NQ-CP"),
    ("Số: 77B/QĐ-SYT", "77B", "QĐ-SYT", "77B/QĐ-SYT"),
    # not filled in
    ("Số:          /QĐ-UBND", None, "QĐ-UBND", None),
    # a letter that cannot be a digit
    ("Số: 1O5/TB-SYT", "105", "TB-SYT", "105/TB-SYT"),
    # handwriting that was not read gives no number
    ("Số: 4@` /TB-UBND", None, "TB-UBND", None),
    ("Số: 3/3E/QĐ-SYT", None, "QĐ-SYT", None),
    # place and date on the same line
    ("Số: 8/TTr-STP Bắc Kạn, ngày 14 tháng 02 năm 2022", "8", "TTr-STP", "8/TTr-STP"),
]


@pytest.mark.parametrize(("line", "number", "symbol", "reference"), CASES)
def test_number_and_symbol(line: str, number: str | None, symbol: str, reference: str | None) -> None:
    """What a labelled line says, canonical."""
    found = own_number(rows_of(text_of_string(line))[0])
    assert found is not None
    assert (number, symbol, reference) == (found.number, found.symbol, found.reference)


@pytest.mark.parametrize(
    "line",
    [
        "Số hồ sơ phát sinh là 07/2020",
        "Quyết định số 2071/QĐ-UBND giao Giám đốc Sở Xây dựng chủ trì",
        "Số 512 ngày 14/6/23",
        "Số TT",
        "Sở Y tế",
    ],
)
def test_other_lines_hold_no_own_number(line: str) -> None:
    """Sentences, stamps and table heads are not taken for the number."""
    assert own_number(rows_of(text_of_string(line))[0]) is None
