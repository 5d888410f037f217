"""Blanks that a page lost inside words (dấu cách bị mất): `tạiTờ trình số`, `Nghị địnhsố 15/…`, `khoản 3Điều 5`.

Pages set in narrow columns drop blanks at the ends of their lines. The words that the grammar of references turns on
get theirs back; all others stay as they are. The way back to the source is kept: spans show what is printed.
"""

from __future__ import annotations

import re

from extract.composed import Composed

_SMALL = "a-z" + "".join(char for char in map(chr, range(0xE0, 0x1EFA)) if char.islower())
"""Small letters only: a capital before a capital is a symbol, `QĐUBND`."""
_LOST = (
    (
        re.compile(
            rf"[NQTCLBPKVHU\u0110](?<=[{_SMALL}0-9).].)(?:"
            r"(?<=N)ghị[ \n](?:định|quyết)|(?<=Q)u(?:yết[ \n]định|ốc[ \n]hội)"
            r"|(?<=T)(?:hông[ \n]tư|ờ[ \n]trình|hủ[ \n]tướng)|(?<=C)(?:ông[ \n](?:văn|điện)|hỉ[ \n]thị|hính[ \n]phủ)"
            r"|(?<=L)uật[ \n]|(?<=B)(?:ộ[ \n]|áo[ \n]cáo[ \n]số)|(?<=P)(?:háp[ \n]lệnh|hụ[ \n]lục)"
            r"|(?<=K)(?:hoản[ \n]\d|ế[ \n]hoạch[ \n]số)|(?<=V)ăn[ \n]bản[ \n]số|(?<=H)(?:iến[ \n]pháp|ĐND)"
            r"|(?<=U)(?:BND|[ỷy][ \n]ban)|(?<=\u0110)(?:iều[ \n]\d|iểm[ \n][a-zđ](?![^\W\d_])))"
        ),
        0,
    ),
    (re.compile(r"ngày(?<=\wngày)(?=[ \n]?\d)"), 0),
    (re.compile(r"của(?<=\wcủa)(?=[ \n])"), 0),
    (re.compile(rf"Ủy(?<=[{_SMALL}0-9]Ủy)(?=[ \n]ban)"), 0),
    (re.compile(r"số(?<=[^\W\d_]số)(?=[: \n]{1,3}\d|[ \n](?:điều|nội dung|khoản)[ ,])"), 0),
    (re.compile(r"uật(?=[a-zà-ỹ])"), 3),
    (re.compile(r"ệnh(?=sửa[ \n])"), 3),
    (re.compile(r"các(?=(?:điều|khoản|điểm)[ \n])"), 3),
    (re.compile(r"iều(?=\d)"), 3),
    (re.compile(r"oản(?=\d)"), 3),
)
"""Where a word begins whose blank was lost, and how many letters of the match stand before that blank.

Each pattern begins with letters that the engine finds quickly: most texts have lost no blank.
"""


def spaced(text: str) -> Composed:
    """The text with its lost blanks, and the way back; the text itself where none is lost. Linear."""
    lost = {match.start() + shift for pattern, shift in _LOST for match in pattern.finditer(text)}
    if not lost:
        return Composed(text)
    parts: list[str] = []
    starts: list[int] = []
    last = 0
    for at in sorted(lost):
        parts += (text[last:at], " ")
        last = at
        starts.append(at + len(starts) + 1)
    parts.append(text[last:])
    return Composed("".join(parts), tuple(starts), tuple(range(-1, -len(starts) - 1, -1)))
