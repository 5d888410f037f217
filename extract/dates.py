"""Dates (ngày, tháng, năm) as dispatches print them.

`ngày 04 tháng 5 năm 2022`, `ngày 16/3/2019`, `ngày\\n21/8/2019`, `ngày 12-6-1991`, `ngày 04.4.1994`,
`ngày **15** tháng **5** năm 2020` (bold: filled in by hand); partial: `tháng 8 năm 2021`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extract.fold import fold
from extract.span import Span

_B = r"[ \n]{0,12}"
_IN_WORDS = (
    rf"(?P<d1>[0-3l]?[0-9ol]){_B},?{_B}th[aei]ng{_B}(?P<m1>[0-1l]?[0-9ol]),?{_B}nam{_B}(?P<y1>[12][0-9o]{{3}})(?![0-9])"
)
_IN_FIGURES = (
    r"(?P<d2>[0-3l]?[0-9lo]) ?(?P<sep>[/.-]) ?(?P<m2>[0-1l]?[0-9lo]) ?(?P=sep) ?(?P<y2>[12][0-9o]{3})(?![0-9])"
)
AFTER_DAY = rf"(?:{_IN_WORDS}|{_IN_FIGURES})"
"""A date without the word `ngày`: `24 tháng 4 năm 2020`, `24/4/2020`."""
_DIGITS = str.maketrans("ol", "01")
"""Letters a scan reads for digits: `ngày 1O/7/2O18`, `ngày l9/5/2004`."""
DATE = re.compile(rf"ngay:?{_B}{AFTER_DAY}")
"""Matches on the shadow, from the word `ngày` on."""
_LOOSE = re.compile(rf"(?:\bngay:?{_B})?(?<![0-9./-]){AFTER_DAY}")
_MONTH = re.compile(
    rf"(?<![0-9] )(?<![0-9])\bthang{_B}(?P<m>1[0-2]|0?[1-9]){_B}(?:nam{_B}|/ ?)(?P<y>[12][0-9]{{3}})(?![0-9])"
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text; `value` is None where the calendar has no such day (`32/13/2020`) or it is only a month."""

    span: Span
    text: str
    value: date | None
    year: int
    month: int


def read_date(match: re.Match[str]) -> date | None:
    """The day a match of `DATE` names; None where the calendar has no such day."""
    day, month, year = (
        (match["d1"], match["m1"], match["y1"]) if match["d1"] else (match["d2"], match["m2"], match["y2"])
    )
    return calendar_date(*(int(printed.translate(_DIGITS)) for printed in (year, month, day)))


def calendar_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where there is none: nothing is guessed from `tháng 42`."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_dates(text: str, shadow: str | None = None) -> Iterator[FoundDate]:
    """Every full date of a text in order, with or without the word `ngày` (which is inside the span)."""
    shadow = fold(text) if shadow is None else shadow
    for match in _LOOSE.finditer(shadow):
        year, month = match["y1"] or match["y2"], match["m1"] or match["m2"]
        span = Span(match.start(), match.end())
        yield FoundDate(
            span, span.of(text), read_date(match), int(year.translate(_DIGITS)), int(month.translate(_DIGITS))
        )


def find_months(text: str, shadow: str | None = None) -> Iterator[FoundDate]:
    """Months without a day: `tháng 8 năm 2021`, `tháng 8/2021`."""
    shadow = fold(text) if shadow is None else shadow
    for match in _MONTH.finditer(shadow):
        span = Span(match.start(), match.end())
        yield FoundDate(span, span.of(text), None, int(match["y"]), int(match["m"]))
