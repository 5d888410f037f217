"""Words parted by one reader are set whole only where the parts can be no words."""

from __future__ import annotations

import pytest

from extract.page import Box, Word
from ingest.parted import rejoin_parted


def line(texts: str, gap: float) -> list[Word]:
    """Words 30 points wide and 12 high, that far from each other."""
    step = 30 + gap
    return [
        Word(t, Box(step * i, 0, step * i + 30, 12), confidence=0.9, source="ocr") for i, t in enumerate(texts.split())
    ]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("số 1 15/TTr-SNV ngày", "số 115/TTr-SNV ngày", "số 115/TTr-SNV ngày"),
        ("số I 19/QĐ-UBND", "sổ 119/QĐ-UBND", "số 119/QĐ-UBND"),  # an I before figures is a 1
        ("số 83/TT r-UBND", "số 83/TTr-UBND", "số 83/TTr-UBND"),
        ("T ăng cường", "Tăng cường", "Tăng cường"),
        ("Luật t hanh niên", "Luật Thanh niên Luật thanh niên", "Luật thanh niên"),
        ("Như trên", "Nhưtrên", "Như trên"),  # the second sets too few blanks
        ("Điều 1 15/TTr-SNV", "Điều 1 15/TTr-SNV", "Điều 1 15/TTr-SNV"),  # both saw the gap
        ("1 Điều", "1Điều", "1 Điều"),
    ],
)
def test_parted_words(first: str, second: str, expected: str) -> None:
    """What both parts are alone decides, not what the second reader joins."""
    assert expected == " ".join(word.text for word in rejoin_parted(line(first, 3), second))


def test_figures_that_stand_apart_stay_apart() -> None:
    """A number of order and the number behind it, in two columns of a table."""
    assert " ".join(word.text for word in rejoin_parted(line("1 15/TTr-SNV", 14), "115/TTr-SNV")) == "1 15/TTr-SNV"
