"""Boxes, words and lines made by the hundred thousand (tạo nhanh ô, từ, dòng).

A frozen dataclass sets its fields through `object.__setattr__`, which makes a word three times as dear as its ten
slots are. Here they are drafts with the same slots, open to be set, which are then declared to be what they are;
the values are the same as those of the constructors. Up to three at once are set without a tuple between.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from extract.page import Box, Line, Word


def _draft(of: Any) -> Any:
    """A class laid out like `of`, so that its instances may become instances of that."""
    return type(f"_Draft{of.__name__}", (), {"__slots__": of.__slots__})


_DraftBox, _DraftWord, _DraftLine = _draft(Box), _draft(Word), _draft(Line)


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector of cycles: of the thousands of objects of a file next to none is in one, and it would look
    at each of them several times."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def make_box(x0: float, top: float, x1: float, bottom: float) -> Box:
    """`Box(x0, top, x1, bottom)`"""
    box = _DraftBox()
    box.x0, box.top = x0, top
    box.x1, box.bottom = x1, bottom
    box.__class__ = Box
    return box  # type: ignore[no-any-return]


def make_line(words: Iterable[Word], *, furniture: bool = False) -> Line:
    """`Line(tuple(words), furniture)`"""
    line = _DraftLine()
    line.words, line.furniture = tuple(words), furniture
    line.__class__ = Line
    return line  # type: ignore[no-any-return]


def make_words(texts: Iterable[str], edges: tuple[Iterable[float], ...], *columns: Iterable[Any]) -> tuple[Word, ...]:
    """The words of a text layer, read with full confidence, column by column: `edges` are left, top, right and bottom,
    `columns` the styles (as in `ingest.style`), `source`, `hidden` and `raw`.
    """
    words: list[Word] = []
    for text, x0, top, x1, bottom, style, source, hidden, raw in zip(texts, *edges, *columns, strict=True):
        box, word, font = _DraftBox(), _DraftWord(), style.font
        box.x0, box.top = x0, top
        box.x1, box.bottom = x1, bottom
        box.__class__ = Box
        word.text, word.box = text, box
        word.font, word.size = font.name, style.size
        word.bold, word.italic, word.confidence = font.bold, font.italic, 1.0
        word.source, word.hidden, word.raw = source, hidden, raw
        word.__class__ = Word
        words.append(word)
    return tuple(words)
