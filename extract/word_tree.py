"""A tree of phrases, for the longest one that starts at a place: law titles, names of issuers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from extract.fold import fold, spelt_like

T = TypeVar("T")

_WORD = re.compile(r"[ \n]{0,24}[,\"(&/-]{0,2}[ \n]{0,24}([a-z0-9]+)")
_WORDS = re.compile(r"[a-z0-9]+")


@dataclass(slots=True)
class _Node(Generic[T]):
    after: dict[str, _Node[T]] = field(default_factory=dict)
    phrase: str | None = None
    value: T | None = None


class WordTree(Generic[T]):
    """Phrases as paths of folded words; punctuation and line breaks between words do not matter."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._root: _Node[T] = _Node()
        for phrase, value in phrases:
            node = self._root
            for word in _WORDS.findall(fold(phrase)):
                node = node.after.setdefault(word, _Node())
            if node.phrase is None:
                node.phrase, node.value = phrase, value

    def longest(self, source: str, shadow: str, at: int, end: int) -> tuple[int, str, T] | None:
        """(where it ends, the phrase as we know it, its value) of the longest phrase at an offset.

        A short phrase must agree in its marks, too, or `Luật được sửa đổi` would be a law on medicines.
        """
        best: tuple[int, str, T] | None = None
        node: _Node[T] | None = self._root
        cursor, start = at, -1
        while node and (match := _WORD.match(shadow, cursor, end)):
            node = node.after.get(match[1])
            if node is None or shadow.count("\n", cursor, match.start(1)) > 1:
                break
            start, cursor = match.start(1) if start < 0 else start, match.end()
            if node.phrase is not None and node.value is not None and agrees(source[start:cursor], node.phrase):
                best = (cursor, node.phrase, node.value)
        return best


_PUNCTUATION = re.compile(r"[^\w]+")


def agrees(printed: str, phrase: str) -> bool:
    """Whether printed words may be the phrase: one syllable must be exact, two may lose marks, more may err."""
    left, right = _PUNCTUATION.sub(" ", printed).strip(), _PUNCTUATION.sub(" ", phrase).strip()
    syllables = right.count(" ") + 1
    return spelt_like(left, right) >= (1.0 if syllables == 1 else 0.9 if syllables == 2 else 0.7)
