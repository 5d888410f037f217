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
    assert len(list(without_echoes([stamped], [printed]))) == left
