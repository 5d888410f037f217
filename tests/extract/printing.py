"""A page set from lines of words, for tests of what layout tells: place in points, words a blank apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from extract.page import Box, Line, Page, Word
from extract.text import Text, text_of_pages

SIZE = 13.0
Source = Literal["text_layer", "ocr", "stamp"]
Printed = tuple[float, float, str]
"""Left edge, top, words."""


def line(x: float, y: float, words: str, *, source: Source = "text_layer") -> Line:
    """A line at a place; a `~` before a word opens a gap of 60 points."""
    placed, at = [], x
    for word in words.split():
        if word.startswith("~"):
            word, at = word[1:], at + 60
        wide = 0.52 * SIZE * len(word)
        placed.append(Word(word, Box(at, y, at + wide, y + SIZE), "Times", SIZE, source=source))
        at += wide + 0.28 * SIZE
    return Line(tuple(placed))


def page(lines: Iterable[Printed], number: int = 1, *, source: Source = "text_layer") -> Page:
    """An A4 page with the lines in the order given."""
    made = tuple(line(x, y, words, source=source) for x, y, words in lines)
    return Page(number, 595.0, 842.0, "ocr" if source == "ocr" else "text_layer", made)


def paper(*pages: Page) -> Text:
    """The text of pages, numbered in order."""
    return text_of_pages(tuple(replace(page, number=i) for i, page in enumerate(pages, 1)))


HEAD: tuple[Printed, ...] = (
    (100, 60, "SỞ TÀI CHÍNH"),
    (105, 76, "TỈNH AN GIANG"),
    (290, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (330, 76, "Độc lập - Tự do - Hạnh phúc"),
    (100, 110, "Số: 318/STC-NS"),
    (310, 110, "An Giang, ngày 07 tháng 3 năm 2019"),
    (90, 132, "V/v quyết toán kinh phí"),
    (95, 147, "hỗ trợ lúa nước"),
)
TAIL: tuple[Printed, ...] = (
    (80, 600, "Nơi nhận:"),
    (80, 615, "- Như trên;"),
    (80, 630, "- UBND tỉnh (để b/c);"),
    (80, 645, "- Lưu: VT, NS."),
    (380, 600, "KT. GIÁM ĐỐC"),
    (380, 615, "PHÓ GIÁM ĐỐC"),
    (370, 690, "Trần Thị Mộng Cầm"),
)
