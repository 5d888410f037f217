"""Words set in fonts from before Unicode (phông chữ cũ): which are, by which table, and what they show.

The font's name tells which table to use; where it is lost, the table is used that makes Vietnamese of what was none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extract.page import Word
from ingest.code_tables import ENCODINGS, Encoding, to_unicode
from ingest.lettering import Lettering, Run
from ingest.syllables import MANY, could_be_word, is_vietnamese_spelling, share_of_syllables, tally_of, words_of

_CLEAN = 0.93
"""Share of syllables of a page in which no font hides another encoding."""
_ENOUGH = 0.85
_BETTER = 0.15
_READ, _FEW = 0.75, 5
_WRITTEN = 0.8
"""Share of words of any language from which a page in such a font is in another one."""
_OWN = 3
"""Accented words for each that has a letter of Unicode's own, at most, in modern text."""
_TYPED = "\"'.,;:!?()[]{}<>/…•·°%&*+=“”‘’„«»–—-\ufffe"
"""Signs around words, and between those of English, in any encoding."""
_SEEN = 3
"""Converted words that must be Vietnamese before a font without a telling name is believed to be legacy."""
_APART = str.maketrans("", "", "’–—")
"""Signs within words of any encoding."""


def convert(
    words: Sequence[Word], *, clean: bool = False, lettering: Lettering | None = None
) -> tuple[tuple[Word, ...], tuple[Encoding, ...]]:
    """The words in Unicode, what they were kept in `raw`; and the encodings met, none for modern files.

    `clean`: they read as they should, so that only a font's name can speak against them. `lettering` tells the fonts
    of the letters of a word, which may be several.
    """
    if clean and not any(named_encoding(font) for font in {word.font for word in words}):
        return tuple(words), ()
    found = _encodings(words)
    if not any(found.values()):
        return tuple(words), ()
    runs = (lettering(i, word) if lettering else [(word.text, word.font)] for i, word in enumerate(words))
    converted = tuple(_converted(word, show(parts, found)) for word, parts in zip(words, runs, strict=True))
    changed = (found.get(word.font) for word, was in zip(converted, words, strict=True) if word is not was)
    return converted, tuple(dict.fromkeys(filter(None, changed)))


def is_undecoded(words: Sequence[Word]) -> bool:
    """Whether words in fonts that name a table do not read by it: what they stand for was lost on the way here."""
    fonts = {font for font in {word.font for word in words} if named_encoding(font)}
    texts = [word.text.strip(_TYPED) for word in words if word.font in fonts]
    told = words_of(text for text in texts if not text.translate(_APART).isascii())
    if len(told) < _FEW or share_of_syllables(told) >= _READ:
        return False
    return sum(map(could_be_word, told)) < _WRITTEN * len(told)


def reads_well(words: Sequence[Word]) -> bool:
    """Whether a page as a whole reads as it should."""
    runs, syllables = divmod(sum(map(tally_of, [word.text for word in words])), MANY)
    return syllables >= _CLEAN * runs


def _encodings(words: Sequence[Word]) -> dict[str | None, Encoding | None]:
    fonts: dict[str | None, list[str]] = {}
    for word in words:
        fonts.setdefault(word.font, []).append(word.text)
    return {font: encoding_of(font, texts) for font, texts in fonts.items()}


def encoding_of(font: str | None, texts: Sequence[str]) -> Encoding | None:
    """By which table words of one font are spelt; None where they are Unicode."""
    named = named_encoding(font)
    if all(text.isascii() for text in texts):
        return named if named == "tcvn3" and (_is_capitals(font) or any("-" in text for text in texts)) else None
    if named and _is_modern(texts):
        return None
    before = share_of_syllables(words_of(texts))
    if named and any(_is_suspicious(text) for text in texts):
        return named if _share(texts, named) >= before else None
    return None if before >= _ENOUGH else _guessed(texts, before)


def _is_modern(texts: Sequence[str]) -> bool:
    """Whether letters that the tables lack, such as ơ and ạ, are as usual as in Unicode: in half of the accented
    words. `Công` may be of either.
    """
    words = [word for text in texts for word in text.split()]
    own = sum(map(is_vietnamese_spelling, words))
    return _OWN * own > sum(_is_suspicious(word) and not is_vietnamese_spelling(word) for word in words)


def _guessed(texts: Sequence[str], before: float) -> Encoding | None:
    """The encoding that makes Vietnamese of words of which only a share was."""
    for encoding in ENCODINGS:
        letters = words_of([to_unicode(text, encoding) for text in texts])
        after = share_of_syllables(letters)
        if len(letters) >= _SEEN and after >= _ENOUGH and after - before >= _BETTER:
            return encoding
    return None


def _share(texts: Sequence[str], encoding: Encoding) -> float:
    return share_of_syllables(words_of([to_unicode(text, encoding) for text in texts]))


def show(runs: Iterable[Run], found: Mapping[str | None, Encoding | None]) -> str:
    """What letters show as a word, given the encodings of fonts, None for modern ones; one that begins no word speaks
    by its name. What has letters that the tables lack is in Unicode already.
    """
    return unicodedata.normalize("NFC", "".join(_shown(text, font, found) for text, font in runs))


def _shown(text: str, font: str | None, found: Mapping[str | None, Encoding | None]) -> str:
    unjudged = font not in found and (_is_suspicious(text) or _is_capitals(font))
    encoding = named_encoding(font) if unjudged else found.get(font)
    if encoding is None or is_vietnamese_spelling(text):
        return text
    shown = to_unicode(text, encoding)
    return shown.upper() if encoding == "tcvn3" and _is_capitals(font) else shown


def _converted(word: Word, text: str) -> Word:
    return word if text == word.text else replace(word, text=text, raw=word.raw or word.text)


def named_encoding(font: str | None) -> Encoding | None:
    """The table that a font's name tells of, such as that of `ABCDEF+.VnTime`; None for all others."""
    name = (font or "").rsplit("+", 1)[-1].lower().lstrip(".")
    if name.startswith("vni"):
        return "vni"
    return "tcvn3" if name.startswith("vn") and not name.startswith("vntimes new") else None


def _is_capitals(font: str | None) -> bool:
    """`.VnTimeH` shows small letters as capitals."""
    name = (font or "").rsplit("+", 1)[-1].split(",")[0].split("-")[0]
    return name.lower().lstrip(".").startswith("vn") and not name.lower().startswith("vni") and name.endswith("H")


def _is_suspicious(text: str) -> bool:
    return any(0xA0 < ord(letter) <= 0xFF or letter == "μ" for letter in text)
