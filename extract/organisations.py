"""Words that open the name of a body (từ chỉ loại cơ quan): `Sở`, `Cục`, `Ủy ban nhân dân`.

They tell where one name ends and the next begins.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache

from extract.agencies import agencies, agency, name_key
from extract.fold import fold, spelt_like
from extract.tables import table


def _pattern() -> str:
    heads = sorted((fold(row["head"]) for row in table("organisation_heads")), key=len, reverse=True)
    return "|".join(re.escape(head) for head in dict.fromkeys(heads))


HEAD = re.compile(rf"(?:{_pattern()})(?![a-z0-9])")
"""Matches the bare form of a name at its head."""

_OPEN_END = re.compile(
    r"(?:[-,]|\b(?:va|cua|ve|cac|quoc gia ve|truc thuoc|thuoc|so|chi|nhan dan|quan ly|cap"
    r"|co phan|tnhh|mtv|thanh vien|thuong mai|dich vu|dau tu|dai dien))$"
)
_STARTS_INSIDE = re.compile(
    r"^(?:va|cua|ve|thuoc|-|(?:tinh|quan|huyen|phuong|xa)(?! (?:uy|doan)\b)|thanh pho|tp|thi xa|thi tran"
    r"|viet nam|trung uong|quoc hoi)\b"
)
"""A place ends the name above it; `HUYỆN ỦY`, `QUẬN ĐOÀN` are bodies of their own."""
_NO_HEAD = re.compile(
    r"(?:vien chuc|hoi (?:thi|nghi|cho|thao)|so (?:huu|hoa|lieu)|bo (?:may|doi)|doi (?:moi|song|ngu))\b"
)
"""Words that fold like heads: `HỘI ĐỒNG TUYỂN DỤNG | VIÊN CHỨC`."""
_SYLLABLES = re.compile(r"(?:phuc|dich|nghiep|nghia|nhiem|cong) vu|(?:tien|can|noi) bo|(?:co|tru|cong|thong) so")
"""Words that a line broke within: `TRUNG TÂM DỊCH | VỤ VIỆC LÀM`."""
_FIRM = re.compile(r"(?:tong )?cong ty|chi nhanh|xi nghiep|nha may")
_FORM_ALONE = re.compile(r"(?:tong )?cong ty(?: (?:co phan|tnhh|mtv|mot|hai|thanh vien|nha nuoc))*")
"""What a firm is before it has a name: `CÔNG TY TNHH MỘT THÀNH VIÊN`."""
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
        below = fold(lines[i + 1]).strip(" .") if i + 1 < len(lines) else ""
        if found and (not _begins(text, above) or _torn(text, above, below)):
            found[-1].append(i)
        else:
            found.append([i])
    return found


def _begins(line: str, above: str) -> bool:
    """Whether a line opens a new name below what stands above."""
    whole = above.endswith((" -", ",")) and above.rstrip(" -,") in _ministries() and not line.startswith("bo ")
    whole = whole or bool(_FIRM.match(line) and _FIRM.match(above) and not _FORM_ALONE.fullmatch(above))
    if not HEAD.match(line) or (_OPEN_END.search(above) and not whole) or name_key(f"{above} {line}") in _whole_names():
        return False
    if _NO_HEAD.match(line) or (above and _SYLLABLES.fullmatch(f"{above.split()[-1]} {line.split()[0]}")):
        return False
    if _STARTS_INSIDE.match(line) and not re.match(r"(?:quoc hoi|xa) ", line):
        return False
    if line != above and line.startswith(above + " "):
        return True  # the branch under the whole: `KHO BẠC NHÀ NƯỚC | KHO BẠC NHÀ NƯỚC KHU VỰC X`
    head = HEAD.match(above)
    complete = not (head and head.end() == len(above)) or above in _complete()
    return complete or bool(_ADMINISTRATIVE.match(line) and not _ADMINISTRATIVE.match(above))


def _torn(line: str, above: str, below: str) -> bool:
    """Whether a line opens with the second half of a word that a break tore: `BỘ NÔNG NGHIỆP VÀ MÔI | TRƯỜNG`."""
    head = HEAD.match(line)
    if head is None or " " in head[0]:
        return False
    alone = head.end() == len(line) and (not below or bool(HEAD.match(below)))
    return alone or (above.rpartition(" ")[2], head[0]) in _words_of_two()


def is_open_end(line: str) -> bool:
    """Whether the bare form of a name must go on: `uy ban nhan dan cac tinh truc thuoc`, `bo tai nguyen va`."""
    return bool(_OPEN_END.search(line))


def is_whole_name(line: str) -> bool:
    """Whether a line is the whole name of a known body, which may be an office: `THỦ TƯỚNG CHÍNH PHỦ`."""
    return name_key(line) in _whole_names()


@cache
def _whole_names() -> frozenset[str]:
    """Names of several heads: `Tập đoàn Bưu chính | Viễn thông Việt Nam`."""
    return frozenset(name_key(body.name) for body in agencies().values())


@cache
def _ministries() -> frozenset[str]:
    """Folded names that are whole though a rule behind them reads as a dash: `BỘ TÀI CHÍNH - | TỔNG CỤC THUẾ`."""
    return frozenset(fold(body.name) for body in agencies().values() if body.kind == "ministry")


@cache
def _words_of_two() -> frozenset[tuple[str, str]]:
    """Pairs of syllables inside known names whose second alone would open a name: (`moi`, `truong`)."""
    named = [fold(body.name) for body in agencies().values()]
    named += [fold(row[column]) for name, column in _NAMED for row in table(name)]
    pairs = (pair for name in named for pair in itertools.pairwise(name.split()))
    return frozenset(pair for pair in pairs if HEAD.fullmatch(pair[1]))


_NAMED = (("local_bodies", "name"), ("organisation_heads", "head"), ("sectors", "name"))


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


def has_initials(name: str, letters: str) -> bool:
    """Whether a name begins with the letters: `CT` of Cục Thuế, `CĐ` of Công đoàn X; `TTr` is Thanh tra."""
    words = name.replace("-", " ").split()
    whole = "".join(word[0] for word in words[: len(letters)]).upper() == letters.upper()
    return len(letters) > 1 and (whole or (letters == "TTr" and fold(name).startswith("thanh tra")))
