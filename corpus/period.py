"""A period (khoảng thời gian) as people write it: `20/5/2020`, `tháng 5/2020`, `quý 2 năm 2020`, `từ … đến …`.

Read off the folded text, so `thang 5 nam 2020` does as well. Where marks were typed, they must be those of the words
meant: `đầu tư năm 2020` is no `từ năm 2020`.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.refusals import InvalidQuery
from extract.span import Span

DAY = r"(?:ngay\s+)?(?P<{0}d>\d{{1,2}})(?:[/.\-]|\s+thang\s+)(?P<{0}m>\d{{1,2}})(?:[/.\-]|\s+nam\s+)(?P<{0}y>\d{{4}})"
MONTH = r"thang\s+(?P<{0}mm>\d{{1,2}})(?:\s*[/\-]\s*|\s+nam\s+|\s+)(?P<{0}my>\d{{4}})"
QUARTER = r"(?:qu[yi]\s+|q\s?)(?P<{0}q>[1-4]|iv|i{{1,3}})(?:\s*[/\-]\s*|\s+nam\s+|\s+)(?P<{0}qy>\d{{4}})"
YEAR = r"nam\s+(?P<{0}yy>\d{{4}})"
ISO = r"(?P<{0}iy>\d{{4}})-(?P<{0}im>\d{{2}})-(?P<{0}id>\d{{2}})"
BARE = r"(?P<{0}bm>0?[1-9]|1[0-2])\s?/\s?(?P<{0}by>\d{{4}})|(?P<{0}b>(?:19|20)\d\d)"
"""`5/2020` or `2020`: a month or a year only after a word that says so, else part of a number."""
END = r"(?![\w/])"
SHORT = (
    r"(?:ngay\s+)?(?P<sd>\d{1,2})(?:[/.\-]|\s+thang\s+)(?P<sm>\d{1,2})|ngay\s+(?P<sdd>\d{1,2})|thang\s+(?P<smm>\d{1,2})"
    r"|qu[yi]\s+(?P<sq>[1-4]|iv|i{1,3})"
)
"""The first side where the second one tells the year: `từ tháng 5 đến tháng 6/2020`."""


def _any(prefix: str, *more: str) -> str:
    return "(?:" + "|".join(form.format(prefix) for form in (ISO, DAY, MONTH, QUARTER, YEAR, *more)) + ")" + END


LEAD = r"(?:\bban hanh\s+)?(?:\b(?:trong|vao)\s+)?"
FROM = r"(?<!\bdau )(?<!\bthong )(?<!\bvat )(?<!\bgiai doan )\b"
TO = r"\s*(?:\b(?:den(?:\s+het)?|toi)\s+|[-–]\s*)"
AND = TO.replace("toi", "toi|va")
BETWEEN = re.compile(rf"{LEAD}(?:{FROM}(?:tu|giua)\s+)?{_any('a')}{TO}{_any('b')}")
BETWEEN_BARE = re.compile(rf"{LEAD}{FROM}(?:(?:ke\s+)?tu|giua)\s+{_any('a', BARE)}{AND}{_any('b', BARE)}")
YEARS = re.compile(rf"{LEAD}\bnam\s+(?P<ayy>\d{{4}}){TO}(?P<bb>(?:19|20)\d\d){END}")
COMPLETED = re.compile(rf"{LEAD}{FROM}(?:ke\s+)?tu\s+(?:{SHORT}){TO}{_any('b')}")
SINCE = re.compile(rf"{LEAD}{FROM}(?:ke\s+tu|tu|sau)\s+{_any('a', BARE)}(?:\s+(?:den nay|tro di))?")
UNTIL = re.compile(rf"{LEAD}\b(?:truoc\s+{_any('a', BARE)}|den(?:\s+het)?\s+{_any('c')})")
ONE = re.compile(rf"{LEAD}(?<![\w/]){_any('a')}")
SAID = frozenset(
    "từ đến hết tới ngày tháng năm quý quí trước sau kể trở đi giữa và vào hành".split()  # noqa: SIM905 - as it reads
)
"""The words of a period that have marks."""
QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included; None on a side that is open."""

    first: date | None
    last: date | None

    def __str__(self) -> str:
        return f"{self.first or '…'} – {self.last or '…'}"


