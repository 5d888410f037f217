"""Provisions (điều, khoản, điểm): paths in normal form, and how a cited one relates to the one asked for."""

from __future__ import annotations

import re
from typing import Literal

Match = Literal["exact", "contains", "within"]
"""The citation names just this provision; one that contains it (up to the whole act); or a part of it."""

NUMBERED_THROUGH = {"phan", "chuong", "muc", "tieu_muc"}
"""Levels above the article: articles are numbered through the act, so `chuong:2/dieu:19` is `dieu:19`."""
POINTS = "abcdđeghiklmnopqrstuvxy"
"""The order of points: no f, j, w, z; đ follows d."""
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def normal_path(path: str) -> str:
    """Without blanks, lower case, and from the article on, if there is one; annexes keep their own articles."""
    levels = [level for level in path.strip().lower().replace(" ", "").split("/") if level]
    names = [level.partition(":")[0] for level in levels]
    if "dieu" in names and set(names[: names.index("dieu")]) <= NUMBERED_THROUGH:
        levels = levels[names.index("dieu") :]
    return "/".join(levels)


def match(cited: str, asked: str) -> Match | None:
    """How the cited path relates to the one asked for, both normal; None where they are apart.

    `dieu:5..9` contains `dieu:7`; the empty path is the whole act and contains everything. Either may be a range;
    of two that only overlap, the cited one counts as containing what was asked for.
    """
    have, want = _levels(cited), _levels(asked)
    relations = {_relation(one, other) for one, other in zip(have, want, strict=False)}
    if None in relations:
        return None
    if len(have) > len(want):
        return "within"
    if len(have) < len(want) or relations & {"covers", "overlaps"}:
        return "contains"
    return "within" if "inside" in relations else "exact"


def outer_paths(path: str) -> list[str]:
    """The path and every one around it, the whole act last: `dieu:19/khoan:2`, `dieu:19`, ``."""
    levels = _levels(path)
    return ["/".join(levels[:depth]) for depth in range(len(levels), -1, -1)]


def _levels(path: str) -> list[str]:
    return path.split("/") if path else []


def _is_range(level: str) -> bool:
    return ".." in level


def _relation(cited: str, asked: str) -> Literal["same", "covers", "inside", "overlaps"] | None:
    """How one level, perhaps a range, relates to another: `dieu:5..9` covers `dieu:7` and `dieu:5a`."""
    if cited == asked:
        return "same"
    name, _, labels = cited.partition(":")
    other, _, wanted = asked.partition(":")
    if name != other or not (_is_range(cited) or _is_range(asked)):
        return None
    low, high, first, last = (label_order(end) for end in (*_ends(labels), *_ends(wanted)))
    if low is None or high is None or first is None or last is None or low > last or first > high:
        return None
    if low <= first and last <= high:
        return "covers"
    return "inside" if first <= low and high <= last else "overlaps"


def _ends(labels: str) -> tuple[str, str]:
    low, _, high = labels.partition("..")
    return low, high or low


def label_order(label: str) -> tuple[int, int, int] | None:
    """The place of a label in its alphabet: `5` < `5a` < `6`; `d` < `đ` < `e`; `iv` = 4; None for others."""
    if numbered := re.fullmatch(r"(\d+)([a-zđ]?)(\d*)", label):
        number, letter, rest = numbered.groups()
        return int(number), POINTS.find(letter) + 1 if letter else 0, int(rest or 0)
    if lettered := re.fullmatch(rf"([{POINTS}])(\d*)", label):
        return 0, POINTS.index(lettered[1]) + 1, int(lettered[2] or 0)
    if label and set(label) <= set(ROMAN):
        values = [ROMAN[letter] for letter in label]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return sum(-value if value < after else value for value, after in pairs), 0, 0
    return None
