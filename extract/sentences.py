"""Sentences (câu) of a body: cut at full stops, semicolons before a new item, list marks and blank lines.

Lines that merely wrap stay together: a break counts only where the next line opens an item or a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.span import Span

_CUT = re.compile(
    r"\n[ \t\u00a0]*\n"
    r"|(?<=[.;:!?])[ \u00a0]*\n"
    r"|(?<=[^\d\sA-ZĐ.][.!?])[ \u00a0]+(?=[A-ZĐÀ-Ỹ])"
    r"|\n(?=[ \t|]*(?:[-–+*•] |\d{1,2}(?:\.\d{1,2})*[.)] |[a-zđ]\) ))"
    r"|\|"
)


def sentences(content: str, span: Span) -> Iterator[Span]:
    """Spans of the sentences, blanks around them left out."""
    start = span.start
    for cut in _CUT.finditer(content, span.start, span.end):
        if found := _trimmed(content, start, cut.start()):
            yield found
        start = cut.end()
    if found := _trimmed(content, start, span.end):
        yield found


def paragraph(content: str, span: Span, at: int, reach: int = 600) -> Span:
    """The lines around an offset up to blank lines, at most `reach` characters to each side."""
    before = content.rfind("\n\n", max(span.start, at - reach), at)
    after = content.find("\n\n", at, min(span.end, at + reach))
    return Span(
        before + 2 if before >= 0 else max(span.start, at - reach),
        after if after >= 0 else min(span.end, at + reach),
    )


def _trimmed(content: str, start: int, end: int) -> Span | None:
    piece = content[start:end]
    body = piece.strip(" \t\n\r\u00a0*_")
    if not body:
        return None
    lead = len(piece) - len(piece.lstrip(" \t\n\r\u00a0*_"))
    return Span(start + lead, start + lead + len(body))
