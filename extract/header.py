"""Issuer and superior body (cơ quan ban hành, cơ quan chủ quản), from the head of a dispatch."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.agencies import agency
from extract.field import Field
from extract.fold import fold
from extract.landmarks import PLACE_DATE, RULE, SUBJECT, is_rule, is_title
from extract.letter_case import normal_case
from extract.names_of_types import named_type
from extract.organisations import HEAD, inner_start, names
from extract.own_number import own_number
from extract.parts import Parts
from extract.printed import field_of, joined, whole
from extract.row import Row
from extract.stamps import is_stamped
from extract.urgency import is_marked

_PROVINCE = re.compile(r"(?:(?<=NHÂN DÂN )|(?<=UBND )|(?<=HĐND )|(?<=XÃ HỘI ))'?T[IÍÌĨ]NH(?= [A-ZĐ])")
"""The province behind a body that has one: a scan's mark on it cannot be another."""

_PARAGRAPH = 100
"""Letters that no line of a head holds in small letters."""
_NOTE = re.compile(r"^\(\d{1,3}\) ?")
"""`(1)NGÂN HÀNG NHÀ NƯỚC`: the number of a page, set before its first line."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """The issuing body and the body above it, as printed; either may be missing."""

    issuer: Field[str] | None = None
    parent: Field[str] | None = None


def read_issuer(parts: Parts) -> Issuer:
    """Issuer from the capitals above the number: `UBND TỈNH X | SỞ Y TẾ` is a department under a province."""
    rows = _candidates(parts)
    groups = names([row.text for row in rows])
    bodies = [[rows[i] for i in group] for group in groups]
    bodies = _last_named([rows for rows in bodies if HEAD.match(fold(rows[0].text)) or len(bodies) == 1])
    if not bodies:
        return Issuer()
    issuer = _completed(parts, _field(parts, bodies[-1]))
    parent = _field(parts, bodies[-2]) if len(bodies) > 1 else None
    if parent and fold(parent.value) == fold(issuer.value):
        parent = None
    return Issuer(issuer, parent)


def _field(parts: Parts, rows: list[Row]) -> Field[str]:
    printed = _NOTE.sub("", joined([whole(row) for row in rows]).strip(" .,;:-–*_'"))
    scanned = any(word.source == "ocr" for row in rows for word in row.words)
    value = normal_case(_PROVINCE.sub("TỈNH", printed) if scanned else printed)
    known = bool(HEAD.match(fold(value)))
    return field_of(
        parts.text, [whole(row) for row in rows], value, 0.97 if known else 0.7, "capitals above the number"
    )


_LEVEL_ALONE = re.compile(r"\b(?:tinh|thanh pho|quan|huyen|thi xa|xa|phuong)\W*$")
_COMMITTEE = frozenset({"uy ban nhan dan", "hoi dong nhan dan"})


def _completed(parts: Parts, issuer: Field[str]) -> Field[str]:
    """A committee whose place the head lost, `HỘI ĐỒNG NHÂN DÂN`, by the line of who enacts: `… TỈNH HÒA BÌNH`."""
    named = fold(issuer.value)
    if named not in _COMMITTEE or parts.paged:
        return issuer
    for row in (*parts.left, *parts.below[:20]):
        begin = len("chu tich ") if row.bare.startswith("chu tich ") else 0
        if _LEVEL_ALONE.search(row.bare):
            continue
        if row.upper and len(row.text) < 80 and row.bare.startswith(named + " ", begin):
            return replace(issuer, value=normal_case(row.text[begin:].strip(" .,;:-–*_|")), confidence=0.9)
    return issuer


def _candidates(parts: Parts) -> list[Row]:
    """Rows in capitals of the issuer's column, cut where a second body begins on the same line."""
    rows: list[Row] = []
    number_at = next((i for i, row in enumerate(parts.left) if own_number(row)), None)
    block = parts.left if number_at is None else parts.left[:number_at]
    found = _bodies(_unstamped(parts.left, block))
    if not found and number_at is not None:
        found = _bodies(parts.left[number_at + 1 :])
    for row in found:
        cut = inner_start(row.text)
        rows += [part for part in (row.part(0, cut), row.part(cut)) if part] if cut else [row]
    return rows


def _unstamped(left: tuple[Row, ...], block: tuple[Row, ...]) -> tuple[Row, ...]:
    """The block without the rows of an arrival stamp in coloured ink: the office it names received the dispatch.

    Coloured ink alone tells no stamp, as some letterheads are coloured.
    """
    inked = [row for row in left if row.words and all(word.source == "stamp" for word in row.words)]
    return tuple(row for row in block if row not in inked) if any(map(is_stamped, inked)) else block


def _bodies(rows: tuple[Row, ...]) -> list[Row]:
    found: list[Row] = []
    for row in rows:
        if found and (_completes(found, row) or _of_republic(found, row)):
            found.append(row)
            continue
        if is_title(row) or is_rule(row) or RULE.match(row.bare) or named_type(row) or is_stamped(row):
            continue
        if is_marked(row) and not HEAD.match(row.bare):
            continue  # `KHẨN` between the issuer and the number
        if SUBJECT.match(row.bare) or PLACE_DATE.match(row.bare) or own_number(row):
            continue
        if found and len(row.text) > _PARAGRAPH and not row.upper and row.page is None:
            break  # the body has begun: what stands in capitals below is its headings
        if (found and found[-1].bare.endswith(("-", ",", " va")) and row.text[0].isupper()) or (
            row.upper and _long_enough(row, found) and len(row.text) < 120
        ):
            found.append(row)
    return found


def _of_republic(above: list[Row], row: Row) -> bool:
    """`XÃ HỘI CHỦ NGHĨA VIỆT NAM` under `QUỐC HỘI NƯỚC CỘNG HÒA`: there the nation's name is part of the body's."""
    named = " ".join(fold(one.text) for one in above[-3:])
    begun = named.rfind("quoc hoi nuoc")
    return begun >= 0 and "viet nam" not in named[begun:] and row.upper


def _long_enough(row: Row, above: list[Row]) -> bool:
    """Whether the row has the letters of a name; two will do where a name wrapped: `HUYỆN ĐỨC | CƠ`, `KHU VỰC | XV`."""
    wrapped = bool(above) and not row.after_blank and not any(word.source == "ocr" for word in row.words)
    return sum(c.isalpha() for c in row.text) >= (2 if wrapped else 3)


def _completes(above: list[Row], row: Row) -> bool:
    """`VIỆT NAM` under `NGÂN HÀNG NHÀ NƯỚC` is the end of a known name, though a broken quốc hiệu ends so too."""
    if fold(row.text).strip() != "viet nam":
        return False
    whole_name = f"{' '.join(row.text for row in above[-2:])} {row.text}"
    return any(
        (known := agency(name)) is not None and fold(known.name) == fold(name)
        for name in (f"{above[-1].text} {row.text}", whole_name)
    )


def _last_named(bodies: list[list[Row]]) -> list[list[Row]]:
    """Without a repeated gazette heading: the same body named twice counts once, the later."""
    keys = [fold(joined([whole(row) for row in rows])).strip(" .,;:-") for rows in bodies]
    return [rows for i, rows in enumerate(bodies) if keys[i] not in keys[i + 1 :]]
