"""Stops on scans that no sentence has."""

from __future__ import annotations

import pytest

from extract.page import Box, Word
from ingest.specks import mend_stops


def mended(read: str) -> str:
    """A line of a scan."""
    found = mend_stops([Word(text, Box(0, 0, 1, 1), confidence=0.9, source="ocr") for text in read.split()])
    assert all(word.raw in (None, was) for word, was in zip(found, read.split(), strict=True))
    return " ".join(word.text for word in found)


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("chủ trương. đường lối của Đảng. chính sách", "chủ trương, đường lối của Đảng, chính sách"),
        ("UBND xã. phường;", "UBND xã, phường;"),
        ("trang bị kiến. thức, kỹ năng", "trang bị kiến thức, kỹ năng"),  # a speck within a phrase
        ("Luật Công. đoàn", "Luật Công đoàn"),
        ("giáo dục. Bộ Y tế", "giáo dục. Bộ Y tế"),  # a sentence begins
        ("tại TP. cũ, ĐT. di động, tr. 5", "tại TP. cũ, ĐT. di động, tr. 5"),  # what is shortened
        ("1. quy định. a) nêu", "1. quy định. a) nêu"),
        ("phần mềm. eOffice là", "phần mềm. eOffice là"),
        ("hết.", "hết."),
        ("", ""),
    ],
)
def test_mend_stops(read: str, expected: str) -> None:
    """What was read is kept in `raw`."""
    assert mended(read) == expected
