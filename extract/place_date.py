"""Place and date of issue (địa danh, ngày tháng năm): `Bình Tân, ngày **15** tháng **5** năm 2020`, wrapped or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from extract.composed import compose
from extract.dates import DATE, calendar_date, read_date
from extract.field import Field
from extract.fold import fold
from extract.landmarks import PLACE_DATE
from extract.parts import Parts
from extract.printed import Stretch, field_of
from extract.provinces import province
from extract.row import Row, joined_rows, words_between
from extract.span import Span

_DIGITS = str.maketrans({"o": "0", "l": "1", "i": "1", "|": "1", "s": "5", "a": "4", "]": "1", "[": "1"})
_READABLE = 0.35
"""Confidence of a word below which it is a guess."""
_PLACE_ALONE = 0.8
_DAY = re.compile(r"\bng[aà][yv] ?", re.IGNORECASE)
_FIGURES = re.compile(
    r"^\W*(?P<place>[^\d:;]{2,40}?|(?:quan|phuong) \d{1,2}), ?"
    r"ngay ?(?P<d>\d{1,2}) ?[/.-] ?(?P<m>\d{1,2}) ?[/.-] ?(?P<y>\d{4})"
)
_OF_COURT = re.compile(r"ngay ?: ?(?P<d>\d{1,2}) ?[/.-] ?(?P<m>\d{1,2}) ?[/.-] ?(?P<y>\d{4})")
"""`Ngày: 06-9-2022` under `Bản án số: …`: judgments name no place."""
_DAY_LOST = re.compile(r"^\W{0,4}(?P<place>[^\d:;,]{2,40}?), ?ng[ai]")
"""`Trà Sơn, ngà…`: a place and the beginning of a day that a stamp covers."""
_SCRAPS = re.compile(r".*[/(){}$|@\d][^\s,]*\s+(?=[^\W\d_])")
"""What is left of a number that a scan could not read, before the place: `sé/(ÖCr-TTHT Bắc Ninh`."""
_ADOPTED = re.compile(r"thong qua\s+(?:tai .{0,60}?\s)?ngay\s*(?=\d)", re.DOTALL)

_TODAY = re.compile(r"(?<![a-z])hom nay,? (?:(?:vao )?(?:hoi|luc) [^.;]{0,40}? )?(?:thu [a-z]+,? )?(?=ngay ?\d)")


@dataclass(frozen=True, slots=True)
class PlaceDate:
    """Place and day; `month` is (year, month) where the day was left blank or cannot be read."""

    place: Field[str] | None = None
    issued_on: Field[date] | None = None
    month: tuple[int, int] | None = None
    guess: date | None = None
    """The day as far as a scan tells, hardly readable; never taken for the day."""


def read_place_date(parts: Parts) -> PlaceDate:
    """From the head; a resolution without such a line takes the day of its adoption from its last clause."""
    for rows in (parts.right, parts.left, parts.below[:6]):
        for i, row in enumerate(rows):
            for both in _with_following(row, rows[i + 1 : i + 3]):
                if found := _read(parts, both):
                    return found
    return PlaceDate(_place_alone(parts), _in_body(parts))


def _place_alone(parts: Parts) -> Field[str] | None:
    """The place on a scan whose day is covered, on a line of its own beside the issuer."""
    for row in parts.right:
        found = _DAY_LOST.match(row.bare) if _scanned(row) else None
        if found and all(word[0].isupper() or not word.isalpha() for word in row.text[: found.end("place")].split()):
            place = _build(parts, row, found.span("place"), (0, 0), None, None).place
            return replace(place, confidence=min(place.confidence, _PLACE_ALONE)) if place else None
    return None


def is_place_date(row: Row) -> bool:
    """Whether the row is a line of place and date, perhaps half of one."""
    if row.page is None and row.text[:1].islower():
        return False  # a wrapped line that ends with a day: `thương mại điện tử ngày 03 tháng 10 năm 2022`
    return bool(
        PLACE_DATE.match(row.bare)
        or _FIGURES.match(row.bare)
        or re.match(r"^[^\d:;]{2,40}, ngay\b.{0,20}(?:thang)?$", row.bare)
    )


def _with_following(row: Row, below: tuple[Row, ...]) -> Iterator[Row]:
    """The row, then with the next ones while the date is cut: `Gia Lai, ngày` | `tháng` | `năm 2025` of a draft."""
    yield row
    for following in below:
        longer = _with_next(row, following)
        if longer is None:
            return
        yield longer
        row = longer


def _with_next(row: Row, below: Row | None) -> Row | None:
    """The row and the next as one, where a date is cut: `Hà Nội, ngày 14 tháng` | `08 năm 2018`."""
    if below is None:
        return None
    cut = row.bare.endswith(" nam") and bool(re.fullmatch(r"(?:19|20)\d\d", below.bare))
    parted = cut or (row.bare.endswith(",") and len(row.text) < 40 and below.bare.startswith("ngay "))
    if not parted and (not re.search(r",? ngay\b", row.bare) or "nam" in row.bare.split("ngay")[-1]):
        return None
    return joined_rows(row, below)


def _read(parts: Parts, row: Row) -> PlaceDate | None:
    if judged := _OF_COURT.fullmatch(row.bare):
        printed = calendar_date(int(judged["y"]), int(judged["m"]), int(judged["d"]))
        return replace(_build(parts, row, (0, 0), judged.span(), printed, None), place=None)
    if figures := _FIGURES.match(row.bare):
        printed = calendar_date(int(figures["y"]), int(figures["m"]), int(figures["d"]))
        return _build(parts, row, figures.span("place"), (figures.end("place") + 1, figures.end()), printed, None)
    found = PLACE_DATE.match(row.bare)
    if not found or len(found["place"].split()) > 8 or found["place"].endswith("thong qua"):
        return None
    year = _figure(row.bare, found.span("year"))
    month = _figure(row.bare, found.span("month"))
    day = _figure(row.bare, found.span("day"))
    if re.search(r"[^\W\d_a-zA-Z]", row.text[slice(*found.span("day"))]) and "a" in found["day"]:
        day = None  # an accented A is a scrawl, not a four
    if day is not None and day < 10 and _scanned(row) and "0" not in _mended(row.bare[slice(*found.span("day"))]):
        day = None  # days below ten are printed with a nought: a digit was not read
    guess = None
    if _hardly_readable(row, found.span("day")) or _hardly_readable(row, found.span("month")):
        guess = calendar_date(year, month, day) if year and month and day else None
        day = None
    if not found["year"].strip() and not found["month"].strip() and row.text[found.start("place")].isupper():
        return replace(_build(parts, row, found.span("place"), found.span("place"), None, None), issued_on=None)
    if year is None or not 1945 <= year < 2100:
        return None
    issued = calendar_date(year, month, day) if month and day else None
    begin = found.end("place")
    mark = _DAY.search(row.text, begin)
    partial = (year, month) if month and 1 <= month <= 12 else None
    built = _build(
        parts, row, found.span("place"), (mark.start() if mark else begin, found.end("year")), issued, partial
    )
    return replace(built, guess=guess)


def _hardly_readable(row: Row, span: tuple[int, int]) -> bool:
    """Whether the figures are a scan's, and a mere guess."""
    return any(word.source == "ocr" and word.confidence < _READABLE for word in words_between(row, *span))