def find_period(folded: str, typed: str | None = None) -> tuple[Period, Span] | None:
    """The first period in a folded text, and where; `InvalidQuery` for a day or month that does not exist.

    `typed` is the same text with its marks, character for character.
    """
    for form, read in _FORMS:
        for match in form.finditer(folded):
            if typed is None or _is_said(typed[slice(*match.span())]):
                return read(match), Span(*match.span())
    return None


def _is_said(typed: str) -> bool:
    """Whether every word typed with marks is one that a period is told by."""
    return all(word.isascii() or word.lower() in SAID for word in re.findall(r"[^\W\d_]+", typed))


def _between(match: re.Match[str]) -> Period:
    first, last = _read(match, "a").first, _read(match, "b").last
    if first and last and first > last:
        raise InvalidQuery("khoảng thời gian bị ngược / the period ends before it begins", match.start())
    return Period(first, last)


def _completed(match: re.Match[str]) -> Period:
    """`từ 1/5 đến 30/6/2020`: the year, and where need be the month, are those of the second side."""
    last = _read(match, "b").last
    if last is None:
        return Period(None, None)
    day = match["sd"] or match["sdd"]
    month = match["sm"] or match["smm"] or (last.month if day else None)
    parts = {"y": str(last.year), "m": str(month), "d": day} if day else {"my": str(last.year), "mm": str(month)}
    if match["sq"]:
        parts = {"qy": str(last.year), "q": match["sq"]}
    first = _dated(parts, match).first
    if first and first > last:
        raise InvalidQuery("khoảng thời gian bị ngược / the period ends before it begins", match.start())
    return Period(first, last)


def _since(match: re.Match[str]) -> Period:
    period = _read(match, "a")
    after = re.search(r"\bsau\s", match[0]) is not None and period.last is not None
    return Period(period.last + timedelta(days=1) if after and period.last else period.first, None)


def _until(match: re.Match[str]) -> Period:
    period = _read(match, "a" if "truoc" in match[0] else "c")
    before = "truoc" in match[0] and period.first is not None
    return Period(None, period.first - timedelta(days=1) if before and period.first else period.last)


def _one(match: re.Match[str]) -> Period:
    return _read(match, "a")


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period]], ...] = (
    (BETWEEN, _between),
    (BETWEEN_BARE, _between),
    (YEARS, _between),
    (COMPLETED, _completed),
    (SINCE, _since),
    (UNTIL, _until),
    (ONE, _one),
)


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
    return _dated(parts, match)


def _dated(parts: dict[str, str], match: re.Match[str]) -> Period:
    try:
        return _period(parts)
    except (ValueError, OverflowError, calendar.IllegalMonthError) as error:
        raise InvalidQuery(f"không có ngày tháng này / no such date: {match[0]}", match.start()) from error


def _period(parts: dict[str, str]) -> Period:
    if "d" in parts or "iy" in parts:
        names = ("y", "m", "d") if "d" in parts else ("iy", "im", "id")
        day = date(*(int(parts[name]) for name in names))
        return Period(day, day)
    if "mm" in parts or "bm" in parts:
        year, month = (parts["my"], parts["mm"]) if "mm" in parts else (parts["by"], parts["bm"])
        return _months(int(year), int(month), 1)
    if "q" in parts:
        return _months(int(parts["qy"]), QUARTERS[parts["q"]] * 3 - 2, 3)
    whole = int(parts["yy" if "yy" in parts else "b"])
    return Period(date(whole, 1, 1), date(whole, 12, 31))


def _months(year: int, month: int, count: int) -> Period:
    last = month + count - 1
    return Period(date(year, month, 1), date(year, last, calendar.monthrange(year, last)[1]))
