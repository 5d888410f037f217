"""Boxes and words made by the hundred thousand (tạo nhanh ô, từ).

A frozen dataclass sets its fields through `object.__setattr__`, which makes a word three times as dear as its ten
slots are; here the slots are set directly. The values are the same as those of the constructors.
"""

from __future__ import annotations

from typing import Any

from extract.page import Box, Word

_new = object.__new__
_x0, _top, _x1, _bottom = (Box.__dict__[name].__set__ for name in ("x0", "top", "x1", "bottom"))
_WORD = ("text", "box", "font", "size", "bold", "italic", "confidence", "source", "hidden", "raw")
_text, _box, _font, _size, _bold, _italic, _confidence, _source, _hidden, _raw = (
    Word.__dict__[name].__set__ for name in _WORD
)


def make_box(x0: float, top: float, x1: float, bottom: float) -> Box:
    """`Box(x0, top, x1, bottom)`"""
    box = _new(Box)
    _x0(box, x0)
    _top(box, top)
    _x1(box, x1)
    _bottom(box, bottom)
    return box


def make_word(text: str, box: Box, style: Any, source: str, hidden: str | None, raw: str | None) -> Word:
    """A word of a text layer, read with full confidence; `style` as in `ingest.style`."""
    word = _new(Word)
    font = style.font
    _text(word, text)
    _box(word, box)
    _font(word, font.name)
    _size(word, style.size)
    _bold(word, font.bold)
    _italic(word, font.italic)
    _confidence(word, 1.0)
    _source(word, source)
    _hidden(word, hidden)
    _raw(word, raw)
    return word
