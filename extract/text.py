"""The canonical text (văn bản) of a file, with the way back to its pages.

Words are joined by one blank, lines by a line break, paragraphs' ends and pages by a blank line.
A text file is its own canonical text: not one code point is added, dropped or normalised.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from extract.page import Box, Line, Page, Word
from extract.span import Span


@dataclass(frozen=True, slots=True)
class Region:
    """A place on a page: 1-based page number and box in points."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the canonical text; `page` and `box` are None where the text has no pages."""

    span: Span
    page: int | None = None
    line: Line | None = None

    @property
    def box(self) -> Box | None:
        """The box of the printed line, if it was printed."""
        return self.line.box if self.line else None


@dataclass(frozen=True, slots=True)
class Text:
    """Canonical text; build it with `text_of_string` or `text_of_pages`."""

    content: str
    lines: tuple[TextLine, ...]
    pages: tuple[Page, ...] = ()
    word_starts: tuple[int, ...] = field(default=(), repr=False)
    words: tuple[tuple[int, Word], ...] = field(default=(), repr=False)
    """(page number, word), parallel to `word_starts`."""
    page_starts: tuple[int, ...] = ()

    def regions(self, span: Span) -> tuple[Region, ...]:
        """Boxes of the words the span touches, one per run of words on a line; empty for plain text."""
        regions: list[Region] = []
        for page, word in self.words_in(span):
            last = regions[-1] if regions else None
            if last and last.page == page and _same_line(last.box, word.box):
                regions[-1] = Region(page, last.box.join(word.box))
            else:
                regions.append(Region(page, word.box))
        return tuple(regions)

    def words_in(self, span: Span) -> tuple[tuple[int, Word], ...]:
        """(page number, word) of every printed word the span touches."""
        first = max(bisect_right(self.word_starts, span.start) - 1, 0)
        found = []
        for i in range(first, len(self.word_starts)):
            start = self.word_starts[i]
            if start >= span.end:
                break
            if start + len(self.words[i][1].text) > span.start:
                found.append(self.words[i])
        return tuple(found)

    def page_at(self, offset: int) -> int | None:
        """The 1-based page that holds the offset; None where the text has no pages."""
        return bisect_right(self.page_starts, offset) or 1 if self.page_starts else None

    def confidence(self, span: Span) -> float:
        """The least confidence among the words of the span; 1.0 for plain text."""
        return min((word.confidence for _, word in self.words_in(span)), default=1.0)


def text_of_string(content: str) -> Text:
    """A text file: the string itself, lines cut at line breaks (the break belongs to no line)."""
    lines, start = [], 0
    for raw in content.splitlines(keepends=True):
        lines.append(TextLine(Span(start, start + len(raw.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")))))
        start += len(raw)
    return Text(content, tuple(lines))


def text_of_pages(pages: tuple[Page, ...]) -> Text:
    """Pages read from paper or PDF: hidden words and page furniture stay out of the canonical text."""
    parts: list[str] = []
    lines: list[TextLine] = []
    starts: list[int] = []
    words: list[tuple[int, Word]] = []
    page_starts: list[int] = []
    at = 0
    for page in pages:
        page_starts.append(at)
        for line in page.lines:
            shown = tuple(word for word in line.words if not word.hidden)
            if line.furniture or not shown:
                continue
            begin = at
            for i, word in enumerate(shown):
                if i:
                    parts.append(" ")
                    at += 1
                starts.append(at)
                words.append((page.number, word))
                parts.append(word.text)
                at += len(word.text)
            lines.append(TextLine(Span(begin, at), page.number, Line(shown)))
            parts.append("\n")
            at += 1
        parts.append("\n")
        at += 1
    return Text("".join(parts), tuple(lines), pages, tuple(starts), tuple(words), tuple(page_starts))


def _same_line(a: Box, b: Box) -> bool:
    middle = (b.top + b.bottom) / 2
    return a.top <= middle <= a.bottom and b.x0 >= a.x0
