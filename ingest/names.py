"""Names of persons (họ tên) on scans, spelt as people are called: of two readings, `Chi` and `Chỉ`, one is a name.

The two readers agree on letters and differ in marks, and neither is always right about those: a speck is a mark, and
a pen's stroke takes one away. So is a capital that looks like its small letter: `kim` for `Kim`.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files

from extract.page import Word
from ingest.signature_block import surnames
from ingest.unaccent import unaccent

_WORDS = range(2, 6)
_SURE = 0.95
"""Confidence from which a word that is no known name stands: people are called otherwise, too."""
_ALIKE = frozenset("ckopsuvxz")
"""Small letters that look like their capitals."""


@functools.cache
def _known() -> frozenset[str]:
    """Syllables of names, as written."""
    text = files("ingest").joinpath("data/given_names.csv").read_text("utf-8")
    return frozenset((*(row["name"] for row in csv.DictReader(text.splitlines())), *surnames().values()))


def mend_name(words: Sequence[Word], heard: str) -> list[Word]:
    """The words of a line, those spelt as a name that the second reader `heard` so; a line that is no name stays."""
    if len(words) not in _WORDS or not words[-1].text[:1].isupper() or words[-1].text.isupper():
        return list(words)
    others = heard.split()
    out = (
        [*words[: -len(others)], *map(_mended, words[-len(others) :], others[-len(words) :])] if others else list(words)
    )
    return out if len(out) == len(words) else list(words)


@functools.cache
def _spellings() -> dict[str, list[str]]:
    """Bare form → every name of that form."""
    found: dict[str, list[str]] = {}
    for name in _known():
        found.setdefault(unaccent(name).lower(), []).append(name)
    return found


def _mended(word: Word, other: str) -> Word:
    text, other = word.text, other.strip(".,")
    if text in _known():
        return word
    if text[:1] in _ALIKE and text.capitalize() in _known():
        return replace(word, text=text.capitalize(), raw=word.raw or text)
    same = unaccent(text).lower() == unaccent(other).lower()
    if same and other in _known():
        return replace(word, text=other, raw=word.raw or text)
    spelt = _spellings().get(unaccent(text).lower(), []) if text.istitle() and word.confidence < _SURE else []
    return replace(word, text=spelt[0], raw=word.raw or text) if len(spelt) == 1 else word
