"""Rows of a page (dòng trên trang): one printed line of one column each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extract.fold import fold
from extract.page import Word, box_around
from extract.row import Row
from extract.text import TextLine


def page_rows(lines: Iterable[TextLine]) -> Iterator[Row]:
    """The rows of these lines; what is wider than a line above one counts as blank."""
    below: tuple[int, float, float] | None = None
    for line in lines:
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


def _glued(left: Word, right: Word) -> bool:
    """Set without a blank though the engine parted them: `KGVX` and a smaller `VHTin507`."""
    if left.size == right.size or not left.source == right.source == "text_layer":
        return False
    return -1.0 < right.box.x0 - left.box.x1 < 0.6
