"""Lines run together (dòng dính): both columns of head or tail on one line, parted by single blanks.

`BẢO HIỂM XÃ HỘI TỈNH X Độc lập - Tự do - Hạnh phúc`, `Số: 12/BHXH-TST Hà Tĩnh, ngày 22 tháng 3 năm 2023`,
`Nơi nhận: KT. GIÁM ĐỐC`, `- Như trên; PHÓ GIÁM ĐỐC`: what a converter makes of two columns when it drops the gap.
"""

from __future__ import annotations

import re

from extract.organisations import HEAD
from extract.persons import surely_person
from extract.positions import MARK, POSITION

_NATION = re.compile(r"(?<=\S )(?=cong h[oa]{2} xa hoi chu nghia viet nam)|(?<=viet nam )(?=doc lap ?-)")
_MOTTO = re.compile(r"(?<=\S )(?=doc lap ?- ?tu do)|(?<=hanh phuc )(?=\S)")
_HEAD = re.compile(r"(?<=\S )(?=so ?: ?[\d .…]{0,8}/)|(?<=\S )(?=v/v )")
_UPPER = "A-ZĐÀ-ÖØ-ÝĂĨŨƠƯẠ-Ỹ"
_PLACED = re.compile(
    rf"(?<=[^\s,;] )(?:TP\.? ?)?[{_UPPER}][\w’'.]*(?: [{_UPPER}][\w’'.]*){{0,4}}, ?ngày\b.{{0,9}}tháng.{{0,6}}năm"
)
_ENDED = re.compile(r"(?<=[;:.,)] )(?=\S)")
_NUMBERED = re.compile(r"^so ?:? ?[\d .…]{0,8}/")
_LISTED = re.compile(r"^(?:noi nhan ?:|[-–] ?\S)")
_STORED = re.compile(r"^[-–]? ?luu\b")
_SHORTEST_SYMBOL = 8
_AUTHORITY = re.compile(rf"{POSITION.pattern}|{HEAD.pattern}")


def head_cuts(text: str, bare: str) -> list[int]:
    """Where the other column begins in a line of the head, and each part of the head behind it; mostly nowhere."""
    nation = [m.end() for m in _NATION.finditer(bare) if text[m.end() : m.end() + 4].isupper()]
    nation += [m.end() for m in _MOTTO.finditer(bare) if "Độc lập" in text]
    if not nation and not _NUMBERED.match(bare):
        return []
    found = {*nation, *(m.end() for m in _HEAD.finditer(bare))}
    found |= {m.start() for m in _PLACED.finditer(text) if m.start() >= _SHORTEST_SYMBOL}
    return sorted(at for at in found if 0 < at < len(text))


def signature_cut(text: str, bare: str, *, named: bool) -> int:
    """Where the signature begins in a line of the recipients; 0 in most. `named`: a name may stand there, too."""
    if not _LISTED.match(bare):
        return 0
    for gap in _ENDED.finditer(bare):
        rest = text[gap.end() :]
        mark = MARK.match(bare, gap.end())
        if rest.isupper() and (POSITION.match(bare, gap.end()) or (mark and _AUTHORITY.match(bare, mark.end()))):
            return gap.end()
        if named and _STORED.match(bare) and surely_person(rest):
            return gap.end()
    return 0
