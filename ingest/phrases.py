"""Fixed phrases (cụm từ cố định) that put misread marks right: `chuyển đối` can only be `chuyển đổi`.

Two syllables that are written one way only, once their letters are known, but for a few that are told apart by name.
Even what both readers agree on is changed, as the tone above a hat is so small that both take `kiểm tra` for
`kiếm tra`; but not where a syllable belongs to its other neighbour: `điều kiện thực hiện` has no `kiến thức`.
"""

from __future__ import annotations

import csv
import functools
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources import files

from extract.page import Word
from ingest.unaccent import unaccent

_SURE = 0.97
"""Confidence from which a word stands, as when both readers agree on it, where its phrase has another slip."""
_PRINTED = 1.0
"""That of a text layer."""
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONELESS = str.maketrans("", "", _TONES)
_EDGES = "\"'.,;:()[]{}|_~`^*-–—“”‘’/\\+"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Two syllables, and what else may be written with their letters, one after the other."""

    syllables: tuple[str, str]
    also: frozenset[tuple[str, str]] = frozenset()
    opens: bool = False
    """Whether it is the beginning of a longer one, whose next words may be a phrase, too: `cổng dịch` vụ."""


@functools.cache
def _phrases() -> dict[tuple[str, str], Phrase]:
    text = files("ingest").joinpath("data/phrases.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    return {(unaccent(first), unaccent(second)): _row(row) for row in rows for first, second in [_pair(row["phrase"])]}


def _row(row: dict[str, str]) -> Phrase:
    also = frozenset(map(_pair, filter(None, row["also"].split("|"))))
    return Phrase(_pair(row["phrase"]), also, row["opens"] == "yes")


def _pair(text: str) -> tuple[str, str]:
    first, second = text.split(" ")
    return first, second


def mend_phrases(words: Sequence[Word]) -> list[Word]:
    """The words of one line with the marks of fixed phrases put right; letters, case and punctuation stay."""
    out = list(words)
    cores = [word.text.strip(_EDGES) for word in out]
    found = [_phrase(out, cores, i) for i in range(len(out) - 1)]
    sound = [phrase is not None and not _slips(cores, i, phrase) for i, phrase in enumerate(found)]
    for i, phrase in enumerate(found):
        if phrase is None or sound[i] or (i and sound[i - 1]) or (sound[i + 1 : i + 2] == [True] and not phrase.opens):
            continue
        slips = _slips(cores, i, phrase)
        misread = _may_be_misread(out, cores, slips, phrase.syllables)
        for k in slips:
            if misread or out[k].confidence < _SURE:
                out[k], cores[k] = _spelt(out[k], cores[k], phrase.syllables[k - i])
    return out


def _phrase(words: Sequence[Word], cores: Sequence[str], i: int) -> Phrase | None:
    """The phrase that the letters of a word and the next make, unless they are as likely another."""
    known = _phrases().get((unaccent(cores[i]).lower(), unaccent(cores[i + 1]).lower()))
    if known is None or (words[i].text[-1:] in ".;:" and cores[i]):
        return None
    return None if (cores[i].lower(), cores[i + 1].lower()) in known.also else known


def _slips(cores: Sequence[str], i: int, phrase: Phrase) -> list[int]:
    """Which of its two words are not spelt as it is; `hoà` and `hòa` are one spelling."""
    pairs = zip((i, i + 1), phrase.syllables, strict=True)
    return [k for k, right in pairs if sorted(_spread(cores[k])) != sorted(_spread(right))]


def _may_be_misread(words: Sequence[Word], cores: Sequence[str], slips: Sequence[int], right: tuple[str, str]) -> bool:
    """Whether sure words of a scan are misread all the same: one beside another that is right, or two that lost tones.

    Two that differ otherwise are something else: `phố biển`.
    """
    if any(words[k].confidence >= _PRINTED for k in slips):
        return False
    return len(slips) == 1 or all(
        _spread(cores[k]) == _spread(right[n]).translate(_TONELESS) for n, k in enumerate(slips)
    )


def _spelt(word: Word, core: str, right: str) -> tuple[Word, str]:
    """The word and its core, spelt right."""
    mended = "".join(r.upper() if c.isupper() else r for c, r in zip(core, right, strict=True))
    return replace(word, text=word.text.replace(core, mended, 1), raw=word.raw or word.text), mended


def _spread(text: str) -> str:
    return unicodedata.normalize("NFD", text.lower())
