"""Folding (gập dấu) for search: case and marks stripped, đ to d, so that `quyet dinh` finds `Quyết định`."""

from __future__ import annotations

import re
import unicodedata

from extract.fold import fold as shadow

WORD = re.compile(r"[^\W_]+")
TO_BLANKS = {code: " " for code in range(128) if not chr(code).isalnum()}


def fold(text: str) -> str:
    """`Quyết định` → `quyet dinh`: ASCII, as many code points as the NFC form of the text."""
    return shadow(compose(text))


def compose(text: str) -> str:
    """NFC, which a search engine needs: decomposed letters would fall apart."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def words(text: str) -> list[str]:
    """The words of a text as the index cuts them: runs of letters and digits."""
    return WORD.findall(text)


def folded_words(folded: str) -> list[str]:
    """The words of a text that is folded already; a good deal quicker than `words`."""
    return folded.translate(TO_BLANKS).split()


def name_key(name: str) -> str:
    """A name for comparison: `Bộ Lao động – Thương binh và Xã hội` and `BỘ LAO ĐỘNG, THƯƠNG BINH VÀ XÃ HỘI` agree."""
    return " ".join(words(fold(name)))
