"""Fixed phrases (cụm từ cố định) that put misread marks right: `chuyển đối` can only be `chuyển đổi`.

Two syllables that are written one way only, once their letters are known; phrases whose letters others
may share (`tự do` and `từ đó`) are not in the list. Some are changed even where both readers agree: the tone above a
hat is so small that both take `kiểm tra` for `kiếm tra`.
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
"""Confidence from which a word stands, as when both readers agree on it, unless its phrase is one of the surest."""
_PRINTED = 1.0
"""That of a text layer."""
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONELESS = str.maketrans("", "", _TONES)
_HATS = "\u0302\u0306\u031b"
_EDGES = "\"'.,;:()[]{}|_~`^*-–—“”‘’/\\+"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Two syllables, and whether they stand even against two readers."""

    syllables: tuple[str, str]
    surely: bool


@functools.cache
def _phrases() -> dict[tuple[str, str], Phrase]:
    text = files("ingest").joinpath("data/phrases.csv").read_text("utf-8")
    rows = ((row["phrase"].split(" "), row["surely"] == "yes") for row in csv.DictReader(text.splitlines()))
    return {(unaccent(first), unaccent(second)): Phrase((first, second), surely) for (first, second), surely in rows}


def mend_phrases(words: Sequence[Word]) -> list[Word]:
    """The words of one line with the marks of fixed phrases put right; letters, case and punctuation stay."""
    out = list(words)
    cores = [word.text.strip(_EDGES) for word in out]
    bare = [unaccent(core).lower() for core in cores]
    for i in range(len(out) - 1):
        known = _phrases().get((bare[i], bare[i + 1]))
        if known is None or (out[i].text[-1:] in ".;:" and cores[i]):
            continue
        odd = [k for k, right in zip((i, i + 1), known.syllables, strict=True) if cores[k].lower() != right]
        for k in odd:
            right = known.syllables[k - i]
            if out[k].confidence < _SURE or (known.surely and len(odd) == 1 and _another_tone(out[k], cores[k], right)):
                mended = "".join(r.upper() if c.isupper() else r for c, r in zip(cores[k], right, strict=True))
                out[k] = replace(out[k], text=out[k].text.replace(cores[k], mended, 1), raw=out[k].raw or out[k].text)
                cores[k] = mended
    return out


def _another_tone(word: Word, core: str, right: str) -> bool:
    """Whether a syllable read from a scan differs in nothing but the tone above its hat: `kiếm` and `kiểm`."""
    read, meant = (unicodedata.normalize("NFD", text.lower()) for text in (core, right))
    toned = any(tone in read for tone in _TONES) and any(hat in meant for hat in _HATS)
    return word.confidence < _PRINTED and toned and read.translate(_TONELESS) == meant.translate(_TONELESS)
