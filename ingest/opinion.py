"""A second opinion on a line (đối chiếu hai bộ nhận dạng): two recognisers that err differently, word by word.

Tesseract knows Vietnamese marks better; trueocr's recogniser knows figures and base letters better, even some written
by hand. Each pair of words that differ is settled by `ingest.verdict`.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal

import trueocr
from trueocr.recognizer import Recognizer

from extract.page import Box, Word
from ingest.parted import rejoin_parted
from ingest.raster import Pixels
from ingest.syllables import words_of
from ingest.unaccent import unaccent
from ingest.verdict import Pair, Place, settle_pair

_UNSURE = 0.6
_SURE = 0.9
_ALONE = 0.8
_LETTERS = 4
_HEARD_ONCE = 0.7
"""Confidence of what one reader saw and the other did not."""
_SIGNS = frozenset('-–+*•.,:;/()“”"%')
_FIGURE = re.compile(r"\d{1,5}")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the second recogniser reads in a line, and how sure it is of it."""

    text: str
    confidence: float


class SecondReader:
    """trueocr's line recogniser; one thread."""

    def __init__(self) -> None:
        self._engine = Recognizer(Path(trueocr.__file__).parent / "models", threads=1)

    def read(self, crops: Sequence[Pixels]) -> list[Opinion]:
        """One opinion a crop; crops are bounded by the line's box, without margins."""
        found = self._engine.predict(list(crops)) if crops else []
        return [Opinion(unicodedata.normalize("NFC", item.text), float(item.confidence)) for item in found]


@functools.cache
def second_reader() -> SecondReader:
    """Loaded on first use, once per process."""
    return SecondReader()


def settle(words: Sequence[Word], opinion: Opinion) -> list[Word]:
    """The words of a line after both were heard.

    What only noise explains is dropped; a figure that only the second reader saw is put where it saw it.
    """
    second = re.sub(r"\s+", "", opinion.text)
    if not words or not second:
        return list(words)
    aligned, inserted = _align(words, second)
    lower = sum(word.text.islower() for word in words) > len(words) / 2
    out: list[Word] = []
    for i, (word, other) in enumerate(zip(words, aligned, strict=True)):
        if i in inserted and _FIGURE.fullmatch(inserted[i]) and opinion.confidence >= _SURE:
            out += _between(words, i, inserted[i], opinion.confidence)
        last = i == len(words) - 1
        if settled := _settle(word, other, opinion.confidence, Place(i == 0, last, lower)):
            out.append(settled)
    return rejoin_parted(out, opinion.text)


def alone(opinion: Opinion, place: Box, source: Literal["ocr", "stamp"]) -> list[Word]:
    """The words of a line in which the first reader saw nothing and the second saw words; `place` of the line.

    Less sure than print, and of no worth at all where the second reader is not sure itself.
    """
    if opinion.confidence < _UNSURE or sum(map(str.isalpha, opinion.text)) < _LETTERS:
        return []
    sure = _HEARD_ONCE if opinion.confidence >= _ALONE else 0.0
    step = (place.x1 - place.x0) / len(opinion.text)
    words = [(m[0], place.x0 + step * m.start(), place.x0 + step * m.end()) for m in re.finditer(r"\S+", opinion.text)]
    boxes = (Box(round(left, 1), place.top, round(right, 1), place.bottom) for _, left, right in words)
    return [Word(text, box, confidence=sure, source=source) for (text, *_), box in zip(words, boxes, strict=True)]


def _settle(word: Word, other: str, confidence: float, place: Place) -> Word | None:
    if other == word.text:
        return replace(word, confidence=max(word.confidence, min(confidence, 0.99)))
    if not other:
        return None if _is_speck(word) else word
    text = settle_pair(Pair(word.text, other, word.confidence, confidence, place))
    if text == word.text:
        return word
    return replace(word, text=text, confidence=min(confidence, 0.85), raw=word.text)


def _is_speck(word: Word) -> bool:
    """Something the second reader did not see at all, and that says nothing: an edge, a fold, a dash of ink."""
    if any(map(str.isalnum, word.text)):
        return word.confidence < _UNSURE and not words_of([word.text])
    return word.confidence < _SURE or not set(word.text) <= _SIGNS


def _align(words: Sequence[Word], second: str) -> tuple[list[str], dict[int, str]]:
    """For each word its counterpart in `second`; and what stands in `second` before the words of those numbers."""
    first = "".join(word.text for word in words)
    if first == second:
        return [word.text for word in words], {}
    owner = [i for i, word in enumerate(words) for _ in word.text]
    parts = [""] * len(words)
    inserted: dict[int, str] = {}
    matcher = SequenceMatcher(None, unaccent(first).lower(), unaccent(second).lower(), autojunk=False)
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        if tag == "insert":
            if a0 < len(owner) and (a0 == 0 or owner[a0] != owner[a0 - 1]):
                inserted[owner[a0]] = second[b0:b1]
            else:
                parts[owner[min(a0, len(owner) - 1)]] += second[b0:b1]
            continue
        for i in range(a0, a1):
            start, end = (b0 + (k - a0) * (b1 - b0) // (a1 - a0) for k in (i, i + 1))
            parts[owner[i]] += second[start:end]
    return parts, inserted


def _between(words: Sequence[Word], i: int, text: str, confidence: float) -> list[Word]:
    """A word in the gap before the `i`-th, if there is room for one."""
    if i == 0:
        return []
    before, after = words[i - 1].box, words[i].box
    if after.x0 - before.x1 < 0.3 * (after.bottom - after.top):
        return []
    box = Box(before.x1, min(before.top, after.top), after.x0, max(before.bottom, after.bottom))
    return [Word(text, box, confidence=min(confidence, 0.7), source="ocr")]
