"""Markup of a line (ký hiệu trình bày): dropped, blanks single, letters NFC; each keeps the way back to its source."""

from __future__ import annotations

import re
import unicodedata

from extract.composed import NO_WIDTH
from extract.fold import NEARLY_D, fold
from extract.row import Row

_MARKUP = re.compile(r"\*+|(?<![_\w])_{1,2}(?=\w)|(?<=[\w.;:,)])_{1,2}(?![_\w])|^[#>]+\s|\\(?=[*_#.-])")
_UNCLEAN = re.compile(r"[*_\\#>ÐðƉɖ\u200b-\u200f\u2060\ufeff\u0300-\u036f]|  |[^\S ]")
_MEANT = dict.fromkeys(NO_WIDTH - {"\u200b"}, "") | NEARLY_D
"""What has no width is nothing, unless it parts words."""


def clean_row(source: str, start: int, end: int, base: int, after_blank: bool) -> Row | None:
    """The row behind `source[start:end]`: markup dropped, blanks single, NFC."""
    piece = source[start:end]
    if _UNCLEAN.search(piece):
        return _mended(source, start, end, base, after_blank)
    lead = len(piece) - len(piece.lstrip())
    text = piece.strip()
    first = base + start + lead
    last = first + len(text)
    places = tuple(range(first, last + 1))
    return Row(text, places[:-1], places[1:], after_blank, bare=fold(text)) if text else None


def _mended(source: str, start: int, end: int, base: int, after_blank: bool) -> Row | None:
    """Letter by letter, as few lines need it."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    dropped = {i for mark in _MARKUP.finditer(source, start, end) for i in range(mark.start(), mark.end())}
    i = start
    while i < end:
        j = i + 1
        if i in dropped:
            i = j
            continue
        while j < end and unicodedata.combining(source[j]):
            j += 1
        for given in unicodedata.normalize("NFC", source[i:j]):
            char = _MEANT.get(given, given)
            if char.isspace() or char == "\u200b":
                if chars and chars[-1] != " ":
                    chars.append(" ")
                    starts.append(base + i)
                    ends.append(base + j)
            elif not char or (unicodedata.combining(char) and chars[-1:] in ([], [" "])):
                pass  # a mark that a page lost from its letter
            else:
                chars.append(char)
                starts.append(base + i)
                ends.append(base + j)
        i = j
    text = "".join(chars)
    row = Row(text, tuple(starts), tuple(ends), after_blank, bare=fold(text)) if text else None
    return row.part(0) if row else None
