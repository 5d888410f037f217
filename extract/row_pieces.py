"""Pieces of a line (mảnh của dòng): its cells, where it is one of a table or has gaps that part columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import whitespace

_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_PIECES = re.compile(r"<br ?/?>|[\t]|[ \u00a0\u2007\u202f]{2,}", re.IGNORECASE)
_NOTHING = whitespace + "\u00a0\u2007\u202f\ufeff\u200b"
"""Before the first letter of a line."""
_STORED = re.compile(r"l[ưu]u ?:$", re.IGNORECASE)
"""`- Lưu:  VT`: a label and what it tells are no columns."""
_WIDE = 3
"""Blanks that part two columns by themselves; two do where capitals follow small letters: `các Phó Thủ  BỘ TRƯỞNG`."""


def pieces_of(source: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, stands in a table) of the cells of a line; a line without cells is one piece."""
    lead = len(source) - len(source.lstrip(_NOTHING))
    if source.startswith("|", lead):
        start = lead + 1
        for i in range(start, len(source) + 1):
            if i == len(source) or source[i] == "|":
                yield from _lines_of_cell(source, start, i)
                start = i + 1
        return
    if source.rstrip().endswith(" |"):  # a table whose lines open without a bar
        start = lead
        for i in range(start, len(source)):
            if source[i] == "|" and source[i - 1 : i] in (" ", ""):
                yield from _lines_of_cell(source, start, i)
                start = i + 1
        return
    start = lead
    for gap in _PIECES.finditer(source, lead, len(source.rstrip())):
        if source.startswith("/", gap.end()):
            continue  # a number left blank: `Số:          /QĐ-UBND`
        narrow = gap[0].isspace() and gap[0] != "\t" and len(gap[0]) < _WIDE
        before = source[start : gap.start()]
        inside = before[-1:] in (",", ";") or before.isupper() or _STORED.search(before)
        if narrow and (inside or not source[gap.end() :].isupper()):
            continue
        yield start, gap.start(), False
        start = gap.end()
    yield start, len(source), False


def _lines_of_cell(source: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The printed lines of a cell, where `<br>` parts them."""
    for gap in _BREAK.finditer(source, start, end):
        if source[start : gap.start()].strip():
            yield start, gap.start(), True
        start = gap.end()
    if source[start:end].strip():
        yield start, end, True


def column_of(source: str, start: int, number: int) -> int:
    """Which cell of its line a piece is, or is a line of."""
    return source.count("|", 0, start) if "|" in source and _BREAK.search(source) else number
