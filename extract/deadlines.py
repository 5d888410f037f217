"""Deadlines (thời hạn): who must do what by when.

`… gửi về Bộ trước ngày 12 tháng 5 năm 2020`, `chậm nhất ngày 18/10/2017`, `trước ngày 25 hàng tháng`,
`trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản này`. Spans of law (`đã nộp trước ngày …`,
`hiệu lực từ ngày …`) and counts (`tính đến ngày …`) are no deadlines.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from extract.dispatch import Finding
from extract.field_words import any_of
from extract.fold import fold
from extract.limits import Due, limits
from extract.organisations import HEAD
from extract.sentences import sentences
from extract.span import Span
from extract.text import Text

_CLAUSE = 300
"""Letters looked at to both sides of a limit."""
_CONDITION = re.compile(r"\b(?:truong hop|doi voi|doi tuong|neu|nguoi lao dong)\b")
_LONG_AGO = timedelta(days=45)
"""A day so long before the day of issue is no deadline but a condition: `nghỉ việc trước ngày …`."""
_DUTY = re.compile(rf"\b(?:{any_of('duty')})\b")
_LABELLED = re.compile(
    r"(?:^|[-+*] ?)(?:thoi han|han (?:hoan thanh|nop|gui|bao cao|tra loi)|thoi gian (?:hoan thanh|nop|gui))"
    r"[a-z ]{0,24}:"
)
"""`Thời hạn: 15/12/2025`, without a verb."""
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
        if not _DUTY.search(shadow) and not _LABELLED.search(shadow):
            continue
        who = named or (charged[max(charged)] if charged and level else ())
        what = ""
        for at, details in sorted(limits(source, shadow, issued_on), key=_place):
            if _PAST.search(_REGULARLY.sub("", _clause(shadow, at))) or _is_condition(
                shadow, at, details["due_on"], issued_on
            ):
                continue
            place = at.shift(sentence.start)
            what = what or _what(source)
            details |= {"who": list(who or addressees), "what": what}
            found.append(Finding(place, place.of(text.content), details, text.regions(place)))
    return tuple(found)


def _place(due: Due) -> int:
    return due[0].start


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
