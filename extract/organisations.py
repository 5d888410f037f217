"""Words that open the name of a body (từ chỉ loại cơ quan): `Sở`, `Cục`, `Ủy ban nhân dân`.

They tell where one name ends and the next begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.agencies import agency
from extract.fold import fold, spelt_like
from extract.tables import table


def _pattern() -> str:
    heads = sorted((fold(row["head"]) for row in table("organisation_heads")), key=len, reverse=True)
    return "|".join(re.escape(head) for head in dict.fromkeys(heads))


HEAD = re.compile(rf"(?:{_pattern()})(?![a-z0-9])")
"""Matches the bare form of a name at its head."""

_OPEN_END = re.compile(
    r"(?:[-,]|\b(?:va|cua|ve|cac|quoc gia ve|truc thuoc|thuoc|so|chi|nhan dan|quan ly|cap"
    r"|co phan|tnhh|mtv|thanh vien|thuong mai|dich vu|dau tu))$"
)
_STARTS_INSIDE = re.compile(
    r"^(?:va|cua|ve|thuoc|-|tinh|thanh pho|tp|quan|huyen|thi xa|phuong|xa|thi tran|viet nam|trung uong|quoc hoi)\b"
)
_ADMINISTRATIVE = re.compile(r"^(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan)$")


def head_case(printed: str) -> str:
    """The head as the table writes it: `UỶ BAN NHÂN DÂN` → `Ủy ban nhân dân`."""
    meant = _cases().get(fold(printed), (printed.capitalize(),))
    return max(meant, key=lambda head: spelt_like(printed, head))


def names(lines: Sequence[str]) -> list[list[int]]:
    """Which lines make up one name each, outermost body first.

    `UBND TỈNH X | SỞ Y TẾ` are two names, `ỦY BAN NHÂN DÂN | TỈNH X` and `BỘ LAO ĐỘNG - | THƯƠNG BINH VÀ XÃ HỘI` one.
    """
    found: list[list[int]] = []
    for i, line in enumerate(lines):
        text = fold(line).strip(" .")
        above = " ".join(fold(lines[j]) for j in found[-1]).strip(" .") if found else ""
        if found and not _begins(text, above):
            found[-1].append(i)
        else:
            found.append([i])
    return found


def _begins(line: str, above: str) -> bool:
    """Whether a line opens a new name below what stands above."""
    if not HEAD.match(line) or _OPEN_END.search(above):
        return False
    if _STARTS_INSIDE.match(line) and not re.match(r"(?:quoc hoi|xa) ", line):
        return False
    if line != above and line.startswith(above + " "):
        return True  # the branch under the whole: `KHO BẠC NHÀ NƯỚC | KHO BẠC NHÀ NƯỚC KHU VỰC X`
    head = HEAD.match(above)
    complete = not (head and head.end() == len(above)) or above in _complete()
    return complete or bool(_ADMINISTRATIVE.match(line) and not _ADMINISTRATIVE.match(above))


@cache
def _cases() -> dict[str, tuple[str, ...]]:
    """Bare form → the heads written so: `hai quan` → `Hải quan`, `Hải quân`."""
    found: dict[str, tuple[str, ...]] = {}
    for row in table("organisation_heads"):
        found[fold(row["head"])] = (*found.get(fold(row["head"]), ()), row["head"])
    return found


@cache
def _complete() -> frozenset[str]:
    return frozenset(fold(row["head"]) for row in table("organisation_heads") if row["complete"] == "yes")


_INNER = re.compile(
    r" (?=(?:tong cuc|cuc|so|chi cuc|van phong|phong|trung tam|ban quan ly|benh vien|truong|vien|thanh tra)(?![a-z]))"
)
_WHOLE = re.compile(
    r"^(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan) "
    r"(?:tinh|thanh pho|tp\.?|quan|huyen|thi xa|phuong|xa) \S+(?: \S+){0,4}$"
)


def inner_start(line: str) -> int:
    """Where a second body begins on one line: before `SỞ` in `UBND TỈNH BÌNH DƯƠNG SỞ Y TẾ`; 0 where none does."""
    text = fold(line)
    for gap in _INNER.finditer(text):
        before = line[: gap.start()].strip(" -")
        known = agency(before)
        if _WHOLE.match(text[: gap.start()]) or (known and known.kind in ("ministry", "department", "government")):
            return gap.end()
    return 0
