"""Normal case (chữ thường) of names printed in capitals: `SỞ Y TẾ TỈNH KIÊN GIANG` is `Sở Y tế tỉnh Kiên Giang`.

Known bodies get their official spelling; in other names the kind, the field and the places begin with a capital.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.agencies import agencies, name_key
from extract.fold import fold, spelling, spelt_like
from extract.organisations import HEAD, head_case
from extract.provinces import provinces
from extract.tables import table

_PLACES = ("thành phố", "thị xã", "thị trấn", "đặc khu", "tỉnh", "quận", "huyện", "phường", "xã")
_NO_PLACE = re.compile(r"(?:tinh|thanh|huyen|quan|thi|xa|phuong) (?:uy|doan)\b|xa hoi\b")
_NUMBERED = re.compile(r"(?:khu vuc|vung|so) (?:[ivx]{1,5}|[0-9]{1,3})(?![a-z0-9])")
_REGION = re.compile(r"mien (?:bac|trung|nam)(?![a-z])")
_BRANCH = re.compile(r"(?:bao hiem xa hoi|bhxh|thue)$")
"""Bodies whose local offices are called `cơ sở`, of a place or with a number."""
_SCHOOL = re.compile(r"(?:tieu hoc|trung hoc co so|trung hoc pho thong|mam non|mau giao)$")
"""Kinds of school that bear a name: `Lê Lợi`, `Hoa Mai`."""
_SEAT = re.compile(r"(?:huyen|quan|thi|thanh|tinh|xa|phuong) (?:uy|doan)$")
"""Bodies of the Party and the Youth Union that bear the name of their place: `Huyện ủy Mường Ảng`."""
_SMALL = frozenset(("và", "của", "các", "về", "trong", "tại", "cho", "với", "chống"))
_ABBREVIATION = re.compile(r"[A-ZĐƯ&.-]*[BCDĐGHKLMNPQRSTVX&]{2,}[A-ZĐƯ&.-]*$")
_SPOKEN = re.compile(r"(?!Đ)[AĂÂEÊIOÔƠUƯYÀ-Ỹ]")


def normal_case(name: str) -> str:
    """The name in normal case; a name that has small letters stays as printed."""
    name = " ".join(name.split())
    if not name.isupper() and sum(c.isupper() for c in name if c.isalpha()) < 0.8 * sum(map(str.isalpha, name)):
        return name
    if official := _official().get(name_key(name)):
        return official
    words, out = name.split(), []
    i, start, named = 0, True, False
    while i < len(words):
        rest = " ".join(words[i:])
        if start and (known := _known_at(words[i:])):
            out.append(known[0])
            i += known[1]
            start = False
        elif place := _place(rest, out[-1:]) or (_area(rest, out) if out else None):
            out.append(place)
            i += max(1, len(place.split()))
            start = False
        elif (head := _head(rest)) and _opens_name(rest[: head.end()], out, start=start):
            shown = head_case(rest[: head.end()])
            out.append(shown)
            named = bool(_SEAT.match(fold(shown)))
            i += len(shown.split())
            start = True
            rest = " ".join(words[i:])
            if rest and not HEAD.match(fold(rest)) and not _place(rest, out[-1:]) and not _area(rest, out):
                out.append(_word(words[i], True))
                i += 1
                start = False
        else:
            after_short = bool(out) and bool(_ABBREVIATION.match(out[-1])) and not _SPOKEN.search(out[-1])
            opens = start or after_short or named or out[-1:] in (["và"], ["-"], ["–"]) or out[-1].endswith(",")
            named = named or after_short or bool(_SCHOOL.search(fold(" ".join(out))))
            opens = opens or named
            out.append(_word(words[i], opens))
            i += 1
            start = False
    return " ".join(out)


def _head(rest: str) -> re.Match[str] | None:
    """The kind of body that stands first; `PHÒNG, CHỐNG THIÊN TAI` names no `Phòng`."""
    head = HEAD.match(fold(rest))
    return head if head and rest[head.end() : head.end() + 1] != "," else None


def _opens_name(printed: str, before: list[str], *, start: bool) -> bool:
    """Whether a word like a kind of body is one where it stands: `TRƯỞNG` behind `BỘ` is no `Trường`."""
    if not before:
        return True
    return (start or before[-1] == "và") and (" " in printed or spelt_like(printed, head_case(printed)) > _DIFFERS)


_DIFFERS = 0.7


def has_official_case(name: str) -> bool:
    """Whether the spelling of the name is known, capitals and all."""
    return name_key(name) in _official()


def _known_at(words: list[str]) -> tuple[str, int] | None:
    """A known name that the words begin with, a place or nothing behind it; and how many words it takes."""
    for size in range(min(len(words), 12), 1, -1):
        official = _official().get(name_key(" ".join(words[:size])))
        if official and (size == len(words) or _place(" ".join(words[size:]))):
            return official, size
    return None


_COMMITTEE = re.compile(r"(?:uy ban nhan dan|hoi dong nhan dan|ubnd|hdnd)$")


def _place(rest: str, committee: Sequence[str] = ()) -> str | None:
    """`TỈNH KIÊN GIANG` → `tỉnh Kiên Giang`; a bare known province, too.

    Behind a `committee`, only a kind of place can follow: `HUYÊN` is a huyện that a scan misread.
    """
    of_place = any(_COMMITTEE.match(fold(body)) for body in committee)
    for kind in _PLACES:
        if (_opens(rest, kind) or (of_place and fold(rest).startswith(fold(kind) + " "))) and not _NO_PLACE.match(
            fold(rest)
        ):
            words = rest.split()[len(kind.split()) :]
            if known := _province_at(words):
                return f"{kind} {known[0]}"
            return " ".join([kind, *map(_title, _until_head(words))])
    known = _province_at(rest.split())
    return known[0] if known and known[1] > 1 else None


def _area(rest: str, before: list[str]) -> str | None:
    """`KHU VỰC XVI` → `khu vực XVI`; `CƠ SỞ BẾN TRÚC` → `cơ sở Bến Trúc` behind bodies that have such offices."""
    shadow, words = fold(rest), rest.split()
    if _REGION.match(shadow):
        return f"{words[0].lower()} {_title(words[1])}"
    kind = 1 if shadow.startswith(("vung ", "so ")) else 2
    branch = shadow.startswith("co so ") and _BRANCH.search(fold(" ".join(before)))
    if _NUMBERED.match(shadow) or (branch and words[kind].isdigit()):
        return " ".join([*(word.lower() for word in words[:kind]), words[kind].upper()])
    if branch or (shadow.startswith("khu vuc ") and not HEAD.fullmatch(fold(" ".join(before)))):
        return " ".join([*(word.lower() for word in words[:kind]), *map(_title, _until_head(words[kind:]))])
    return None


def _opens(rest: str, kind: str) -> bool:
    """Whether a kind of place stands first: `QUẬN` is not `QUẢN`; two syllables may lose an accent."""
    if not fold(rest).startswith(fold(kind) + " "):
        return False
    return " " in kind or spelling(rest.split()[0]) == kind


def _province_at(words: list[str]) -> tuple[str, int] | None:
    """The province the words begin with, and how many of them name it."""
    if not words or not words[0][:1].isalpha():
        return None
    for size in (5, 4, 3, 2, 1):
        if len(words) >= size and (known := _province_names().get(_letters(" ".join(words[:size])))):
            return known, size
    return None


def _until_head(words: list[str]) -> list[str]:
    for i in range(1, len(words)):
        rest = " ".join(words[i:])
        if fold(rest).startswith(tuple(fold(kind) + " " for kind in _PLACES)) or words[i] in ("-", "–"):
            return words[:i]
    return words


def _word(word: str, capital: bool) -> str:
    if _ABBREVIATION.match(word) and not _SPOKEN.search(word):
        return word
    small = word.lower()
    return small if small in _SMALL or not capital else _title(word)


def _title(word: str) -> str:
    if _ABBREVIATION.match(word) and not _SPOKEN.search(word):
        return word
    return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word.lower())


@cache
def _official() -> dict[str, str]:
    local = {name_key(row["name"]): row["name"] for row in table("local_bodies")}
    return local | {name_key(body.name): body.name for body in agencies().values()}


@cache
def _province_names() -> dict[str, str]:
    """Letters of a province's name → its spelling; `Việt Nam` and `Hồ Chí Minh` beside them."""
    names = [place.name for place in provinces().values()] + ["Việt Nam", "Hồ Chí Minh"]
    return {_letters(name): name for name in names}


def _letters(name: str) -> str:
    return re.sub(r"[^a-z]", "", fold(name))
