"""Names that stand on their side, above narrow columns."""

from __future__ import annotations

import pytest

from extract.page import Box, Word
from ingest.turned import is_turned, turned_text
from ingest.wrapped import text_of


def standing(text: str, x: float = 0.0, *, down: bool = False) -> list[Word]:
    """Letters of 6 points each in a column 11 wide, with blanks of 3 points, from the top of the page."""
    words, y = [], 0.0
    for letter in text if down else reversed(text):
        if letter != " ":
            words.append(Word(letter, Box(x, y, x + 11, y + 6)))
        y += 3 if letter == " " else 6
    return words


@pytest.mark.parametrize("down", [False, True])
def test_letter_by_letter(*, down: bool) -> None:
    """Upwards, as office programs turn it; or downwards, if only that is Vietnamese."""
    assert text_of(standing("Thứ bảy", down=down), 20.0) == "Thứ bảy"


def test_in_two_lines() -> None:
    """From left to right where they are read upwards."""
    words = standing("Phụ cấp") + standing("thâm niên", 14.0)
    assert turned_text(words) == "Phụ cấp thâm niên"


def test_word_by_word() -> None:
    """Words higher than wide, the first at the foot."""
    words = [Word("công", Box(0, 0, 11, 24)), Word("Tổ", Box(0, 27, 11, 37))]
    assert text_of(words, 20.0) == "Tổ công"


@pytest.mark.parametrize(
    "words",
    [
        [Word("x", Box(0, 13 * i, 5, 13 * i + 12)) for i in range(4)],  # marks one below the other
        [Word("I", Box(0, 0, 3, 12))],
        [Word("II", Box(0, 0, 7, 12)), Word("Nam", Box(9, 0, 30, 12))],
        [Word("5", Box(0, 6 * i, 11, 6 * i + 6)) for i in range(4)],
        [],
    ],
)
def test_what_stands_upright(words: list[Word]) -> None:
    """Is left as it is."""
    assert not is_turned(words)
