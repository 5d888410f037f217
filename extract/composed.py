"""Composed text (NFC) with the way back, for sources that keep marks apart (NFD), hide characters of no
width, end their lines as DOS does, part words by two blanks or blanks that do not break, or
print Đ as a letter of another language.

Most texts are composed already: then nothing is copied and offsets are the same.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from extract.fold import NEARLY_D
from extract.span import Span

_APART = re.compile(
    "[^\\s\u0300-\u036f\u200b-\u200f\u2060\ufeff][\u0300-\u036f]{1,6}|[\u200b-\u200f\u2060\ufeff]+|\r+\n"
    "|(?<=[ \n])[\u0300-\u036f]{1,6}|(?<=\\S)  (?=\\S)"
)
"""A letter and its marks, what has no width, the end of a line, marks that a page lost from their letters, and two
blanks; more part columns."""
_GAP = re.compile(r"(?<=\S)  (?=\S)")
_MARKS = "\u0300\u0301\u0303\u0309\u0323"


@dataclass(frozen=True, slots=True)
class Composed:
    """`content` is composed; `starts` and `shifts` say how far the source runs ahead from there on."""

    content: str
    starts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def source(self, span: Span) -> Span:
        """The same stretch in code points of the source; marks stay with their letter."""
        if not self.starts:
            return span
        return Span(self._back(span.start), self._back(span.end - 1, after=True) if span.end else 0)

    def _back(self, at: int, after: bool = False) -> int:
        i = bisect_right(self.starts, at + after) - 1
        return at + after + (self.shifts[i] if i >= 0 else 0)

    def composed(self, offset: int) -> int:
        """The offset in `content` of a source offset."""
        low, high = 0, len(self.content)
        while low < high:
            middle = (low + high) // 2
            if self._back(middle) < offset:
                low = middle + 1
            else:
                high = middle
        return low


def compose(text: str) -> Composed:
    """Join letters with their marks, make two blanks one, drop characters of no width and returns before a line's end;
    linear."""
    text = text.translate(_PLAIN) if any(unlike in text for unlike in _UNLIKE) else text
    composed = unicodedata.is_normalized("NFC", text) and not any(hidden in text for hidden in _HIDDEN)
    if composed and "  " not in text:
        return Composed(text)
    parts: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    last = at = 0
    for match in (_GAP if composed else _APART).finditer(text):
        found = match.group()
        joined = _joined(found)
        if len(joined) == len(found):
            continue
        parts += (text[last : match.start()], joined)
        at += match.start() - last
        starts.append(at + min(1, len(joined)))  # a mark too many stays a character of its own
        at += len(joined)
        last = match.end()
        shifts.append(last - at)
    parts.append(text[last:])
    return Composed("".join(parts), tuple(starts), tuple(shifts))


def _joined(found: str) -> str:
    if found.endswith("\n"):
        return "\n"
    if found == "  ":
        return " "
    return "" if found[0] in NO_WIDTH or "\u0300" <= found[0] <= "\u036f" else unicodedata.normalize("NFC", found)


NO_WIDTH = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_PLAIN = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f", " ") | NEARLY_D)
"""Blanks that do not break, and letters of other languages that print as đ."""
_UNLIKE = tuple(map(chr, _PLAIN))
_HIDDEN = (*NO_WIDTH, "\r\n", *_MARKS)
"""Looked for one by one: plain searches take a seventh of the time of one pattern."""
