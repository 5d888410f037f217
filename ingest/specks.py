"""Stops that a scan has and a sentence has not (dấu chấm lạc): a comma whose tail is lost, or a speck behind a word.

A sentence does not go on in small letters: on the scans this was tried on, each of 40 such stops was a comma (three in
four) or a speck between two syllables of one phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.page import Word
from ingest.phrases import is_phrase
from ingest.syllables import is_syllable


def mend_stops(words: Sequence[Word]) -> list[Word]:
    """The words of one line of a scan, with such stops made commas, or taken away."""
    if not any(word.text.endswith(".") for word in words):
        return list(words)
    mended = [_mended(word, after) for word, after in pairwise(words)]
    return [*mended, *words[-1:]]


def _mended(word: Word, after: Word) -> Word:
    core = word.text[:-1]
    if not (word.text.endswith(".") and len(core) > 1 and core[1:].islower() and is_syllable(core)):
        return word
    if not (after.text[:2].islower() and after.text[:2].isalpha()):  # `eOffice` may begin a sentence
        return word
    text = core if is_phrase(core, after.text.strip(".,;:()")) else f"{core},"
    return replace(word, text=text, raw=word.raw or word.text)
