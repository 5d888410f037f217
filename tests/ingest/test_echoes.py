"""Lines read twice, as print and from coloured ink: the surer reading stays."""

from __future__ import annotations

import pytest

from extract.page import Box, Word
from ingest.echoes import without_echoes
from ingest.segment import Segment


def line(text: str, confidence: float, x: float = 300.0, top: float = 500.0) -> Segment:
    """A line whose letters are six points wide."""
    words = []
    for part in text.split():
        words.append(Word(part, Box(x, top, x + 6 * len(part), top + 14), confidence=confidence, source="ocr"))
        x += 6 * len(part) + 4
    return Segment(words)


@pytest.mark.parametrize(
    ("printed", "stamped", "left"),
    [
        (line("Lê Văn Bình", 0.96), line("LA Văn Bình", 0.88, x=302, top=498), 0),
        (line("Lê Văn Bình", 0.70), line("Lê Văn Bình", 0.90), 1),
        (line("Lê Văn Bình", 0.96), line("SỞ Y TẾ", 0.80), 1),
        (line("Lê Văn Bình", 0.96), line("LA Văn Bình", 0.88, top=530), 1),
        (line("Lê Văn Bình", 0.96), line("LA Văn Bình", 0.88, x=80), 1),
    ],
    ids=["the same line", "surer from its ink", "other words", "another row", "another column"],
)
def test_a_line_read_twice_is_kept_once(printed: Segment, stamped: Segment, left: int) -> None:
    assert len(list(without_echoes([[stamped]], [printed]))) == left


def test_a_stamp_that_is_surely_one_is_no_echo() -> None:
    """An arrival's number on the number of the dispatch; a mark in ink so dark that it is read as print, too."""
    number, mark = line("Số: 112/QĐ-UBND", 0.96), line("HỎA TỐC", 0.96, top=200)
    arrival = [line("ĐẾN", 0.9, top=480), line("Số: 1142", 0.8, top=502), line("Ngày: 12/3/2025", 0.8, top=524)]
    urgent = [line("HỎA TỐC", 0.8, top=201)]
    assert list(without_echoes([arrival, urgent], [number, mark])) == [*arrival, *urgent]
    assert list(without_echoes([arrival[1:2], [line("HỎA TÔC", 0.8, top=201)]], [number, mark])) == []
