"""Document numbers: every form, what paper does to them, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.number import DocumentNumber, parse_number, read_number, symbol_key


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("217/2019/QĐ-TTg", "217/2019/QĐ-TTg"),
        ("412 /STC-QLNS", "412/STC-QLNS"),  # a blank before the slash
        ("31/2017/TT- BKHCN", "31/2017/TT-BKHCN"),
        ("473/TTr -\nNN&PTNT", "473/TTr-NN&PTNT"),  # a wrap behind a dash with blanks
        ("**812** /UBND", "812/UBND"),  # Markdown: filled in by hand
        ("12-2016/NQ-CP", "12/2016/NQ-CP"),  # the year behind a hyphen
        ("07/1998/TTLT/BLÐTBXH-BTC", "07/1998/TTLT/BLĐTBXH-BTC"),
        ("88/202O/NĐ-CP", "88/2020/NĐ-CP"),  # the letter O cannot be a digit
        ("l8/2021/NĐ-CP", "18/2021/NĐ-CP"),
        ("09-CTr/TU", "09-CTr/TU"),
        ("66.7/2025/NQ-CP", "66.7/2025/NQ-CP"),
        ("3176B/QĐ-SYT", "3176B/QĐ-SYT"),
        ("40/2021/TT-BTС", "40/2021/TT-BTC"),  # Cyrillic
        ("47/2001/QĐ-BGD&ĐT", "47/2001/QĐ-BGD&ĐT"),
        ("32/CP", "32/CP"),
        ("05-CP", "05/CP"),
        ("13-TBXH", "13/TBXH"),
        ("64 TC/TCT", "64/TC-TCT"),
        ("210-TCHQ/KTTT", "210-TCHQ/KTTT"),  # before 1993
        ("2471 / LĐTBXH - ATLĐ", "2471/LĐTBXH-ATLĐ"),  # blanks around every mark
        ("138 IQĐ-ĐHĐN", "138/QĐ-ĐHĐN"),  # a slash read as I
    ],
)
def test_forms(printed: str, canonical: str) -> None:
    """The whole form is read, and prints without what paper did to it."""
    found = read_number(printed, next(i for i, c in enumerate(printed) if c.isdigit() or c == "l"), typed=True)
    assert found is not None
    assert canonical == str(found[0])
    assert len(printed) == found[1]


@pytest.mark.parametrize(
    "printed",
    [
        "8/2021",
        "45/63",
        "130.000/CP",
        "281/Ngày 21",
        "24/7",
        "102:2016/BTTTT",
        "000.00.28.H17-200513-0001",
        "12/Kinh",
        "5/m2",
    ],
)
def test_no_numbers(printed: str) -> None:
    """Fractions, months, prices, standards, dossier codes and words are none."""
    start = max(i for i, c in enumerate(printed) if c.isdigit() and (i == 0 or not printed[i - 1].isdigit()))
    starts = [i for i, c in enumerate(printed) if c.isdigit() and (i == 0 or not printed[i - 1].isdigit())]
    assert start in starts
    assert all(read_number(printed, at, typed=False) is None for at in starts)


@pytest.mark.parametrize(
    ("printed", "end"),
    [
        ("12/QĐ-UBND - UBND tỉnh", 10),
        ("815/UBND - NN ngày 24/6/2019", 13),
        ("815/UBND - NN là", 8),
        ("15/2020/QĐ-TTg.", 14),
        ("1/UBND-VP.Trân trọng", 9),
    ],
)
def test_where_a_symbol_ends(printed: str, end: int) -> None:
    """A dash with blanks, a full stop and a following word are not part of it."""
    found = read_number(printed, 0, typed=True)
    assert found is not None
    assert end == found[1]


def test_keys_agree_over_what_does_not_matter() -> None:
    """Separators, case, Đ, `&` and leading zeros do not tell numbers apart; years do."""
    a, b = parse_number("Số: 05/2020/NĐ-CP"), parse_number("5/2020/nD/CP".replace("nD", "ND"))
    assert a is not None
    assert b is not None
    assert a.key == b.key
    assert symbol_key("QĐ-BGD&ĐT") == "qdbgddt"
    assert DocumentNumber("5", "QĐ-TTg", 2020).key != DocumentNumber("5", "QĐ-TTg", 2021).key


@given(
    st.integers(1, 99999),
    st.one_of(st.none(), st.integers(1945, 2030)),
    st.sampled_from(["QĐ-TTg", "NĐ-CP", "TT-BTC", "VPCP-KSTT", "TTLT-BYT-BTC", "UBND-TH"]),
)
def test_round_trip(number: int, year: int | None, symbol: str) -> None:
    """What is printed is read again."""
    made = DocumentNumber(str(number), symbol, year)
    assert made == parse_number(str(made))


@given(st.text(alphabet="0123456789/-. QĐUBNDTg\n*Il", max_size=40), st.integers(0, 39))
def test_never_crashes(text: str, at: int) -> None:
    """Any text, any offset."""
    found = read_number(text, min(at, max(len(text) - 1, 0)), typed=True) if text else None
    assert found is None or found[1] <= len(text)
