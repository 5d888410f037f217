"""What a cell's edge or a page's end cut in two (chữ bị ngắt dòng, dòng bảng sang trang): figures at the end of a line,
rows at the end of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.page import Word
from ingest.syllables import is_syllable
from ingest.turned import is_turned, turned_text

_WHOLE = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])([/.\-])(?:0?[1-9]|1[0-2])\1\d{4}"
    r"|[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?%?|[+-]?[1-9]\d{0,2}(?:,\d{3}){2,}(?:\.\d+)?%?"
)
"""A date, or a number whose thousands are grouped: figures that tell that they are complete; with one comma it is
rather a fraction."""
_PARTLY = re.compile(r"[+-]?[1-9]\d{0,2}(?:([.,])\d{3})*([.,])\d{0,2}")
"""A number within whose last group a line ended."""
_MOST = 40
"""Signs of a number; longer ones are none."""
_FIGURES = re.compile(r"[+\-]?[\d./,\-]+%?")
_OPEN = re.compile(r"\w*\d\w*(?:[./\-]\w+)*[/\-]")
"""The beginning of a number or code, which ends in its middle."""
_DOSSIER = re.compile(r"(?:[A-Z]{2,12}\.)?(?:[0-9A-Z]{2,3}\.){1,4}[0-9A-Z]{2,3}-\d{6}-\d{3,7}")
_CODE = re.compile(r"[A-Z]{0,2}\d+")
_LONGEST, _NUMBER = 16, 9
"""Figures of an account, and of the shortest number of a person; two of these are two."""
_SIGN = 4
"""Letters of an abbreviation that heads a column."""
_PADDING = 12.0
"""Points that a cell keeps free beside its text, on both sides together."""
_ENDS = frozenset(",.;:)")
_NUMBERED = 0.8
"""Share of rows that begin with something, other than at the head of a page, where an empty first cell tells that a row
goes on.
"""
_NEW = re.compile(r"[-+•]\s*[^\W\d]|(?:tổng|tổng số|cộng)\W*$|tổng cộng|trong đó|ghi chú", re.IGNORECASE)
"""What a row without a number begins with, that is one all the same."""

Row = tuple[str, ...]


def text_of(words: Sequence[Word], width: float) -> str:
    """The text of the words of a cell of that width, line after line."""
    if is_turned(words):
        return turned_text(words)
    texts: list[str] = []
    torn, last = "", None
    for line in _lines(words):
        goes_on = last is not None and _is_torn(torn, line[0].text) and _fills(last, width)
        part = " ".join(word.text for word in line)
        if texts and (goes_on or _is_one(texts[-1], part)):
            texts[-1] += part
        else:
            texts.append(part)
        last = line[0] if len(line) == 1 else None
        torn = torn + part if goes_on else part
    return " ".join(texts)


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in words:
        if lines and (word.box.top + word.box.bottom) / 2 <= lines[-1][-1].box.bottom:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _fills(word: Word, width: float) -> bool:
    """Whether not another letter has room beside it, as where a word too wide for its cell was cut."""
    own = word.box.x1 - word.box.x0
    return width - own <= _PADDING + own / len(word.text)


def _is_torn(before: str, after: str) -> bool:
    """Whether what fills a line and what begins the next are one: figures of an identifier, letters of a syllable, or
    capitals of an abbreviation such as `STT`.
    """
    if _CODE.fullmatch(before) and after.isdigit():
        return len(before + after) <= _LONGEST and not (len(before) >= _NUMBER and len(after) >= _NUMBER)
    whole = before + after
    if not whole.isalpha():
        return False
    return is_syllable(whole) or (whole.isupper() and len(whole) <= _SIGN and not is_syllable(after))


def join(above: str, below: str) -> str:
    """Two lines of a cell as one; without a blank where the last figures above and the first below are one number or
    date, the last part of a number such as `15/2020/QĐ-` goes on below, or the line below begins with what ends a word.
    """
    return above + below if _is_one(above, below) else f"{above} {below}".strip()


def _is_one(above: str, below: str) -> bool:
    """Whether the last word of a line and the first of the next are one."""
    last, first = above.rpartition(" ")[2], below.partition(" ")[0]
    if below[:1] in _ENDS or len(last) > _MOST:
        return below[:1] in _ENDS
    if _is_cut(last, first) or _DOSSIER.fullmatch(last + first):
        return True
    return below[:1].isalnum() and _OPEN.fullmatch(last) is not None


def _is_cut(before: str, after: str) -> bool:
    """Whether figures go on in others. What is whole below goes on with what is not yet: `17.59` and `8.000`."""
    if not (_is_figure(before) and _is_figure(after) and _WHOLE.fullmatch(before + after)):
        return False
    partly = _PARTLY.fullmatch(before)
    return not _WHOLE.fullmatch(after) or (partly is not None and _separator(after) == partly[2])


def _separator(figures: str) -> str:
    """The first sign between figures."""
    return figures.lstrip("0123456789+-")[:1]


def _is_figure(text: str) -> bool:
    return _FIGURES.fullmatch(text) is not None


def join_rows(parts: Sequence[Sequence[Row]]) -> list[Row]:
    """The rows of a table that runs over pages; a row cut by the end of a page is put together again."""
    whole = [row for part in parts for row in part[1:]]
    numbered = sum(bool(row[0]) for row in whole) >= _NUMBERED * len(whole)
    joined: list[Row] = []
    for part in parts:
        first, *others = part or [()]
        if numbered and joined and first and _goes_on(joined[-1], first):
            joined[-1] = tuple(map(_join_pages, joined[-1], first))
        elif first:
            joined.append(first)
        joined.extend(others)
    return joined


def _goes_on(above: Row, below: Row) -> bool:
    """Whether a row is the rest of another: it does not begin, and nothing in it stands below an empty cell, is a
    figure of its own below another, or begins as sums and items do.
    """
    pairs = [(text, rest) for text, rest in zip(above, below, strict=True) if rest]
    return bool(above[0]) and not below[0] and all(text and not _begins(text, rest) for text, rest in pairs)


def _begins(above: str, rest: str) -> bool:
    both = _is_figure(above) and _is_figure(rest)
    return _NEW.match(rest) is not None or (both and not (_is_identifier(above, rest) or _is_cut(above, rest)))


def _is_identifier(above: str, rest: str) -> bool:
    return len(above + rest) >= _NUMBER and bool(_CODE.fullmatch(above)) and _is_torn(above, rest)


def _join_pages(above: str, rest: str) -> str:
    """A cell and what of it stands on the next page."""
    return above + rest if _is_identifier(above, rest) else join(above, rest)
