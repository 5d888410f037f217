"""Blanks lost within the words that references turn on: the quick look at words misses none that the patterns find."""

from __future__ import annotations

import re

import pytest

from extract.lost_blanks import lost_at, spaced

TEXT = (
    "Căn cứ Nghị định số 5/2013/NĐ-CP ngày 3/4/2013 của Chính phủ quy định về giá "
    "và Thông tư 17/2012/TT-BTC hướng dẫn thi hành; bãi bỏ các điều 5, 6 và 7 Chương II, "
    "điểm a khoản 3 Điều 5 Quyết định này, tiết 1.2 mục 3 Phần I theo Công văn số 7/UBND-VX; "
    "Pháp lệnh sửa đổi Luật Giá và các khoản 1 và 2, hết hiệu lực; "
    "nội dung Phụ lục I được Ủy ban nhân dân ban hành kèm theo, "
    "Bộ Y tế thực hiện Kế hoạch số 8/KH-BYT, Báo cáo số 9/BC-BYT (HĐND tỉnh)."
)


@pytest.mark.parametrize("text", [TEXT, TEXT.upper()])
def test_the_quick_look_misses_nothing(text: str) -> None:
    """One blank lost after another: where a pattern finds one, the text gets it back."""
    found = 0
    for gap in re.finditer(" ", text):
        damaged = text[: gap.start()] + text[gap.end() :]
        lost = lost_at(damaged, set(damaged.split()))
        assert len(spaced(damaged).content) >= len(damaged) + len(lost)
        found += bool(lost)
    assert found >= 3


def test_letters_come_back() -> None:
    """Only to what is no word of its own, and to `ca` before who issues."""
    assert spaced("Quyết đnh ca UBND tnh, ba ca bệnh").content == "Quyết định của UBND tỉnh, ba ca bệnh"
    assert spaced("ba ca Sở").content == "ba ca Sở"


def test_whole_words_stay() -> None:
    """A text that has lost nothing is itself."""
    assert spaced(TEXT).content == TEXT
