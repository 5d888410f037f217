"""Two readings of a word, and which is believed."""

from __future__ import annotations

import pytest

from extract.page import Box, Word
from ingest.opinion import Opinion, settle
from ingest.verdict import Pair, Place, settle_pair

MIDDLE = Place(first=False, last=False, lower=True)


@pytest.mark.parametrize(
    ("first", "sure", "second", "expected"),
    [
        ("năm", 0.97, "nẵm", "năm"),  # the first reader is sure of its marks
        ("PHÓ", 0.92, "PHỐ", "PHỐ"),  # a faded circumflex
        ("HỌI", 0.89, "HỘI", "HỘI"),
        ("số", 0.89, "sổ", "số"),
        ("tliông", 0.97, "thông", "thông"),  # no syllable
        ("Quyét", 0.79, "Quyết", "Quyết"),
        ("ê", 0.73, "6", "6"),  # a figure is a figure
        ("2!", 0.45, "21", "21"),
        ("15_", 0.82, "15", "15"),
        ("Th§.DS.", 0.35, "ThS.DS.", "ThS.DS."),  # signs no dispatch prints
        ("hop.vn(gmail.com", 0.52, "hop.vn@gmail.com", "hop.vn@gmail.com"),
        ("phủ./.", 0.96, "phủ./", "phủ./."),  # the second reader loses full stops
        ("các.", 0.53, "các", "các"),  # the first invents them where it is unsure
        ("SỞ", 0.96, "sở", "sở"),  # capitals in the middle of a line in lower case
        ("'PHÓ", 0.8, "PHÓ", "PHÓ"),  # a speck before a word, which the second reader did not see
        ("“Thực", 0.8, "Thực", "“Thực"),  # but words may begin with quotes, which it seldom sees
        ("KH-UBND", 0.97, "KH-UBMD", "KH-UBND"),
        ("4378/HĐĐND-VX", 0.44, "4378/HĐND-VX", "4378/HĐND-VX"),  # letters of a symbol that is hardly read
        ("4378/QĐ-UBND", 0.44, "4378/QD-UBND", "4378/QĐ-UBND"),  # but its marks stay
        ("II", 0.97, "III", "III"),  # a stroke that was lost
        ("III", 0.97, "II", "III"),
        ("IH", 0.9, "III", "III"),  # strokes that were joined
    ],
)
def test_settle_pair(first: str, sure: float, second: str, expected: str) -> None:
    """Rules that were measured on scans, one row each."""
    assert settle_pair(Pair(first, second, sure, 0.97, MIDDLE)) == expected


def test_the_mark_of_a_subject() -> None:
    """`V/w` at the beginning of a line is `V/v`, if the other reader says so."""
    begins = Place(first=True, last=False, lower=True)
    assert settle_pair(Pair("V/w", "V/v", 0.88, 0.99, begins)) == "V/v"
    assert settle_pair(Pair("V/w", "V/v", 0.88, 0.99, MIDDLE)) == "V/w"


def line(*texts: str, confidence: float = 0.95) -> list[Word]:
    """Words side by side."""
    return [
        Word(t, Box(50.0 * i, 0, 50.0 * i + 30, 12), confidence=confidence, source="ocr") for i, t in enumerate(texts)
    ]


def test_words_are_aligned_without_regard_to_blanks() -> None:
    """The second reader sets fewer blanks; its words are found all the same."""
    found = settle(line("Cân", "Thơ,", "ngày", "15_", confidence=0.8), Opinion("Cần Thơ,ngày 15", 0.97))
    assert [word.text for word in found] == ["Cần", "Thơ,", "ngày", "15"]


def test_a_figure_only_the_second_reader_saw_is_put_in_its_gap() -> None:
    """Written by hand between printed words."""
    found = settle(line("ngày", "tháng", "năm"), Opinion("ngày 24 tháng năm", 0.97))
    assert [word.text for word in found] == ["ngày", "24", "tháng", "năm"]


def test_specks_are_dropped() -> None:
    """Ink that the second reader did not see and that says nothing."""
    found = settle(line("_", "Điều", "1.", "|", confidence=0.7), Opinion("Điều 1.", 0.98))
    assert [word.text for word in found] == ["Điều", "1."]


def test_nothing_heard_changes_nothing() -> None:
    """No opinion, no words: neither is an error."""
    words = line("Số", "12")
    assert settle(words, Opinion("", 0.0)) == words
    assert settle([], Opinion("x", 0.9)) == []
