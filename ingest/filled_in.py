"""Number and day filled in by hand (số, ngày điền tay): `Số: 17 /UBND-VX`, `ngày 05 tháng 3 năm 2024`.

Where the figures of such a line are not sure, it is read anew in three framings by `ingest.handwriting`. What two
give, none of its figures with a close rival and none contradicted, is taken; anything else stays as a guess too weak
to be believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from extract.page import Box, Word, box_around
from ingest.handwriting import Glyph, hand_reader
from ingest.raster import Pixels
from ingest.unaccent import unaccent

_SURE = 0.9
"""Confidence from which the figures of a line stand as first read."""
_TAKEN = 0.7
"""Confidence of what the framings gave; a pen is never as sure as print."""
_GUESS = 0.3
_ODDS = 0.9
"""Below these odds a figure has a rival: a 1 with a long upstroke is also a 4."""
_DOUBTFUL = 0.75
"""Odds below which a reading says little."""
_LONGEST = 70
_NUMBER = re.compile(r"^\W{0,3}s[o06]?\s?\W{0,3}(?P<a>.{0,14}?)\s*[-/]\s?(?:\d{4}\s?/\s?)?[A-ZD]{1,6}", re.IGNORECASE)
_CITED = re.compile(r"[-/]\s?[A-ZD][\w&-]*,? (?:ngay|cua)\b", re.IGNORECASE)
"""What follows a number that is cited, in a line of the body: `số 98/TTr-BNNMT ngày 26 tháng 6`."""
_SYMBOL = re.compile(r"\s*[-/]\s?(?:(?:19|20)\d\d\s?/\s?)?[A-ZĐ][A-Za-zĐđ].*$")
_NO_SLASH = re.compile(r"\W{0,3}S[ốôổộõóòöo]\W{0,2} ?\d{1,5}[A-E]? [A-ZĐ]{2}[A-Za-zĐđ]*(?:-[A-ZĐ][A-Za-zĐđ]*)+")
_DATE = re.compile(r"^[^\d:;]{2,40},.{0,3}\bng.y.{0,14}th.ng.{0,12}n.m.{0,3}(?P<year>\d{4})", re.IGNORECASE)
_DAY_READ = re.compile(r"ng.y \d\d th.ng \d{1,2} n.m", re.IGNORECASE)
NUMBERS = re.compile(r"\d{2,5}[A-E]?")
DAYS = re.compile(r"0[1-9]|[12]\d|3[01]")
MONTHS = re.compile(r"0[12]|0?[3-9]|1[0-2]")
"""Decree 30/2020/NĐ-CP, Appendix I: a nought stands before numbers and days below ten, and months below three."""
_DAY = re.compile(r"ng.y\W*(?P<day>.*?)\W*th.ng\W*(?P<month>.*?)\W*n.m", re.IGNORECASE)
_OWN_NUMBER = re.compile(
    r"^\W{0,3}[Ss5](?:\D|[60](?=:))?\s?[:.;]*\s*(?P<number>.*?)\s*(?P<symbol>[-/]\s?(?:(?:19|20)\d\d\s?/\s?)?[A-Z].*)"
)


Glyphs = tuple[Glyph, ...]


class View(NamedTuple):
    """One picture of a line in three framings: as the detector bounds it, with much room around, with some."""

    tight: Pixels
    wide: Pixels
    loose: Pixels


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures between two landmarks: those the framings agree on, else a guess."""

    text: str
    sure: bool

    @property
    def confidence(self) -> float:
        """Of the word that says so."""
        return _TAKEN if self.sure else _GUESS


def wants_hand(words: Sequence[Word]) -> bool:
    """Whether the line is one of number or date, and its figures are not sure."""
    text = " ".join(word.text for word in words)
    if len(text) > _LONGEST or not words:
        return False
    bare = unaccent(text)
    if _DATE.match(bare):
        return any(word.confidence < _SURE for word in words if _may_be_figure(word.text)) or not _DAY_READ.search(bare)
    return bool(_NUMBER.match(bare)) and not _CITED.search(bare) and any(word.confidence < _SURE for word in words)


def _may_be_figure(text: str) -> bool:
    return not re.fullmatch(r"[^\W\d_]{2,},?", text)


def mend_slash(words: Sequence[Word]) -> list[Word]:
    """A line of number whose slash was lost between number and symbol: `Số: 2513 SGDĐT-NVY`."""
    if not 3 <= len(words) <= 4 or not _NO_SLASH.fullmatch(" ".join(word.text for word in words)):
        return list(words)
    return [*words[:-1], replace(words[-1], text=f"/{words[-1].text}", raw=words[-1].raw or words[-1].text)]


def fill_in(words: Sequence[Word], views: Iterable[View]) -> list[Word]:
    """The words of such a line with the figures read by hand in their place."""
    is_date = bool(_DATE.match(unaccent(" ".join(word.text for word in words))))
    best: list[Word] | None = None
    for view in views:
        framings = [hand_reader().read(picture) for picture in view]
        filled, sure = (_fill_date if is_date else _fill_number)(words, framings)
        if sure:
            return filled
        best = best or filled
    return best or list(words)


