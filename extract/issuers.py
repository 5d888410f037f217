"""Who issued a cited document (cơ quan ban hành): the name after `của`, or what the symbol tells.

`của Bộ trưởng Bộ Tài chính quy định …` ends before `quy định`: the longest known name, else the plausible words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.agencies import agencies
from extract.document_types import by_abbreviation, by_folded_abbreviation
from extract.fold import fold, spelt_like
from extract.stop_words import stop_words
from extract.tables import table
from extract.word_tree import WordTree

_B = r"[ \n]{1,24}"
_PERSON = re.compile(
    rf"(?:(?:pho{_B})?thu{_B}tuong(?={_B}chinh{_B}phu)|(?:bo|thu){_B}truong(?:,{_B}(?:chu{_B}nhiem|truong{_B}ban))?|thong{_B}doc|"
    rf"(?:pho{_B})?chu{_B}(?:tich|nhiem)|(?:pho{_B})?(?:tong{_B})?giam{_B}doc|(?:tong{_B})?cuc{_B}truong|vu{_B}truong|"
    rf"chanh{_B}(?:an|van{_B}phong|thanh{_B}tra)|vien{_B}truong|hieu{_B}truong|truong{_B}(?:ban|phong)|tong{_B}(?:thanh{_B}tra|kiem{_B}toan)|"
    rf"hoi{_B}dong{_B}tham{_B}phan|(?:thuong{_B}truc|ban{_B}thuong{_B}vu|ban{_B}can{_B}su{_B}dang|ban{_B}chap{_B}hanh|doan{_B}chu{_B}tich|dang{_B}doan)){_B}"
)
_TERM = re.compile(
    rf"(?:{_B}dang(?:{_B}cong{_B}san{_B}viet{_B}nam)?)?(?:{_B}(?:\()?khoa{_B}[ivxl0-9]{{1,5}}(?![a-z0-9])\)?)"
)
_HEAD = re.compile(
    rf"(?:lien{_B}(?=bo|so|nganh))?(?:uy{_B}ban(?:{_B}nhan{_B}dan)?|ubnd|hdnd|ubmttq|hoi{_B}dong(?:{_B}nhan{_B}dan)?|so|cuc|chi{_B}cuc|tong{_B}cuc|ban|bo|van{_B}phong|vien|"
    rf"truong|dai{_B}hoc|hoc{_B}vien|trung{_B}tam|thanh{_B}tra|phong|bao{_B}hiem{_B}xa{_B}hoi|kho{_B}bac|toa{_B}an|tinh{_B}uy|thanh{_B}uy|"
    rf"huyen{_B}uy|quan{_B}uy|thi{_B}uy|dang{_B}uy|tinh{_B}doan|thanh{_B}doan|cong{_B}ty|tap{_B}doan|tong{_B}cong{_B}ty|hoi|lien{_B}doan|benh{_B}vien|cong{_B}an|ngan{_B}hang|vu|chi{_B}nhanh|"
    rf"mat{_B}tran|quan{_B}khu|bo{_B}tu{_B}lenh|bo{_B}chi{_B}huy|quoc{_B}hoi|chinh{_B}phu|nhnn|vpcp|tong{_B}lien{_B}doan|trung{_B}uong|dang{_B}bo|doan|to{_B}chuc|dong{_B}chi|hai{_B}quan|thue)(?![a-z0-9])"
)
_COMMITTEE = re.compile(
    rf"(?:uy{_B}ban{_B}nhan{_B}dan|(?:doan{_B}dai{_B}bieu{_B}quoc{_B}hoi{_B}va{_B})?hoi{_B}dong{_B}nhan{_B}dan)(?![a-z0-9])"
)
"""Inside a name, such as that of its office: `Văn phòng Ủy ban nhân dân tỉnh`."""
_PLACE = re.compile(
    rf"(?:,?{_B}(?:(?:tinh|thanh|huyen|quan|thi|dang){_B}(?:uy|doan)|tinh|thanh{_B}pho|tp\.?|quan|huyen|thi{_B}xa|xa|phuong|thi{_B}tran|dac{_B}khu)(?![a-z]))"
)
_IS_PLACE = re.compile(r"(?:tinh|thanh pho|tp|quan|huyen|thi xa|xa|phuong|thi tran)$")
_NEXT = re.compile(rf"{_B}([a-z0-9&.]+)|{_B}-{_B}([a-z]+)|-([a-z]+)")
_TITLE_BEGINS = re.compile(
    rf"(?:ban{_B}hanh|quy{_B}dinh|phe{_B}duyet|sua{_B}doi|bo{_B}sung|huong{_B}dan|thanh{_B}lap|kien{_B}toan|thong{_B}qua|"
    rf"dieu{_B}chinh|uy{_B}quyen|bai{_B}bo|cong{_B}bo|thong{_B}bao|trien{_B}khai|thuc{_B}hien|to{_B}chuc(?!{_B}(?:trung|tinh|thanh)))(?![a-z])"
)
"""Verbs that begin a title, in capitals or not: a place never does."""
_STOP = stop_words("ends_issuer")


@cache
def _names() -> WordTree[str]:
    pairs = [(name, body.name) for body in agencies().values() for name in (body.name, *body.aliases) if " " in name]
    for row in table("issuer_symbols"):
        pairs += [(name, row["name"]) for name in (row["name"], *row["other_names"].split("|")) if name]
    return WordTree(pairs)


@cache
def _sectors() -> WordTree[str]:
    """What departments (sở, phòng) are of: names with `và`, commas or dashes, which else end a name."""
    return WordTree((row["name"], row["name"]) for row in table("sectors"))


@dataclass(frozen=True, slots=True)
class FoundIssuer:
    """A name that ends at `end`; `name` is the organisation in our words, None where only the printed words stand."""

    end: int
    name: str | None = None


def read_issuer(source: str, shadow: str, at: int, end: int) -> FoundIssuer | None:
    """The issuer that starts at an offset (behind `của`); None where no organisation is named there."""
    person = _PERSON.match(shadow, at, end)
    start = person.end() if person else at
    known = _names().longest(source, shadow, start, end)
    plain = _names().longest(source, shadow, at, end) if person else None
    if plain and (not known or plain[0] >= known[0]):
        known = plain
    head = _HEAD.match(shadow, start, end)
    if known:
        stop = _TERM.match(shadow, known[0], end)
        if _PLACE.match(shadow, known[0], end) and shadow[known[0]] != ",":
            return FoundIssuer(_words(source, shadow, known[0], end))
        return FoundIssuer(stop.end() if stop else known[0], known[2])
    if head and _capital(source, head.start()):
        return FoundIssuer(_words(source, shadow, head.end(), end))
    if person and _capital(source, at):
        place = _PLACE.match(shadow, person.end() - 1, end)
        return FoundIssuer(_words(source, shadow, place.end(), end) if place else len(source[: person.end()].rstrip()))
    return None


def _capital(source: str, at: int) -> bool:
    return source[at].isupper()


def _words(source: str, shadow: str, at: int, end: int) -> int:
    """How far an unknown name goes: sector, place, capitals and the small syllables that follow them."""
    sector = _sectors().longest(source, shadow, at, end)
    cursor, small, placed = (
        (sector[0] if sector else at),
        2 if sector else 0,
        shadow[at - 1].isalpha() and bool(_IS_PLACE.search(shadow, max(0, at - 12), at)),
    )
    for _ in range(16):
        match = _NEXT.match(shadow, cursor, end)
        if not match or shadow.count("\n", match.start(), match.end()) > 1:
            break
        group = match.lastindex or 1
        word, at_word = match[group], match.start(group)
        if (place := _PLACE.match(shadow, cursor, end)) and not _another_word(source[place.start() : place.end()]):
            cursor, small, placed = place.end(), 0, True
            continue
        if _TITLE_BEGINS.match(shadow, at_word, end) or shadow.startswith("v/v", at_word):
            break
        if source[at_word].isupper() and (nested := _COMMITTEE.match(shadow, at_word, end)):
            cursor, small, placed = nested.end(), 0, False
            continue
        if source[at_word].isupper() and (known := _names().longest(source, shadow, cursor, end)):
            cursor, small = known[0], 0
            continue
        upper = source[at_word].isupper() or (
            word.isdigit() and small == 0 and shadow[:at_word].rstrip().endswith(("quan", "phuong", "so", "khu"))
        )
        if word.rstrip(".") in _STOP and not (
            upper and not source[at_word : at_word + 2].isupper() and word not in _STOP_EVEN_TITLED
        ):
            break
        small = 0 if upper else small + 1
        if small > (0 if placed else 2) or (word.isdigit() and not upper):
            break
        if word.endswith("."):
            cursor = match.end() - 1
            break
        cursor = match.end()
    return cursor


_SPELT = {"quan": "quận", "xa": "xã", "phuong": "phường", "tinh": "tỉnh", "huyen": "huyện"}


def _another_word(printed: str) -> bool:
    """Whether a word that folds like a kind of place has marks of its own: `Quản lý` is no quận."""
    word = printed.split()[-1] if printed.split() else ""
    meant = _SPELT.get(fold(word))
    return meant is not None and spelt_like(word, meant) in (0.0, 0.7)


_STOP_EVEN_TITLED = stop_words("ends_issuer_even_titled")


@lru_cache(maxsize=2048)
def issuer_of_symbol(symbol: str) -> tuple[str, str] | None:
    """(id, name) of the body a symbol names: `QĐ-TTg` → ttgcp, `VPCP-KSTT` → vpcp; None for one of many (`UBND`)."""
    groups = [group for group in re.split(r"[-/]", symbol) if group and not group.isdigit()]
    found = _by_symbol()
    if not groups:
        return None
    if match := re.match(r"(QH|UBTVQH|HĐNN)\d{1,2}$", groups[-1]):
        return found.get(fold(match[1]))
    first = fold(groups[0])
    if len(groups) > 2 and first in ("ttlt", "nqlt"):
        bodies = [body for group in groups[1:] if (body := found.get(fold(group)))]
        return ("+".join(i for i, _ in bodies), "; ".join(name for _, name in bodies)) if len(bodies) > 1 else None
    if len(groups) > 1 and first in by_folded_abbreviation() and first != "tc":
        return found.get(fold(groups[1]))
    return found.get(first)


@cache
def _by_symbol() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for body in agencies().values():
        for symbol in body.symbols:
            found.setdefault(fold(symbol), (body.id, body.name))
    for row in table("issuer_symbols"):
        found.setdefault(fold(row["symbol"]), (row["issuer_id"], row["name"]))
    return {symbol: body for symbol, body in found.items() if symbol and symbol != "ct"}


@cache
def known_symbols() -> dict[str, str]:
    """Folded group → the group as it is written: types (`QĐ`), bodies (`TTg`, `BYT`), committees of places."""
    groups = [symbol for body in agencies().values() for symbol in body.symbols]
    groups += [row["symbol"] for row in table("issuer_symbols")]
    groups += [*by_abbreviation(), "UBND", "HĐND", "UB", "VPUBND", "TU", "HU", "QU", "ĐU", "TTLT", "NQLT"]
    found: dict[str, str] = {}
    for group in groups:
        if len(group) > 1:
            found.setdefault(fold(group), group)
    return found
