"""Words that a scan says more than once are spelt alike: as they are read more often, or far more surely."""

from __future__ import annotations

from typing import Literal

import pytest

from extract.page import Box, Line, Page, Word
from ingest.repeated import agree_on_marks


def page(*lines: str, sure: float = 0.97, source: Literal["text_layer", "ocr"] = "ocr", number: int = 1) -> Page:
    """A page of those lines; a word that ends in `?` was read with less confidence."""
    rows = []
    for row, line in enumerate(lines):
        words = [
            Word(
                part.rstrip("?"),
                Box(60.0 + 40 * i, 60.0 + 20 * row, 95.0 + 40 * i, 72.0 + 20 * row),
                confidence=0.8 if part.endswith("?") else sure,
                source=source,
            )
            for i, part in enumerate(line.split())
        ]
        rows.append(Line(tuple(words)))
    return Page(number, 595.0, 842.0, source, tuple(rows))


def said(pages: tuple[Page, ...]) -> list[str]:
    return [" ".join(word.text for word in line.words) for page in pages for line in page.lines]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["họp tại thành phô An", "về thành phố An Sơn", "của thành phố An Sơn"], "họp tại thành phố An"),
        (["THÀNH PHÔ AN SƠN", "về thành phố An Sơn", "của thành phố An Sơn"], "THÀNH PHỐ AN SƠN"),
        (["gửi về (thành phô: An", "về thành phố An Sơn", "của thành phố An Sơn"], "gửi về (thành phố: An"),
        (["theo bảo? cáo của sở", "xem báo cáo tháng", "nêu bảo cá nhân"], "theo bảo cáo của sở"),
        (["nay theo bảo? cáo của", "ý kiến theo báo cáo tháng"], "nay theo báo cáo của"),
    ],
    ids=["more often", "in capitals", "among signs", "other neighbours", "far more surely"],
)
def test_marks_are_found_where_the_words_stand_again(lines: list[str], expected: str) -> None:
    assert said(agree_on_marks([page(*lines)]))[0] == expected


@pytest.mark.parametrize(
    "lines",
    [
        ["họp về thành phô An", "của thành phố An Sơn"],
        ["từ nay đến cuối năm", "và nay đên cuối kỳ", "vì nay đên cuối kỳ"],
        ["khoản 2 điều 5", "khoản 2 điêu 5", "khoản 2 điêu 5"],
    ],
    ids=["one against one", "fewer marks twice", "figures are no neighbours"],
)
def test_what_is_not_sure_stays(lines: list[str]) -> None:
    given = (page(*lines),)
    assert agree_on_marks(given) == given


def test_the_word_keeps_what_was_read_and_its_place() -> None:
    first = page("họp tại thành phô An Sơn")
    second = page("về thành phố An Sơn", "của thành phố An Sơn", number=2)
    before, after = first.lines[0].words[3], agree_on_marks([first, second])[0].lines[0].words[3]
    assert (after.text, after.raw, after.box, after.confidence) == ("phố", "phô", before.box, 0.85)


def test_text_that_was_typed_is_left_alone() -> None:
    typed = page("họp tại thành phô An", "về thành phố An Sơn", "của thành phố An Sơn", source="text_layer")
    assert agree_on_marks([typed]) == (typed,)
