"""The second reader alone: what only it sees is kept where it is sure, and placed along the line."""

from __future__ import annotations

import pytest

from extract.page import Box
from ingest.opinion import Opinion, alone

LINE = Box(100.0, 50.0, 200.0, 62.0)


@pytest.mark.parametrize(
    ("text", "confidence", "found"),
    [
        ("KT. THỦ TƯỚNG", 0.98, [("KT.", 0.7), ("THỦ", 0.7), ("TƯỚNG", 0.7)]),
        ("PFỔ,,HỦ TƯỚNG", 0.7, [("PFỔ,,HỦ", 0.0), ("TƯỚNG", 0.0)]),  # for others to make something of
        ("u9", 0.95, []),  # a flourish of a signature
        ("Sa/1 nét", 0.4, []),
    ],
)
def test_words_that_only_the_second_reader_saw(text: str, confidence: float, found: list[tuple[str, float]]) -> None:
    """Confidence tells how far to trust them."""
    assert [(word.text, word.confidence) for word in alone(Opinion(text, confidence), LINE, "ocr")] == found


def test_they_stand_along_the_line() -> None:
    """By the share of letters before them."""
    first, second = alone(Opinion("ABCD EFGHI", 0.9), LINE, "ocr")
    assert (first.box, second.box) == (Box(100.0, 50.0, 140.0, 62.0), Box(150.0, 50.0, 200.0, 62.0))
