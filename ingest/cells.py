"""Cells of a table and what they hold (ô, kiểu dữ liệu): numbers, dates, identifiers whose form can be checked."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from stdnum.vn import mst

from corpus.reading import Json

_DATE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,]\d+)?%?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_NAMES = (
    ("cccd", re.compile(r"cccd|căn cước|cmnd|chứng minh|định danh")),
    ("mst", re.compile(r"\bmst\b|mã số thuế")),
    ("bhxh", re.compile(r"bhxh|bảo hiểm xã hội|mã số bh")),
)
_CALLED = re.compile(r"tài khoản|\b(?:stk|tk)\b|điện thoại|\b(?:s?đt|sđt)\b|\bfax\b")
"""Headings of figures that count nothing."""
_PROVINCES = frozenset(
    """
    001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044
    045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091
    092 093 094 095 096
    """.split()  # noqa: SIM905 - a list a page long
)
"""Where a citizen's birth was registered, by the statistical codes; they outlive the provinces (Circular
59/2021/TT-BCA, Annex I)."""


def cell(text: str, column: str) -> Json:
    """`{"text", "type"}` and, where it says more, `value` or `valid`; `column` is the heading above it."""
    text = " ".join(text.split())
    if not text:
        return {"text": "", "type": "empty"}
    identifier = _identifier(text, column.lower())
    if identifier:
        return {"text": text} | identifier
    if (found := _DATE.fullmatch(text)) and (day := _day(found)):
        return {"text": text, "type": "date", "value": day}
    if _NUMBER.fullmatch(text) and not _is_code(text, column.lower()):
        return {"text": text, "type": "number", "value": _number(text)}
    return {"text": text, "type": "text"}


def _identifier(text: str, column: str) -> Json | None:
    kind = next((kind for kind, heading in _NAMES if heading.search(column)), None)
    digits = text.replace(" ", "")
    if kind is None or not re.fullmatch(r"[\d\-]{8,15}", digits):
        return None
    return {"type": kind, "value": digits, "valid": _is_valid(kind, digits)}


def _is_code(text: str, column: str) -> bool:
    """Figures that are no number: with a leading zero, or called an account or a telephone."""
    return text.isdigit() and ((text.startswith("0") and len(text) > 1) or bool(_CALLED.search(column)))


def _is_valid(kind: str, digits: str) -> bool:
    """Check digit of a tax code; length of the others, and the province of a citizen's number of twelve."""
    if kind == "mst":
        return bool(mst.is_valid(digits))
    if kind == "bhxh":
        return len(digits) == 10
    return len(digits) == 9 or (len(digits) == 12 and digits[:3] in _PROVINCES)


def _day(found: re.Match[str]) -> str | None:
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _number(text: str) -> Any:
    """Vietnamese notation: points group thousands, the comma is the decimal sign."""
    bare = text.rstrip("%")
    plain = bare.replace(".", "").replace(",", ".") if _GROUPED.fullmatch(bare) or "," in bare else bare
    try:
        return int(plain)
    except ValueError:
        return float(plain) if plain.count(".") <= 1 else None
