"""Vietnamese before Unicode (bảng mã cũ): text set in TCVN3 (ABC) and VNI fonts, turned into Unicode by table.

`C«ng v¨n` set in .VnTime is `Công văn`; `Coâng vaên` set in VNI-Times is the same. The font's name tells which table
to use; where it is lost, the table is used that makes Vietnamese of what was none. Facts of both encodings: TCVN 5712
(VN3), and the VNI character set for Windows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from extract.page import Word
from ingest.syllables import MANY, share_of_syllables, tally_of, words_of

Encoding = Literal["tcvn3", "vni"]

_TCVN3 = dict(
    zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ¡¢§£¤¥¦",
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ",
        strict=True,
    )
) | {"μ": "à"}
_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_VNI_MARKS = {
    "ù": _ACUTE,
    "ø": _GRAVE,
    "û": _HOOK,
    "õ": _TILDE,
    "ï": _DOT,
    "â": _CIRCUMFLEX,
    "á": _CIRCUMFLEX + _ACUTE,
    "à": _CIRCUMFLEX + _GRAVE,
    "å": _CIRCUMFLEX + _HOOK,
    "ã": _CIRCUMFLEX + _TILDE,
    "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE,
    "é": _BREVE + _ACUTE,
    "è": _BREVE + _GRAVE,
    "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ"}
_BEARERS = frozenset("aeouyôö")
_CLEAN = 0.93
"""Share of syllables of a page in which no font hides another encoding."""
_ENOUGH = 0.85
_BETTER = 0.15
_SEEN = 3
"""Converted words that must be Vietnamese before a font without a telling name is believed to be legacy."""


def convert(words: Sequence[Word], *, clean: bool = False) -> tuple[tuple[Word, ...], tuple[Encoding, ...]]:
    """The words in Unicode, what they were kept in `raw`; and the encodings met, none for modern files.

    `clean`: they read as they should, so that only a font's name can speak against them.
    """
    if clean and not any(_named(font) for font in {word.font for word in words}):
        return tuple(words), ()
    fonts: dict[str | None, list[Word]] = {}
    for word in words:
        fonts.setdefault(word.font, []).append(word)
    found = {font: encoding for font, group in fonts.items() if (encoding := _encoding_of(font, group))}
    if not found:
        return tuple(words), ()
    converted = tuple(_converted(word, found.get(word.font)) for word in words)
    changed = (found[word.font] for word, was in zip(converted, words, strict=True) if word is not was)
    return converted, tuple(dict.fromkeys(changed))


def reads_well(words: Sequence[Word]) -> bool:
    """Whether a page as a whole reads as it should."""
    runs, syllables = divmod(sum(map(tally_of, [word.text for word in words])), MANY)
    return syllables >= _CLEAN * runs


def _encoding_of(font: str | None, words: Sequence[Word]) -> Encoding | None:
    named = _named(font)
    texts = [word.text for word in words]
    if all(text.isascii() for text in texts):
        return named if named == "tcvn3" and _is_capitals(font) else None
    before = share_of_syllables(words_of(texts))
    if named and any(_suspicious(text) for text in texts):
        after = share_of_syllables(words_of([to_unicode(text, named) for text in texts]))
        return named if after >= before else None
    if before >= _ENOUGH:
        return None
    for encoding in ("tcvn3", "vni"):
        letters = words_of([to_unicode(text, encoding) for text in texts])
        after = share_of_syllables(letters)
        if len(letters) >= _SEEN and after >= _ENOUGH and after - before >= _BETTER:
            return encoding
    return None


def _named(font: str | None) -> Encoding | None:
    name = (font or "").rsplit("+", 1)[-1].lower().lstrip(".")
    if name.startswith("vni"):
        return "vni"
    return "tcvn3" if name.startswith("vn") and not name.startswith("vntimes new") else None


def _is_capitals(font: str | None) -> bool:
    """`.VnTimeH` shows small letters as capitals."""
    name = (font or "").rsplit("+", 1)[-1].split(",")[0].split("-")[0]
    return name.lower().lstrip(".").startswith("vn") and not name.lower().startswith("vni") and name.endswith("H")


def _suspicious(text: str) -> bool:
    return any(0xA0 < ord(letter) <= 0xFF or letter == "μ" for letter in text)


def _converted(word: Word, encoding: Encoding | None) -> Word:
    if encoding is None:
        return word
    text = to_unicode(word.text, encoding)
    if encoding == "tcvn3" and _is_capitals(word.font):
        text = text.upper()
    return word if text == word.text else replace(word, text=text, raw=word.raw or word.text)


def to_unicode(text: str, encoding: Encoding) -> str:
    """The text by the table of its encoding; signs that the table lacks stay."""
    if encoding == "tcvn3":
        return "".join(_TCVN3.get(sign, sign) for sign in text)
    return _from_vni(unicodedata.normalize("NFC", text))


def _from_vni(text: str) -> str:
    """A letter and the sign after it that carries its marks, become one letter; `ô` and `ö` are ơ and ư."""
    out: list[str] = []
    previous = ""
    for sign in text:
        lower = sign.lower()
        if previous in _BEARERS and lower in _VNI_MARKS:
            out.append(_VNI_MARKS[lower])
            previous = ""
            continue
        letter = _VNI_LETTERS.get(lower, lower)
        out.append(letter.upper() if sign != lower else letter)
        previous = lower
    return unicodedata.normalize("NFC", "".join(out))
