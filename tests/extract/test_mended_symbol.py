"""Symbols set right only where one reading is possible."""

from __future__ import annotations

import pytest

from extract.mended_symbol import mended_symbol, one_apart


@pytest.mark.parametrize(
    ("printed", "issuer", "expected"),
    [
        # a lost Đ of a known type or body
        ("QD-UBND", (), "QĐ-UBND"),
        ("2021/ND-CP", (), "2021/NĐ-CP"),
        ("LDTBXH-VP", (), "LĐTBXH-VP"),
        ("TTR-UBND", (), "TTr-UBND"),
        # departments by the letters of their sector; `&` stays where it is printed
        ("QĐ-PGDDT", (), "QĐ-PGDĐT"),
        ("QD-SGD&DT", (), "QĐ-SGD&ĐT"),
        ("QĐ-BKH&CN", (), "QĐ-BKH&CN"),
        # a letter too many, and the header names the body
        ("LĐTĐBXH-VL", ("LĐTBXH", "BLĐTBXH"), "LĐTBXH-VL"),
        # the same without a header: left as it is
        ("LĐTĐBXH-VL", (), "LĐTĐBXH-VL"),
        # a letter doubled by a scan
        ("QĐĐ-ĐHX", (), "QĐ-ĐHX"),
        ("TIr-UBND", (), "TTr-UBND"),
        # unknown symbols are not drawn to known ones
        ("SYT-NVY", ("BYT",), "SYT-NVY"),
        ("UBND-KT", (), "UBND-KT"),
    ],
)
def test_symbols(printed: str, issuer: tuple[str, ...], expected: str) -> None:
    """Mended, or left alone."""
    symbol, reasons = mended_symbol(printed, issuer)
    assert expected == symbol
    assert bool(reasons) == (symbol != printed)


def test_one_letter_apart() -> None:
    """One letter more, less, other, or two swapped."""
    assert all(one_apart("BNV", other) for other in ("BNVV", "BN", "BXV", "NBV"))
    assert not one_apart("BNV", "BNV")
    assert not one_apart("BNV", "BTC")
