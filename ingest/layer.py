"""The text layer (lớp văn bản) of a PDF page: words with place and font, in the order of the content stream.

PDFium gives the text of a page in one call; boxes and fonts are then asked for once per word or text object,
not once per character, which makes this about 15 times faster than pdfplumber's words.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import repeat
from operator import attrgetter, lt
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.page import Word
from ingest.by_place import set_by_place
from ingest.extents import find_extents
from ingest.frame import Edges, Frame
from ingest.lean import angle_of_char, code_of_char, is_generated, number_of, object_of_char, pointer_to, text_of_page
from ingest.quick import make_words
from ingest.style import UNKNOWN, Hidden, Style, read_styles

HYPHEN = "\ufffe"
"""What PDFium prints for a hyphen at the end of a line, joining the next line to it."""

_IS_SOLID = np.array([not chr(code).isspace() for code in range(0x3002)])
"""By code point; beyond the ideographic blank (U+3000) all are."""
_Spans = tuple[Sequence[int], Sequence[int]]
"""Where words begin, and their last characters."""
_JOINER = "\u2060"
"""Stands in place of a blank that PDFium made up inside a word."""
_ODD = re.compile(f"[{HYPHEN}{_JOINER}\x00]")
"""What PDFium and we put into words that nobody wrote."""
_BROKEN, _TORN = 0.08, 0.005
"""Share of tokens that are one accented letter; clean pages have 0.005 at most, broken ones 0.24 and more. And of those
that are a letter which is no word of its own, of which clean pages have none."""
_NO_WORDS = frozenset("ãạấầẫậắằẳẵặẻẽẹềểễệỉĩịỏọỗộớỡợũụứữựỳỵ")
_SOME, _SOME_BROKEN, _ALONE = 2, 0.12, 0.8
"""On a page of few words, such as the last row of a list: accented letters that tell, and the share of tokens they then
are at least, or that one letter or figure each makes up.
"""
_INSIDE = 0.19
"""Share of the line height below which a gap is no blank."""
_SAMPLE, _FEW = 16, 9
"""Words that are asked how the text of a page stands, at most and at least."""
_QUARTER = math.pi / 2
_HIDDEN_OF = attrgetter("hidden")
_PRIVATE = {code: code - 0xF000 for code in range(0xF020, 0xF100)}
"""Symbol-encoded fonts: the byte, moved into the private use area."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Words of the text layer in stream order; `unmapped` counts glyphs that have no Unicode value."""

    words: tuple[Word, ...]
    characters: int
    unmapped: int = 0
    capped: bool = False
    mended: bool = False
    """Words broken where their font changes were put together again."""
    edges: Edges | None = field(default=None, compare=False)
    """Of the boxes of the words, as arrays."""
    spans: _Spans = field(default=((), ()), compare=False)
    """First and last characters of the words in the text that was read."""
    order: Sequence[int] | None = field(default=None, compare=False)
    """Which characters of the page those of the text are, where they were set anew."""
    drawn_by: Sequence[int | None] = field(default=(), compare=False)
    """The text object that draws the first letter of each word."""
    covert: bool = False
    """The page's own words are not all seen, though drawn in ink (`ingest.unseen`)."""
    turns: int = 0
    """Quarters clockwise by which the page must be turned for most words to stand upright."""


@contextmanager
def open_text(page: pdfium.PdfPage) -> Iterator[Any]:
    """The text page of a page; None where PDFium makes none."""
    handle = raw.FPDFText_LoadPage(page)
    try:
        yield handle
    finally:
        if handle:
            raw.FPDFText_ClosePage(handle)


def read_layer(handle: Any, frame: Frame, cap: int, stamped: Collection[int] = ()) -> Layer:
    """The words of a text page, at most `cap` characters of them; `stamped` text objects were drawn by annotations."""
    if not handle:
        return Layer((), 0)
    found = raw.FPDFText_CountChars(handle)
    count = min(max(found, 0), cap)
    if count == 0:
        return Layer((), 0)
    text = _text(handle, count)
    spans = _spans(text)
    reader = _Words(handle, frame)
    broken = _is_broken(text, spans)
    order: Sequence[int] | None = None
    turns = reader.turns(spans)
    if broken and not turns:  # what stands on its side is torn whatever its letters are: it is read once it is turned
        text, runs_back = reader.mended(text)
        spans = _spans(text)
        if runs_back or _is_broken(text, spans):
            text, order = set_by_place(reader.page, text, frame)
            spans = _spans(text)
    words, edges, items = reader.read(text, spans, stamped, order)
    unmapped = text.count("\x00") + text.count("\ufffd")
    return Layer(words, count, unmapped, found > cap, broken, edges, spans, order, items, turns=turns)


