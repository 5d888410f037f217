"""Fixed phrases (cụm từ cố định): two syllables that are written one way, once their letters are known, as
`chuyển đổi` is; and what few others have the same letters.

The list and what stands beside it in `also` are common administrative vocabulary, looked at against dictionaries: on
540,000 letters of print, taken for a scan, one word would be spelt otherwise.
"""

from __future__ import annotations

import csv
import functools
import unicodedata
from dataclasses import dataclass
from importlib.resources import files

from ingest.unaccent import unaccent

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Two syllables, and what else may be written with their letters, one after the other."""

    syllables: Pair
    also: frozenset[Pair] = frozenset()
    opens: bool = False
    """Whether it is the beginning of a longer one, whose next words may be a phrase, too: `cổng dịch` vụ."""

    def slips(self, pair: Pair) -> list[int]:
        """Which of two words, 0 or 1, are not spelt as it is; `hoà` and `hòa` are one spelling."""
        return _slips(pair, self.syllables)

    def is_said(self, pair: Pair) -> bool:
        """Whether two words are spelt as it is, or as another with its letters."""
        return not self.slips(pair) or any(not _slips(pair, other) for other in self.also)


def _slips(pair: Pair, other: Pair) -> list[int]:
    both = zip(pair, other, strict=True)
    return [k for k, (word, right) in enumerate(both) if sorted(spread(word)) != sorted(spread(right))]


def find_phrase(pair: Pair) -> Phrase | None:
    """The phrase that has the letters of two words, whatever their marks and case."""
    return _phrases().get((unaccent(pair[0]).lower(), unaccent(pair[1]).lower()))


def is_phrase(first: str, second: str) -> bool:
    """Whether two words are one of the phrases, as it is spelt."""
    known = find_phrase((first, second))
    return known is not None and not known.slips((first, second))


def spread(text: str) -> str:
    """Its letters and marks one by one."""
    return unicodedata.normalize("NFD", text.lower())


@functools.cache
def _phrases() -> dict[Pair, Phrase]:
    text = files("ingest").joinpath("data/phrases.csv").read_text("utf-8")
    known = map(_phrase, csv.DictReader(text.splitlines()))
    return {(unaccent(phrase.syllables[0]), unaccent(phrase.syllables[1])): phrase for phrase in known}


def _phrase(row: dict[str, str]) -> Phrase:
    also = frozenset(map(_pair, filter(None, row["also"].split("|"))))
    return Phrase(_pair(row["phrase"]), also, row["opens"] == "yes")


def _pair(text: str) -> Pair:
    first, second = text.split(" ")
    return first, second
