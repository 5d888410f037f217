"""Where in the citing document a place is: its article, clause and point, and whether in quoted wording.

Needed for `Điều này`, `khoản 2 Điều này`, and for items under `Sửa đổi, bổ sung một số điều của …:`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from extract.citations.mention import Mention

_HEADING = re.compile(
    r"(?:^|\n)[ ]*\"?[ ]*(?:dieu[ \n]{1,4}(?P<dieu>[0-9]{1,4}[a-z]?)[ ]*[.:]"
    r"|(?P<khoan>[0-9]{1,3}[a-z]?)\.(?![0-9])|(?P<diem>[a-z][0-9]?)\))"
)
_QUOTED = re.compile(
    r"(?:nhu sau|sau day)[ ]*:?[ \n]*(?P<quote>\")|\n[ ]*(?P<line>\")(?=dieu [0-9]|[0-9]+[a-z]?\.|[a-z]\))"
)
_CLOSES = re.compile(r"\"[ ]*[.;,]?[ ]*(?=\n|$)")

RANKS = {"dieu": 0, "khoan": 1, "diem": 2}


@dataclass(frozen=True, slots=True)
class Heading:
    """The number of an article, clause or point at the beginning of a line."""

    start: int
    rank: int
    level: str
    label: str
    quoted: bool


@dataclass(slots=True)
class Structure:
    """Headings and quotations of a stretch, in order."""

    headings: list[Heading] = field(default_factory=list)
    quotes: list[tuple[int, int]] = field(default_factory=list)

    def quote_at(self, at: int) -> tuple[int, int] | None:
        """The quotation an offset lies in."""
        i = bisect_right(self.quotes, (at, 1 << 60)) - 1
        return self.quotes[i] if i >= 0 and at < self.quotes[i][1] else None

    def place(self, at: int, quoted: bool, since: int = 0) -> dict[str, str]:
        """The labels in force at an offset, of the document itself or of the quotation that begins at `since`."""
        place: dict[str, str] = {}
        low = bisect_right(self.headings, since - 1, key=lambda h: h.start)
        high = bisect_right(self.headings, at, key=lambda h: h.start)
        for heading in reversed(self.headings[low:high]):
            if heading.quoted is not quoted:
                continue
            if all(RANKS[level] > heading.rank for level in place):
                place[heading.level] = heading.label
            if heading.rank == 0:
                break
        return place

    def next_heading(self, at: int, rank: int) -> int:
        """Where the next heading of a rank, or an outer one, begins after an offset; far away if nowhere."""
        i = bisect_right(self.headings, at, key=lambda h: h.start)
        for heading in self.headings[i:]:
            if not heading.quoted and heading.rank <= rank:
                return heading.start
        return 1 << 60


def structure(source: str, shadow: str, start: int, end: int) -> Structure:
    """Read headings and quotations; linear in the stretch."""
    found = Structure()
    cursor = start
    while match := _QUOTED.search(shadow, cursor, end):
        at = match.start("quote") if match["quote"] else match.start("line")
        close = _CLOSES.search(shadow, at + 1, end)
        stop = close.end() if close else end
        found.quotes.append((at, stop))
        cursor = stop
    for match in _HEADING.finditer(shadow, start, end):
        level = match.lastgroup or ""
        begin = match.start(level)
        label = source[begin : match.end(level)].lower()
        found.headings.append(Heading(begin, RANKS[level], level, label, found.quote_at(begin) is not None))
    return found


_DANGLING = re.compile(r"(?:tai|theo|cua|va|hoac|,|den|tu|so|khoan [0-9]+[a-z]?|diem [a-z])[ ]*$")


def is_heading(shadow: str, mention: Mention) -> bool:
    """Whether the run only numbers a part of the document: `Điều 1. …`, `Mục 2`, alone at the beginning of a line."""
    if mention.form != "none" or mention.run is None:
        return False
    line = shadow.rfind("\n", 0, mention.start) + 1
    if shadow[line : mention.start].strip(' |#">-'):
        return False
    after = shadow[mention.end : mention.end + 3].lstrip(" ")
    if after[:1] not in ("", ".", ":", "\n", "|", "-") and mention.run.items[0].level in ("dieu", "khoan", "diem"):
        return False
    return len(mention.run.items) == 1 and not _DANGLING.search(shadow, max(0, line - 40), max(0, line - 1))
