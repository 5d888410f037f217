"""A row (dòng): one line of a text as a clerk sees it, free of Markdown, with the way back for every character.

`Row.text` is NFC with single blanks; `Row.span(0, 5)` is the stretch of the text behind its first five letters.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extract.fold import fold
from extract.page import Box, Word
from extract.span import Span


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `starts[i]` and `ends[i]` bound the source of `text[i]`."""

    text: str
    starts: tuple[int, ...] = field(repr=False)
    ends: tuple[int, ...] = field(repr=False)
    after_blank: bool = False
    """A blank line, or a gap wider than the line, stands above."""
    cell: int | None = None
    """Column of a Markdown table or of a line with wide gaps; None for a line of its own."""
    page: int | None = None
    box: Box | None = None
    words: tuple[Word, ...] = field(default=(), repr=False)
    bare: str = field(default="", repr=False)
    """`text` in lower case without accents, same length."""

    @property
    def start(self) -> int:
        """First code point of the row in the canonical text."""
        return self.starts[0]

    @property
    def end(self) -> int:
        """One past its last code point."""
        return max(self.ends)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The source of `text[start:end]`."""
        last = (len(self.text) if end is None else end) - 1
        begin, stop = self.starts[start], self.ends[last]
        return Span(begin, stop) if begin < stop else Span(min(self.starts[start : last + 1]), self.end)

    def part(self, start: int, end: int | None = None) -> Row | None:
        """The row that is `text[start:end]`, blanks trimmed; None where nothing is left."""
        end = len(self.text) if end is None else end
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        if start >= end:
            return None
        return replace(
            self,
            text=self.text[start:end],
            starts=self.starts[start:end],
            ends=self.ends[start:end],
            bare=self.bare[start:end],
            after_blank=self.after_blank and start == 0,
        )

    @property
    def upper(self) -> bool:
        """Printed in capitals (two misread letters in ten are forgiven)."""
        letters = [c for c in self.text if c.isalpha()]
        return bool(letters) and sum(c.isupper() for c in letters) >= max(2, 0.85 * len(letters))

    @property
    def bold(self) -> bool:
        """Every word set in bold; False for plain text."""
        return bool(self.words) and all(word.bold for word in self.words)


def words_between(row: Row, start: int, end: int) -> tuple[Word, ...]:
    """The printed words that `text[start:end]` touches; none in plain text."""
    found, at = [], 0
    for word in row.words:
        at = row.text.find(word.text, at)
        if at < 0:
            return row.words
        if at < end and at + len(word.text) > start:
            found.append(word)
        at += len(word.text)
    return tuple(found)


def joined_rows(above: Row, below: Row, *, apart: bool = True) -> Row:
    """Two rows as one, a blank between them unless they are not `apart`."""
    text = f"{above.text} {below.text}" if apart else above.text + below.text
    starts = (*above.starts, *((above.end,) if apart else ()), *below.starts)
    ends = (*above.ends, *((below.start,) if apart else ()), *below.ends)
    words = (*above.words, *below.words)
    return Row(text, starts, ends, above.after_blank, above.cell, above.page, above.box, words, fold(text))
