"""What a cell's edge or a page's end cut in two (chữ bị ngắt dòng, dòng bảng sang trang): figures at the end of a line,
rows at the end of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.page import Word

_WHOLE = re.compile(
    r"\d{1,2}([/.\-])\d{1,2}\1\d{4}|[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?%?|[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?%?"
)
"""A date, or a number whose thousands are grouped: figures that tell that they are complete."""
_FIGURES = re.compile(r"[+\-]?[\d./,\-]+%?")
_ENDS = frozenset(",.;:)")
_NUMBERED = 0.8
"""Share of rows that begin with something where an empty first cell tells that a row goes on."""

Row = tuple[str, ...]


def text_of(words: Sequence[Word]) -> str:
    """The text of the words of a cell, line after line."""
    text = words[0].text if words else ""
    for before, word in pairwise(words):
        is_below = (word.box.top + word.box.bottom) / 2 > before.box.bottom
        text = join(text, word.text) if is_below else f"{text} {word.text}"
    return text


def join(above: str, below: str) -> str:
    """Two lines of a cell as one; without a blank where the last figures above and the first below are one number or
    date, or where the line below begins with what ends a word."""
    last, first = above.rpartition(" ")[2], below.partition(" ")[0]
    if below[:1] in _ENDS or _is_cut(last, first):
        return above + below
    return f"{above} {below}".strip()


def _is_cut(before: str, after: str) -> bool:
    """Whether figures go on in others, neither of which are whole by themselves."""
    if not (_FIGURES.fullmatch(before) and _FIGURES.fullmatch(after) and _WHOLE.fullmatch(before + after)):
        return False
    return not (_WHOLE.fullmatch(before) and _WHOLE.fullmatch(after))


def join_rows(parts: Sequence[Sequence[Row]]) -> list[Row]:
    """The rows of a table that runs over pages; a row cut by the end of a page is put together again."""
    rows = [row for part in parts for row in part]
    numbered = sum(bool(row[0]) for row in rows) >= _NUMBERED * len(rows)
    joined: list[Row] = []
    for part in parts:
        first, *others = part or [()]
        if numbered and joined and first and _goes_on(joined[-1], first):
            joined[-1] = tuple(map(join, joined[-1], first))
        elif first:
            joined.append(first)
        joined.extend(others)
    return joined


def _goes_on(above: Row, below: Row) -> bool:
    """Whether a row is the rest of another: it does not begin, and nothing in it stands below an empty cell."""
    return bool(above[0]) and not below[0] and all(text for text, rest in zip(above, below, strict=True) if rest)
