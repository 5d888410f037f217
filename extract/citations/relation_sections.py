"""What stands in a section headed `CĂN CỨ PHÁP LÝ`, as plans and schemes have it: its items are grounds."""

from __future__ import annotations

import re
from bisect import bisect_right

from extract.citations.mention import Mention

_HEADED = re.compile(
    r"(?:can|co)[ ]+(?:cu|so)[ ]+(?:phap[ ]+(?:ly|luat)|chinh[ ]+tri|(?:de[ ]+)?(?:xay[ ]+dung|lap|ban[ ]+hanh))"
    r"[^\n.;:]{0,80}:?[ ]*(?=\n)"
)
_NUMBERED = re.compile(
    r"[ #|]*(?:(?:[ivxlc]{1,5}|[0-9]{1,2}(?:\.[0-9]{1,2}){0,2}|[a-z])[.)/-]?[ ]+)?(?:cac[ ]+|nhung[ ]+)?"
)
"""What stands before such a heading on its line."""
_NEXT = re.compile(r"\n[ #|]*(?:[ivxlc]{1,5}|[0-9]{1,2}(?:\.[0-9]{1,2})*|phan|dieu|chuong)[.) ][^\n]*")
_BEFORE = re.compile(
    r"[ ]*(?:[-+*\u2022]|\(?[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}[.)]|[a-z]\))?[ ]*(?:[^\n]{0,400};[ ]*(?:va[ ]+)?)?"
)
"""What may stand before a ground on its line: a bullet, grounds that a semicolon ends."""
_LONGEST = 6000


def relate_grounds(source: str, shadow: str, mentions: list[Mention]) -> None:
    """Items that open with a document, in such a section, name a ground."""
    sections = _sections(source, shadow)
    starts = [start for start, _ in sections]
    for mention in mentions if sections else ():
        i = bisect_right(starts, mention.start) - 1
        if i < 0 or mention.start >= sections[i][1] or mention.relation != "mentions" or mention.edge:
            continue
        line = shadow.rfind("\n", 0, mention.start) + 1
        if mention.form in ("number", "title", "named") and _BEFORE.fullmatch(shadow, line, mention.start):
            mention.relation = "based_on"


def _sections(source: str, shadow: str) -> list[tuple[int, int]]:
    """Where each such section begins and ends: before the next line in capitals, or far below."""
    found = []
    for head in _HEADED.finditer(shadow):
        if not _NUMBERED.fullmatch(shadow, shadow.rfind("\n", 0, head.start()) + 1, head.start()):
            continue
        limit = min(len(shadow), head.end() + _LONGEST)
        ends = (
            n.start() for n in _NEXT.finditer(shadow, head.end(), limit) if _is_heading(source[n.start() : n.end()])
        )
        found.append((head.end(), next(ends, limit)))
    return found


def _is_heading(line: str) -> bool:
    return line.isupper() and ";" not in line
