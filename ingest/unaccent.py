"""Vietnamese without its marks (bỏ dấu), for matching text that was read from paper."""

from __future__ import annotations

import unicodedata


def unaccent(text: str) -> str:
    """`Kính gửi` becomes `Kinh gui`, `Đ` becomes `D`; length may change for decomposed input only."""
    if text.isascii():
        return text
    spread = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in spread if not unicodedata.combining(letter)).replace("đ", "d").replace("Đ", "D")