def objects_of_words(handle: Any, layer: Layer, wanted: Iterable[int]) -> dict[int, frozenset[int]]:
    """All text objects that draw each of these words, given by their numbers; words that none draws are left out."""
    text_page, (first, last) = pointer_to(number_of(handle)), layer.spans
    found: dict[int, frozenset[int]] = {}
    for word in wanted:
        characters: Iterable[int] = range(first[word], last[word] + 1)
        if layer.order is not None:
            characters = map(layer.order.__getitem__, characters)
        found[word] = frozenset(map(object_of_char, repeat(text_page), characters)) - {None}
    return {word: items for word, items in found.items() if items}


def _text(handle: Any, count: int) -> str:
    """One code point per character index of PDFium; characters beyond the BMP become U+FFFD pairs' first half."""
    units = np.empty(count + 1, np.uint16)
    if text_of_page(number_of(handle), 0, count, units.ctypes.data) == count + 1:
        text = units[:count].tobytes().decode("utf-16-le", "replace")
        return unmoved(text) if ((units >= 0xF020) & (units < 0xF100)).any() else text
    return "".join(map(character, map(code_of_char, repeat(pointer_to(number_of(handle))), range(count))))


def _is_broken(text: str, spans: _Spans) -> bool:
    lone = [text[first] for first, last in zip(*spans, strict=True) if first == last]
    accented = sum(not sign.isascii() and sign.isalpha() for sign in lone)
    torn = sum(sign.lower() in _NO_WORDS for sign in lone)
    count = len(spans[0])
    few = accented >= _SOME and (accented > _SOME_BROKEN * count or len(lone) > _ALONE * count)
    return few or accented > max(_BROKEN * count, 3) or torn > _TORN * count


def unmoved(text: str) -> str:
    """The text with what symbol-encoded fonts moved into the private use area back where it was."""
    return text.translate(_PRIVATE)


def character(code: int) -> str:
    """The character with a code of PDFium; U+FFFD for what is none."""
    return "\ufffd" if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)


