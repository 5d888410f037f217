"""Rows (dòng): the lines of a text as a clerk sees them.

A row of a page is one printed line of one column; a row of a plain text is a line, or a cell of a Markdown table.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from extract.page_rows import page_rows
from extract.plain_rows import plain_rows
from extract.row import Row, joined_rows
from extract.span import Span
from extract.text import Text, TextLine
from extract.wrapped_heads import wraps_head

_LABEL_ALONE = re.compile(r"^so ?[:.]$")
_NUMBER_ALONE = re.compile(r"^\d{1,6}[a-z]? ?[/-] ?\S.{0,40}$")


def rows_of(text: Text, span: Span | None = None) -> tuple[Row, ...]:
    """All rows of the text in its own order, or those within the span; blank rows only leave their mark."""
    lines = _lines_in(text, span)
    return tuple(page_rows(lines) if text.pages else _labelled(plain_rows(text.content, lines)))


def _lines_in(text: Text, span: Span | None) -> Sequence[TextLine]:
    """The lines the span touches, blank ones inside it, too."""
    if span is None:
        return text.lines
    first = bisect_right(text.lines, span.start, key=lambda line: line.span.end)
    last = bisect_left(text.lines, span.end, key=lambda line: line.span.start)
    return text.lines[first:last]


def _labelled(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows, as one what a page set below or apart: `Số:` and its number, a head that its cell broke."""
    held: Row | None = None
    for row in rows:
        if held is not None and not row.after_blank and (_is_labelled(held, row) or wraps_head(held, row)):
            held = joined_rows(held, row)
            continue
        if held is not None:
            yield held
        held = row
    if held is not None:
        yield held


def _is_labelled(above: Row, below: Row) -> bool:
    return bool(_LABEL_ALONE.match(above.bare) and _NUMBER_ALONE.match(below.bare))
