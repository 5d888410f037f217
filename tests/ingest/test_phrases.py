"""Fixed phrases put misread marks right, and touch nothing else."""

from __future__ import annotations

import pytest

from extract.page import Box, Word
from ingest.phrases import mend_phrases

BOX = Box(0, 0, 1, 1)


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("chuyến đối số", "chuyển đổi số"),
        ("THÀNH PHÓ CẦN THƠ", "THÀNH PHỐ CẦN THƠ"),  # case stays
        ("Tô chức, cá nhân", "Tổ chức, cá nhân"),  # so does punctuation
        ("sứa đối, bố sung", "sửa đổi, bổ sung"),
        ("ông Đối. Tượng đài", "ông Đối. Tượng đài"),  # a sentence ends between them
        ("bà Trần Thị Thẻ", "bà Trần Thị Thẻ"),
        ("của", "của"),
        ("", ""),
    ],
)
def test_mend_phrases(read: str, expected: str) -> None:
    """Letters never change."""
    found = mend_phrases([Word(text, BOX, confidence=0.9, source="ocr") for text in read.split()])
    assert " ".join(word.text for word in found) == expected


def test_what_was_read_is_kept() -> None:
    """In `raw`."""
    assert [word.raw for word in mend_phrases([Word("thành", BOX), Word("phó", BOX, confidence=0.9)])] == [None, "phó"]


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("kiếm tra", "kiểm tra"),  # the hook above a hat looks like an acute
        ("PHỐ BIẾN", "PHỔ BIẾN"),
        ("phố biển", "phố biển"),  # both differ: something else is meant
        ("trở thành phó giám đốc", "trở thành phó giám đốc"),  # no hat
        ("hoạt động bộ máy", "hoạt động bộ máy"),  # a phrase that others may look like
        ("phương án xây dựng hỗ trợ", "phương án xây dựng hỗ trợ"),
    ],
)
def test_both_readers_may_take_a_hook_for_an_acute(read: str, expected: str) -> None:
    """Only the tone above a hat, and only in phrases that nothing else looks like."""
    found = mend_phrases([Word(text, BOX, confidence=0.99, source="ocr") for text in read.split()])
    assert " ".join(word.text for word in found) == expected


def test_a_sure_word_stands() -> None:
    """Both readers agreed on it."""
    assert [word.text for word in mend_phrases([Word("thành", BOX), Word("phó", BOX)])] == ["thành", "phó"]
