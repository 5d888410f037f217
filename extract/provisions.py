"""Provisions (phần, chương, mục, điều, khoản, điểm, tiết): runs of them, and the paths they stand for.

`điểm c khoản 11 Điều 7, khoản 3 và 6 Điều 48` → dieu:7/khoan:11/diem:c, dieu:48/khoan:3, dieu:48/khoan:6:
an inner item takes the nearest outer level to its right. `từ điểm đ đến điểm h` stays a range, `diem:đ..h`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.fold import spelt_like
from extract.stop_words import stop_words

LEVELS = {
    "phu luc": ("phu_luc", 0, "phụ lục"),
    "phan": ("phan", 1, "phần"),
    "chuong": ("chuong", 2, "chương"),
    "muc": ("muc", 3, "mục"),
    "tieu muc": ("tieu_muc", 4, "tiểu mục"),
    "mau": ("mau", 5, "mẫu"),
    "bieu mau": ("mau", 5, "biểu mẫu"),
    "mau bieu": ("mau", 5, "mẫu biểu"),
    "dieu": ("dieu", 5, "điều"),
    "khoan": ("khoan", 6, "khoản"),
    "diem": ("diem", 7, "điểm"),
    "tiet": ("tiet", 8, "tiết"),
    "doan": ("doan", 9, "đoạn"),
    "gach dau dong": ("gach_dau_dong", 9, "gạch đầu dòng"),
}
"""Folded name → (slug, depth, Vietnamese), outermost first; forms stand beside articles, under annexes."""

ALPHABET = "abcdđeghiklmnopqrstuvxy"
"""Labels of points in their order: đ after d; no f, j, w, z."""

MAX_ITEMS, MAX_LENGTH = 64, 800
"""Where a run is cut: no real one is as long, and the cut keeps hostile text linear."""

_B = r"[ \n]{1,24}"
_O = r"[ \n]{0,24}"
_ROMAN = r"[ivxlc]{1,7}[a-z]?"
_ORDINAL = r"thu (?:nhat|hai|ba|tu|nam|sau|bay|tam|chin|muoi)|cuoi(?: cung)?|dau(?: tien)?"
_LABELS = {
    "phu_luc": rf"(?:so )?(?:{_ROMAN}(?:[-.]?[0-9]+)?|[0-9]{{1,3}}[a-z]?(?:\.[0-9]+)?|[a-z])",
    "phan": rf"(?:{_ORDINAL}|{_ROMAN}|[0-9]{{1,2}}|[a-h])",
    "chuong": rf"(?:{_ROMAN}|[0-9]{{1,3}})",
    "muc": rf"(?:{_ROMAN}(?:\.[0-9]+)*|[0-9]{{1,3}}[a-z]?(?:\.[0-9]+)*|[a-h](?:\.[0-9]+)*)",
    "tieu_muc": rf"(?:{_ROMAN}|[0-9]{{1,3}}(?:\.[0-9]+)*|[a-h])",
    "mau": r"(?:so )?[0-9]{1,3}[a-z]?(?:[-/.]?[0-9a-z]{1,12}){0,3}",
    "dieu": r"[0-9]{1,4}[a-z]?",
    "khoan": r"[0-9]{1,3}(?:[a-z]|\.[a-z0-9]{1,2})?",
    "diem": r"(?:[a-z][0-9]{0,2}|[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}[a-z]?)",
    "tiet": r"(?:[a-z](?:\.?[0-9]{1,2})?|[0-9]{1,3}(?:\.[0-9]{1,3}){0,4})",
    "doan": rf"(?:{_ORDINAL}|[0-9]{{1,2}})",
    "gach_dau_dong": rf"(?:{_ORDINAL}|[0-9]{{1,2}})",
}
_LEVEL = r"(?:phu luc|phan|chuong|tieu muc|muc|mau bieu|bieu mau|mau|dieu|khoan|diem|tiet|doan|gach dau dong)"
_HEAD = re.compile(rf"(?P<lead>(?:(?:cac|tu|nhung){_B})?)(?P<level>{_LEVEL}){_B}")
_LABEL = {level: re.compile(rf"(?:{pattern})(?![a-z0-9])") for level, pattern in _LABELS.items()}
_MORE = re.compile(rf"{_O}(?P<sep>,|;|-){_O}(?:(?P<and>va|hoac|den){_B})?|{_B}(?P<word>va|hoac|den){_B}")
_NEXT = re.compile(
    rf"{_O}(?P<sep>[,;]?){_O}(?P<word>(?:(?:va|hoac|den|cua|tai|thuoc|trong){_B})?)"
    rf"(?=(?:(?:cac|tu){_B})?{_LEVEL}{_B})"
)
_HEADING = re.compile(rf"{_LEVEL}{_B}[0-9ivxlc]+[a-z]?[ ]*[.:\n]")
_THIS = re.compile(r"(?:nay|do)(?![a-z0-9])")
_FOLLOWS_NUMBER = re.compile(
    rf"{_O}(?:$|[.,;:()\"/\[\]]|\n[ \n]*\n|(?:va|hoac|den|cua|tai|thuoc|trong|ban hanh|kem theo|duoc|bi|neu|"
    rf"quy dinh|nay|tren|nhu|thi|phai|khong|co|ve|cho|doi|sau|vao|truoc|la|hien|da|dieu|khoan|diem|muc|chuong|"
    rf"phan|tiet|phu luc|luat|bo luat|"
    rf"quy che|quy trinh|danh muc|dieu le|"
    rf"phap lenh|hien phap|nghi|quyet|thong tu|chi thi|theo|het|so|cong van|ke hoach)(?![a-z0-9])|[ \n]+[a-z]+ so\b)"
)
_NOT_A_LEVEL = {level: stop_words(f"before_no_{level}") for level, _, _ in LEVELS.values()}
"""Syllables that make another word of a level: `địa điểm a …`, `tài khoản 123` (but `tại khoản 1`)."""


@dataclass(frozen=True, slots=True)
class Item:
    """One level with its labels: (`khoan`, 6, (`4`, `5`)).

    `joined`: nothing but blanks before it; `apart`: `và` or a semicolon before it.
    """

    level: str
    depth: int
    labels: tuple[str, ...]
    joined: bool
    start: int
    end: int
    apart: bool = False


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
    while len(items) < MAX_ITEMS:
        head = _HEAD.match(shadow, cursor, limit)
        if not head:
            break
        level, depth, name = LEVELS[head["level"]]
        if not _spelt(source[head.start("level") : head.end("level")], name):
            break
        if _THIS.match(shadow, head.end(), limit) and source[head.end() : head.end() + 3].lower() in (
            "này",
            "nay",
            "đó",
        ):
            this = level
            items.append(
                Item(
                    level,
                    depth,
                    ("this",),
                    joined,
                    head.start("level"),
                    head.end() + (2 if source[head.end()] in "đĐ" else 3),
                    apart,
                )
            )
            break
        labels, stop = _labels(source, shadow, head.end(), limit, level)
        if not labels or (joined and _other_word(source, head.start("level"), level)):
            break
        items.append(Item(level, depth, labels, joined, head.start("level"), stop, apart))
        following = _NEXT.match(shadow, stop, limit)
        if not following or shadow.count("\n", stop, following.end()) > 1 or _new_line(shadow, stop, following.end()):
            break
        word = following["word"].strip()
        if word == "den":
            upper = _HEAD.match(shadow, following.end(), limit)
            if (
                upper
                and LEVELS[upper["level"]][0] == level
                and (last := _one(source, shadow, upper.end(), limit, level))
            ):
                items[-1] = Item(
                    level, depth, (*labels[:-1], f"{labels[-1]}..{last[0]}"), joined, items[-1].start, last[1], apart
                )
                following = _NEXT.match(shadow, last[1], limit)
                if not following or shadow.count("\n", last[1], following.end()) > 1:
                    break
                word = following["word"].strip()
            else:
                break
        joined = not following["sep"] and word not in ("va", "hoac")
        apart = following["sep"] == ";" or word in ("va", "hoac")
        if word in ("cua", "tai", "thuoc", "trong") and not _deeper(items[-1], shadow, following.end(), limit):
            break
        cursor = following.end()
    if not items:
        return None
    return Run(_led(source, at), items[-1].end, tuple(items), this)


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


def _new_line(shadow: str, start: int, end: int) -> bool:
    """Whether a heading begins here: `Chương II\\nĐiều 5.` is no path."""
    if shadow.find("\n", start, end) < 0:
        return False
    return not shadow[start:end].strip() and bool(_HEADING.match(shadow, end))


def _deeper(item: Item, shadow: str, at: int, limit: int) -> bool:
    """Whether the level after `của`, `tại` lies further out, so that the item belongs to it."""
    head = _HEAD.match(shadow, at, limit)
    return head is not None and LEVELS[head["level"]][1] < item.depth


def _other_word(source: str, at: int, level: str) -> bool:
    """Whether the syllable before a level makes another word of it."""
    before = source[max(0, at - 10) : at].lower().split()
    return bool(before) and before[-1] in _NOT_A_LEVEL[level]


def _one(source: str, shadow: str, at: int, limit: int, level: str) -> tuple[str, int] | None:
    """One label, as the source spells it."""
    match = _LABEL[level].match(shadow, at, limit)
    if not match:
        return None
    return _label(source[match.start() : match.end()], level), match.end()


def _labels(source: str, shadow: str, at: int, limit: int, level: str) -> tuple[tuple[str, ...], int]:
    """All labels of one level: `4 và 5`, `a, b, c`, `5 đến 9`; and where they end."""
    first = _one(source, shadow, at, limit, level)
    if not first or not _plausible(source, shadow, at, first[1], level, limit):
        return (), at
    labels, stop = [first[0]], first[1]
    while len(labels) < MAX_ITEMS:
        more = _MORE.match(shadow, stop, limit)
        if not more or shadow.count("\n", stop, more.end()) > 1:
            break
        following = _one(source, shadow, more.end(), limit, level)
        if not following or not _continues(source, shadow, more, following, level, limit):
            break
        if more["sep"] == "-" or "den" in (more["word"], more["and"]):
            labels[-1] = f"{labels[-1]}..{following[0]}"
        else:
            labels.append(following[0])
        stop = following[1]
    return tuple(labels), stop


def _plausible(source: str, shadow: str, at: int, stop: int, level: str, limit: int) -> bool:
    """Whether a first label is one: a letter must be plain (`điểm à`), Roman figures and letters of parts upright."""
    printed = source[at:stop]
    if (
        level in ("phan", "muc", "chuong", "phu_luc", "tieu_muc")
        and printed[:1].isalpha()
        and not printed.lower().startswith(("thứ", "số", "thu", "so", "đầu", "cuối"))
    ):
        return printed[0].isupper() and printed.isascii()
    if printed[:1].isalpha() and level in ("diem", "tiet"):
        if printed[0].lower() not in ALPHABET:
            return False
        return bool(_FOLLOWS_NUMBER.match(shadow, stop, limit)) or printed[-1:].isdigit()
    return True


def _continues(source: str, shadow: str, more: re.Match[str], label: tuple[str, int], level: str, limit: int) -> bool:
    """Whether a further label belongs to the list: not `Điều 5 và 10 ngày`, not `khoản 1, a) …`."""
    text, stop = label
    if more["sep"] == "-" and not (text[:1].isdigit() and "\n" not in more.group()):
        return False
    if not _plausible(source, shadow, more.end(), stop, level, limit):
        return False
    if shadow[stop : stop + 1] in (")", "/", "%") or (
        shadow[stop : stop + 1] == "." and shadow[stop + 1 : stop + 2].isdigit()
    ):
        return False
    return bool(_FOLLOWS_NUMBER.match(shadow, stop, limit))


_ORDINALS = {
    "nhất": "1",
    "hai": "2",
    "ba": "3",
    "tư": "4",
    "năm": "5",
    "sáu": "6",
    "bảy": "7",
    "tám": "8",
    "chín": "9",
    "mười": "10",
}


def _label(printed: str, level: str) -> str:
    """The label as a path holds it: `thứ nhất` → 1, `số 01/MGTH` → 01/MGTH, letters of points in lower case."""
    words = printed.replace("Ð", "Đ").split()
    if words[0].lower() == "thứ" and len(words) > 1:
        return _ORDINALS.get(words[1].lower(), words[1])
    if words[0].lower() == "số" and len(words) > 1:
        words = words[1:]
    label = " ".join(words)
    return label.lower() if level in ("dieu", "khoan", "diem", "tiet") else label


def paths(items: tuple[Item, ...]) -> tuple[str, ...]:
    """The leaves of a run as paths, outermost level first."""
    parents = _parents(items)
    leaves = [i for i in range(len(items)) if i not in parents.values()]
    found = []
    for i in leaves:
        chain, up = [], parents.get(i)
        while up is not None:
            chain.append(f"{items[up].level}:{items[up].labels[0]}")
            up = parents.get(up)
        outer = "/".join(reversed(chain))
        found += [
            f"{outer}/{items[i].level}:{label}" if outer else f"{items[i].level}:{label}" for label in items[i].labels
        ]
    return tuple(found)


def _parents(items: tuple[Item, ...]) -> dict[int, int]:
    """Index of each item's outer item: the nearest outer level to its right, else just before it (`Điều 5 khoản 2`)."""
    parents: dict[int, int] = {}
    stack: list[int] = []
    for i in range(len(items) - 1, -1, -1):
        while stack and items[stack[-1]].depth >= items[i].depth:
            stack.pop()
        if stack and not _begins_anew(items[i : stack[-1] + 1]):
            parents[i] = stack[-1]
        stack.append(i)
    for i in range(1, len(items)):
        if i not in parents and items[i - 1].depth < items[i].depth and i - 1 not in parents.values():
            parents[i] = i - 1
    return parents


def _begins_anew(items: tuple[Item, ...]) -> bool:
    """Whether the last item, though further out, is a branch of its own: `Điều 8 và Phụ lục II` (but `…, Chương V`)."""
    outer = items[-1]
    if outer.depth >= _ARTICLE:
        return False
    return any(item.apart and any(one.level == "dieu" for one in items[:k]) for k, item in enumerate(items))


_ARTICLE = LEVELS["dieu"][1]


def expand(label: str) -> tuple[str, ...]:
    """The labels of a range, `đ..h` → đ, e, g, h; `5..9` → 5, 6, 7, 8, 9; any other label is itself."""
    first, dots, last = label.partition("..")
    if not dots:
        return (label,)
    if first.isdigit() and last.isdigit() and int(first) <= int(last) <= int(first) + 2000:
        return tuple(str(n) for n in range(int(first), int(last) + 1))
    if len(first) == len(last) == 1 and first in ALPHABET and last in ALPHABET:
        return tuple(ALPHABET[ALPHABET.index(first) : ALPHABET.index(last) + 1])
    return (first, last)
