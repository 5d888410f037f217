"""Bodies of places (cơ quan ở địa phương): which province a district is in, where its name alone tells.

`UBND quận Bình Tân` and `UBND quận Bình Tân, Thành phố Hồ Chí Minh` are one body; of `UBND huyện Châu Thành` there are
many, so without its province it stays what it is. The list is of the districts before July 2025, when they ended.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from extract.agencies import agency
from extract.provinces import provinces

KINDS = ("ubnd", "hdnd")


def whole_key(key: str) -> str:
    """The key of a body with its province: `ubnd.quan-binh-tan` → `ubnd.quan-binh-tan.tp-ho-chi-minh`."""
    kind, *places = key.split(".")
    if kind not in KINDS or not places or places[-1] in _provinces():
        return key
    last = places[-1]
    if len(places) > 1 and (typed := _untyped().get(last)):
        return ".".join([kind, *places[:-1], typed])
    province = _province_of().get(last)
    return f"{key}.{province}" if province else key


@cache
def _province_of() -> dict[str, str]:
    """Districts by name, those that have it to themselves, and their provinces."""
    text = files("corpus").joinpath("data/districts.csv").read_text("utf-8")
    found: dict[str, set[str]] = {}
    for row in csv.DictReader(text.splitlines()):
        body = agency(f"UBND {row['district']}, {row['province']}")
        if body is not None and body.id.count(".") == 2:
            _, district, province = body.id.split(".")
            found.setdefault(district, set()).add(province)
    return {district: next(iter(of)) for district, of in found.items() if len(of) == 1}


@cache
def _provinces() -> frozenset[str]:
    bodies = (agency(f"UBND {place.type} {place.name}") for place in provinces().values())
    return frozenset(body.id.partition(".")[2] for body in bodies if body is not None)


@cache
def _untyped() -> dict[str, str]:
    """Provinces named without their type: `ho-chi-minh` → `tp-ho-chi-minh`."""
    return {place.partition("-")[2]: place for place in _provinces()}
