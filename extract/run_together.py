"""Lines run together (dòng dính): both columns of head or tail on one line, parted by single blanks.

`BẢO HIỂM XÃ HỘI TỈNH X Độc lập - Tự do - Hạnh phúc`, `Số: 12/BHXH-TST Hà Tĩnh, ngày 22 tháng 3 năm 2023`,
`Nơi nhận: KT. GIÁM ĐỐC`, `- Như trên; PHÓ GIÁM ĐỐC`: what a converter makes of two columns when it drops the gap.
"""

from __future__ import annotations

import re

from extract.organisations import HEAD
from extract.persons import surely_person
from extract.positions import MARK, POSITION, positions
from extract.provinces import province

_NATION = re.compile(
    r"(?<=. )(?=c[oq]ng ?h[oa]{2} ?xa ?hoi ?chu ?nghia ?viet ?nam|dang cong san viet nam|doan tncs ho chi minh)"
    r"|(?<=viet nam )(?=doc lap ?-)"
)
_MOTTO = re.compile(r"(?<=. )(?=doc lap ?- ?t[uy] do)|(?<=hanh phuc )(?=\S)")
_HEAD = re.compile(r"(?<=. )(?=so ?:? ?[\d .…]{0,8}/)|(?<=. )(?=v/v )")
_UPPER = "A-ZĐƠƯ" + "".join(c for c in map(chr, (*range(0xC0, 0x17F), *range(0x1EA0, 0x1EFA))) if c.isupper())
_NAME = rf"[{_UPPER}](?![{_UPPER}])[\w’'.]*"
_PLACED = re.compile(
    rf"(?<=[^\s,;] )(?<!\bTP\. )(?<!\bTP )(?:TP\.? ?)?{_NAME}(?: {_NAME}){{0,4}}"
    r"(?:(?:(?<=Quận)|(?<=Phường)) \d{1,2})?[,.] ?"
    r"(?:ng[aà]y\b.{0,9}th[^\W\d_]ng(?:.{0,6}n[aă]m\b|\W{0,2}\d{0,2}$)|ng[aà]y \d{1,2}/\d{1,2}/\d{4}$)"
)
_ENDED = re.compile(r"(?<=[;:.,)] )(?=\S)")
_LABELLED = re.compile(r"^[-–]?(?:so ?:? ?[\d .…]{0,8}[/-]|s[oe] ?: ?\S{0,8} ?[/-]|v/v )")
_LISTED = re.compile(r"^(?:noi nhan ?:|[-–+•*] ?\S)")
_STORED = re.compile(r"^[-–+•*]? ?luu\b")
_LONGEST = 400
"""Letters of a line of head or tail; what is longer is a paragraph."""
_AUTHORITY = re.compile(rf"{POSITION.pattern}|{HEAD.pattern}")


def head_cuts(text: str, bare: str) -> list[tuple[int, int]]:
    """Where the parts of a head begin in a line, each with its column, 0 the issuer's, 1 the nation's; mostly none."""
    if len(text) > _LONGEST:
        return []
    found = {m.end() for m in _NATION.finditer(bare) if text[m.end() : m.end() + 4].isupper()}
    found |= {m.end() for m in _MOTTO.finditer(bare) if text[bare.find("doc lap")].isupper()}
    placed = _PLACED.search(text)
    if placed and (text[: placed.start()].isupper() or _LABELLED.match(bare)):
        found.add(placed.start())
    issued = {m.end() for m in _HEAD.finditer(bare)}
    if not found and not any(text[:at].isupper() and HEAD.match(bare) for at in issued):
        return []
    columns = dict.fromkeys(issued, 0) | dict.fromkeys(found, 1)
    return sorted((at, column) for at, column in columns.items() if 0 < at < len(text))


def dated_cut(text: str) -> int:
    """Where place and date begin behind the last line of an abstract: `sắp xếp bộ máy Hà Nội, ngày 13 …`; 0 if not.

    Only a province can be told from the words of the abstract.
    """
    placed = _PLACED.search(text)
    if placed is None or not _ENDS_DATED.search(text) or _POINTS.search(text, 0, placed.start()):
        return 0
    return placed.start() if province(text[placed.start() :].partition(",")[0]) else 0


_ENDS_DATED = re.compile(r"n[aă]m \d{4}\W*$|ng[aà]y \d{1,2}/\d{1,2}/\d{4}\W*$")
_POINTS = re.compile(r"(?:tại|ở|từ|đến|về|của|tỉnh|phố|với|và|cho|-) $", re.IGNORECASE)


def signature_cut(text: str, bare: str, *, named: bool) -> int:
    """Where the signature begins in a line of the recipients; 0 in most. `named`: a name may stand there, too."""
    if len(text) > _LONGEST:
        return 0
    if not _LISTED.match(bare):
        return _position_behind(text, bare) if named else 0
    for gap in _ENDED.finditer(bare):
        at = _SCRAPS.match(bare, gap.end()).end()  # type: ignore[union-attr]
        rest = text[at:]
        mark = MARK.match(bare, at)
        marked = mark and (_AUTHORITY.match(bare, mark.end()) or bare.startswith("noi"))
        if _capitals(rest) and (POSITION.match(bare, at) or marked):
            return at
        if named and _STORED.match(bare) and surely_person(rest):
            return gap.end()
    return _position_behind(text, bare) if named else 0


_SCRAPS = re.compile(r"(?:[^a-z0-9]{1,3}|y/ ?)?")
"""What a seal or a pen left before the position: `Nơi nhận: ,CỤC TRƯỞNG`, `Nơi nhận: - BỘ TRƯỞNG`."""


def _capitals(text: str) -> bool:
    """Whether words are in capitals, a misread one among several forgiven: `KT. TỔNG cục TRƯỞNG`."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) >= 0.75 * len(letters)


def _position_behind(text: str, bare: str) -> int:
    """Where a position follows the words of an item that wraps: `tỉnh, TKCN PHÓ CHỦ TỊCH`."""
    for gap in re.finditer(r"(?<=\S )(?=\S)", bare):
        if bare[gap.end() :] in positions() and text[gap.end() :].isupper():
            return gap.end()
    return 0
