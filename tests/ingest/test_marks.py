"""Stamps of urgency and secrecy, read nearly right."""

from __future__ import annotations

import pytest

from extract.page import Box, Word
from ingest.marks import known_mark, mend_mark
from ingest.segment import Segment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HÓA TÔI", "HỎA TỐC"),
        ("HOA TOC", "HỎA TỐC"),
        ("KHÂN", "KHẨN"),
        ("THƯỢNG KHAN", "THƯỢNG KHẨN"),
        ("TÔI MẬT", "TỐI MẬT"),
        ("ĐẾN", None),
        ("SỞ NỘI VỤ", None),
        ("", None),
    ],
)
def test_known_mark(text: str, expected: str | None) -> None:
    """One of six, or none."""
    assert known_mark(text) == expected


def test_only_a_stamp_of_one_line_is_mended() -> None:
    """An arrival stamp has several."""
    lines = [Segment([Word(text, Box(0, 0, 9, 9), source="stamp")]) for text in ("KHÂN", "Số")]
    assert [s.text for s in mend_mark(lines)] == ["KHÂN", "Số"]
    assert [s.text for s in mend_mark(lines[:1])] == ["KHẨN"]
