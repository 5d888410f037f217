"""Fonts letter by letter (phông từng chữ), for words that are set in more than one: `Ủy` with its first letter from the
font of capitals."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Callable, Sequence
from functools import partial
from itertools import repeat
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
    return partial(_runs_of_word, handle, layer)


def _runs_of_word(handle: Any, layer: Layer, number: int, word: Word) -> list[Run]:
    """One run where all is of one font, and where its letters are not found again."""
    letters = _letters(handle, layer, number)
    runs = [
        ("".join(letter for letter, _ in group), font)
        for font, group in itertools.groupby(letters, lambda pair: pair[1])
    ]
    whole = unicodedata.normalize("NFC", "".join(text for text, _ in runs))
    return runs if whole == word.text else [(word.text, word.font)]


def _letters(handle: Any, layer: Layer, number: int) -> list[Run]:
    """The letters of a word and their fonts."""
    page = pointer_to(number_of(handle))
    characters: Sequence[int] = range(layer.spans[0][number], layer.spans[1][number] + 1)
    if layer.order is not None:
        characters = [layer.order[i] for i in characters]
    characters = [i for i in characters if is_generated(page, i) != 1 or code_of_char(page, i) != ord(" ")]
    items = list(map(object_of_char, repeat(page), characters))
    styles = read_styles(number_of(handle), {item: i for item, i in zip(items, characters, strict=True) if item})
    texts = (unmoved(character(code_of_char(page, i))).replace(HYPHEN, "-") for i in characters)
    return [(text, styles[item].font.name if item else None) for text, item in zip(texts, items, strict=True)]
