"""Deadlines (thời hạn): who must do what by when.

`… gửi về Bộ trước ngày 12 tháng 5 năm 2020`, `chậm nhất ngày 18/10/2017`, `trước ngày 25 hàng tháng`,
`trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản này`. Spans of law (`đã nộp trước ngày …`,
`hiệu lực từ ngày …`) and counts (`tính đến ngày …`) are no deadlines.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from extract.dates import calendar_date
from extract.dispatch import Finding
from extract.field_words import any_of
from extract.fold import fold
from extract.organisations import HEAD
from extract.sentences import sentences
from extract.span import Span
from extract.text import Text

_CUE = re.compile(
    r"(?:(?:hoan thanh )?(?:truoc|cham nhat|muon nhat|khong qua|den het|xong truoc|dinh ky|trong(?= ngay \d)"
    r"|(?:han (?:chot|cuoi)|thoi han)(?: [a-z]+){0,4} ?:)"
    r"(?: (?:la|vao|den|trong|nop|gui|bao cao|het|luc|ngay|khi))*|han chot|han cuoi|thoi han)[ :]{0,2}"
    r"(?=(?:\d{1,2} ?(?:h|gio|g)(?: ?\d{2})?\b.{0,24}?)?(?:ngay ?)?"
    r"(?:\d{1,2} ?[/.-] ?\d{1,2}|\d{1,2} thang|\d{1,2} (?:hang|cua thang)))"
)
_DAY = re.compile(
    r"(?:(?P<clock>\d{1,2} ?(?:h|gio|g)(?: ?\d{2})?(?: ?phut)?),? ?)?(?:(?:thu|sang|chieu) \w+,? ?)?(?:ngay ?)?"
    r"(?P<d>\d{1,2})(?: ?[/.-] ?| thang )(?P<m>\d{1,2})(?:(?: ?[/.-] ?| nam )(?P<y>\d{4}))?(?!\d)"
)
_MONTHLY = re.compile(r"(?:ngay ?)?(?P<d>\d{1,2}) (?:hang |cua thang (?:dau|cuoi)(?: cua)? )(?P<each>thang|quy|nam)")
_YEARLY = re.compile(r"(?:ngay ?)?(?P<d>\d{1,2})(?: ?[/.-] ?| thang )(?P<m>\d{1,2}),? (?:hang|moi) nam")
"""`trước ngày 15 tháng 12 hằng năm`."""
_PERIOD = re.compile(
    r"trong (?:(?:thang (?P<m>\d{1,2})|quy (?P<q>iv|i{1,3}|[1-4]))(?: ?[/.-] ?| nam )|nam )(?P<y>\d{4})(?!\d)"
)
"""`trong tháng 6/2023`, `trong quý III năm 2023`, `trong năm 2024`: the last day of it."""
_DELIVERS = re.compile(r"\b(?:hoan thanh|bao cao|trinh|gui|nop|xong|ban hanh|tham muu)\b")
_COMPLETES = re.compile(r"\b(?:hoan thanh|xong)\b")
"""`hoàn thành trong năm 2024`, but not `báo cáo kết quả trong năm 2024`."""
_NEAR = 80
_CLAUSE = 300
"""Letters looked at before a period, and to both sides of a limit."""
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_CONDITION = re.compile(r"\b(?:truong hop|doi voi|doi tuong|neu|nguoi lao dong)\b")
_LONG_AGO = timedelta(days=45)
"""A day so long before the day of issue is no deadline but a condition: `nghỉ việc trước ngày …`."""
_WITHIN = re.compile(
    r"(?:trong (?:thoi han|thoi gian|vong)|thoi han(?: la)?)(?: (?:toi da|khong qua|cham nhat))?(?: la)? ?"
    r"(?P<n>\d{1,3}) ?(?:\([a-z ]+\) ?)?"
    r"(?P<unit>ngay lam viec|ngay|gio lam viec|gio|thang|nam)(?P<since>,? (?:ke )?tu (?:ngay|khi) [^.;,\n]{0,60})?"
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
_DUTY = re.compile(rf"\b(?:{any_of('duty')})\b")
_REGULARLY = re.compile(r"\bdinh ky\b")
"""`định kỳ trước ngày …` is not `kỳ trước`."""
_PAST = re.compile(rf"\b(?:{any_of('past')})\b")
_WHO = re.compile(
    rf"\b(?:{any_of('charge')})(?: (?:dong chi|cac dong chi|quy|cac ong \(ba\)))? "
    rf"(?P<who>.{{4,160}}?)(?= (?:{any_of('charged_act')})\b)"
)
_OPENING = re.compile(
    r"^(?:[-+*•–] ?|\d{1,2}(?:\.\d{1,2})*[.)] ?|[a-z]\) ?){0,3}"
    rf"(?P<who>[^:;]{{4,90}}?)(?= ?:| (?:{any_of('charged_act')})\b)"
)
_BODY = re.compile(rf"(?:{any_of('charged_body')})\b")


def find_deadlines(
    text: Text, span: Span, issued_on: date | None, addressees: tuple[str, ...] = ()
) -> tuple[Finding, ...]:
    """Deadlines in order. `details`: `due_on` (ISO or None), `who` (list), `what`, `cue`; else `every`, `within`.

    A day without a year takes the year of issue. Where no sentence names who must act, the addressees must.
    """
    found: list[Finding] = []
    charged: dict[int, tuple[str, ...]] = {}
    for sentence in sentences(text.content, span):
        source = sentence.of(text.content)
        shadow = fold(source).replace("\n", " ")
        level = _level(shadow)
        named = _named(source, shadow)
        charged = {depth: who for depth, who in charged.items() if depth < level}
        if named and (level or shadow.rstrip().endswith(":")):
            charged[level] = named
        if not _DUTY.search(shadow):
            continue
        who = named or (charged[max(charged)] if charged and level else ())
        what = ""
        for at, details in _dues(source, shadow, issued_on):
            if _PAST.search(_REGULARLY.sub("", _clause(shadow, at))) or _is_condition(
                shadow, at, details["due_on"], issued_on
            ):
                continue
            place = at.shift(sentence.start)
            what = what or _what(source)
            details |= {"who": list(who or addressees), "what": what}
            found.append(Finding(place, place.of(text.content), details, text.regions(place)))
    return tuple(found)


def _clause(shadow: str, at: Span) -> str:
    """The words around a limit up to the commas: `hồ sơ đã nộp trước ngày …` tells of the past, the rest may not."""
    first, last = max(0, at.start - _CLAUSE), min(len(shadow), at.end + _CLAUSE)
    start = max(shadow.rfind(mark, first, at.start) for mark in (", ", "; ", "("))
    end = shadow.find(",", at.end, last)
    return shadow[max(start + 1, first) : end if end >= 0 else last]


def _is_condition(shadow: str, at: Span, due: str | None, issued_on: date | None) -> bool:
    """Whether a day before the day of issue tells whom a rule is for: `trường hợp nghỉ việc trước ngày …`."""
    if not due or not issued_on or date.fromisoformat(due) >= issued_on:
        return False
    return date.fromisoformat(due) < issued_on - _LONG_AGO or bool(
        _CONDITION.search(shadow, max(0, at.start - _CLAUSE), at.start)
    )


def _level(shadow: str) -> int:
    """Depth of an item: 0 a paragraph, 1 `1.`, 2 `1.1`, 3 `a)` or `-`, 4 `+`."""
    number = re.match(r"(\d{1,2}(?:\.\d{1,2})*)[.)]? ", shadow)
    if number:
        return 1 + number[1].count(".")
    if re.match(r"(?:[a-z]\) |[-*] ?)", shadow):
        return 3
    return 4 if shadow.startswith("+") else 0


def _dues(source: str, shadow: str, issued_on: date | None) -> list[tuple[Span, dict[str, Any]]]:
    dues: list[tuple[Span, dict[str, Any]]] = []
    for cue in _CUE.finditer(shadow):
        words = " ".join(source[cue.start() : cue.end()].split()).strip(" :")
        if each := _MONTHLY.match(shadow, cue.end()):
            every = {"due_on": None, "cue": words, "every": _EACH[each["each"]], "day": int(each["d"])}
            dues.append((Span(cue.start(), each.end()), every))
        elif yearly := _YEARLY.match(shadow, cue.end()):
            every = {"due_on": None, "cue": words, "every": "year", "day": int(yearly["d"]), "month": int(yearly["m"])}
            dues.append((Span(cue.start(), yearly.end()), every))
        elif day := _DAY.match(shadow, cue.end()):
            due = _due(day, issued_on)
            dues.append((Span(cue.start(), day.end()), {"due_on": due.isoformat() if due else None, "cue": words}))
    for period in _PERIOD.finditer(shadow):
        last = _last_day(period)
        if (
            last
            and issued_on
            and last >= issued_on
            and (_DELIVERS if period["m"] or period["q"] else _COMPLETES).search(
                shadow, max(0, period.start() - _NEAR), period.start()
            )
        ):
            due_in = {"due_on": last.isoformat(), "cue": " ".join(source[period.start() : period.end()].split())}
            dues.append((Span(period.start(), period.end()), due_in))
    for within in _WITHIN.finditer(shadow):
        if not within["since"] and not within["unit"].endswith("lam viec") and "han" not in within[0]:
            continue  # a length of time, not a limit
        since = " ".join(source[slice(*within.span("since"))].split()).strip(" ,") or None
        length = {"number": int(within["n"]), "unit": _UNITS[within["unit"]], "since": since}
        dues.append((Span(within.start(), within.end()), {"due_on": None, "cue": "trong thời hạn", "within": length}))
    return dues


def _last_day(period: re.Match[str]) -> date | None:
    """The last day of a month, quarter or year."""
    quarter = period["q"]
    quarters = (_QUARTERS.get(quarter) or int(quarter)) if quarter else 4
    month = int(period["m"]) if period["m"] else 3 * quarters
    first = calendar_date(int(period["y"]) + month // 12, month % 12 + 1, 1) if 1 <= month <= 12 else None
    return first - timedelta(days=1) if first else None


def _due(day: re.Match[str], issued_on: date | None) -> date | None:
    year = int(day["y"]) if day["y"] else issued_on.year if issued_on else None
    due = calendar_date(year, int(day["m"]), int(day["d"])) if year else None
    if due and issued_on and not day["y"] and due < issued_on and issued_on.month >= 10 and due.month <= 3:
        return calendar_date(due.year + 1, due.month, due.day)
    return due


def _named(source: str, shadow: str) -> tuple[str, ...]:
    """Who a sentence charges: behind `đề nghị`, `giao`, or at the head of an item."""
    for pattern in (_WHO, _OPENING):
        if (found := pattern.search(shadow)) and source[found.start("who")].isupper():
            name = " ".join(source[found.start("who") : found.end("who")].split()).strip(" ,*_")
            return (name,) if _is_body(name) else ()
    return ()


def _is_body(name: str) -> bool:
    shadow = fold(name)
    return bool(HEAD.match(shadow) or _BODY.match(shadow))


def _what(source: str) -> str:
    words = " ".join(source.split()).strip("*_ ")
    return words if len(words) <= 320 else words[:317].rstrip() + "…"
