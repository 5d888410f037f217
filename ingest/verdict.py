"""Which of two readings of a word is right (chọn một trong hai cách đọc): rules measured on scans.

What cannot be Vietnamese loses. Of two words that differ in marks only, the one with more marks wins: fading print
loses marks, it seldom gains any. Figures go to the second reader, marks and full stops to the first.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from ingest.syllables import is_syllable
from ingest.unaccent import unaccent

_FIGURES = re.compile(r"\W*\d[\d.,/:\-]*\W*")
_REFERENCE = re.compile(r"\W*\d{1,5}[A-Z]?(?:/\d{4})?[/-][A-ZĐ][A-ZĐa-z0-9\-]*\W*")
_ITEM = re.compile(r"\d{1,2}\.")
_EDGES = "\"'.,;:()[]{}|_~`^*-–—“”‘’/\\+"
_SPECKS = frozenset("'`.,:;_~^*|ˆ")
"""Signs that no word of a line begins with."""
_SEEN = 0.9
"""Confidence of a line from which its second reader would have seen what is before a word."""
_SUBJECT_MARKS = ("V/v", "V/v:")
_ROMAN = re.compile("[IVX]+")
_ROMAN_MISREAD = re.compile("[IVXHLl]+")
_DEBRIS = frozenset("§~|£¢«»°†‡ƒ⁄¡¿{}<>_¬¦")


class Place(NamedTuple):
    """Where in its line a word stands; `lower`: most of the line is in lower case."""

    first: bool
    last: bool
    lower: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two readings that differ: `first` with the confidence `sure`, `second` with that of its whole line."""

    first: str
    second: str
    sure: float
    confidence: float
    place: Place


def settle_pair(pair: Pair) -> str:
    """The text to believe."""
    if _DEBRIS & set(pair.first) and not _DEBRIS & set(pair.second):
        return pair.second
    if pair.place.first and pair.second in _SUBJECT_MARKS and pair.sure < _SEEN:
        return pair.second
    if any(map(str.isdigit, pair.first + pair.second)):
        return _figures(pair)
    first, second = pair.first.strip(_EDGES), pair.second.strip(_EDGES)
    if not first or not second:
        return pair.second if pair.sure < 0.6 and second else pair.first
    start = pair.first.index(first)
    head, tail = pair.first[:start], pair.first[start + len(first) :]
    if pair.sure < 0.6:
        head = pair.second[: pair.second.index(second)]
        tail = tail if pair.place.last else pair.second[pair.second.index(second) + len(second) :]
    elif pair.second.startswith(second) and pair.confidence >= _SEEN and _SPECKS.issuperset(head):
        head = ""
    return head + (first if first == second else _letters(first, second, pair)) + tail


def _letters(first: str, second: str, pair: Pair) -> str:
    if first.lower() == second.lower():
        shouting = first.isupper() and second.islower() and pair.place.lower
        return second if shouting or pair.sure < 0.9 else first
    good = is_syllable(first), is_syllable(second)
    if good[0] != good[1]:
        return first if good[0] else second
    if _ROMAN.fullmatch(second) and _ROMAN_MISREAD.fullmatch(first):
        # thin strokes are lost, not made up; two of them make an H
        return max(first, second, key=len) if _ROMAN.fullmatch(first) else second
    if not good[0]:
        return first if pair.sure >= 0.75 else second
    if unaccent(first).lower() != unaccent(second).lower():
        return first if pair.sure >= 0.93 or pair.confidence < 0.9 else second
    return _marked(first, second, pair.sure)


def _marked(first: str, second: str, sure: float) -> str:
    """Two syllables that differ in marks only."""
    if sure >= 0.955:
        return first
    marks = _marks(first), _marks(second)
    if sure < 0.6 or marks[0] < marks[1]:
        return second
    return second if sure < 0.75 and not marks[1] < marks[0] else first


def _marks(word: str) -> frozenset[tuple[int, str]]:
    """Every mark with the number of the letter that carries it."""
    found, letter = set(), 0
    for sign in unicodedata.normalize("NFD", word):
        if unicodedata.combining(sign):
            found.add((letter, sign))
        else:
            letter += 1
    return frozenset(found)


def _figures(pair: Pair) -> str:
    first, second = pair.first, pair.second
    if pair.place.first and _ITEM.fullmatch(second) and _digits(first) == _digits(second):
        return second
    if first.strip(_EDGES) == second.strip(_EDGES):
        return first if pair.sure >= 0.6 or pair.place.last else second
    for shape in (_FIGURES, _REFERENCE):
        fits = bool(shape.fullmatch(first)), bool(shape.fullmatch(second))
        if fits[0] != fits[1]:
            return first if fits[0] else second
        if fits[0]:
            if shape is _REFERENCE and _other_letters(pair):
                return second
            break
    if _digits(first) == _digits(second):
        return second if pair.sure < 0.9 and len(second) > len(first) else first
    return second if pair.sure < 0.9 <= pair.confidence else first


def _other_letters(pair: Pair) -> bool:
    """Whether a reference differs in letters, marks apart, of which the second reader is far surer: `HĐĐND`, `HĐND`."""
    same = unaccent(pair.first) == unaccent(pair.second)
    return not same and _digits(pair.first) == _digits(pair.second) and pair.sure < 0.6 and pair.confidence >= _SEEN


def _digits(word: str) -> str:
    return "".join(filter(str.isdigit, word))
