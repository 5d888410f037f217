"""What people type into forms (giá trị trên biểu mẫu), as values; a refusal where it is none."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from fastapi import Form

from corpus.refusals import InvalidValue

TypedIn = Annotated[str, Form(max_length=300)]
"""One line of a form."""
DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def text_typed(typed: str, name: str) -> str:
    """Something other than blanks."""
    if not typed.strip():
        raise InvalidValue(f"chưa nhập: {name} / not filled in: {name}")
    return typed.strip()


def day_typed(typed: str) -> date | None:
    """`2026-03-09` as a date picker sends it, or `9/3/2026` as people write it; None for nothing."""
    plain = typed.strip()
    if not plain:
        return None
    parts = DAY_FIRST.fullmatch(plain)
    try:
        return date(int(parts[3]), int(parts[2]), int(parts[1])) if parts else date.fromisoformat(plain)
    except ValueError as error:
        raise InvalidValue(f"không phải ngày: {plain} / no date: {plain}") from error


def whole_typed(typed: str) -> int | None:
    """A whole number of at most nine digits; None for nothing."""
    plain = typed.strip()
    if plain and not re.fullmatch(r"[0-9]{1,9}", plain):
        raise InvalidValue(f"không phải số: {plain} / no number: {plain}")
    return int(plain) if plain else None
