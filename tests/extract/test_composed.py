"""Decomposed text: read composed, reported in the offsets of the source."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from extract.composed import compose
from extract.span import Span

WORDS = "Điều 5 Nghị định số 12/2020/NĐ-CP của Chính phủ"


def test_composed_text_is_not_copied() -> None:
    """A composed text is its own composition."""
    assert compose(WORDS).content is WORDS


@given(st.lists(st.sampled_from([*WORDS, "\u200b", "ế", "e\u0302\u0301", "\u0301"]), max_size=40))
def test_every_span_leads_back(chars: list[str]) -> None:
    """Any stretch of the composition covers the letters of the source it was made of, lone marks left out."""
    source = "".join(chars)
    composed = compose(source)
    for start in range(len(composed.content)):
        span = composed.source(Span(start, len(composed.content)))
        plain = span.of(source).replace("\u200b", "")
        assert _plain(composed.content[start:]) == _plain(plain)


def _plain(text: str) -> str:
    return re.sub(" +", " ", re.sub("(?<= )\u0301+", "", unicodedata.normalize("NFC", text)))


def test_lone_marks_are_left_out() -> None:
    """Marks that a page lost from their letters stand behind blanks, and hide nothing."""
    composed = compose("Thông tư \u0301 \u0323 số 5")
    assert composed.content == "Thông tư   số 5"
    assert composed.source(Span(11, 15)).of("Thông tư \u0301 \u0323 số 5") == "số 5"


def test_two_blanks_are_one() -> None:
    """Three part columns; blanks that do not break, and the eth of other languages, are what they print as."""
    source = "Phụ  lục\u00a0số 5   Ðiều 7"
    composed = compose(source)
    assert composed.content == "Phụ lục số 5   Điều 7"
    assert composed.source(Span(0, 12)).of(source) == "Phụ  lục\u00a0số 5"


def test_marks_stay_with_their_letter() -> None:
    """A span that ends at a letter ends behind its marks."""
    source = unicodedata.normalize("NFD", "Nghị định")
    composed = compose(source)
    assert unicodedata.normalize("NFD", "Nghị") == composed.source(Span(0, 4)).of(source)
    assert composed.composed(len(source)) == len(composed.content)
