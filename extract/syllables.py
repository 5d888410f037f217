"""Syllables (âm tiết): how Vietnamese spells one, and where a word falls apart that is two run together: `tốcáo`.

A syllable has an opening, a vowel and a close, each of a short list, and one tone; a stopped one (`c`, `ch`, `p`, `t`)
only the sharp or the heavy. So `đồngnhân` can be no word, and can be parted in one place alone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_OPENING = "(?:n(?:gh?|h)|[cgkpt]h|tr|g[hi]|qu|[bcdđghklmnprstvx])?"
_VOWEL = (
    "(?:i[êa]u?|y[êa]u?|uy[êaeu]?|uê|u[ôơ]i?|ư[ơa][iu]?|o[aăe][oiuy]?|u[âă]y?|[aâ][uy]|[aoôơuư]i|[aeo]o|êu|iu|ưu|ua"
    "|[aăâeêioôơuưy])"
)
_CLOSE = "(?:ch|ng|nh|[cmnpt])?"
_SYLLABLE = re.compile(rf"{_OPENING}{_VOWEL}{_CLOSE}")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONED = re.compile(f"[{_TONES}]")
_STOPPED = re.compile("(?:ch|[cpt])$")
_SHARP_OR_HEAVY = re.compile("[\u0301\u0323]")
RUN_TOGETHER = re.compile(
    "[aăâeêioôơuưyà-ỹ]+[b-df-hj-np-tv-xđ]+[aăâeêioôơuưyà-ỹ]+"  # two vowels, consonants between them
)
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 14
"""Letters: two syllables have seven each at most."""


@lru_cache(maxsize=4096)
def is_syllable(letters: str) -> bool:
    """Whether small letters spell one syllable."""
    apart = unicodedata.normalize("NFD", letters)
    tones = _TONED.findall(apart)
    if len(tones) > 1 or not _SYLLABLE.fullmatch(unicodedata.normalize("NFC", _TONED.sub("", apart))):
        return False
    return not _STOPPED.search(letters) or bool(tones and _SHARP_OR_HEAVY.match(tones[0]))


@lru_cache(maxsize=16384)
def parted(word: str) -> int:
    """Where the second of two syllables run together begins; 0 where a word is one, or is none of ours."""
    letters = word.lower()
    if letters.isascii() or not 4 <= len(word) <= _LONGEST or word[1:] != letters[1:] or is_syllable(letters):
        return 0
    for at in range(1, len(word)):
        if is_syllable(letters[:at]) and is_syllable(letters[at:]):
            return at
    return 0


def parted_words(words: set[str]) -> dict[str, int]:
    """Which of the words are two run together, punctuation around them left out, and where each is parted."""
    seeming = {found for word in words if RUN_TOGETHER.search(word) for found in _WORD.findall(word)}
    return {word: at for word in seeming if (at := parted(word))}
