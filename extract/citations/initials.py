"""Provisions by their initials, as clerks jot them down before a document: `K2, Đ10 Thông tư số …`, `đ.a k.3 Đ.12`."""

from __future__ import annotations

import re

from extract.citations.stretch import Stretch
from extract.provision_labels import ALPHABET, LEVELS
from extract.provision_paths import Item
from extract.provisions import Run

_ONE = rf"(?:[KkĐđ]\.?[ ]?[0-9]{{1,3}}[a-zđ]?|đ\.?[ ]?[{ALPHABET}])"
_RUN = re.compile(rf"(?<![\w/.&-]){_ONE}(?:(?:[ ]?[,;]|[ ]và)?[ ]{_ONE})*(?=,?[ \n](?:của[ \n])?$)")
_INITIAL = re.compile(r"(?P<apart>;|và)?[ ,]*(?P<level>[KkĐđ])\.?[ ]?(?P<label>[0-9]{1,3}[a-zđ]?|[a-zđ])(?!\w)")
_LAST = re.compile(r"[KkĐđ]\.?[ ]?\w{1,4},?[ \n](?:của[ \n])?$")
"""What the last of them looks like; most documents are seen to have none by it."""
_LONGEST = 80


def read_initials(stretch: Stretch, at: int, floor: int) -> Run | None:
    """The run of initials that ends where a document begins; an article must be among them."""
    low = max(floor, at - _LONGEST)
    if not _LAST.search(stretch.source, max(low, at - 16), at):
        return None
    found = _RUN.search(stretch.source[low:at])
    items = tuple(_item(one, low + found.start()) for one in _INITIAL.finditer(found.group())) if found else ()
    if not items or all(item.level != "dieu" for item in items):
        return None
    return Run(items[0].start, items[-1].end, items)


def _item(one: re.Match[str], shift: int) -> Item:
    """`K2` is a clause, `Đ10` an article, `đ.a` a point."""
    article = "dieu" if one["label"][0].isdigit() else "diem"
    level = "khoan" if one["level"] in "Kk" else article
    joined = not one["apart"] and "," not in one.group()
    start = one.start("level") + shift
    return Item(level, LEVELS[level][1], (one["label"],), joined, start, one.end() + shift, bool(one["apart"]))
