"""Rows (dòng): the lines of a text as a clerk sees them, free of Markdown, with the way back for every character.

A row of a page is one printed line of one column; a row of a plain text is a line, or a cell of a Markdown table.
`Row.text` is NFC with single blanks; `Row.span(0, 5)` is the stretch of the text behind its first five letters.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extract.cells import cuts
from extract.flowing_heads import flow_cuts
from extract.fold import fold
from extract.page import Box, Word, box_around
from extract.run_together import head_cuts, signature_cut
from extract.span import Span
from extract.text import Text, TextLine
from extract.wrapped_heads import wraps_head

_PIECES = re.compile(r"<br ?/?>|[\t]|[ \u00a0\u2007\u202f]{2,}", re.IGNORECASE)
_WIDE = 3
"""Blanks that part two columns by themselves; two do where capitals follow small letters: `các Phó Thủ  BỘ TRƯỞNG`."""
_MARKUP = re.compile(r"\*+|(?<![_\w])_{1,2}(?=\w)|(?<=[\w.;:,)])_{1,2}(?![_\w])|^[#>]+\s|\\(?=[*_#.-])")
_RULED = re.compile(r"(?<=\w) [_|~ ]+$")
"""A rule between two columns, read as signs: `BỘ TÀI CHÍNH _ | CỘNG HÒA …`."""
_GLUED_LABEL = re.compile(r"(?<=[.;/] )noi nhan ?:$|(?<=[.;])noi nhan ?:$")
"""`… biết, thực hiện./.Nơi nhận:`, the label run into the last line of the body."""
_PRINTED_WIDTH = 110
"""Letters that a printed line holds at most; longer lines are paragraphs."""
_PARAGRAPH = 400
"""Letters that no line of a head holds, unless all stands on one."""
_UNCLEAN = re.compile(r"[*_\\#>\u200b\u0300-\u036f]|  |[^\S ]")


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


def rows_of(text: Text, span: Span | None = None) -> tuple[Row, ...]:
    """All rows of the text in its own order, or those within the span; blank rows only leave their mark."""
    return tuple(_page_rows(text, span) if text.pages else _labelled(_plain_rows(text, span)))


_LABEL_ALONE = re.compile(r"^so ?[:.]$")
_NUMBER_ALONE = re.compile(r"^\d{1,6}[a-z]? ?[/-] ?\S.{0,40}$")


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


def joined_rows(above: Row, below: Row) -> Row:
    """Two rows as one, a blank between them."""
    text = f"{above.text} {below.text}"
    starts = (*above.starts, above.end, *below.starts)
    ends = (*above.ends, below.start, *below.ends)
    words = (*above.words, *below.words)
    return Row(text, starts, ends, above.after_blank, above.cell, above.page, above.box, words, fold(text))


def row_of_words(words: Sequence[tuple[int, Word]], page: int, *, after_blank: bool = False) -> Row:
    """A row set from words `(offset in the text, word)`, left to right."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for i, (offset, word) in enumerate(words):
        if i and not _glued(words[i - 1][1], word):
            parts.append(" ")
            starts.append(ends[-1])
            ends.append(max(offset, ends[-1] + 1) if offset > ends[-1] else ends[-1])
        parts.append(word.text)
        starts.extend(range(offset, offset + len(word.text)))
        ends.extend(range(offset + 1, offset + len(word.text) + 1))
    text, printed = "".join(parts), tuple([word for _, word in words])
    return Row(text, tuple(starts), tuple(ends), after_blank, None, page, box_around(printed), printed, fold(text))


def _lines_in(text: Text, span: Span | None) -> Sequence[TextLine]:
    """The lines the span touches, blank ones inside it, too."""
    if span is None:
        return text.lines
    first = bisect_right(text.lines, span.start, key=lambda line: line.span.end)
    last = bisect_left(text.lines, span.end, key=lambda line: line.span.start)
    return text.lines[first:last]


def _glued(left: Word, right: Word) -> bool:
    """Set without a blank though the engine parted them: `KGVX` and a smaller `VHTin507`."""
    if left.size == right.size or not left.source == right.source == "text_layer":
        return False
    return -1.0 < right.box.x0 - left.box.x1 < 0.6


def _page_rows(text: Text, span: Span | None) -> Iterator[Row]:
    below: tuple[int, float, float] | None = None
    for line in _lines_in(text, span):
        if line.line is None or line.page is None:
            continue
        offset, words = line.span.start, []
        for word in line.line.words:
            words.append((offset, word))
            offset += len(word.text) + 1
        box = line.line.box
        gap = below is None or below[0] != line.page or box.top - below[1] > 0.9 * max(below[2], box.bottom - box.top)
        below = (line.page, box.bottom, box.bottom - box.top)
        yield row_of_words(words, line.page, after_blank=gap)


