"""Values people set (giá trị đính chính): what each field takes, and what becomes of lists, such as Nơi nhận."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from corpus.reading import Json
from corpus.refusals import InvalidValue
from extract.names_of_types import type_names

KNOWN = {
    "document_type": frozenset(type_names()) - {"van_ban"},
    "urgency": frozenset({"hoa_toc", "thuong_khan", "khan"}),
    "secrecy": frozenset({"tuyet_mat", "toi_mat", "mat"}),
}
"""Fields whose values are words of a list."""
LISTS = ("addressees", "recipients")
Shape = Callable[[str, Any], Any]
MOST = 500
"""Values of one list."""
BLANK: Json = {"text": "", "confidence": 1.0, "start": None, "end": None, "regions": [], "reasons": []}
"""A field nobody read."""


def check_value(name: str, value: Any) -> Any:
    """The value as it is kept; `InvalidValue` for what the field cannot hold."""
    shape: Shape = _SHAPES.get(name, _line)
    return shape(name, value)


def listed(before: Sequence[Json], status: str, values: Sequence[Any], told: Json) -> list[Json]:
    """A list after a decision; what is in it as it was read keeps its place on the page, and counts as confirmed."""
    if status == "rejected":
        return []
    if status == "confirmed":
        return [one | told for one in before]
    known = {repr(one["value"]): one for one in before}
    return [
        known[repr(value)] | told | {"status": "confirmed"}
        if repr(value) in known
        else BLANK | {"value": value, "from": "manual"} | told
        for value in values
    ]


def _line(name: str, value: Any) -> str:
    if not (isinstance(value, str) and value.strip()):
        raise InvalidValue(f"{name} cần một giá trị / {name} needs a value")
    if value not in KNOWN.get(name, (value,)):
        raise InvalidValue(f"{name} không có giá trị {value!r} / {name} knows no {value!r}")
    return value.strip()


def _day(name: str, value: Any) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise InvalidValue(f"không phải ngày: {value} / not a date: {value}") from error


def _several(name: str, value: Any) -> list[Any]:
    if not isinstance(value, list | tuple) or not 1 <= len(value) <= MOST:
        raise InvalidValue(f"{name} cần 1–{MOST} giá trị / {name} needs 1–{MOST} values")
    return [_recipient(name, one) if name == "recipients" else _line(name, one) for one in value]


def _recipient(name: str, value: Any) -> Json:
    if not isinstance(value, Mapping):
        raise InvalidValue(f"{name} cần name, purpose, members / {name} needs name, purpose, members")
    members = [_line(name, one) for one in value.get("members") or ()]
    return {"name": _line(name, value.get("name")), "purpose": _perhaps(name, value.get("purpose")), "members": members}


def _stamp(name: str, value: Any) -> Json:
    if not isinstance(value, Mapping) or not any(value.get(part) for part in ("office", "number", "date")):
        raise InvalidValue(f"{name} cần office, number hoặc date / {name} needs office, number or date")
    day = value.get("date")
    found = {part: _perhaps(name, value.get(part)) for part in ("office", "number")}
    return found | {"date": _day(name, day) if day else None}


def _perhaps(name: str, value: Any) -> str | None:
    return _line(name, value) if value else None


_SHAPES: dict[str, Shape] = {
    "issued_on": _day, "addressees": _several, "recipients": _several, "arrival_stamp": _stamp,
}  # fmt: skip
