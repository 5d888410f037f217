"""Decomposed text: read composed, reported in the offsets of the source."""

from __future__ import annotations

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
    """Any stretch of the composition covers the letters of the source it was made of."""
    source = "".join(chars)
    composed = compose(source)
    for start in range(len(composed.content)):
        span = composed.source(Span(start, len(composed.content)))
        plain = span.of(source).replace("\u200b", "")
        assert unicodedata.normalize("NFC", composed.content[start:]) == unicodedata.normalize("NFC", plain)


def test_marks_stay_with_their_letter() -> None:
    """A span that ends at a letter ends behind its marks."""
    source = unicodedata.normalize("NFD", "Nghị định")
    composed = compose(source)
    assert unicodedata.normalize("NFD", "Nghị") == composed.source(Span(0, 4)).of(source)
    assert composed.composed(len(source)) == len(composed.content)
