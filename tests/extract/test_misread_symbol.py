"""Symbols of cited documents that a scan misread in one letter: set right by the issuer named beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.citations.find import find_citations
from extract.page import Line, Page
from extract.text import text_of_pages
from tests.extract.printing import line


def cited(said: str, source: str) -> list[str | None]:
    """What a line of a page cites."""
    row = line(80, 100, said)
    words = tuple(replace(word, source=source) for word in row.words)
    page = Page(1, 595.0, 842.0, "ocr", (Line(words),))
    return [citation.reference for citation in find_citations(text_of_pages((page,)))]


@pytest.mark.parametrize(
    ("said", "reference"),
    [
        ("Chỉ thị số 22/CT-TTs của Thủ tướng Chính phủ", "22/CT-TTg"),
        ("Thông tư số 20/2020/TT-BTG của Bộ Tài chính", "20/2020/TT-BTC"),
        ("Quyết định số 9/QĐ-SYT của Bộ Y tế", "9/QĐ-SYT"),  # a department's
        ("Quyết định số 9/QĐ-TCT của Bộ Tài chính", "9/QĐ-TCT"),  # another body's
    ],
)
def test_the_issuer_tells(said: str, reference: str) -> None:
    """One letter, the first one excepted, and only where the issuer has one such symbol."""
    assert [reference] == cited(said, "ocr")


def test_the_same_number_read_elsewhere_tells() -> None:
    """The noun and the other reading of the number agree on the type."""
    said = "Tờ trình số 83/TTr-UBND ngày 31 tháng 3 năm 2026; theo Tờ trình số 83/TT-UBND và Tờ trình số 84/TT-UBND"
    assert cited(said, "ocr") == ["83/TTr-UBND", "83/TTr-UBND", "84/TT-UBND"]
    assert cited(said, "text_layer") == ["83/TTr-UBND", "83/TT-UBND", "84/TT-UBND"]


def test_what_was_typed_stays() -> None:
    """A slip in a text layer is a slip of its author."""
    assert cited("Chỉ thị số 22/CT-TTs của Thủ tướng Chính phủ", "text_layer") == ["22/CT-TTs"]
