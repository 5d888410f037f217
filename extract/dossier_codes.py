"""Dossier codes of the one-stop shop (mã số hồ sơ), Circular 01/2018/TT-VPCP, Article 19.

`000.00.28.H17-200513-0001`: unit code, day of receipt (yymmdd), serial of the day. Unit codes stand in both orders:
root last (`000.00.28.H17`, QCVN 102:2016) or root first (`H15.50.05.13`, Decision 20/2020/QĐ-TTg); services put their
name before (`NCOVI.`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from extract.dates import calendar_date
from extract.dispatch import DossierCode
from extract.provinces import provinces
from extract.span import Span
from extract.tables import table
from extract.text import Text

_CODE = re.compile(
    r"(?<![\w.-])(?P<service>[A-Z]{2,12}\.)?(?P<unit>(?:[0-9A-Z]{2,3}\.){1,4}[0-9A-Z]{2,3})"
    r" ?[-–] ?(?P<day>\d{6}) ?[-–] ?(?P<serial>\d{3,7})(?![\w-])"
)
_ROOT = re.compile(r"[A-Z]\d\d")


def find_dossier_codes(text: Text, span: Span) -> tuple[DossierCode, ...]:
    """All codes in the span; what is wrong with one stands in its `problems`."""
    found = []
    for match in _CODE.finditer(text.content, span.start, span.end):
        at = Span(match.start(), match.end())
        code = read_code(match[0])
        if code:
            unit, day, serial, name, problems = code
            found.append(DossierCode(at, at.of(text.content), unit, day, serial, name, problems, text.regions(at)))
    return tuple(found)


def read_code(printed: str) -> tuple[str, date | None, int, str | None, tuple[str, ...]] | None:
    """Unit code, day, serial, name of the unit's root body, problems; None for what has no such form."""
    match = _CODE.fullmatch(printed.strip())
    if not match:
        return None
    groups = match["unit"].split(".")
    roots = [group for group in (groups[-1], groups[0]) if _ROOT.fullmatch(group)]
    digits = match["day"]
    day = calendar_date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    problems = [] if day else ["no_such_day"]
    name = _unit_name(roots[0], day) if roots else None
    if not roots:
        problems.append("no_level1_code")
    elif name is None:
        problems.append("unknown_level1_code")
    if int(match["serial"]) == 0:
        problems.append("serial_zero")
    return match["unit"], day, int(match["serial"]), name, tuple(problems)


def unit_order(unit_code: str) -> str | None:
    """`root_last` for `000.00.28.H17`, `root_first` for `H15.50.05`, None where no level-1 code stands at an end."""
    groups = unit_code.split(".")
    if _ROOT.fullmatch(groups[-1]):
        return "root_last"
    return "root_first" if _ROOT.fullmatch(groups[0]) else None


def _unit_name(code: str, day: date | None) -> str | None:
    """The body of a level-1 code; a province by its short name (`Đà Nẵng`), as dossiers are told apart by place."""
    if code.startswith("H"):
        named = [place for place in provinces().values() if place.code == code]
        on = day or date.max
        named.sort(key=lambda place: not ((place.valid_from or date.min) <= on <= (place.valid_to or date.max)))
        return named[0].name if named else None
    row = _units().get(code)
    return (row["name_2025"] or row["name"]) or None if row else None


@cache
def _units() -> dict[str, Mapping[str, str]]:
    return {row["code"]: row for row in table("unit_codes")}
