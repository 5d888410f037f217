"""A period (khoảng thời gian) as people write it: `20/5/2020`, `tháng 5/2020`, `quý 2 năm 2020`, `từ … đến …`.

Read off the folded text, so `thang 5 nam 2020` does as well.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.refusals import InvalidQuery
from extract.span import Span

DAY = r"(?:ngay\s+)?(?P<{0}d>\d{{1,2}})(?:[/.\-]|\s+thang\s+)(?P<{0}m>\d{{1,2}})(?:[/.\-]|\s+nam\s+)(?P<{0}y>\d{{4}})"
MONTH = r"thang\s+(?P<{0}mm>\d{{1,2}})(?:\s*[/\-]\s*|\s+nam\s+|\s+)(?P<{0}my>\d{{4}})"
QUARTER = r"quy\s+(?P<{0}q>[1-4]|iv|i{{1,3}})(?:\s*[/\-]\s*|\s+nam\s+|\s+)(?P<{0}qy>\d{{4}})"
YEAR = r"nam\s+(?P<{0}yy>\d{{4}})"
ISO = r"(?P<{0}iy>\d{{4}})-(?P<{0}im>\d{{2}})-(?P<{0}id>\d{{2}})"
END = r"(?![\w/])"


def _any(prefix: str) -> str:
    return "(?:" + "|".join(form.format(prefix) for form in (ISO, DAY, MONTH, QUARTER, YEAR)) + ")" + END


BETWEEN = re.compile(rf"\b(?:tu\s+)?{_any('a')}\s*(?:den(?:\s+het)?|-|–|toi)\s+{_any('b')}")
SINCE = re.compile(rf"\b(?:tu|sau|ke tu)\s+{_any('a')}(?:\s+(?:den nay|tro di))?")
UNTIL = re.compile(rf"\b(?:truoc|den(?:\s+het)?)\s+{_any('a')}")
ONE = re.compile(rf"(?<![\w/]){_any('a')}")
QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included; None on a side that is open."""

    first: date | None
    last: date | None

    def __str__(self) -> str:
        return f"{self.first or '…'} – {self.last or '…'}"


def find_period(folded: str) -> tuple[Period, Span] | None:
    """The first period in a folded text, and where; `InvalidQuery` for a day or month that does not exist."""
    if match := BETWEEN.search(folded):
        first, last = _read(match, "a").first, _read(match, "b").last
        if first and last and first > last:
            raise InvalidQuery("khoảng thời gian bị ngược / the period ends before it begins", match.start())
        return Period(first, last), Span(*match.span())
    if match := SINCE.search(folded):
        period = _read(match, "a")
        after = match[0].startswith("sau") and period.last is not None
        first = period.last + timedelta(days=1) if after and period.last else period.first
        return Period(first, None), Span(*match.span())
    if match := UNTIL.search(folded):
        period = _read(match, "a")
        before = match[0].startswith("truoc") and period.first is not None
        last = period.first - timedelta(days=1) if before and period.first else period.last
        return Period(None, last), Span(*match.span())
    if match := ONE.search(folded):
        return _read(match, "a"), Span(*match.span())
    return None


def read_period(value: str) -> Period | None:
    """A value that is a period and nothing else, as after `ngày:`; also a bare year or `5/2020`."""
    value = value.strip()
    if re.fullmatch(r"\d{4}", value):
        value = f"nam {value}"
    elif re.fullmatch(r"\d{1,2}\s*/\s*\d{4}", value):
        value = f"thang {value}"
    found = find_period(value)
    return found[0] if found and len(found[1]) == len(value) else None


def _read(match: re.Match[str], prefix: str) -> Period:
    """What one side names; the calendar has the last word."""
    parts = {
        name.removeprefix(prefix): value for name, value in match.groupdict().items() if value and name[0] == prefix
    }
    try:
        return _period(parts)
    except (ValueError, calendar.IllegalMonthError) as error:
        raise InvalidQuery(f"không có ngày tháng này / no such date: {match[0]}", match.start()) from error


def _period(parts: dict[str, str]) -> Period:
    if "d" in parts or "iy" in parts:
        names = ("y", "m", "d") if "d" in parts else ("iy", "im", "id")
        day = date(*(int(parts[name]) for name in names))
        return Period(day, day)
    if "mm" in parts:
        return _months(int(parts["my"]), int(parts["mm"]), 1)
    if "q" in parts:
        return _months(int(parts["qy"]), QUARTERS[parts["q"]] * 3 - 2, 3)
    year = int(parts["yy"])
    return Period(date(year, 1, 1), date(year, 12, 31))


def _months(year: int, month: int, count: int) -> Period:
    last = month + count - 1
    return Period(date(year, month, 1), date(year, last, calendar.monthrange(year, last)[1]))
