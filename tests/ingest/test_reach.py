"""Lines of the signature that the detector cut short are read from further left, if that makes them whole."""

from __future__ import annotations

import pytest

from extract.page import Box, Word
from ingest.detector import LineBox
from ingest.reach import completed, doubt_beheaded, reaches, without_swallowed

BOX = LineBox(900, 400, 1000, 440, 1.0)


def words(said: str, x: float = 330.0, sure: float = 0.95) -> list[Word]:
    """A line in the right half of a page."""
    read = enumerate(said.split())
    return [Word(t, Box(x + 40 * i, 600, x + 40 * i + 35, 612), confidence=sure, source="ocr") for i, t in read]


@pytest.mark.parametrize(
    ("read", "wanting"),
    [
        ("ĐỐC", True),
        ("IÁM ĐỐC", True),
        ("ê Thanh Yến", True),
        ("GIÁM ĐỐC", False),
        ("PHÓ CHỦ TỊCH", False),
        ("Lê Thanh Yến", False),
        ("nơi nhận", False),
        ("UBND TỈNH", False),
    ],
)
def test_which_lines_lack_their_beginning(read: str, wanting: bool) -> None:
    """The end of a known position that is none, and names behind what is no surname."""
    found = list(reaches(words(read), BOX))
    assert wanting == bool(found)
    assert all(box.x0 < BOX.x0 and box.x1 == BOX.x1 for box in found)


@pytest.mark.parametrize(
    ("read", "wider", "sure", "expected"),
    [
        ("ĐỐC", "GIÁM ĐỐC", 0.9, "GIÁM ĐỐC"),
        ("ĐỐC", "` PHÓ GIÁM ĐỐC", 0.9, "PHÓ GIÁM ĐỐC"),
        ("ĐỐC", "ÁM ĐỐC", 0.9, ""),  # still cut off
        ("ĐỐC", "GIÁM ĐỐC", 0.5, ""),  # not surely read
        ("rần Văn Dũng", "Trần Văn Dũng", 0.9, "Trần Văn Dũng"),
        ("rần Văn Dũng", "( Trần Văn Dũng", 0.9, "Trần Văn Dũng"),
        ("rần Văn Dũng", "Trần Văn Dùng", 0.9, ""),  # another name now
        ("rần Văn Dũng", "Wrần Văn Dũng", 0.9, ""),
    ],
)
def test_what_is_believed(read: str, wider: str, sure: float, expected: str) -> None:
    """A known position, or a known surname before the very names that were read."""
    assert expected == " ".join(word.text for word in completed(words(read), words(wider, x=290.0, sure=sure)))


def test_a_name_with_a_small_letter_is_doubted() -> None:
    """However sure both readers are of what is left of it."""
    assert [word.confidence for word in doubt_beheaded(words("ê Thanh Yến"))] == [0.5, 0.95, 0.95]
    assert words("Lê Thanh Yến") == doubt_beheaded(words("Lê Thanh Yến"))


def test_pieces_of_a_line_read_whole_are_left_out() -> None:
    """The detector had found its first half as a line of its own."""
    whole, piece, above = words("PHÓ GIÁM ĐỐC"), words("PHÓ GIÁI"), [Word("TM.", Box(330, 580, 360, 592))]
    assert [whole, above] == without_swallowed([piece, whole, above], [whole])