def _plain_rows(text: Text, span: Span | None) -> Iterator[Row]:
    lines = [(line, line.span.of(text.content)) for line in _lines_in(text, span)]
    least = 2 if _double_spaced([source for _, source in lines]) else 1
    blanks, signing = least, False
    for line, source in lines:
        if not source.strip():
            blanks += 1
            continue
        if source.strip() == "|":  # the edge of a cell
            blanks = least
            continue
        blank, blanks = blanks >= least, 0
        for number, (start, end, table) in enumerate(pieces := tuple(_pieces(source))):
            row = _clean(source, start, end, line.span.start, blank)
            if row is None:
                continue
            if table or len(pieces) > 1:
                row = replace(row, cell=number)
            blank = False
            if table:
                yield from _cut(row)
                continue
            signed = signature_cut(row.text, row.bare, named=signing) if len(pieces) == 1 else 0
            signing = signing or bool(signed)
            edges: list[tuple[int, int | None]] = [(signed, 1)] if signed else [*head_cuts(row.text, row.bare)]
            if not edges and len(row.text) > _PARAGRAPH:
                edges = flow_cuts(row.text, row.bare)
            if not edges and (label := _GLUED_LABEL.search(row.bare)):
                yield from (part for part in (row.part(0, label.start()), row.part(label.start())) if part)
                continue
            yield from _columns(row, edges) if edges else (row,)


def _double_spaced(sources: list[str]) -> bool:
    """Whether a blank line stands behind every printed line, not behind paragraphs only: then it parts nothing."""
    printed = [source for source in sources if source.strip()]
    pairs = sum(bool(a.strip()) and bool(b.strip()) for a, b in itertools.pairwise(sources))
    long = sum(len(source) > _PRINTED_WIDTH for source in printed)
    return len(printed) > 8 and pairs * 20 < len(printed) and long * 10 < len(printed)


def _columns(row: Row, edges: Sequence[tuple[int, int | None]]) -> Iterator[Row]:
    """The cells of a line whose columns ran together; `edges` are places and columns."""
    for (start, column), (end, _) in itertools.pairwise([(0, 0), *edges, (len(row.text), 0)]):
        rule = _RULED.search(row.text, start, end)
        if part := row.part(start, rule.start() if rule and rule.start() > start else end):
            yield replace(part, cell=column if row.cell is None else row.cell)


def _cut(row: Row) -> Iterator[Row]:
    """The rows that a Markdown cell has swallowed: header lines, items, signature lines."""
    edges = [0, *cuts(row.text, row.bare), len(row.text)]
    if len(edges) == 2:
        yield row
        return
    for start, end in itertools.pairwise(edges):
        if part := row.part(start, end):
            yield part


def _pieces(source: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, stands in a table) of the cells of a line; a line without cells is one piece."""
    lead = len(source) - len(source.lstrip())
    if source.startswith("|", lead):
        start = lead + 1
        for i in range(start, len(source) + 1):
            if i == len(source) or source[i] == "|":
                if source[start:i].strip():
                    yield start, i, True
                start = i + 1
        return
    if source.rstrip().endswith(" |"):  # a table whose lines open without a bar
        start = lead
        for i in range(start, len(source)):
            if source[i] == "|" and source[i - 1 : i] in (" ", ""):
                if source[start:i].strip():
                    yield start, i, True
                start = i + 1
        return
    start = lead
    for gap in _PIECES.finditer(source, lead, len(source.rstrip())):
        if source.startswith("/", gap.end()):
            continue  # a number left blank: `Số:          /QĐ-UBND`
        narrow = gap[0].isspace() and gap[0] != "\t" and len(gap[0]) < _WIDE
        if narrow and (source[start : gap.start()].isupper() or not source[gap.end() :].isupper()):
            continue
        yield start, gap.start(), False
        start = gap.end()
    yield start, len(source), False


def _clean(source: str, start: int, end: int, base: int, after_blank: bool) -> Row | None:
    """The row behind `source[start:end]`: markup dropped, blanks single, NFC."""
    piece = source[start:end]
    if not _UNCLEAN.search(piece):
        lead = len(piece) - len(piece.lstrip())
        text = piece.strip()
        first = base + start + lead
        last = first + len(text)
        places = tuple(range(first, last + 1))
        return Row(text, places[:-1], places[1:], after_blank, bare=fold(text)) if text else None
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
        for char in unicodedata.normalize("NFC", source[i:j]):
            if char.isspace() or char == "\u200b":
                if chars and chars[-1] != " ":
                    chars.append(" ")
                    starts.append(base + i)
                    ends.append(base + j)
            elif unicodedata.combining(char) and chars[-1:] in ([], [" "]):
                pass  # a mark that a page lost from its letter
            else:
                chars.append(char)
                starts.append(base + i)
                ends.append(base + j)
        i = j
    text = "".join(chars)
    row = Row(text, tuple(starts), tuple(ends), after_blank, bare=fold(text)) if text else None
    return row.part(0) if row else None