def _build(
    parts: Parts,
    row: Row,
    place: tuple[int, int],
    day: tuple[int, int],
    issued: date | None,
    month: tuple[int, int] | None,
) -> PlaceDate:
    begin, end = place
    if scraps := _SCRAPS.match(row.text, begin, end):
        begin = scraps.end()
    printed = row.text[begin:end]
    lead = len(printed) - len(printed.lstrip(" -_.,'`|¬"))
    value = printed[lead:].strip(" ,.;:-_'")
    value = _spelt(value) if _scanned(row) else value
    stretch: Stretch = (row, begin + lead, begin + lead + max(len(value), 1))
    field = field_of(parts.text, [stretch], value, 0.97, "place-date line") if value else None
    dated = field_of(parts.text, [(row, *day)], issued, 0.97, "place-date line") if issued else None
    return PlaceDate(field, dated, month)


def _spelt(place: str) -> str:
    """A province as it is spelt, where a scan misread an accent: `Cân Thơ` → `Cần Thơ`."""
    known = province(place)
    if known is None or len(place.split()) > 6:
        return place
    named = re.match(r"(?:thanh pho|tinh) ", fold(place))
    kind = known.type.capitalize() + " " if named else ""
    spelt = kind + known.name
    return spelt if fold(spelt) == fold(place) else place


def _scanned(row: Row) -> bool:
    return any(word.source == "ocr" for word in row.words)


def _mended(shadow: str) -> str:
    """What was printed, letters that stand for digits made digits: `o5`, `1o`, `0a`."""
    return re.sub(r"[\s*_.,'`\x1a:-]", "", shadow).translate(_DIGITS)


def _figure(shadow: str, span: tuple[int, int]) -> int | None:
    """The number in a stretch; None where it is blank or holds what is no digit."""
    printed = shadow[slice(*span)]
    digits = _mended(printed)
    unreadable = "\x1a" in printed or not any(c.isdigit() or c == "o" for c in printed)
    return None if unreadable or not re.fullmatch(r"\d{1,4}", digits) else int(digits)


def _in_body(parts: Parts) -> Field[date] | None:
    """`… thông qua ngày 17 tháng 8 năm 2022.`; of contracts and minutes, `Hôm nay, ngày 10 tháng 6 năm 2025, …`."""
    content = parts.text.content
    composed = compose(content[parts.span.start : parts.span.end])
    shadow = fold(composed.content).replace("\n", " ")
    cues = [(cue, "adoption clause") for cue in reversed(list(_ADOPTED.finditer(shadow)))]
    cues += [(cue, "the day the parties met") for cue in islice(_TODAY.finditer(shadow), 1)]
    for cue, clause in cues:
        found = DATE.search(shadow, cue.end() if clause[0] == "t" else cue.start(), cue.end() + 40)
        day = read_date(found) if found else None
        if found and day:
            span = composed.source(Span(found.start(), found.end())).shift(parts.span.start)
            row = _row(content, span)
            reason = f"{clause}: there is no place-date line"
            return field_of(parts.text, [(row, 0, len(row.text))], day, 0.8, reason)
    return None


def _row(content: str, span: Span) -> Row:
    start, end = span.start, span.end
    text = content[start:end]
    return Row(text, tuple(range(start, end)), tuple(range(start + 1, end + 1)), bare=fold(text))
