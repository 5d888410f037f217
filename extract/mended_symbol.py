"""Symbols set right (sửa ký hiệu): a lost Đ, a capital, one letter too many, where only one reading is possible.

`QD-UBND` → `QĐ-UBND`, `LĐTĐBXH-VL` → `LĐTBXH-VL` where the header names that ministry; `NBV` stays where nothing tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extract.agencies import agencies, symbol_key
from extract.document_types import document_types
from extract.tables import table

_PROPOSAL = re.compile(r"T[Il1!J]r")
"""What a scan makes of `TTr`: no type is so abbreviated."""


def mended_symbol(symbol: str, issuer_symbols: Iterable[str] = ()) -> tuple[str, tuple[str, ...]]:
    """The symbol set right, and what was done; `issuer_symbols` are those of the body in the header."""
    groups = re.split(r"([-/])", symbol)
    reasons: list[str] = []
    spoken = tuple(issuer_symbols)
    for i in range(0, len(groups), 2):
        better = _group(groups[i], i == 0 or groups[i - 2].isdigit(), spoken)
        if better != groups[i]:
            reasons.append(f"{groups[i]} read as {better}")
            groups[i] = better
    return "".join(groups), tuple(reasons)


def _group(group: str, first: bool, spoken: tuple[str, ...]) -> str:
    forms = [form for form in _known().get(symbol_key(group), ()) if ("&" in form) == ("&" in group)]
    key = symbol_key(group)
    if group.isdigit() or group in forms:
        return group
    if len(forms) == 1:
        return forms[0]
    if forms:
        return group
    if len(group) >= 4:
        near = [s for s in spoken if one_apart(symbol_key(s), key) and len(s) >= 4]
        if len(near) == 1:
            return near[0]
    if first and _PROPOSAL.fullmatch(group):
        return "TTr"
    if first:
        doubled = re.sub(r"(.)\1", r"\1", group.replace("Ð", "Đ"))
        if doubled != group and doubled in _types():
            return doubled
    return group


def one_apart(a: str, b: str) -> bool:
    """Whether one letter put in, left out, changed, or two neighbours swapped make the one into the other."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    if len(a) == len(b):
        return a[i + 1 :] == b[i + 1 :] or (a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :])
    short, long = sorted((a, b), key=len)
    return short[i:] == long[i + 1 :]


@cache
def _types() -> frozenset[str]:
    return frozenset(short for kind in document_types() for short in kind.abbreviations)


@cache
def _known() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    local: tuple[str, ...] = ("UBND", "HĐND", "TTĐT", "HĐQT", "ĐHQG")
    sectors = [row["letters"] for row in table("sectors") if row["letters"]]
    local += tuple(lead + form for lead in "SP" for one in sectors for form in (one, one.replace("&", "")))
    for form in (*_types(), *(s for body in agencies().values() for s in body.symbols), *local):
        key = symbol_key(form)
        if form not in found.get(key, ()):
            found[key] = (*found.get(key, ()), form)
    return found
