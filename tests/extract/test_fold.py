"""The matching shadow: one code point to one, marks and look-alikes gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fold import fold, spelling, spelt_like


@pytest.mark.parametrize(
    ("text", "shadow"),
    [
        ("Ðiều 28", "dieu 28"),  # Latin Eth for Đ
        ("89/2015/NÐ-CP", "89/2015/nd-cp"),
        ("TT-BTС", "tt-btc"),  # the last letter is Cyrillic
        ("Lao động – Thương binh", "lao dong - thuong binh"),
        ("**15** tháng\u00a05", "  15   thang 5"),
        ("“Nghị”\n", '"nghi"\n'),
        ("漢😀", "\x1a\x1a"),
    ],
)
def test_shadow(text: str, shadow: str) -> None:
    """Case, marks, Đ, look-alikes, dashes, quotes and blanks fold; line breaks stay."""
    assert shadow == fold(text)


@given(st.text())
def test_shadow_keeps_length(text: str) -> None:
    """Whatever the text, offsets of the shadow are offsets of the text."""
    assert len(text) == len(fold(text))
    assert fold(text).isascii()


@pytest.mark.parametrize(
    ("printed", "meant", "agreement"),
    [
        ("Uỷ  ban", "Ủy ban", 1.0),
        ("CỘNG HOÀ", "Cộng hòa", 1.0),
        ("Noi nhận", "Nơi nhận", 0.9),
        ("nghi dinh", "Nghị định", 0.9),
        ("Qụyết định", "Quyết định", 0.7),
        ("mức", "mục", 0.7),
        ("luật", "lệnh", 0.0),
    ],
)
def test_agreement(printed: str, meant: str, agreement: float) -> None:
    """Lost marks weigh less than wrong ones; other letters do not agree at all."""
    assert agreement == spelt_like(printed, meant)


def test_spelling() -> None:
    """Old and new place of the tone, case and blanks make no difference."""
    assert spelling("Thanh  Hoá") == spelling("THANH HÓA")
