"""Provinces and cities under the centre (tỉnh, thành phố trực thuộc trung ương): 63 until 30 June 2025, 34 since."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from extract.fold import fold
from extract.tables import table


@dataclass(frozen=True, slots=True)
class Province:
    """A province; `code` is its level-1 code (mã cấp 1) under Decision 20/2020/QĐ-TTg, `successor` an id."""

    id: str
    code: str
    name: str
    type: str
    """tỉnh, or thành phố."""
    aliases: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    successor: str | None
    gso_code: str | None


@cache
def provinces() -> dict[str, Province]:
    """All provinces, old and new, by id."""
    return {row["id"]: _province(dict(row)) for row in table("provinces")}


def province(name: str) -> Province | None:
    """The province of a name: `tỉnh Quảng Ngãi`, `TP. Hồ Chí Minh`, `Hà Nội`; None for other places.

    `thành phố Bạc Liêu` is a city within the province of its name, so not that province.
    """
    found = _by_name().get(_key(name))
    within = found is not None and found.type == "tỉnh" and _CITY.match(fold(name).strip())
    return None if within else found


_TYPE = re.compile(r"^(?:tinh|thanh pho|tp\b\.?) ?")
_CITY = re.compile(r"(?:thanh pho|tp\b)")


def _key(name: str) -> str:
    return re.sub(r"[^a-z]", "", _TYPE.sub("", fold(name).strip()))


@cache
def _by_name() -> dict[str, Province]:
    found: dict[str, Province] = {}
    for place in sorted(provinces().values(), key=lambda p: p.valid_to is not None):
        for form in (place.name, *place.aliases):
            found.setdefault(_key(form), place)
    return found


def _province(row: dict[str, str]) -> Province:
    return Province(
        row["id"],
        row["code"],
        row["name"],
        row["type"],
        tuple(filter(None, row["aliases"].split("|"))),
        date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        row["successor"] or None,
        row["gso_code"] or None,
    )
