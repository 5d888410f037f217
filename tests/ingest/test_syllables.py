"""Vietnamese syllables tell language from debris."""

from __future__ import annotations

import pytest

from ingest.syllables import is_syllable, share_of_accents, share_of_syllables, words_of
from tests.compose.letter import LETTERS


@pytest.mark.parametrize(
    "word", ["nghiêng", "HỘI", "nặng", "THUỶ", "thủy", "quyết", "Ủy", "gì", "giếng", "được", "khuỷu", "ượt", "y"]
)
def test_syllables(word: str) -> None:
    """Onset, rhyme and tone in any case and either style of tone placement."""
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["tliông", "QUYỆN̂", "Ñgô", "cunḡ", "ngh", "các̉", "hợpp", "wăn", "chù̀"])
def test_debris(word: str) -> None:
    """What no Vietnamese writes: clusters, two tones, marks on consonants, a falling tone on a stop."""
    assert not is_syllable(word)


def test_real_text_is_nearly_all_syllables() -> None:
    """Drafts of dispatches: above 95 in a hundred, most of them accented."""
    words = words_of([path.read_text("utf-8").split("\n\n", 1)[1] for path in LETTERS.glob("*.txt")])
    assert share_of_syllables(words) > 0.95
    assert share_of_accents(words) > 0.7


def test_bad_ocr_is_not() -> None:
    """A scanner's own layer, as such layers look."""
    words = words_of(["CQNG HOA xA HQI CHi NGHlA VlET NAM DQc lflp tliong bAo Sfi giay tcr dfin viqc thgc hi^n quydt"])
    assert share_of_syllables(words) < 0.85
