"""Letters that a page lost inside words (mất chữ): `Quyết đnh s 15/…`, `khon 2 Điu 5`, `ca UBND tnh`.

Pages made from scans drop a vowel with its mark here and there. The words that the grammar of references turns on get
theirs back, where what is left is no word of its own; the way back to the source is kept.
"""

from __future__ import annotations

import re

_LOST = {
    "đnh": (1, "ị"),
    "khon": (3, "ả"),
    "điu": (2, "ề"),
    "đim": (2, "ể"),
    "ngh": (3, "ị"),
    "tnh": (1, "ỉ"),
    "quyt": (3, "ế"),
    "lut": (2, "ậ"),
    "thng": (2, "ô"),
    "ngy": (2, "à"),
    "chnh": (2, "í"),
}
"""What is left of a word → where its letter stood, and which it was."""
_FORMS = frozenset(form for word in _LOST for form in (word, word.capitalize()))
_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_FORMS))})(?!\w)")
_OF = re.compile(r"(?<!\w)c(?=a (?:UBND|HĐND|Ủy ban|Chính|Thủ tướng|Chủ tịch|Hội đồng|Bộ|Quốc hội|Tổng|Cục|Sở)(?!\w))")
"""`ca` is a word, too: `của` only before who issues, in a text that lost letters elsewhere."""


def letters_at(text: str, words: set[str]) -> dict[int, str]:
    """Where letters are missing, and which; `words` are the different words of the text. Linear."""
    if _FORMS.isdisjoint(words):
        return {}
    found = {match.end(): "ủ" for match in _OF.finditer(text)}
    for match in _WORD.finditer(text):
        at, letter = _LOST[match[0].lower()]
        found[match.start() + at] = letter
    return found
