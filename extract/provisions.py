"""Provisions (phần, chương, mục, điều, khoản, điểm, tiết): runs of them, and the paths they stand for.

`điểm c khoản 11 Điều 7, khoản 3 và 6 Điều 48` → dieu:7/khoan:11/diem:c, dieu:48/khoan:3, dieu:48/khoan:6:
an inner item takes the nearest outer level to its right. `từ điểm đ đến điểm h` stays a range, `diem:đ..h`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.fold import spelt_like
from extract.provision_labels import LEVEL, LEVELS, MAX_LABELS, B, M, read_label, read_labels
from extract.provision_paths import Item, paths
from extract.stop_words import stop_words

MAX_LENGTH = 800
"""Where a run is cut: no real one is as long, and the cut keeps hostile text linear."""

_HEAD = re.compile(
    rf"(?P<lead>(?:(?:cac|tu|nhung|ten){B})?(?:(?<=cac ){LEVEL}{B}tu{B}(?={LEVEL}{B}))?)"
    rf"(?P<level>{LEVEL}){B}(?:tu{B}(?=[0-9a-z]{{1,3}}{B}den{B}))?"
)
_NEXT = re.compile(
    rf"{M}(?P<sep>[,;]?){M}(?P<word>(?:(?:va|hoac|den|cua|tai|thuoc|trong){B})?)"
    rf"(?=(?:(?:cac|tu|ten){B})?{LEVEL}{B})"
)
_STOPPED = re.compile(rf"[ ]?\.[ ]{{1,4}}(?P<sep>)(?P<word>)(?={LEVEL}{B}[0-9ivxlc]{{1,4}}[a-z]?(?![ ]*[.:]|[a-z0-9]))")
"""`Khoản 1. Điều 15 Nghị định …`: a stop where others set a comma; behind it no heading, so nothing ends there."""
_EXCEPT = re.compile(rf"{M}\((?:ngoai{B})?tru{B}(?:cac{B})?{LEVEL}{B}[^()/\n]{{1,120}}\)")
"""`Điều 10 (trừ khoản 3), Điều 11`: what is left out parts no list."""
_AND_ADDS = re.compile(
    rf"{B}(?P<word>va){B}(?:bo{B}sung|sua{B}doi){B}(?P<sep>)(?={LEVEL}{B}[a-z0-9]{{1,4}}{B}(?:khoan|dieu)(?![a-z]))"
)
"""`sửa đổi điểm a và bổ sung điểm d khoản 1 Điều 5`: both points are of the clause that follows."""
_HEADING = re.compile(rf"{LEVEL}{B}[0-9ivxlc]+[a-z]?[ ]*[.:\n]")
_THIS = re.compile(r"(?:nay|do)(?![a-z0-9])")
_OF = ("cua", "tai", "thuoc", "trong")
_NOT_A_LEVEL = {level: stop_words(f"before_no_{level}") for level, _, _ in LEVELS.values()}
"""Syllables that make another word of a level: `địa điểm a …`, `tài khoản 123` (but `tại khoản 1`)."""


@dataclass(frozen=True, slots=True)
class Run:
    """Provisions side by side, all of one document, if one follows."""

    start: int
    end: int
    items: tuple[Item, ...]
    this: str | None = None
    """The level a closing deictic names: `Điều này` → dieu."""

    @property
    def paths(self) -> tuple[str, ...]:
        """`dieu:60/khoan:4`, one per leaf, in the order printed."""
        return paths(self.items)


def read_run(source: str, shadow: str, at: int, end: int) -> Run | None:
    """The run of provisions that starts at an offset; None where none does."""
    items: list[Item] = []
    cursor, joined, apart, limit = at, True, False, min(end, at + MAX_LENGTH)
    this = None
    while len(items) < MAX_LABELS:
        item = _item(source, shadow, cursor, limit, joined, apart)
        if item is None:
            break
        items.append(item)
        if item.labels == ("this",):
            if len(items) == 1 and item.level == "dieu" and _pronoun(source, item.start, item.end):
                return None
            this = item.level
            break
        following = _link(shadow, item, limit)
        if following and following["word"].strip() == "den":
            upper = _upper(source, shadow, item, following.end(), limit)
            if upper is None:
                break
            items[-1] = item = upper
            following = _link(shadow, item, limit)
        if following is None and (aside := _EXCEPT.match(shadow, item.end, limit)):
            items[-1] = item = replace(item, end=aside.end())
            following = _link(shadow, item, limit)
        if not following or _new_line(shadow, item, following.end()):
            break
        word = following["word"].strip()
        joined = not following["sep"] and word not in ("va", "hoac")
        apart = following["sep"] == ";" or word in ("va", "hoac")
        if word in _OF and not _deeper(item, shadow, following.end(), limit):
            break
        cursor = following.end()
    return Run(_led(source, at), items[-1].end, tuple(items), this) if items else None


def _item(source: str, shadow: str, at: int, limit: int, joined: bool, apart: bool) -> Item | None:
    """One level with its labels, or with `này`."""
    head = _HEAD.match(shadow, at, limit)
    if not head:
        return None
    level, depth, name = LEVELS[" ".join(head["level"].split())]
    start, behind = head.start("level"), head.end()
    printed = source[start : head.end("level")]
    if not _spelt(printed, name) and not _misread(source, shadow, head, limit, printed):
        return None
    if _THIS.match(shadow, behind, limit) and source[behind : behind + 3].lower() in ("này", "nay", "đó"):
        if _other_word(source, start, level):
            return None
        return Item(level, depth, ("this",), joined, start, behind + (2 if source[behind] in "đĐ" else 3), apart)
    labels, stop = read_labels(source, shadow, behind, limit, level)
    if not labels or (joined and _other_word(source, start, level)):
        return None
    return Item(level, depth, labels, joined, start, stop, apart, head["lead"].startswith("cac"))


def _link(shadow: str, item: Item, limit: int) -> re.Match[str] | None:
    """What ties the next level to the one that ends here, two line breaks at most between them, and no blank line."""
    at = item.end
    following = _NEXT.match(shadow, at, limit) or _added(shadow, item, limit) or _stopped(shadow, item, limit)
    if not following or (breaks := shadow.count("\n", at, following.end())) > 2:
        return None
    return following if breaks < 2 or not _BLANK_LINE.search(shadow, at, following.end()) else None


def _added(shadow: str, item: Item, limit: int) -> re.Match[str] | None:
    """What ties one more clause or point to its like, by another verb."""
    more = _AND_ADDS.match(shadow, item.end, limit) if item.depth > _ARTICLE else None
    head = _HEAD.match(shadow, more.end(), limit) if more else None
    return more if head and LEVELS[" ".join(head["level"].split())][0] == item.level else None


def _stopped(shadow: str, item: Item, limit: int) -> re.Match[str] | None:
    """A stop between a clause or point and the level just outside it."""
    stop = _STOPPED.match(shadow, item.end, limit) if item.depth > _ARTICLE else None
    return stop if stop and _deeper(item, shadow, stop.end(), limit) else None


_BLANK_LINE = re.compile(r"\n[ ]*\n")


def _upper(source: str, shadow: str, item: Item, at: int, limit: int) -> Item | None:
    """The item as a range, where the level after `đến` is its own: `Điều 123 đến Điều 133`."""
    head = _HEAD.match(shadow, at, limit)
    if not head or LEVELS[" ".join(head["level"].split())][0] != item.level:
        return None
    last = read_label(source, shadow, head.end(), limit, item.level)
    if not last:
        return None
    return replace(item, labels=(*item.labels[:-1], f"{item.labels[-1]}..{last[0]}"), end=last[1])


def _led(source: str, at: int) -> int:
    """Where the run begins with its `các` or `từ`, which stand left of the first level."""
    lead = source[max(0, at - 6) : at]
    word = lead.rstrip()[-3:].lower()
    if lead == lead.rstrip() or not (word == "các" or word.strip() in ("từ",)):
        return at
    length = len(word.strip())
    begin = at - (len(lead) - len(lead.rstrip())) - length
    return at if begin and source[begin - 1].isalnum() else begin


def _spelt(printed: str, name: str) -> bool:
    return spelt_like(printed, name) > (0.8 if len(name) < 7 else 0.6)


_ON = re.compile(
    rf"{M},?{M}(?:(?:va|cua|tai|den){B})?(?:{LEVEL}{B}[0-9a-z]|"
    rf"(?:nghi{B}(?:dinh|quyet)|thong{B}tu|(?:bo{B})?luat|quyet{B}dinh|phap{B}lenh)(?![a-z]))"
)


def _misread(source: str, shadow: str, head: re.Match[str], limit: int, printed: str) -> bool:
    """Whether a level whose marks a scan misread (`khoán 1 Điều 9`) is one: a level or a document follows its label."""
    level, _, name = LEVELS[" ".join(head["level"].split())]
    if level not in _MISREAD or printed.lower() in _MISREAD[level] or spelt_like(printed, name) < 0.4:
        return False
    labels, stop = read_labels(source, shadow, head.end(), limit, level)
    return bool(labels) and (level == "dieu" or _ON.match(shadow, stop, limit) is not None)


_MISREAD: dict[str, frozenset[str]] = {
    "dieu": frozenset(),
    "khoan": frozenset(),
    "diem": frozenset(),
    "muc": frozenset({"mức", "mực"}),
    "chuong": frozenset({"chuông"}),
}
"""Levels whose marks a scan may misread, with the words that are then meant."""


def _new_line(shadow: str, item: Item, end: int) -> bool:
    """Whether a heading begins here: `Chương II\\nĐiều 5.` is no path; `khoản 2\\nĐiều 5.` is, as no clause ends so."""
    start = item.end
    if shadow.find("\n", start, end) < 0 or shadow[start:end].strip():
        return False
    inner = item.depth > _ARTICLE and shadow.startswith("dieu", end)
    return not inner and bool(_HEADING.match(shadow, end))


_ARTICLE = LEVELS["dieu"][1]


def _deeper(item: Item, shadow: str, at: int, limit: int) -> bool:
    """Whether the level after `của`, `tại` lies further out, so that the item belongs to it."""
    head = _HEAD.match(shadow, at, limit)
    return head is not None and LEVELS[" ".join(head["level"].split())][1] < item.depth


_SAYS = re.compile(
    r"[ \n]+(?:cho[ \n]+(?:thấy|phép)|là|có[ \n]+nghĩa|đồng[ \n]+nghĩa|khiến|dẫn|giúp|đã|sẽ|cũng|thể[ \n]+hiện|chứng|"
    r"không[ \n]+chỉ)(?!\w)"
)
_POINTS = re.compile(r"(?:tại|theo|của|trong|định)[ \n]+$")


def _pronoun(source: str, start: int, end: int) -> bool:
    """Whether `điều này` is no article: `Điều này cho thấy …`, `để làm được điều này`."""
    small = source[start] == "đ" and not _POINTS.search(source, max(0, start - 12), start)
    return small or bool(_SAYS.match(source, end))


def _other_word(source: str, at: int, level: str) -> bool:
    """Whether the syllable before a level makes another word of it."""
    before = source[max(0, at - 10) : at].lower().split()
    return bool(before) and before[-1] in _NOT_A_LEVEL[level]
