"""Syllables as Vietnamese spells them, and two run together."""

from __future__ import annotations

import pytest

from extract.lost_blanks import spaced
from extract.syllables import is_syllable, parted


@pytest.mark.parametrize(
    "word",
    ["chuyển", "nghiêng", "giường", "quyết", "thuở", "gìn", "khuỷu", "xoong", "hoặc", "quý", "oánh", "ưu", "nhân"],
)
def test_syllables(word: str) -> None:
    """One opening, one vowel, one close, one tone: one word, parted nowhere."""
    assert is_syllable(word)
    assert parted(word) == ()


@pytest.mark.parametrize(
    ("word", "halves"),
    [
        ("đồngnhân", "đồng nhân"),
        ("Quyphạm", "Quy phạm"),
        ("tốcáo", "tố cáo"),  # the second opens with its consonant
        ("tốcáonăm", "tố cáo năm"),
        ("vàcác", "và các"),  # a stopped syllable has no falling tone
        ("container", "container"),  # no word of ours
        ("TTg", "TTg"),  # a symbol
        ("Đắk", "Đắk"),
    ],
)
def test_two_run_together(word: str, halves: str) -> None:
    """Parted where both halves are syllables, if the whole is none."""
    assert spaced(f"({word},").content == f"({halves},"
