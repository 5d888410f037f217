"""Keys of works."""

from __future__ import annotations

import pytest

from extract.keys import canonical_symbol, likely_symbol, same_number, work_key
from extract.number import parse_number


@pytest.mark.parametrize(
    ("reference", "year", "issuer", "key"),
    [
        ("15/2020/QĐ-TTg", None, None, "vn/ttgcp/QĐ-TTg/2020/15"),
        ("09/QĐ-TTg", 2022, None, "vn/ttgcp/QĐ-TTg/2022/9"),
        ("15/QĐ-TTg", None, None, "vn/ttgcp/QĐ-TTg/?/15"),
        ("22/2021/QD-TTG", None, None, "vn/ttgcp/QĐ-TTg/2021/22"),
        ("30/2018/NĐCP", None, None, "vn/chinh-phu/NĐ-CP/2018/30"),
        ("44/QĐ-UBND", 2020, "Ủy ban nhân dân tỉnh", "vn/?/QĐ-UBND/2020/44"),
        ("44/QĐ-SYT", 2020, "Sở Y tế", "vn/?/QĐ-SYT/2020/44"),
        ("44/QĐ-SYT", 2020, "Giám đốc Sở Y tế tỉnh Bến Tre", "vn/so-y-te-tinh-ben-tre/QĐ-SYT/2020/44"),
        ("8/CV-AH", 2023, "Công ty TNHH An Hòa", "vn/cong-ty-tnhh-an-hoa/CV-AH/2023/8"),
        ("66.7/2025/NQ-CP", None, None, "vn/chinh-phu/NQ-CP/2025/66.7"),
        ("18-NQ/TW", 2017, None, "vn/tw/NQ-TW/2017/18"),
    ],
)
def test_keys(reference: str, year: int | None, issuer: str | None, key: str) -> None:
    """Issuer, symbol, year, number; what is unknown is a question mark."""
    number = parse_number(reference)
    assert number is not None
    assert key == work_key(number, year, issuer)


def test_bodies_of_places_take_their_names() -> None:
    """One symbol, two provinces, two works."""
    number = parse_number("44/QĐ-UBND")
    assert number is not None
    keys = {work_key(number, 2020, f"Ủy ban nhân dân tỉnh {name}") for name in ("Bến Tre", "Long An")}
    assert len(keys) == 2


@pytest.mark.parametrize(
    ("symbol", "likely"),
    [
        ("TT-NBV", "TT-BNV"),
        ("LĐTĐBXH-VL", "LĐTBXH-VL"),
        ("QĐ-SYT", None),
        ("BTC-NSNN", None),
        ("TT-BTC", None),
        ("QĐ-XPHC", None),
    ],
)
def test_slips(symbol: str, likely: str | None) -> None:
    """A slip is mended where only one known body is near; a department of a province is not a ministry misspelt."""
    assert likely == likely_symbol(symbol)


def test_canonical() -> None:
    """Case and Đ as the issuer writes them; unknown groups as printed."""
    assert canonical_symbol("qđ-ttg".upper()) == "QĐ-TTg"
    assert canonical_symbol("QĐ-ABCXYZ") == "QĐ-ABCXYZ"
    assert same_number("05/NQ-CP", "5/nq/cp".upper())