def _fill_number(words: Sequence[Word], framings: Sequence[Glyphs]) -> tuple[list[Word], bool]:
    text = " ".join(word.text for word in words)
    at = next((i for i, glyphs in enumerate(framings) if _OWN_NUMBER.match(_text(glyphs))), None)
    found = _OWN_NUMBER.match(_text(framings[at])) if at is not None else None
    symbol = _symbol(text, found["symbol"]) if found else None
    if at is None or found is None or symbol is None:
        return list(words), False
    number = agreed([_part(_OWN_NUMBER, "number", glyphs) for glyphs in framings], NUMBERS)
    left, right = _edges(framings[at], found.span("number"))
    line = _Line(words, text)
    figures = [line.word(number.text, left, right, number.confidence)] if number.text else []
    return [
        line.word("Số:", 0.0, left, 0.95),
        *figures,
        line.word(symbol, right, 1.0, words[-1].confidence),
    ], number.sure


def _symbol(text: str, seen: str) -> str | None:
    """The symbol as first read, for its letters are Vietnamese, from where it was `seen` to begin: `/SYT-NVY`."""
    seen, whole = seen.replace(" ", ""), text.replace(" ", "")
    tail = whole[1 - len(seen) :]
    if unaccent(tail) == unaccent(seen[1:]):
        return seen[0] + tail
    found = _SYMBOL.search(text)
    return found[0].strip() if found and abs(len(found[0].replace(" ", "")) - len(seen)) <= 1 else None


def _fill_date(words: Sequence[Word], framings: Sequence[Glyphs]) -> tuple[list[Word], bool]:
    first = next((i for i, word in enumerate(words) if unaccent(word.text).lower().startswith("ngay")), None)
    year = re.search(r"\d{4}", words[-1].text)
    seen = next((glyphs for glyphs in framings if _DAY.search(_text(glyphs))), ())
    found = _DAY.search(_text(seen))
    if first is None or year is None or found is None:
        return list(words), False
    day = agreed([_part(_DAY, "day", glyphs) for glyphs in framings], DAYS)
    month = agreed([_part(_DAY, "month", glyphs) for glyphs in framings], MONTHS)
    line = _Line(words, " ".join(word.text for word in words[first:]))
    (a, b), (c, d) = _edges(seen, found.span("day")), _edges(seen, found.span("month"))
    start, end = line.share(words[first].box.x0), line.share(words[-1].box.x0)
    parts = (
        ("ngày", start, a, 0.95),
        (day.text, a, b, day.confidence),
        ("tháng", b, c, 0.95),
        (month.text, c, d, month.confidence),
        ("năm", d, end, 0.95),
    )
    filled = [line.word(text, left, max(right, left), sure) for text, left, right, sure in parts if text]
    return [*words[:first], *filled, replace(words[-1], text=year[0])], day.sure and month.sure


def agreed(read: Sequence[tuple[str, float]], shape: re.Pattern[str]) -> Figures:
    """What two framings give and none contradicts; a framing may lose a figure, and what cannot be does not count.

    There are so few days that one framing is enough. A number of which two are sure is not contradicted by a doubtful
    third reading, nor by one that takes the slash behind it for a 1.
    """
    fit = [(text, odds) for text, odds in read if shape.fullmatch(text)]
    if not fit:
        return Figures("", sure=False)
    text = max((text for text, _ in fit), key=lambda text: (sum(text == other for other, _ in fit), len(text)))
    odds = sorted((sure for other, sure in fit if other == text), reverse=True)
    enough = odds[0] >= _ODDS if shape is DAYS else len(odds) > 1 and odds[1] >= _ODDS
    against = any(_contradicts(other, text, sure, shape) for other, sure in fit)
    return Figures(text, sure=enough and not against)


def _contradicts(other: str, text: str, odds: float, shape: re.Pattern[str]) -> bool:
    if other == text or len(other) < len(text):
        return False
    harmless = other == f"{text}1" or (len(other) == len(text) and odds < _DOUBTFUL)
    return not (shape is NUMBERS and harmless)


def _part(pattern: re.Pattern[str], part: str, glyphs: Glyphs) -> tuple[str, float]:
    """Text and least odds of one part of the line; nothing where its landmarks are not seen."""
    found = pattern.search(_text(glyphs))
    inner = [g for g in glyphs[found.start(part) : found.end(part)] if g.text.isalnum()] if found else []
    return "".join(glyph.text for glyph in inner), min((glyph.odds for glyph in inner), default=0.0)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as first read, whose parts are set anew."""

    words: Sequence[Word]
    raw: str

    def share(self, x: float) -> float:
        """How far along the line a place in points is, 0 to 1."""
        box = box_around(self.words)
        return (x - box.x0) / max(box.x1 - box.x0, 1.0)

    def word(self, text: str, left: float, right: float, confidence: float) -> Word:
        """A word between two such shares."""
        box = box_around(self.words)
        across = box.x1 - box.x0
        place = Box(round(box.x0 + left * across, 1), box.top, round(box.x0 + right * across, 1), box.bottom)
        return Word(text, place, confidence=confidence, source="ocr", raw=self.raw)


def _text(glyphs: Iterable[Glyph]) -> str:
    """One letter a glyph, so that offsets are numbers of glyphs."""
    return "".join(glyph.text[:1] for glyph in glyphs)


def _edges(glyphs: Glyphs, span: tuple[int, int]) -> tuple[float, float]:
    """Where a part of the line begins and ends, as shares of its width."""
    start, end = span
    left = glyphs[start - 1].place if 0 < start <= len(glyphs) else 0.0
    return left, glyphs[end].place if end < len(glyphs) else 1.0
