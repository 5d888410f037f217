"""Stamps of other offices: the arrival stamp ĐẾN (dấu đến) and the marks of copies (sao y); never the dispatch's own.

`ĐẾN  Số: 3810  Ngày: 20/10/2021  Chuyển: …`; a scan may read the upright word as three lines `Đ`, `Ê`, `N`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extract.dates import calendar_date
from extract.dispatch import ArrivalStamp
from extract.field import Field, Origin
from extract.landmarks import is_title
from extract.letter_case import normal_case
from extract.own_number import own_number
from extract.printed import Stretch, field_of
from extract.row import Row
from extract.text import Text

_NUMBER = re.compile(r"\bso ?[:.]? ?(?P<number>\d{1,6})(?! ?[/-]|\d|\.\d|[a-z])(?: ?(?:ngay|$))?")
_DATE = re.compile(r"ngay ?[:.]? ?(?P<day>\d{1,2}) ?[/.-] ?(?P<month>\d{1,2}) ?[/.-] ?(?P<year>\d{4}|\d{2})(?!\d)")
_CENTURIES = ("19", "20")
_WORD = re.compile(r"(?:^|\W)(?:cong van )?den\W*$|^(?:cong )?van den\b|^den (?:so|ngay|gio)\b|^gio ?:.* ngay ?:")
_LABELLED = re.compile(r"^\W?den\W{1,3}(?:so|ngay|gio)\b")
"""`ĐẾN Số: 1187`: the word of the stamp in capitals before what it labels."""
_PASSED = re.compile(r"^(?:n )?(?:chuyen|chuyén|luu ho so so|kinh chuyen) ?:")
_UPRIGHT = re.compile(r"^[ĐD]?[ÊEẾ]?N?$")
_UPRIGHT_START = re.compile(r"^(?:[ĐÐD]|[ÊEẾ]|N) (?=\S)")
_UPRIGHT_WORD = re.compile(r"\W*(?:[ĐÐD]|[ÊEẾ]|N|ĐẾN)?\W*")
_OFFICE_AT_LEAST = 6
"""Letters of an office before the label; `QĐ số 12 ngày …` cites a document."""
_COPY = re.compile(r"^(?:sao y|sao luc|trich sao|ban sao)\b")


@dataclass(frozen=True, slots=True)
class _Stamp:
    rows: tuple[Row, ...]
    number: tuple[Row, re.Match[str]] | None
    day: tuple[Row, re.Match[str]] | None
    office: Row | None


def is_stamped(row: Row) -> bool:
    """Whether the row belongs to a stamp of arrival or copy."""
    text = row.bare
    if own_number(row):
        return False
    return (
        _is_numbered(row)
        or bool(_WORD.search(text) and row.text.upper() == row.text)
        or bool(_LABELLED.match(text) and row.text[:3].isupper())
        or bool(_PASSED.match(text))
        or bool(len(row.text) <= 3 and _UPRIGHT.match(row.text))
        or bool(_UPRIGHT_START.match(row.text))
        or bool(_COPY.match(text) and row.upper)
    )


def _is_numbered(row: Row) -> bool:
    """Whether number and day stand on the row, and no sentence before the number: that would cite a document."""
    number = _NUMBER.search(row.bare)
    if number is None or not _DATE.search(row.bare, number.start()):
        return False
    before = row.text[: number.start()].strip()
    return bool(_UPRIGHT_WORD.fullmatch(before)) or (before.isupper() and len(before) > _OFFICE_AT_LEAST)


def read_arrival_stamp(text: Text, rows: tuple[Row, ...], *, apart: bool = False) -> Field[ArrivalStamp] | None:
    """The arrival stamp among the rows; None where there is none. A two-digit year is of this century.

    `apart`: the rows are those of the stamp and no others.
    """
    found = _stamp(rows, apart=apart)
    if found is None or not (found.number or found.day):
        return None
    stretches: list[Stretch] = [(row, 0, len(row.text)) for row in found.rows]
    value = ArrivalStamp(
        normal_case(_UPRIGHT_START.sub("", found.office.text)) if found.office else None,
        found.number[1]["number"] if found.number else None,
        _day(*found.day) if found.day else None,
    )
    return field_of(text, stretches, value, 0.85, "arrival stamp, not the dispatch's own number", origin=_origin(found))


def _origin(found: _Stamp) -> Origin | None:
    return "stamp" if any(word.source == "stamp" for row in found.rows for word in row.words) else None


def _stamp(rows: tuple[Row, ...], *, apart: bool) -> _Stamp | None:
    marked = [i for i, row in enumerate(rows) if apart or _marks(row)]
    if not marked:
        return None
    near = [i for i in marked if i - marked[0] < 10]
    block = rows[near[0] : near[-1] + 1]
    number = next(((row, m) for row in block if not own_number(row) and (m := _NUMBER.search(row.bare))), None)
    day = next(((row, m) for row in block if (m := _DATE.search(row.bare))), None)
    cued = any(
        _WORD.search(row.bare) or _LABELLED.match(row.bare) or _UPRIGHT_START.match(row.text) or _PASSED.match(row.bare)
        for row in block
    )
    if not (day and (number or cued)) and not (apart and number):
        return None
    office = next(
        (
            row
            for row in block
            if row.upper and len(_UPRIGHT_START.sub("", row.text)) > 6 and not _WORD.search(row.bare)
        ),
        None,
    )
    if office is None and near[0] > 0 and rows[near[0] - 1].upper and not is_title(rows[near[0] - 1]):
        office = rows[near[0] - 1]
    return _Stamp(tuple(rows[i] for i in near), number, day, office)


def _marks(row: Row) -> bool:
    return is_stamped(row) and not is_title(row) and not _COPY.match(row.bare)


def _day(row: Row, found: re.Match[str]) -> date | None:
    """The day; none where `20` may be all that a picture shows of its year: `23/12/20`."""
    if found["year"] in _CENTURIES and any(word.source != "text_layer" for word in row.words):
        return None
    year = int(found["year"])
    return calendar_date(year + 2000 if year < 100 else year, int(found["month"]), int(found["day"]))
