"""Names of narrow columns that stand on their side (chữ xoay dọc), as text layers give them: letter by letter, or words
from the last to the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.page import Word
from ingest.syllables import is_syllable

_FEWEST, _WIDE = 3, 2 / 3
"""Letters one above the other, and the share of them that are wider than high, where they lie on their backs."""
_SPEAKING, _HIGH = 3, 1.5
"""Letters of a word whose shape tells that it stands, and how many times as high as wide it then is at least."""
_BLANK = 0.12
"""Of the width of a column of letters; a wider gap is a blank."""


def is_turned(words: Sequence[Word]) -> bool:
    """Whether the words of a cell run up or down."""
    if all(len(word.text) == 1 for word in words):
        wide = sum(_wide(word) > _high(word) and word.text.isalpha() for word in words)
        return len(words) >= _FEWEST and wide >= _WIDE * len(words)
    long = [word for word in words if len(word.text) >= _SPEAKING]
    stand = any(_high(word) > _HIGH * _wide(word) for word in long)
    return stand and all(_high(word) > _wide(word) for word in long)


def turned_text(words: Sequence[Word]) -> str:
    """Read upwards, as forms have it, unless more of it is Vietnamese the other way."""
    columns = _columns(words)
    up = " ".join(_read(sorted(column, key=lambda word: -word.box.bottom)) for column in columns)
    down = " ".join(_read(sorted(column, key=lambda word: word.box.top)) for column in reversed(columns))
    return down if _spoken(down) > _spoken(up) else up


def _columns(words: Iterable[Word]) -> list[list[Word]]:
    """Words one above the other, from left to right."""
    columns: list[list[Word]] = []
    for word in sorted(words, key=_middle):
        if columns and _middle(word) - _middle(columns[-1][-1]) < _wide(word) / 2:
            columns[-1].append(word)
        else:
            columns.append([word])
    return columns


def _read(column: Sequence[Word]) -> str:
    text, last = "", None
    for word in column:
        gap = max(word.box.top - last.box.bottom, last.box.top - word.box.bottom) if last else 0.0
        text += f" {word.text}" if last and gap > _BLANK * _wide(word) else word.text
        last = word
    return text


def _spoken(text: str) -> int:
    return sum(map(is_syllable, text.split()))


def _middle(word: Word) -> float:
    return (word.box.x0 + word.box.x1) / 2


def _wide(word: Word) -> float:
    return word.box.x1 - word.box.x0


def _high(word: Word) -> float:
    return word.box.bottom - word.box.top
