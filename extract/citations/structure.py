"""Where in the citing document a place is: its article, clause and point, and whether in quoted wording.

Needed for `Điều này`, `khoản 2 Điều này`, and for items under `Sửa đổi, bổ sung một số điều của …:`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from extract.citations.mention import Mention

_HEADING = re.compile(
    r"(?:^|\n)[ ]*+\"?[ ]*+(?:dieu[ \n]{1,4}(?P<dieu>[0-9]{1,4}[a-z]?)[ ]*[.:]"
    r"|(?P<khoan>[0-9]{1,3}[a-z]?)\.(?![0-9])|(?P<diem>[a-z][0-9]?)\))"
)
_WITHIN = re.compile(r"(?<![a-z])(?:khoan [0-9]{1,3}[a-z]?|diem [a-z][0-9]?)[ ]*$")
"""Before an article that a line break parted from its clause: `bãi bỏ khoản 2 | Điều 14.`"""
_QUOTED = re.compile(
    r"(?:nhu sau|sau day|quy dinh(?:[ \n][a-z,]{1,8}){0,8})[ ]*+:?[ \n]*+(?P<quote>\")"
    r"|\n[ ]*+(?P<line>\")(?=dieu [0-9]|[0-9]+[a-z]?\.|[a-z]\))"
)
_CLOSES = re.compile(r"\"[ ]{0,8}[.;,]?[ ]{0,8}(?=\n|$)")

RANKS = {"dieu": 0, "khoan": 1, "diem": 2}
LEVELS = ("dieu", "khoan", "diem")
FAR = 1 << 60

Labels = tuple[str | None, str | None, str | None]
"""Article, clause and point in force."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The number of an article, clause or point at the beginning of a line; `labels` are in force from here on."""

    start: int
    rank: int
    quote: int | None
    """Where the quotation it stands in begins; None outside quotations."""
    labels: Labels


@dataclass(slots=True)
class Structure:
    """Headings and quotations of a stretch, in order."""

    own: list[Heading] = field(default_factory=list)
    quoted: list[Heading] = field(default_factory=list)
    quotes: list[tuple[int, int]] = field(default_factory=list)
    ends: list[Labels] = field(default_factory=list)
    has_articles: bool = False
    """Whether the document itself, not what it quotes, is parted into articles."""
    _next: list[tuple[int, int, int]] = field(default_factory=list)

    def quote_at(self, at: int) -> tuple[int, int] | None:
        """The quotation an offset lies in."""
        i = bisect_right(self.quotes, (at, FAR)) - 1
        return self.quotes[i] if i >= 0 and at < self.quotes[i][1] else None

    def heading_at(self, at: int, quote: int | None = None) -> Heading | None:
        """The last heading before an offset, of the document itself or of the quotation that begins at `quote`."""
        headings = self.own if quote is None else self.quoted
        i = bisect_right(headings, at, key=_start) - 1
        return headings[i] if i >= 0 and headings[i].quote == quote else None

    def place(self, at: int, quote: int | None = None) -> dict[str, str]:
        """The labels in force at an offset, by level."""
        heading = self.heading_at(at, quote)
        return {level: label for level, label in zip(LEVELS, heading.labels, strict=True) if label} if heading else {}

    def following(self, at: int) -> Heading | None:
        """The first heading of the document itself behind an offset."""
        i = bisect_right(self.own, at, key=_start)
        return self.own[i] if i < len(self.own) else None

    def scope_end(self, at: int, rank: int) -> int:
        """Where the next heading of a rank, or of an outer one, begins behind an offset; far away if nowhere."""
        if not self._next:
            after: tuple[int, int, int] = (FAR, FAR, FAR)
            for heading in reversed(self.own):
                after = (
                    heading.start if heading.rank == 0 else after[0],
                    heading.start if heading.rank <= 1 else after[1],
                    heading.start,
                )
                self._next.append(after)
            self._next.reverse()
        i = bisect_right(self.own, at, key=_start)
        return self._next[i][rank] if i < len(self.own) else FAR


def _start(heading: Heading) -> int:
    return heading.start


def structure(source: str, shadow: str, start: int, end: int) -> Structure:
    """Read headings and quotations; linear in the stretch."""
    found = Structure()
    cursor = start
    while match := _QUOTED.search(shadow, cursor, end):
        at = match.start("quote") if match["quote"] else match.start("line")
        close = _CLOSES.search(shadow, at + 1, end)
        cursor = close.end() if close else end
        found.quotes.append((at, cursor))
    own: Labels = (None, None, None)
    inner: Labels = (None, None, None)
    since: int | None = None
    for match in _HEADING.finditer(shadow, start, end):
        level = match.lastgroup or ""
        if level == "dieu" and _WITHIN.search(shadow, max(start, match.start() - 16), match.start()):
            continue
        at, rank = match.start(level), RANKS[level]
        label = source[at : match.end(level)].lower()
        quote = found.quote_at(at)
        if quote is None:
            own = _entered(own, rank, label)
            found.own.append(Heading(at, rank, None, own))
            found.has_articles |= rank == 0
        else:
            inner = _entered(inner if since == quote[0] else (None, None, None), rank, label)
            since = quote[0]
            found.quoted.append(Heading(at, rank, since, inner))
    return found


def _entered(labels: Labels, rank: int, label: str) -> Labels:
    """The labels in force once a heading of a rank is passed: what lies inside it starts anew."""
    if rank == 0:
        return (label, None, None)
    return (labels[0], label, None) if rank == 1 else (labels[0], labels[1], label)


_DANGLING = re.compile(r"(?:tai|theo|cua|va|hoac|,|den|tu|so|khoan [0-9]+[a-z]?|diem [a-z])[ ]{0,8}$")
_LINE = 200


def is_heading(shadow: str, mention: Mention) -> bool:
    """Whether the run only numbers a part of the document: `Điều 1. …`, `Mục 2`, alone at the beginning of a line."""
    if mention.form != "none" or mention.run is None or len(mention.run.items) > 1:
        return False
    low = max(0, mention.start - _LINE)
    line = shadow.rfind("\n", low, mention.start) + 1
    if (line == 0 and low > 0) or shadow[line : mention.start].strip(" |#\">-'"):
        return False
    after = shadow[mention.end : mention.end + 3].lstrip(" ")
    if after[:1] not in ("", ".", ":", "\n", "|", "-") and mention.run.items[0].level in LEVELS:
        return False
    dangling = _DANGLING.search(shadow, max(0, line - 40), max(0, line - 1))
    opens = mention.run.items[0].level == "dieu" and after[:2] in (". ", ".\n")
    return not dangling or (opens and dangling.group().startswith(","))
