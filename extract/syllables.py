"""Syllables (âm tiết): how Vietnamese spells one, and where two or three run together part: `tốcáo`.

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
_SPOKEN = "[aăâeêioôơuưyà-ỹ]"
RUN_TOGETHER = re.compile(rf"{_SPOKEN}[b-df-hj-np-tv-xđ]{{1,5}}{_SPOKEN}")
"""Two vowels, consonants between them: no one syllable has that. Bounded, so that a hostile word stays linear."""
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 21
"""Letters: three syllables have seven each at most."""


@lru_cache(maxsize=4096)
def is_syllable(letters: str) -> bool:
    """Whether small letters spell one syllable."""
    apart = unicodedata.normalize("NFD", letters)
    tones = _TONED.findall(apart)
    if len(tones) > 1 or not _SYLLABLE.fullmatch(unicodedata.normalize("NFC", _TONED.sub("", apart))):
        return False
    return not _STOPPED.search(letters) or bool(tones and _SHARP_OR_HEAVY.match(tones[0]))


@lru_cache(maxsize=16384)
def parted(word: str) -> tuple[int, ...]:
    """Where the second and third of two or three syllables run together begin; nowhere in a word that is one."""
    letters = word.lower()
    if letters.isascii() or not 4 <= len(word) <= _LONGEST or word[1:] != letters[1:] or is_syllable(letters):
        return ()
    return _parted(letters) or next(
        ((at, *(at + more for more in _parted(letters[at:]))) for at in _openings(letters) if _parted(letters[at:])), ()
    )


def _parted(letters: str) -> tuple[int, ...]:
    return next(((at,) for at in _openings(letters) if is_syllable(letters[at:])), ())


def _openings(letters: str) -> list[int]:
    """Where a first syllable may end."""
    return [at for at in range(1, min(len(letters), 8)) if is_syllable(letters[:at])]


def parted_words(words: set[str]) -> dict[str, tuple[int, ...]]:
    """Which of the words are run together, punctuation around them left out, and where each is parted."""
    seeming = {found for word in words if RUN_TOGETHER.search(word) for found in _WORD.findall(word)}
    return {word: places for word in seeming if (places := parted(word))}
