"""Who issued a cited document (cơ quan ban hành): the name after `của`, or what the symbol tells.

`của Bộ trưởng Bộ Tài chính quy định …` ends before `quy định`: the longest known name, else the plausible words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.agencies import agencies
from extract.document_types import by_abbreviation, by_folded_abbreviation
from extract.fold import fold
from extract.issuer_words import AREA, PLACE, known_names, name_end
from extract.tables import table
from extract.word_tree import WordTree

_B = r"[ \n]{1,24}"
_PERSON = re.compile(
    rf"(?:(?:pho{_B})?th[ui]{_B}tuong(?={_B}chinh{_B}phu)|(?:bo|thu){_B}truong(?:,{_B}(?:chu{_B}nhiem|truong{_B}ban))?|thong{_B}doc|"
    rf"(?:pho{_B})?chu{_B}(?:tich|nhiem)|(?:pho{_B})?(?:tong{_B})?giam{_B}doc|(?:tong{_B})?cuc{_B}truong|vu{_B}truong|"
    rf"chanh{_B}(?:an|van{_B}phong|thanh{_B}tra)|vien{_B}truong|hieu{_B}truong|truong{_B}(?:ban|phong)|tong{_B}(?:thanh{_B}tra|kiem{_B}toan)|"
    rf"hoi{_B}dong{_B}tham{_B}phan|(?:thuong{_B}truc|ban{_B}thuong{_B}(?:vu|truc)|ban{_B}can{_B}su{_B}dang|ban{_B}chap{_B}hanh|doan{_B}chu{_B}tich|dang{_B}doan))(?:{_B}|(?=[.,;:)]))"
)
_TERM = re.compile(
    rf"(?:{_B}dang(?:{_B}cong{_B}san{_B}viet{_B}nam)?)?(?:{_B}(?:\()?khoa{_B}[ivxl0-9]{{1,5}}(?![a-z0-9])\)?)"
)
_HEAD = re.compile(
    rf"(?:lien{_B}(?=bo|so|nganh))?(?:uy{_B}ban(?:{_B}nhan{_B}dan)?|ubnd|hdnd|ubmttq|vksnd|tandtc|tand|bhxh|ldld|hoi{_B}dong(?:{_B}nhan{_B}dan|{_B}tu{_B}van(?={_B}giao{_B}duc))?|so|cuc|chi{_B}cuc|tong{_B}cuc|ban|bo|van{_B}phong|vien|"
    rf"truong|dai{_B}hoc|hoc{_B}vien|trung{_B}tam|thanh{_B}tra|phong|bao{_B}hiem{_B}xa{_B}hoi|kho{_B}bac|toa{_B}an|tinh{_B}uy|thanh{_B}uy|"
    rf"huyen{_B}uy|quan{_B}uy|thi{_B}uy|dang{_B}uy|tinh{_B}doan|thanh{_B}doan|cong{_B}ty|tap{_B}doan|tong{_B}cong{_B}ty|hoi|lien{_B}doan|benh{_B}vien|cong{_B}an|ngan{_B}hang|vu|chi{_B}nhanh|"
    rf"mat{_B}tran|quan{_B}khu|bo{_B}tu{_B}lenh|bo{_B}chi{_B}huy|quoc{_B}hoi|chinh{_B}phu|nhnn|vpcp|tong{_B}lien{_B}doan|trung{_B}uong|dang{_B}bo|doan|to|khoa|doi|xi{_B}nghiep|nha{_B}may|khu|hat|tram|quy|vuon|nha{_B}xuat{_B}ban|dai|hiep{_B}hoi|to{_B}chuc|dong{_B}chi|hai{_B}quan|thue|"
    rf"cong{_B}doan|lien{_B}(?:minh|hiep|danh)|thi{_B}hanh{_B}an{_B}dan{_B}su|thong{_B}ke|(?:trung|su|quan|binh|lu|hai){_B}doan|buu{_B}dien|"
    rf"dien{_B}luc|don{_B}bien{_B}phong)(?![a-z0-9])"
)


@dataclass(frozen=True, slots=True)
class FoundIssuer:
    """A name that ends at `end`; `name` is the organisation in our words, None where only the printed words stand."""

    end: int
    name: str | None = None


def read_issuer(source: str, shadow: str, at: int, end: int) -> FoundIssuer | None:
    """The issuer that starts at an offset (behind `của`); None where no organisation is named there."""
    if plenum := _PLENUM.match(shadow, at, end):
        return FoundIssuer(plenum.end())
    if task := _task_force(source, shadow, at, end) or _steering(source, shadow, at, end):
        return task
    found = _one_issuer(source, shadow, at, end)
    if found and _BOARD.match(shadow, at, found.end) and (council := _OF_COUNCIL.match(shadow, found.end, end)):
        above = _one_issuer(source, shadow, council.end(), end)
        return FoundIssuer(above.end) if above and source[council.end()].isupper() else found
    return found


_PLENUM = re.compile(
    rf"hoi{_B}nghi{_B}lan{_B}thu{_B}[a-z0-9]{{1,6}}{_B}(?:(?:mot|hai|ba|tu|nam|lam){_B})?(?:ban{_B}chap{_B}hanh{_B})"
    rf"trung{_B}uong(?:{_B}dang)?(?:,?{_B}khoa{_B}[ivx]{{1,5}}(?![a-z0-9]))?|"
    rf"hoi{_B}nghi{_B}(?:lan{_B}thu{_B}[a-z0-9]{{1,6}}{_B})?(?:ban{_B}chap{_B}hanh{_B})?trung{_B}uong"
    rf"{_B}(?:(?:dang{_B})?lan{_B}thu{_B}[a-z0-9]{{1,6}}|[0-9]{{1,2}})(?:,?{_B}khoa{_B}[ivx]{{1,5}}(?![a-z0-9]))?"
)
"""`Hội nghị Trung ương 4 khóa XIII`, `Hội nghị lần thứ sáu Ban Chấp hành Trung ương …`."""
_TASK_FORCE = re.compile(
    rf"to{_B}cong{_B}tac(?:{_B}[a-z]{{1,7}}){{1,12}}?"
    rf"(?=(?P<of>{_B}cua{_B})(?:thu{_B}tuong|chinh{_B}phu|bo|uy{_B}ban|ubnd)(?![a-z])|[,;.)]|{_B}ve{_B})"
)
"""`Tổ công tác chuyên trách rà soát giấy phép của Thủ tướng Chính phủ`: a task in small letters."""


def _task_force(source: str, shadow: str, at: int, end: int) -> FoundIssuer | None:
    task = _TASK_FORCE.match(shadow, at, end)
    if not task or not source[at].isupper() or not _ENDS.isdisjoint(task.group().split()):
        return None
    above = _one_issuer(source, shadow, task.end("of"), end) if task["of"] else None
    return FoundIssuer(above.end if above else task.end())


_STEERING = re.compile(
    rf"(?:(?:van{_B}phong|co{_B}quan{_B}thuong{_B}truc|to{_B}giup{_B}viec){_B})?ban{_B}chi{_B}(?:dao|huy)"
    rf"(?P<task>(?:{_B}(?!cua|ve|tai)[a-z0-9-]{{1,10}},?){{1,10}}?)"
    rf"(?:{_B}(?:(?P<level>tinh|thanh{_B}pho|huyen|quan|thi{_B}xa|xa|phuong)(?![a-z])|quoc{_B}gia|trung{_B}uong)"
    rf"|(?P<of>{_B}cua{_B})(?=(?:thu{_B}tuong|chinh{_B}phu|bo|uy{_B}ban|ubnd)(?![a-z])))"
)
"""`Ban Chỉ đạo phòng, chống dịch Covid-19 tỉnh Quảng Nam`: a task in small letters, up to a place or to whose it is."""


def _steering(source: str, shadow: str, at: int, end: int) -> FoundIssuer | None:
    board = _STEERING.match(shadow, at, min(end, at + 140))
    if not board or not source[at].isupper() or not _ENDS.isdisjoint(re.findall("[a-z]+", board.group())):
        return None
    tasks = source[board.start("task") : board.end("task")].split()
    if any(word[0].isupper() and word.endswith(",") for word in tasks):
        return None
    if board["of"]:
        above = _one_issuer(source, shadow, board.end(), end)
        return FoundIssuer(above.end) if above else None
    return FoundIssuer(name_end(source, shadow, board.end(), end) if board["level"] else board.end())


_ENDS = frozenset({"da", "thi", "de", "duoc", "theo", "tai", "yeu", "bao", "thong"})
_BOARD = re.compile(rf"(?:ban|to{_B}(?:cong{_B}tac|dai{_B}bieu)|doan{_B}giam{_B}sat|thuong{_B}truc)(?![a-z0-9])")
_OF_COUNCIL = re.compile(rf"{_B}cua{_B}(?=hoi{_B}dong{_B}nhan{_B}dan|hdnd|uy{_B}ban{_B}thuong{_B}vu|quoc{_B}hoi)")
"""`Ban Pháp chế của Hội đồng nhân dân tỉnh`: boards of a council, named with it."""


def _one_issuer(source: str, shadow: str, at: int, end: int) -> FoundIssuer | None:
    person = _PERSON.match(shadow, at, end)
    start = person.end() if person else at
    known = known_names().longest(source, shadow, start, end)
    plain = known_names().longest(source, shadow, at, end) if person else None
    if plain and (not known or plain[0] >= known[0]):
        known = plain
    head = _HEAD.match(shadow, start, end)
    if known:
        stop = _TERM.match(shadow, known[0], end)
        if PLACE.match(shadow, known[0], end) and shadow[known[0]] != ",":
            return FoundIssuer(name_end(source, shadow, known[0], end))
        if union := _OF_UNION.match(shadow, known[0], end):
            return FoundIssuer(union.end())
        if short := _AND_SHORT.match(source, known[0], end):
            return FoundIssuer(short.end(), known[2])
        if AREA.match(shadow, known[0], end):
            return FoundIssuer(name_end(source, shadow, known[0], end))
        if placed := _branch(source, shadow, known[0], end):
            return FoundIssuer(placed)
        return FoundIssuer(stop.end() if stop else known[0], known[2])
    if head and _capital(source, head.start()):
        return FoundIssuer(name_end(source, shadow, head.end(), end))
    if person and _capital(source, at):
        place = PLACE.match(shadow, person.end() - 1, end)
        return FoundIssuer(
            name_end(source, shadow, place.end(), end) if place else len(source[: person.end()].rstrip())
        )
    return None


_OF_UNION = re.compile(rf"{_B}(?:trung{_B}uong|tw){_B}doan(?![a-z])")
"""`Ban Bí thư Trung ương Đoàn`, which is not that of the Party."""
_AND_SHORT = re.compile(r"[ \n]{1,3}(?:và|&)[ \n]{1,3}(?:PTN[TN]|ĐT|XH|MT|CN|DL|TT)(?![^\W_])")
"""`Bộ Nông nghiệp và PTNT`, of which the table may know the first half alone."""


@cache
def _places() -> WordTree[str]:
    return WordTree((row["name"], row["id"]) for row in table("provinces"))


def _branch(source: str, shadow: str, at: int, end: int) -> int | None:
    """Where the province ends that tells which branch of a body is meant: `Cục Hải quan Đồng Nai`."""
    if shadow[at : at + 1] != " " or not source[at + 1 : at + 2].isupper():
        return None
    found = _places().longest(source, shadow, at, end)
    return found[0] if found else None


def _capital(source: str, at: int) -> bool:
    return source[at].isupper()


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
