"""Relations of list items: they take the cue of their siblings, else of the line that announces the list."""

from __future__ import annotations

import re

from extract.citations.mention import Mention
from extract.citations.relation_cues import cue_in

_BULLET = re.compile(r"[ ]*(?:\(?[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}[.)]|\(?[a-z][0-9]?\)|[-+])?[ ]*\"?[ ]*")
_ANNEX = re.compile(r"(?:^|\n)[ ]*(?:phu luc|danh muc|mau so|bieu)[^\n]{0,80}$")


def item_head(shadow: str, at: int, start: int) -> int | None:
    """Where the line of a list item begins, if only a bullet stands before the reference; else None."""
    line = shadow.rfind("\n", max(start, at - 40), at) + 1
    if line == 0 or not _BULLET.fullmatch(shadow, line, at):
        return None
    before = shadow[max(start, line - 400) : line].rstrip()
    if not before:
        return None
    last = before[before.rfind("\n") + 1 :].strip()
    if (line < at and shadow[line:at].strip()) or before[-1] in ";:" or re.match(r"dieu [0-9]+[a-z]?\.", last):
        return line
    return None


def relate_item(
    source: str,
    shadow: str,
    mention: Mention,
    sibling: Mention | None,
    previous: Mention | None,
    line: int,
    start: int,
) -> None:
    """A list item takes the cue of its siblings, else of the line that announces the list.

    `Trả lời Công văn A, Cục có ý kiến:` announces no answers to what the items cite: its cue has an object already.
    """
    if (
        sibling
        and mention.start - sibling.end < 2000
        and not re.search(r"\n[ ]*(?:dieu|chuong|muc) [0-9ivx]+[a-z]?\.", shadow[sibling.end : line])
    ):
        mention.relation = sibling.relation
        return
    head = shadow[max(start, line - 600) : line].rstrip()
    begun = max(start, line - 600)
    if not head.endswith((":", ";")) and not re.match(r"dieu [0-9]+[a-z]?\.", head[head.rfind("\n") + 1 :].strip()):
        mention.relation = "mentions"
        return
    begin = max(head.rfind("\ndieu "), _last_paragraph(head))
    relation = cue_in(source, head[begin:], begun + begin, first=True) or "mentions"
    governs = previous is not None and previous.end > begun + begin
    mention.relation = relation if not governs or relation in _ACTING else "mentions"


_ACTING = frozenset({"amends", "repeals", "replaces", "corrects", "based_on"})


def _last_paragraph(head: str) -> int:
    stop = max(
        head.rfind(". ", 0, len(head) - 1),
        head.rfind(".\n", 0, len(head) - 1),
        head.rfind(";\n"),
        head.rfind("\n\n"),
        0,
    )
    line = head.rfind("\n") + 1
    return min(stop, line) if head.startswith("dieu ", line) else stop


def under_annex(shadow: str, at: int, start: int) -> bool:
    """Whether the line above is the heading of an annex."""
    return bool(_ANNEX.search(shadow[max(start, at - 160) : at].rstrip(" \n(")))
