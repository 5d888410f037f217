"""Blanks that a page lost inside words (dấu cách bị mất): `tạiTờ trình số`, `Nghị địnhsố 15/…`, `khoản 3Điều 5`.

Pages set in narrow columns drop blanks at the ends of their lines. The words that the grammar of references turns on
get theirs back; all others stay as they are. The way back to the source is kept: spans show what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extract.composed import Composed
from extract.lost_letters import letters_at
from extract.syllables import parted_words

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = "a-z" + "".join(char for char in map(chr, range(0xE0, 0x1EFA)) if char.islower())
"""Small letters only: a capital before a capital is a symbol, `QĐUBND`."""
_LOST = (
    (
        re.compile(
            rf"[NQTCLBPKVHU\u0110](?<=[{_SMALL}0-9).].)(?<![A-Z\u0110]\..)(?:"
            r"(?<=N)ghị[ \n](?:định|quyết)|(?<=Q)u(?:yết[ \n]định|ốc[ \n]hội|y[ \n](?:chế|định))"
            r"|(?<=T)(?:hông[ \n](?:tư|báo)|ờ[ \n]trình|hủ[ \n]tướng)"
            r"|(?<=C)(?:ông[ \n](?:văn|điện)|hỉ[ \n]thị|hính[ \n]phủ)"
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
    (re.compile(rf"SỐ(?<=[^\W\d_{_SMALL}]SỐ)(?=[: \n]{{0,3}}\d)"), 0),
    (re.compile(r"SỐ(?=\d)"), 2),
    (re.compile(r"LUẬT(?<!\wLUẬT)(?=[^\W\d_])"), 4),
    (re.compile(r"uật(?=[a-zà-ỹA-ZĐ])"), 3),
    (re.compile(r"ệnh(?=sửa[ \n])"), 3),
    (re.compile(r"các(?=(?:điều|khoản|điểm)[ \n])"), 3),
    (re.compile(r"iều(?=\d)"), 3),
    (re.compile(r"oản(?=\d)"), 3),
    (re.compile(r"iết(?=\d{1,2}\.\d)"), 3),
    (re.compile(r"iểm(?=[a-zđ](?:[ \n](?:khoản|và)[ \n]|,))"), 3),
    (re.compile(r"ương(?=[IVX]{1,5}[ \n,;])"), 4),
    (re.compile(r"hần(?=[A-HIVX]{1,4}[ \n,;])"), 3),
    (re.compile(r"số(?<=[ \n(]số)(?=\d)"), 2),
    (re.compile(r"và(?=\d|(?:từ|các|khoản|điểm|điều)[ \n])"), 2),
    (re.compile(r"và(?<=\dvà)(?=[ \n])"), 0),
    (re.compile(r"năm(?=[12]\d{3}(?!\d))"), 3),
    (re.compile(r"về(?<=[^\W\d_]về)(?=[ \n])"), 0),
    (re.compile(r"quy(?<=[^\W\d_]quy)(?=[ \n]định)"), 0),
    (re.compile(r"hướng(?<=[^\W\d_]hướng)(?=[ \n]dẫn)"), 0),
    (re.compile(r"ban(?<=[^\W\d_]ban)(?=[ \n]hành)"), 0),
    (re.compile(r"hết(?<=[^\W\d_]hết)(?=[ \n]hiệu)"), 0),
    (re.compile(r"thực(?<=[^\W\d_]thực)(?=[ \n]hiện)"), 0),
    (re.compile(r"thi(?<=[^\W\d_]thi)(?=[ \n]hành)"), 0),
    (re.compile(r"theo(?<=[^\W\d_]theo)(?=[ \n])"), 0),
    (re.compile(r"cứ(?<=ăn[ \n]cứ)(?=[^\W\d_])"), 2),
    (re.compile(rf"ộ(?<=Bộ)(?=[A-ZĐ][{_SMALL}])"), 1),
    (re.compile(r"này(?<=[^\W\d_]này)(?!\w)"), 0),
    *(
        (re.compile(rf"{noun}(?=\d{{1,5}}/)"), len(noun))
        for noun in ("định", "tư", "văn", "thị", "quyết", "bản", "hoạch")
    ),
)
"""Where a word begins whose blank was lost, and how many letters of the match stand before that blank.

`65/QĐ.UBND` lost none: a stop behind capitals is the symbol's.

