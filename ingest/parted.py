"""Words that the first reader parted (từ bị tách rời): `1 19/QĐ-UBND`, `T ăng`, where the second sees one.

The second reader sets too few blanks, so what it joins is believed only where the parts can be no words of their own:
figures before the rest of a number, a letter before the rest of a syllable.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.page import Word, box_around
from ingest.syllables import is_syllable

_JOINED = 0.85
"""Confidence of a word that one reader alone saw whole."""
_NUMBER = re.compile(r"\d{1,5}[A-Z]?(?:/\d{4})?[/-][A-ZĐ][A-ZĐa-z0-9&-]*|\d{1,4}(?:/\d{1,2}){0,2}(?:/\d{4})?")
_FIGURES = re.compile(r"\d{1,4}|[IlO]")
_EDGES = "\"'.,;:()“”"
_CLOSE = 0.6
"""Gap between two parts of one word at the most, in heights."""


def rejoin_parted(words: Sequence[Word], second: str) -> list[Word]:
    """The words of a line, those parted set whole; `second`: what the second reader read, with its blanks."""
    whole = {token.strip(_EDGES) for token in second.split()}
    out: list[Word] = []
    for word in words:
        if out and _near(out[-1], word) and (text := _whole(out[-1].text, word.text, whole)):
            pair = (out[-1], word)
            raw = f"{pair[0].raw or pair[0].text} {word.raw or word.text}"
            sure = min(_JOINED, *(max(each.confidence, 0.5) for each in pair))
            out[-1] = replace(word, text=text, box=box_around(pair), confidence=sure, raw=raw)
        else:
            out.append(word)
    return out


def _near(left: Word, right: Word) -> bool:
    return right.box.x0 - left.box.x1 < _CLOSE * (right.box.bottom - right.box.top)


def _whole(left: str, right: str, whole: set[str]) -> str | None:
    """Both as one word, if the second reader has it, and it has no part of it as a word."""
    joined = left + right
    core = joined.strip(_EDGES)
    if _FIGURES.fullmatch(left) and right[:1].isdigit():
        digits = re.sub("[Il]", "1", left).replace("O", "0") + right
        core = digits.strip(_EDGES)
        return digits if core in whole and _NUMBER.fullmatch(core) else None
    if core not in whole or left.strip(_EDGES) in whole or right.strip(_EDGES) in whole:
        return None
    if _NUMBER.fullmatch(core) and "/" in left:
        return joined
    parts_alone = is_syllable(left.strip(_EDGES)) and is_syllable(right.strip(_EDGES))
    return joined if left.isalpha() and is_syllable(core) and not parts_alone else None
