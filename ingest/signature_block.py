"""The block of the signature (khối chữ ký): positions and names under a seal, or stamped one upon another.

What lies below a black seal loses letters at its edge; positions pressed close to each other are read as one line.
But few positions there are, and few surnames, so a third reading that is nearly one of them tells which.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from extract.page import Word, box_around
from extract.positions import positions
from extract.tables import table
from ingest.handwriting import hand_reader
from ingest.raster import Pixels
from ingest.syllables import is_syllable
from ingest.unaccent import unaccent

_SURE = 0.9
_POSITION = 0.88
_SURNAME = 0.85
"""Likeness, accents apart, from which a reading is a known position or surname: one letter of five."""
_TAKEN = 0.75
_LONGEST = 6
"""Words of a name; a line of more is running text."""
_RIGHT = 0.4
"""Share of the page's width that the block never reaches into."""


def wants_block(words: Sequence[Word], width: float) -> bool:
    """Whether the line may be a position or name, and is not sure; `width` of the page in points."""
    if not 0 < len(words) <= _LONGEST or words[0].box.x0 < _RIGHT * width:
        return False
    letters = [word for word in words if len(word.text) >= 3 and word.text[:1].isupper() and word.text.isalpha()]
    return bool(letters) and min(word.confidence for word in words) < _SURE


def mend_block(words: Sequence[Word], framings: Sequence[Pixels]) -> list[Word]:
    """The words with a position or a surname put right where every framing reads nearly that one."""
    if _shouted(words):
        seen = ["".join(glyph.text for glyph in hand_reader().read(picture)) for picture in framings]
        return _position(words, seen)
    if len(words) > 2 and words[0].confidence < _SURE and all(map(_is_given, words[1:])):
        seen = ["".join(glyph.text for glyph in hand_reader().read(picture)) for picture in framings]
        return _named(words, seen)
    return list(words)


def _shouted(words: Sequence[Word]) -> bool:
    text = "".join(word.text for word in words)
    return sum(map(str.isupper, text)) > 0.7 * sum(map(str.isalpha, text))


def _is_given(word: Word) -> bool:
    """One of the names behind the surname: a syllable with a capital."""
    text = word.text.strip(".,")
    return word.confidence >= _SURE and text.istitle() and is_syllable(text)


def _position(words: Sequence[Word], seen: Sequence[str]) -> list[Word]:
    known = {bare.replace(" ", ""): spelt.upper() for bare, spelt in positions().items()}
    best = {_nearest(_letters(text), tuple(known), _POSITION) for text in seen}
    found = best.pop() if len(best) == 1 else None
    printed = _letters("".join(word.text for word in words))
    if found is None or printed == found:
        return list(words)
    raw, box = " ".join(word.text for word in words), box_around(words)
    return [Word(part, box, confidence=_TAKEN, source="ocr", raw=raw) for part in known[found].split()]


def _named(words: Sequence[Word], seen: Sequence[str]) -> list[Word]:
    known = _surnames()
    near = {_nearest(_letters(text.split()[0]), tuple(known), _SURNAME) for text in seen if text.split()}
    found = near.pop() if len(near) == 1 else None
    if found is None or words[0].text == known[found]:
        return list(words)
    if words[0].text[:1].islower() and any(each != found and each.endswith(found) for each in known):
        return list(words)  # its first letter was lost: `ương` is what is left of Dương, Lương, Trương and Vương
    return [replace(words[0], text=known[found], confidence=_TAKEN, raw=words[0].text), *words[1:]]


@functools.cache
def _surnames() -> dict[str, str]:
    """Bare form → as written; where two share a bare form, the commoner one, listed first."""
    found: dict[str, str] = {}
    for row in table("surnames"):
        found.setdefault(_letters(row["surname"]), row["surname"])
    return found


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, unaccent(text).lower()))


def _nearest(bare: str, known: tuple[str, ...], least: float) -> str | None:
    scored = [(SequenceMatcher(None, bare, each, autojunk=False).ratio(), each) for each in known]
    likeness, best = max(scored, default=(0.0, ""))
    rivals = [each for alike, each in scored if alike == likeness]
    return best if likeness >= least and len(rivals) == 1 else None
