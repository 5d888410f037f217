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
_LENGTHS = {"cccd": (9, 12), "bhxh": (10,)}


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
    if _NUMBER.fullmatch(text) and not (text.startswith("0") and len(text) > 1 and text.isdigit()):
        return {"text": text, "type": "number", "value": _number(text)}
    return {"text": text, "type": "text"}


def _identifier(text: str, column: str) -> Json | None:
    kind = next((kind for kind, heading in _NAMES if heading.search(column)), None)
    digits = text.replace(" ", "")
    if kind is None or not re.fullmatch(r"[\d\-]{8,15}", digits):
        return None
    valid = bool(mst.is_valid(digits)) if kind == "mst" else len(digits) in _LENGTHS[kind]
    return {"type": kind, "value": digits, "valid": valid}


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
