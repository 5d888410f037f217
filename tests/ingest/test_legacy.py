"""Text in the encodings that came before Unicode."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.page import Box, Word
from ingest.legacy import convert, to_unicode

PLAIN = "Công văn số 15 về việc nghỉ lễ ngày Quốc khánh đề nghị các phòng ban thực hiện"
TCVN3 = "C«ng v¨n sè 15 vÒ viÖc nghØ lÔ ngµy Quèc kh¸nh ®Ò nghÞ c¸c phßng ban thùc hiÖn"
VNI = "Coâng vaên soá 15 veà vieäc nghæ leã ngaøy Quoác khaùnh ñeà nghò caùc phoøng ban thöïc hieän"
BOX = Box(0, 0, 1, 1)


def words(text: str, font: str | None) -> list[Word]:
    """Words of one font."""
    return [Word(part, BOX, font) for part in text.split()]


@pytest.mark.parametrize(
    ("text", "font", "expected", "encodings"),
    [
        (TCVN3, "ABCDEF+.VnTime", PLAIN, ("tcvn3",)),
        (VNI, "VNI-Times", PLAIN, ("vni",)),
        (TCVN3, None, PLAIN, ("tcvn3",)),  # the font's name is lost: what it becomes tells
        (VNI, "F1", PLAIN, ("vni",)),
        (PLAIN, "VNI-Times", PLAIN, ()),  # a Unicode font that kept its old name
        (PLAIN, "TimesNewRoman", PLAIN, ()),
        ("Über den Fluß naïve café", "Times", "Über den Fluß naïve café", ()),  # other languages are left alone
        ("céng hßa", ".VnTimeH", "CỘNG HÒA", ("tcvn3",)),  # small letters that are shown as capitals
    ],
)
def test_convert(text: str, font: str | None, expected: str, encodings: tuple[str, ...]) -> None:
    """By the font's name, or by what the table makes of the words."""
    converted, found = convert(words(text, font))
    assert (" ".join(word.text for word in converted), found) == (expected, encodings)


def test_the_way_back_is_kept() -> None:
    """`raw` holds what the file has."""
    converted, _ = convert(words(TCVN3, ".VnTime"))
    assert [word.raw or word.text for word in converted] == TCVN3.split()


@given(st.text(max_size=60))
def test_any_text_can_be_converted(text: str) -> None:
    """No sign makes either table fail."""
    assert isinstance(to_unicode(text, "vni") + to_unicode(text, "tcvn3"), str)
