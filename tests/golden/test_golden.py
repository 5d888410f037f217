"""The figures of the extraction on dispatches of every kind, composed for the purpose and marked by hand."""

from __future__ import annotations

import pytest

from extract import read_dispatches, text_of_string
from tests.golden.gold import GoldText, gold_texts
from tests.golden.score import Figures, score

_TEXTS = gold_texts()


@pytest.fixture(scope="module")
def figures() -> Figures:
    """Every golden text read once, and scored."""
    found = Figures()
    for gold in _TEXTS:
        score(gold, read_dispatches(text_of_string(gold.text)), found)
    for name in found.wanted:
        print(found.line(name))
    print("\n".join(found.misses))
    return found


@pytest.mark.parametrize("gold", _TEXTS, ids=[gold.name for gold in _TEXTS])
def test_marks_stand_on_the_text(gold: GoldText) -> None:
    """Every mark of a golden text covers the words it was put around, and no mark is left in the text."""
    assert [one.text for one in gold.references] == [gold.text[one.start : one.end] for one in gold.references]
    assert not set("⟦¦⟧") & set(gold.text)


@pytest.mark.parametrize("name", ["citations"])
def test_figures_hold(figures: Figures, name: str) -> None:
    """No figure falls below what was reached."""
    assert figures.f1(name) >= 0.9, figures.line(name)
