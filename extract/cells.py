"""Cells of a Markdown table that swallowed several printed lines, as web pages turned to text have them.

`| Số: 12/ABC-VP V/v góp ý dự thảo | Hà Nội, ngày 02 tháng 3 năm 2021 |`
`| Nơi nhận: - Như trên; - Lưu: VT. | KT. BỘ TRƯỞNG THỨ TRƯỞNG Nguyễn Văn A |`
"""

from __future__ import annotations

import itertools
import re

from extract.organisations import HEAD
from extract.positions import MARK, POSITION

_HEADER = re.compile(
    r"(?<!\S)(?:so ?:|v/v|cong hoa xa hoi|doc lap ?-|noi nhan ?:?|kinh gui|phu luc)|(?<=\S )[-_]{3,}|(?<=[-_]{3} )"
)
_ITEM = re.compile(r"(?<=[:;.)] )- ?(?=\S)|(?<=\S )- (?=luu\b)")
_BODY = re.compile(r"doan chu tich\b|hoi dong thanh vien\b|(?:ban )?thuong truc\b")
"""Bodies on whose behalf one signs, though a position ends their name: `TM. ĐOÀN CHỦ TỊCH`."""
_GOES_ON = re.compile(r"(?:[,–-]|\bkiem) $")
"""Before the second half of one position: `PHÓ CHỦ TỊCH - TỔNG THƯ KÝ`."""
_U = "A-ZĐƠƯ" + "".join(c for c in map(chr, (*range(0xC0, 0x17F), *range(0x1EA0, 0x1EFA))) if c.isupper())
_GLUED = re.compile(
    r"(?<=\w)(?=PHÓ (?:CHỦ|GIÁM|TỔNG|CỤC|CHÁNH|VỤ|TRƯỞNG|HIỆU|BÍ|VIỆN|THỐNG|THỦ)\b|THỨ TRƯỞNG\b|(?:VỤ|CỤC) TRƯỞNG\b)"
    rf"|(?<=\w)(?=\([Đđ]ã k[ýí])|(?<=[Đđ]ã k[ýí]\))(?=\w)|(?<=[{_U}]{{2}})(?=[{_U}][^\W\d_{_U}])"
)
"""Where a page dropped the break: `KT. GIÁM ĐỐCPHÓ GIÁM ĐỐC(Đã ký)Nguyễn Văn A`."""
_SIGNED = re.compile(r"\(? ?(?:da ky|da ki) ?\)?")


def cuts(text: str, bare: str) -> list[int]:
    """Where a swallowed line begins, in order; nothing for a cell of one line."""
    if not text:
        return []
    if bare.startswith("noi nhan"):
        return sorted({m.start() for m in _ITEM.finditer(bare)} - {0})
    if bare.startswith("- "):
        return sorted({m.start() for m in _ITEM.finditer(bare)} - {0})
    if MARK.match(bare) or POSITION.match(bare):
        edges = [0, *(m.start() for m in _GLUED.finditer(text)), len(text)]
        parts = [(at, _signer_cuts(text[at:end], bare[at:end]) or []) for at, end in itertools.pairwise(edges)]
        if signers := sorted({at + cut for at, inner in parts for cut in (0, *inner)} - {0}):
            return signers
    return sorted({m.start() for m in _HEADER.finditer(bare)} - {0})


def _signer_cuts(text: str, bare: str) -> list[int] | None:
    """Cuts of `TL. BỘ TRƯỞNG CỤC TRƯỞNG CỤC NGƯỜI CÓ CÔNG Hoàng Văn A`; None where no signature stands."""
    head = 0
    for word in re.finditer(r"\S+", text):
        letters = [c for c in word[0] if c.isalpha()]
        if letters and not all(c.isupper() for c in letters):
            break
        head = word.end()
    if not head or not (MARK.match(bare) or POSITION.match(bare)):
        return None
    found: set[int] = set()
    at = 0
    while at < head:
        if mark := MARK.match(bare, at):
            found.add(at)
            at = mark.end()
            if body := _BODY.match(bare, at):
                at = body.end()
                continue
            if title := POSITION.match(bare, at):
                at = title.end()
                continue
            if body := HEAD.match(bare, at):
                at = body.end()
                continue
        elif title := POSITION.match(bare, at):
            if not _GOES_ON.search(bare, 0, at):
                found.add(at)
            at = title.end()
            continue
        gap = bare.find(" ", at, head)
        at = head if gap < 0 else gap + 1
    if rest := re.compile(r"\S").search(text, head):
        found.add(rest.start())
        if (signed := _SIGNED.match(bare, rest.start())) and signed.end() < len(bare):
            found.add(signed.end())
    return sorted(found - {0})
