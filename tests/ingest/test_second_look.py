"""Figures in a stamp: kept, corrected or left out."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extract.page import Box, Word
from ingest.raster import Pixels
from ingest.second_look import look_again
from tests.compose.fonts import REGULAR
from tests.compose.stamps import font_of


def print_of(text: str) -> Pixels:
    """The text in black on white."""
    font = font_of(REGULAR, 36)
    picture = Image.new("L", (round(font.getlength(text)) + 24, 58), 255)
    ImageDraw.Draw(picture).text((12, 6), text, fill=20, font=font)
    return cast(Pixels, np.asarray(picture))


@pytest.mark.parametrize(
    ("read", "printed", "expected"),
    [
        ("Số: 1142", ("Số: 1142", "Số: 11", ""), "Số: 1142"),
        ("Số: 1742", ("Số: 1142", "Số: 1142", ""), "Số: 1142"),
        ("Ngày:12/3/2026", ("Ngày: 12/3/2025", "Ngày: 12/3/2025", ""), "Ngày: 12/3/2025"),
        ("Số: 1742", ("Số: 1142", "Số: 11", ""), "Số:"),  # nobody agrees
        ("ĐẾN", ("ĐẾN", "", ""), "ĐẾN"),
    ],
)
def test_figures_stand_only_where_they_are_seen_again(read: str, printed: tuple[str, ...], expected: str) -> None:
    """Unknown is an answer."""
    words = [Word(text, Box(10 * i, 0, 10 * i + 9, 10), confidence=0.9) for i, text in enumerate(read.split())]
    found = look_again(words, [print_of(text) for text in printed])
    assert " ".join(word.text for word in found) == expected
