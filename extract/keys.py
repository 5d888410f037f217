"""Keys of works: issuer / symbol / year / number, `vn/ttgcp/QĐ-TTg/2020/15`; `?` for what is unknown.

A symbol alone is not unique: every province has its `15/QĐ-UBND`, so the issuer is part of the key.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extract.agencies import agency
from extract.document_types import by_abbreviation, by_folded_abbreviation
from extract.fold import fold
from extract.issuers import issuer_of_symbol, known_symbols
from extract.number import DocumentNumber, symbol_key


def work_key(number: DocumentNumber, year: int | None, issuer: str | None) -> str:
    """The key of a numbered work; `year` is that of its date, used where the number shows none."""
    symbol = _parted(canonical_symbol(number.symbol)).replace("/", "-")
    known = issuer_of_symbol(symbol)
    body = known[0] if known else (issuer_id(issuer) if issuer else None)
    head = f"{number.number.lstrip('0') or '0'}{number.suffix}"
    return f"vn/{body or '?'}/{symbol or '?'}/{number.year or year or '?'}/{head}"


def _parted(symbol: str) -> str:
    """`NĐCP`, whose hyphen was lost, as `NĐ-CP`."""
    if "-" in symbol or "/" in symbol:
        return symbol
    for size in (4, 3, 2):
        head, rest = symbol[:size], symbol[size:]
        if head in by_abbreviation() and fold(rest) in known_symbols():
            return f"{head}-{known_symbols()[fold(rest)]}"
    return symbol


@lru_cache(maxsize=2048)
def issuer_id(name: str) -> str | None:
    """The id of a named body; None for one that names no place or office of its own (`Ủy ban nhân dân thành phố`)."""
    if re.fullmatch(
        r"(?:chu tich )?(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd) (?:tinh|thanh pho|quan|huyen|xa|phuong|thi xa)",
        fold(name),
    ):
        return None
    found = agency(name)
    return found.id if found else _own_name(fold(name))


_OFFICE = re.compile(
    r"(?:pho )?(?:tong )?(?:giam doc|cuc truong|hieu truong|chanh an|vien truong|vien truong|chu tich|truong ban) "
)
_PLACE = re.compile(r"(?<![a-z])(?:tinh|thanh pho|tp\.?|quan|huyen|thi xa|xa|phuong|thi tran|dac khu) [a-z0-9]")
_ENTERPRISE = re.compile(
    r"(?:tong cong ty|cong ty|tap doan|ngan hang|truong|hoc vien|benh vien|hop tac xa)(?: [a-z0-9&.]+){2,}"
)


def _own_name(folded: str) -> str | None:
    """The name itself as an id, where it is one of its own: a company's, or one with its place."""
    bare = _OFFICE.sub("", folded, count=1) if _OFFICE.match(folded) else folded
    if _PLACE.search(bare) or _ENTERPRISE.fullmatch(bare):
        return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
    return None


@lru_cache(maxsize=4096)
def canonical_symbol(symbol: str) -> str:
    """The symbol as its issuer writes it: `QD-TTG` → `QĐ-TTg`; unknown ones stay as printed."""
    groups = re.split(r"([-/])", symbol)
    return "".join(_canonical_group(group) for group in groups)


def _canonical_group(group: str) -> str:
    """A group as it is written; two that fold alike, `HĐ` and `HD`, stay what they are."""
    if len(group) < 2 or group.isdigit() or group in _exact_symbols():
        return group
    return known_symbols().get(fold(group), group)


@cache
def _exact_symbols() -> frozenset[str]:
    return frozenset(known_symbols().values()) | frozenset(by_abbreviation())


@lru_cache(maxsize=2048)
def likely_symbol(symbol: str) -> str | None:
    """What a mistyped symbol must mean: the only known one at edit distance one (`TT-NBV` → `TT-BNV`); else None."""
    groups = re.split(r"([-/])", symbol)
    typed = fold(groups[0]) in by_folded_abbreviation()
    place = 2 if typed else 0
    if place >= len(groups):
        return None
    group = fold(groups[place])
    if group in known_symbols() or len(group) < (3 if fold(groups[0]) in _OF_MINISTRIES else 5):
        return None
    near = {known for folded, known in known_symbols().items() if len(folded) > 2 and _one_apart(group, folded)}
    if len(near) != 1:
        return None
    groups[place] = near.pop()
    return "".join(groups)


_OF_MINISTRIES = frozenset({"tt", "ttlt", "vbhn", "nd"})
"""Types that only central bodies issue: there a short unknown symbol must be a slip (`QĐ-SYT` is none)."""


def _one_apart(left: str, right: str) -> bool:
    """Whether one letter more, less, other or swapped with its neighbour makes one of the other."""
    if abs(len(left) - len(right)) > 1 or left == right:
        return False
    if len(left) == len(right):
        differing = [i for i, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
        if len(differing) == 2:
            i, j = differing
            return j == i + 1 and left[i] == right[j] and left[j] == right[i]
        return len(differing) == 1
    short, long = sorted((left, right), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def same_number(left: str, right: str) -> bool:
    """Whether two printed references agree, separators, case, Đ and leading zeros apart: `05/NQ-CP`, `5/NQ/CP`."""
    return symbol_key(left.lstrip("0")) == symbol_key(right.lstrip("0"))
