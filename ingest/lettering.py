"""Fonts letter by letter (phông từng chữ), for words that are set in more than one: `Ủy` with its first letter from the
font of capitals."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from extract.page import Word
from ingest.layer import HYPHEN, Layer, character, unmoved
from ingest.lean import code_of_char, is_generated, number_of, object_of_char, pointer_to
from ingest.style import read_styles

Run = tuple[str, str | None]
"""Letters of one font, and the font."""
Lettering = Callable[[int, Word], Sequence[Run]]
"""The runs of a word, given with its number."""


def lettering_of(handle: Any, layer: Layer) -> Lettering:
    """Of a text page that is open, and the words read from it."""
    return _Letters(handle, layer).runs


class _Letters:
    """The letters of a text page, asked for word by word."""

    def __init__(self, handle: Any, layer: Layer) -> None:
        self._number = number_of(handle)
        self._page = pointer_to(self._number)
        self._layer = layer
        self._fonts: dict[int | None, str | None] = {None: None}

    def runs(self, number: int, word: Word) -> list[Run]:
        """One run where one text object draws all, and where its letters are not found again."""
        characters = self._characters(number)
        items = [object_of_char(self._page, i) for i in characters]
        if len(set(items)) <= 1:
            return [(word.text, word.font)]
        letters = zip(map(self._letter, characters), map(self._font, items, characters), strict=True)
        grouped = itertools.groupby(letters, lambda pair: pair[1])
        runs = [("".join(letter for letter, _ in group), font) for font, group in grouped]
        whole = unicodedata.normalize("NFC", "".join(text for text, _ in runs))
        return runs if whole == word.text else [(word.text, word.font)]

    def _characters(self, number: int) -> list[int]:
        """Those of a word, less the blanks that PDFium put into it."""
        first, last = self._layer.spans
        characters: Sequence[int] = range(first[number], last[number] + 1)
        if self._layer.order is not None:
            characters = [self._layer.order[i] for i in characters]
        return [i for i in characters if is_generated(self._page, i) != 1 or self._letter(i) != " "]

    def _letter(self, i: int) -> str:
        return unmoved(character(code_of_char(self._page, i))).replace(HYPHEN, "-")

    def _font(self, item: int | None, i: int) -> str | None:
        if item not in self._fonts:
            self._fonts[item] = read_styles(self._number, {item: i})[item].font.name if item is not None else None
        return self._fonts[item]