Each pattern begins with letters that the engine finds quickly: most texts have lost no blank.
"""

_RUN_TOGETHER = tuple(
    (first + second, len(first))
    for first, seconds in {
        "ghị": ("định", "quyết"),
        "uyết": ("định",),
        "Quy": ("định", "chế"),
        "hông": ("tư", "báo"),
        "ông": ("văn", "điện", "ty"),
        "hỉ": ("thị",),
        "ế": ("hoạch",),
        "ết": ("luận",),
        "ờ": ("trình",),
        "áo": ("cáo",),
        "ăn": ("bản", "cứ"),
        "ướng": ("dẫn",),
        "háp": ("lệnh",),
        "hụ": ("lục",),
        "hính": ("phủ",),
        "uốc": ("hội",),
        "ủy": ("ban",),
        "Ủy": ("ban",),
        "ộ": ("luật",),
        "òa": ("án",),
        "hủ": ("tướng",),
        "UBND": ("tỉnh", "huyện", "thành", "xã", "quận"),
        "HĐND": ("tỉnh", "huyện", "thành", "xã", "quận"),
        "ổ": ("sung",),
        "ửa": ("đổi",),
        "hực": ("hiện",),
        "riển": ("khai",),
        "hi": ("hành",),
        "hay": ("thế",),
        "ãi": ("bỏ",),
        "èm": ("theo",),
        "iếp": ("theo",),
        "heo": ("quy", "đúng", "các"),
        "rả": ("lời",),
        "húc": ("đáp",),
        "uán": ("triệt",),
        "lực": ("kể", "thi", "từ"),
        "tắt": ("là",),
    }.items()
    for second in seconds
)
"""Two syllables of one word of the grammar, run together: `Nghịđịnh`, `Thôngtư`; and where the blank belongs."""


_SEEMS = re.compile(
    rf"[{_SMALL}0-9).][NQTCLBPKVHU\u0110](?:[{_SMALL}]|ĐND|BND)"
    r"|(?<=\w)(?:ngày|của|Ủy|số|SỐ|và|về|quy|hướng|ban|hết|thực|thi|theo|này)(?![^\W\d_])"
    r"|(?:uật|LUẬT|cứ(?!(?:u|ng)(?!\w)))[^\W\d_]|ệnhsửa|(?:các|và)(?:từ|các|điều|khoản|điểm)|iểm[a-zđ]"
    r"|(?:ương|hần)[A-Z]|Bộ[A-ZĐ]"
    r"|(?:iều|oản|iết|số|SỐ|và|định|tư|văn|thị|quyết|bản|hoạch)\d"
    rf"|{'|'.join(printed for printed, _ in _RUN_TOGETHER)}"
)
"""What every word has that lost a blank to the next, by any of the patterns above, and few others have."""


@lru_cache(maxsize=16384)
def _seems_run_together(word: str) -> bool:
    return bool(_SEEMS.search(word))


def spaced(text: str) -> Composed:
    """The text with its lost blanks and letters, and the way back; the text itself where none is lost. Linear."""
    words = set(text.split())
    lost = lost_at(text, words) if any(map(_seems_run_together, words)) else set()
    if parted := parted_words(words):
        lost |= {m.start() + at for m in _WORD.finditer(text) for at in parted.get(m[0], ())}
    missing = dict.fromkeys(lost, " ") | letters_at(text, words)
    if not missing:
        return Composed(text)
    parts: list[str] = []
    starts: list[int] = []
    last = 0
    for at in sorted(missing):
        parts += (text[last:at], missing[at])
        last = at
        starts.append(at + len(starts) + 1)
    parts.append(text[last:])
    return Composed("".join(parts), tuple(starts), tuple(range(-1, -len(starts) - 1, -1)))


def lost_at(text: str, words: set[str]) -> set[int]:
    """Where blanks are missing; `words` are the different words of the text."""
    lost = {match.start() + shift for pattern, shift in _LOST for match in pattern.finditer(text)}
    return lost | set(_halves(text, " ".join(words)))


def _halves(text: str, words: str) -> Iterator[int]:
    """Where words are run together that have a blank inside; sought among the different words first."""
    for printed, shift in _RUN_TOGETHER:
        at = text.find(printed) if printed in words else -1
        while at >= 0:
            yield at + shift
            at = text.find(printed, at + len(printed))