class _Words:
    """Words of one text page."""

    def __init__(self, handle: Any, frame: Frame) -> None:
        self.number = number_of(handle)
        self.page = pointer_to(self.number)
        self.frame = frame

    def read(
        self, text: str, spans: _Spans, stamped: Collection[int], order: Sequence[int] | None = None
    ) -> tuple[tuple[Word, ...], Edges | None, list[int | None]]:
        """Every word with at least one visible character, the edges of all, and what draws them.

        `order` tells which character of the page each one of the text is, where they were set anew.
        """
        if not spans[0]:
            return (), None, []
        first, last = spans if order is None else ([order[i] for i in ends] for ends in spans)
        edges = find_extents(self.page, first, last, self.frame)
        items = list(map(object_of_char, repeat(self.page), first))
        samples = dict(zip(items, first, strict=True))
        samples.pop(None, None)
        styles = read_styles(self.number, samples)
        known: dict[Any, Style] = {None: UNKNOWN, **styles}
        styled = list(map(known.__getitem__, items))
        texts, origins = _spelt(_cut(text, spans), text)
        sources = _sources(items, stamped)
        hides = any(map(_HIDDEN_OF, styles.values()))
        hidden = _hidden([style.hidden for style in styled] if hides else [None] * len(styled), edges, self.frame)
        words = make_words(texts, tuple(edge.tolist() for edge in edges), styled, sources, hidden, origins)
        return words, edges, items

    def turns(self, spans: _Spans) -> int:
        """Quarters clockwise by which the page must be turned for most words to stand upright; 0 for a few words."""
        step = len(spans[0]) // _SAMPLE + 1
        first, last = (ends[::step] for ends in spans)
        if len(first) < _FEW:
            return 0
        quarters = [round(angle / -_QUARTER) for angle in map(angle_of_char, repeat(self.page), first)]
        turns = (max(set(quarters), key=quarters.count) - self.frame.rotation // 90) % 4
        told = sum(map(lt, first, last))  # words of one letter run nowhere
        return turns if turns and self._run(first, last).count(turns) > told // 2 else 0

    def _run(self, first: Sequence[int], last: Sequence[int]) -> list[int]:
        """The same for each word, by where its last letter is from the first; 0 also for words of one letter.

        Letters of negative size that are set upside down stand upright, whatever the angle.
        """
        (x0, y0, *_), (x1, y1, *_) = (find_extents(self.page, ends, ends, self.frame) for ends in (first, last))
        right, down = x1 - x0, y1 - y0
        level = abs(right) >= abs(down)
        turns: list[int] = np.where(level, np.where(right < 0, 2, 0), np.where(down < 0, 1, 3)).tolist()
        return turns

    def mended(self, text: str) -> tuple[str, bool]:
        """The text with blanks that PDFium made up, but that are no gaps on the page, taken out of words; and whether
        what stands behind one of them is left of what stands before, on the same line.
        """
        generated = map(is_generated, repeat(self.page), range(len(text)))
        blanks = [i for i, made_up in enumerate(generated) if made_up == 1 and text[i] == " " and 0 < i < len(text) - 1]
        signs = list(text)
        touch, back = self._meetings(blanks)
        for blank, touching in zip(blanks, touch, strict=True):
            signs[blank] = _JOINER if touching else " "
        return "".join(signs), back

    def _meetings(self, blanks: list[int]) -> tuple[list[bool], bool]:
        """Whether the characters before and after each blank follow each other on a line without a gap; and whether
        any two run back.
        """
        before, after = ([i + step for i in blanks] for step in (-1, 1))
        _, top, x1, bottom = find_extents(self.page, before, before, self.frame)
        x0, next_top, _, next_bottom = find_extents(self.page, after, after, self.frame)
        height = np.minimum(bottom - top, next_bottom - next_top)
        level, gap = abs(bottom - next_bottom) < 0.5 * height, x0 - x1
        back = level & (gap < -height)
        touch: list[bool] = (level & ~back & (gap < _INSIDE * height)).tolist()
        return touch, bool(back.any())


def _spans(text: str) -> _Spans:
    """Words end at blanks, and after a hyphen at the end of a line."""
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    solid = _IS_SOLID.take(codes, mode="clip")
    goes_on = np.zeros(len(codes) + 1, bool)  # from the character before
    goes_on[1:-1] = solid[:-1] & solid[1:] & (codes[:-1] != ord(HYPHEN))
    first, last = solid & ~goes_on[:-1], solid & ~goes_on[1:]
    return first.nonzero()[0].tolist(), last.nonzero()[0].tolist()


def _cut(text: str, spans: _Spans) -> list[str]:
    """The words of a text; where none ends at a hyphen, they are what stands between blanks."""
    if HYPHEN not in text:
        return text.split()
    return [text[start : end + 1] for start, end in zip(*spans, strict=True)]


def _sources(items: list[int | None], stamped: Collection[int]) -> list[str]:
    if not stamped:
        return ["text_layer"] * len(items)
    return ["stamp" if item in stamped else "text_layer" for item in items]


def _hidden(found: list[Hidden | None], edges: Edges, frame: Frame) -> list[Hidden | None]:
    """Why words are not seen, given what their styles say; None for those that are."""
    x0, top, x1, bottom = edges
    outside = (x1 <= 0) | (bottom <= 0) | (x0 >= frame.width) | (top >= frame.height)
    for i in outside.nonzero()[0].tolist():
        found[i] = found[i] or "off_page"
    return found


def _spelt(given: list[str], whole: str) -> tuple[list[str], list[str | None]]:
    """Words in NFC with real hyphens, and what the file had where that differs; `whole`: the text they are of.

    What is normal as a whole is so in all its parts, as it nearly always is.
    """
    if _ODD.search(whole):
        given = [text.replace(HYPHEN, "-").replace(_JOINER, "").replace("\x00", "\ufffd") for text in given]
        whole = " ".join(given)
    if unicodedata.is_normalized("NFC", whole):
        return given, [None] * len(given)
    texts = [unicodedata.normalize("NFC", text) for text in given]
    return texts, [None if text == origin else origin for text, origin in zip(texts, given, strict=True)]
