"""How sure a reading is (độ tin của kết quả đọc), weighed by letters: a long word says more than a dash."""

from __future__ import annotations

from collections.abc import Sequence

from extract.page import Word


def sureness(words: Sequence[Word]) -> float:
    """Mean confidence by letters, 0 to 1; 0 for no words."""
    return weight(words) / max(sum(len(word.text) for word in words), 1)


def weight(words: Sequence[Word]) -> float:
    """Confidence of all letters together: of two readings, the one that says more, and more surely, has more."""
    return sum(word.confidence * len(word.text) for word in words)
