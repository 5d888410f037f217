"""A matching shadow of a text: lower case, no diacritics, Đ and its look-alikes as d; one code point to one.

`Ðiều 28 Nghị định số 89/2015/NÐ-CP` casts `dieu 28 nghi dinh so 89/2015/nd-cp`.
Patterns match on the shadow, spans are read off the source: offsets agree because the length never changes.
The shadow loses what tells `mục` from `mức`; `spelling` gives that back where it matters.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import numpy as np

LOOK_ALIKES = dict(
    zip(
        "АВЕЗІКМНОРСТУХЅЈавекморстухіѕјΑΒΕΖΗΙΚΜΝΟΡΤΥΧοεικντυχø",
        "ABE3IKMHOPCTYXSJabekmopctyxisjABEZHIKMNOPTYXoeikntuxg",
        strict=True,
    )
)
"""Cyrillic and Greek letters that print as Latin ones: `51/2025/TT-BTС` with U+0421; and ø, a misread g (`TTø`)."""

DASHES = "-‐‑‒–—―−\u00ad"
"""Hyphens, dashes, and the soft hyphen that PDF text has in symbols (`NQ\u00adCP`)."""
NEARLY_D = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}
"""Letters of other languages that print as Đ."""
_D = dict.fromkeys(["Đ", "đ", *NEARLY_D], "d")
_BLANKS = "\t\r\v\f\u00a0*_\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
_QUOTES = "“”„‟«»″"
_UNKNOWN = 0x1A
_SIZE = 0x3002


def _base(char: str) -> str:
    """The ASCII letter under a character, or the character itself."""
    char = LOOK_ALIKES.get(char, char)
    return _D.get(char) or unicodedata.normalize("NFD", char)[0].lower()


def _table() -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    table = np.full(_SIZE, _UNKNOWN, dtype=np.uint8)
    for code in range(_SIZE):
        base = _base(chr(code))
        if len(base) == 1 and base.isascii():
            table[code] = ord(base)
    for group, shown in (
        (_BLANKS, " "),
        (DASHES, "-"),
        (_QUOTES, '"'),
        ("‘’‚", "'"),
        ("⁄∕", "/"),
        ("\u2028\u2029\x85", "\n"),
    ):
        for char in group:
            table[ord(char)] = ord(shown)
    return table


_TABLE = _table()


def fold(text: str) -> str:
    """The shadow of a text, of the same length, pure ASCII.

    Blanks of every width, `*` and `_` (Markdown) become a blank; line breaks stay; dashes become `-`, quotes `"`.
    Letters of other scripts and lone combining marks become U+001A, which no pattern matches.
    """
    return _fold_line(text) if len(text) <= _LINE else _fold(text)


def _fold(text: str) -> str:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return _TABLE[np.minimum(codes, _SIZE - 1)].tobytes().decode("ascii")


_fold_line = lru_cache(maxsize=8192)(_fold)
"""Lines are folded again and again: as rows, in columns, word by word."""
_LINE = 160

_OLD_TONES = tuple(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
"""Old and new place of the tone: `Uỷ`, `Ủy`."""


@lru_cache(maxsize=8192)
def spelling(words: str) -> str:
    """How words are spelt, apart from case, blanks, dashes and the place of the tone: `Uỷ  ban` and `ủy ban` agree."""
    text = unicodedata.normalize("NFC", words).lower().translate(_SPELLING)
    for old, new in _OLD_TONES:
        if old in text:
            text = text.replace(old, new)
    return " ".join(text.split())


_SPELLING = {ord(char): " " for char in _BLANKS} | {ord(char): "-" for char in DASHES} | {ord(c): "đ" for c in NEARLY_D}


@lru_cache(maxsize=8192)
def spelt_like(printed: str, meant: str) -> float:
    """How well printed words agree with what they are taken for, from 1.0 (the same) down to 0.0.

    0.9: some marks were lost (`Noi nhận`, `Nghi dinh`); 0.7: marks differ (`Qụyết định`); 0.0: other letters.
    """
    left, right = spelling(printed), spelling(meant)
    if left == right:
        return 1.0
    if fold(left) != fold(right):
        return 0.0
    return 0.9 if all(_lost(a, b) for a, b in zip(left, right, strict=True)) else 0.7


def _lost(printed: str, meant: str) -> bool:
    """Whether the printed letter is the meant one, perhaps with marks missing."""
    if printed == meant or (printed == "d" and meant == "đ"):
        return True
    return set(unicodedata.normalize("NFD", printed)) <= set(unicodedata.normalize("NFD", meant))
