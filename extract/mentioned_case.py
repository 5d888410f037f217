"""Letter case a dispatch itself gives to a name that its head prints in capitals.

`BẢO HIỂM XÃ HỘI CƠ SỞ BẾN TRÚC` over a body that speaks of `Bảo hiểm xã hội cơ sở Bến Trúc` is spelt as the body does.
"""

from __future__ import annotations

import re
from collections import Counter

from extract.composed import compose
from extract.fold import fold
from extract.letter_case import has_official_case
from extract.organisations import HEAD

_COMMITTEE = re.compile(r"(?:uy ban|hoi dong) nhan dan |(?:ubnd|hdnd) ")
"""Committees are spelt by their places: `thành phố`, though many write `Thành phố` of their own."""


def mentioned_case(name: str, content: str, place: str | None = None) -> str:
    """`name` in the letters most used of it in `content`; without any, `place` (địa danh) in it gets its own.

    A name of known spelling and a committee's stay as they are.
    Mentions in capitals, or with a capital on every word, tell nothing.
    """
    if has_official_case(name) or _COMMITTEE.match(fold(name)):
        return name
    told = Counter(written for written in _mentions(name, content) if _tells(written, name))
    if told:
        return told.most_common(1)[0][0]
    return _with_place(name, place) if place and not place.isupper() else name


def _mentions(name: str, content: str) -> list[str]:
    words = r"\s+".join(re.escape(word) for word in name.split())
    found = re.finditer(rf"(?<!\w){words}(?!\w)", compose(content).content, re.IGNORECASE)
    return [" ".join(match.group().split()) for match in found]


def _tells(written: str, name: str) -> bool:
    """Whether a mention is written with care: its kind of body as it should be, not all in capitals."""
    head = HEAD.match(fold(name))
    if written[: head.end() if head else 1] != name[: head.end() if head else 1]:
        return False
    return any(word[0].islower() for word in written.split())


def _with_place(name: str, place: str) -> str:
    words = r"\s+".join(re.escape(word) for word in place.split())
    return re.sub(rf"(?<!\w){words}(?!\w)", lambda _: place, name, flags=re.IGNORECASE)
