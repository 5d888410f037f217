"""Limits of time (thời hạn) in one sentence: a day, the end of a period, a recurring day, a length since something.

`chậm nhất cuối giờ chiều ngày 18/10/2017`, `trong quý III/2023`, `trước 16h00 thứ Năm hằng tuần`,
`trước ngày 10, 20 và 30 hằng tháng`, `trong 05 ngày kể từ ngày nhận được văn bản này`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from extract.dates import calendar_date
from extract.span import Span

Due = tuple[Span, dict[str, Any]]
"""Where a limit stands in the sentence, and `due_on`, `cue`, perhaps `every` or `within`."""

_CLOCK = r"\d{1,2} ?(?:h|gio|g)(?: ?\d{2})?\b"
_PART = r"(?:(?:het|cuoi) )?(?:(?:buoi|gio) )?(?:(?:hanh chinh|lam viec) )?(?:(?:sang|chieu|trua|toi) )?"
_AND_DAYS = r"(?:(?:,| va|,? va ngay|, ngay) ?\d{1,2}){0,3}"
_LABEL = (
    r"(?:han (?:chot|cuoi|hoan thanh|nop|gui|bao cao|tra loi)|thoi han|thoi gian (?:hoan thanh|nop|gui|bao cao|trinh))"
    r"(?: [a-z]+){0,4} ?:"
)
_CUE = re.compile(
    r"(?:(?:hoan thanh )?(?:truoc|cham nhat|muon nhat|khong qua|khong (?:muon|cham|tre) (?:hon|qua)|den het|xong truoc"
    rf"|dinh ky|trong(?= ngay \d)|{_LABEL})"
    r"(?: (?:la|vao|den|trong|truoc|nop|gui|bao cao|het|luc|ngay|khi))*|han chot|han cuoi|thoi han)[ :]{0,2}"
    rf"(?={_PART}(?:{_CLOCK}.{{0,24}}?|thu \w{{1,4}},? )?(?:ngay ?)?"
    rf"(?:\d{{1,2}} ?[/.-] ?\d{{1,2}}|\d{{1,2}} thang|\d{{1,2}}{_AND_DAYS} (?:hang|cua thang)))"
)
_DAY = re.compile(
    rf"{_PART}(?:(?P<clock>\d{{1,2}} ?(?:h|gio|g)(?: ?\d{{2}})?(?: ?phut)?),? ?)?"
    r"(?:(?:thu|sang|chieu) \w+,? ?)?(?:ngay ?)?"
    r"(?P<d>\d{1,2})(?: ?[/.-] ?| thang )(?P<m>\d{1,2})(?:(?: ?[/.-] ?| nam )(?P<y>\d{4}))?(?!\d)"
)
_MONTHLY = re.compile(
    rf"(?:ngay ?)?(?P<d>\d{{1,2}})(?P<more>{_AND_DAYS}) "
    r"(?:hang |(?:cua )?(?=thang (?:lien ke|ke tiep|tiep theo|lien sau|sau))|(?:cua )?thang (?:dau|cuoi)(?: cua)? )"
    r"(?P<each>thang|quy|nam)(?: (?:lien ke|ke tiep|tiep theo|lien sau|sau))?"
)
_YEARLY = re.compile(r"(?:ngay ?)?(?P<d>\d{1,2})(?: ?[/.-] ?| thang )(?P<m>\d{1,2}),? (?:hang|moi) nam")
"""`trước ngày 15 tháng 12 hằng năm`."""
_OFTEN = re.compile(
    rf"(?:truoc|cham nhat|muon nhat|dinh ky|vao)(?: (?:la|vao|luc))*[ ,]{{1,2}}(?:{_CLOCK}(?: ?phut)?[, ]*)?{_PART}"
    r"(?:(?:ngay )?(?P<weekday>thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat),? (?:hang|moi) tuan|(?:hang|moi) ngay"
    r"|(?:ngay )?cuoi cung (?:cua )?(?:hang |moi )?(?P<last>thang|quy|nam)"
    r"|ngay cuoi (?:hang |moi )?(?P<end>thang|quy))\b"
)
"""`trước 16h00 thứ Năm hằng tuần`, `trước 20h00 hằng ngày`, `chậm nhất là ngày cuối cùng của tháng`."""
_WEEKDAYS = {
    "hai": 1, "2": 1, "ba": 2, "3": 2, "tu": 3, "4": 3, "nam": 4, "5": 4, "sau": 5, "6": 5, "bay": 6, "7": 6, "nhat": 7,
}  # fmt: skip
_PERIOD = re.compile(
    rf"(?:(?P<lead>trong|(?:cham|muon) nhat(?: (?:la|vao|trong|den))*|{_LABEL}(?: (?:trong|truoc|den))?) )"
    r"(?:(?:het|cuoi) )?(?:tuan (?:thu )?(?P<w>[1-5]|nhat|dau(?: tien)?|hai|ba|tu|nam|cuoi)(?: cua)? (?=thang \d))?"
    r"(?:(?:thang (?P<m>\d{1,2})|quy (?P<q>iv|i{1,3}|[1-4]))(?: ?[/.-] ?| nam )|nam )(?P<y>\d{4})(?!\d)"
)
"""`trong tháng 6/2023`, `trong quý III năm 2023`, `trong tuần thứ 2 tháng 3/2024`: the last day of it."""
_WEEKS = {"nhat": 1, "dau": 1, "dau tien": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "cuoi": 5}
_DELIVERS = re.compile(r"\b(?:hoan thanh|bao cao|trinh|gui|nop|xong|ban hanh|tham muu)\b")
_COMPLETES = re.compile(r"\b(?:hoan thanh|xong)\b")
"""`hoàn thành trong năm 2024`, but not `báo cáo kết quả trong năm 2024`."""
_NEAR = 80
"""Letters looked at before a period."""
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_WITHIN = re.compile(
    r"(?:(?P<length>trong (?:thoi han|thoi gian|vong)|thoi han(?: la)?)|trong|cham nhat|muon nhat|khong qua|toi da)"
    r"(?: (?:toi da|khong qua|cham nhat))?(?: (?:la|sau))? ?"
    r"(?P<n>\d{1,3}) ?(?:\([a-z ]+\) ?)?"
    r"(?P<unit>ngay lam viec|ngay|gio lam viec|gio|thang|nam)"
    r"(?P<since>,? (?:(?:(?:ke|tinh) )?tu (?:ngay|khi|thoi diem)|sau (?:khi|ngay)) [^.;,\n]{0,60})?"
)
_EACH = {"thang": "month", "quy": "quarter", "nam": "year"}
_UNITS = {
    "ngay lam viec": "working_day",
    "ngay": "day",
    "gio lam viec": "working_hour",
    "gio": "hour",
    "thang": "month",
    "nam": "year",
}
_SPAN = re.compile(r"\btu (?:ngay )?\d{1,2}[^.;]{0,40}$")
_UNTIL = re.compile(r"ngay \d{1,2}\D.{0,24} den (?:het )?(?:ngay )?\d")
"""`từ ngày 01/6 đến hết ngày 30/6` is how long something lasts."""


def limits(source: str, shadow: str, issued_on: date | None) -> Iterator[Due]:
    """Every limit of a sentence; a day without a year takes the year of issue."""
    yield from _days(source, shadow, issued_on)
    for often in _OFTEN.finditer(shadow):
        yield Span(often.start(), often.end()), {"due_on": None, "cue": _words(source, often.span()), **_often(often)}
    yield from _periods(source, shadow, issued_on)
    for within in _WITHIN.finditer(shadow):
        since = within["since"] or ""
        vague = not within["length"] or ("han" not in within["length"] and not within["unit"].endswith("lam viec"))
        if (vague and not since) or _UNTIL.search(since):
            continue  # a length of time, not a limit
        told = _words(source, within.span("since")).strip(" ,") or None
        length = {"number": int(within["n"]), "unit": _UNITS[within["unit"]], "since": told}
        yield Span(within.start(), within.end()), {"due_on": None, "cue": "trong thời hạn", "within": length}


def _days(source: str, shadow: str, issued_on: date | None) -> Iterator[Due]:
    for cue in _CUE.finditer(shadow):
        if cue.group().startswith("den het") and _SPAN.search(shadow, max(0, cue.start() - _NEAR), cue.start()):
            continue
        words = _words(source, cue.span()).strip(" :")
        if each := _MONTHLY.match(shadow, cue.end()):
            days = [int(day) for day in re.findall(r"\d{1,2}", each["d"] + each["more"])]
            every: dict[str, Any] = {"due_on": None, "cue": words, "every": _EACH[each["each"]], "day": days[0]}
            yield Span(cue.start(), each.end()), every | ({"days": days} if len(days) > 1 else {})
        elif yearly := _YEARLY.match(shadow, cue.end()):
            every = {"due_on": None, "cue": words, "every": "year", "day": int(yearly["d"]), "month": int(yearly["m"])}
            yield Span(cue.start(), yearly.end()), every
        elif day := _DAY.match(shadow, cue.end()):
            due = _due(day, issued_on)
            yield Span(cue.start(), day.end()), {"due_on": due.isoformat() if due else None, "cue": words}


def _often(often: re.Match[str]) -> dict[str, Any]:
    """Every week on a day of it, every day, or the last day of every month."""
    if weekday := often["weekday"]:
        return {"every": "week", "weekday": _WEEKDAYS[weekday.split()[-1]]}
    if last := often["last"] or often["end"]:
        return {"every": _EACH[last], "day": "last"}
    return {"every": "day"}


def _periods(source: str, shadow: str, issued_on: date | None) -> Iterator[Due]:
    for period in _PERIOD.finditer(shadow):
        last = _last_day(period)
        if not last or not issued_on or last < issued_on:
            continue
        verb = _DELIVERS if period["m"] or period["q"] else _COMPLETES
        said = period["lead"] != "trong" or verb.search(shadow, max(0, period.start() - _NEAR), period.start())
        if said:
            cue = _words(source, period.span())
            yield Span(period.start(), period.end()), {"due_on": last.isoformat(), "cue": cue}


def _words(source: str, at: tuple[int, int]) -> str:
    return " ".join(source[max(0, at[0]) : max(0, at[1])].split())


def _last_day(period: re.Match[str]) -> date | None:
    """The last day of a week of a month, of a month, quarter or year."""
    quarter = period["q"]
    quarters = (_QUARTERS.get(quarter) or int(quarter)) if quarter else 4
    month = int(period["m"]) if period["m"] else 3 * quarters
    first = calendar_date(int(period["y"]) + month // 12, month % 12 + 1, 1) if 1 <= month <= 12 else None
    last = first - timedelta(days=1) if first else None
    week = period["w"]
    if last and week:
        return last.replace(day=min(last.day, 7 * (_WEEKS.get(week) or int(week))))
    return last


def _due(day: re.Match[str], issued_on: date | None) -> date | None:
    year = int(day["y"]) if day["y"] else issued_on.year if issued_on else None
    due = calendar_date(year, int(day["m"]), int(day["d"])) if year else None
    if due and issued_on and not day["y"] and due < issued_on and issued_on.month >= 10 and due.month <= 3:
        return calendar_date(due.year + 1, due.month, due.day)
    return due
