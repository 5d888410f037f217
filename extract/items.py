"""Items (mục) of a list and grounds (căn cứ): where the line of a new one begins.

Grounds stand one to a line, each with its opening word: `Căn cứ Luật A` | `Căn cứ Luật B` | `Xét đề nghị của …`.
"""

from __future__ import annotations

import re

from extract.positions import POSITION
from extract.stop_words import stop_words

_NEAR = 2_000
"""Characters looked through, so that a long text without items is not read again for each of its laws."""
_LINE = re.compile(r"[^\n]\n[ \t>*_]*(?=(?P<line>[^\n]+))")
_LABELLED = re.compile(r"(?:[-+•–—]|[0-9]{1,2}(?:\.[0-9]{1,2}){0,2}[.)]|[a-z]{1,2}\)|[ivx]{1,5}\.)[ \t]")
_OPENER = re.compile(
    rf"(?:{'|'.join(sorted(map(re.escape, stop_words('opens_line')), key=len, reverse=True))})(?![a-z])"
)


_NUMBERED = frozenset({"dieu", "chuong"})
_LABEL = re.compile(r"[ ]+(?:[0-9]|[ivxl]+[ .:\n])")
"""`Điều 5`, `Chương II`; `Điều ước quốc tế`, `Điều dưỡng` go on with a name."""


def next_item(source: str, shadow: str, start: int, end: int) -> int:
    """Offset of the line break before the next item between two offsets; `end` where none begins near `start`."""
    for line in _LINE.finditer(shadow, start, min(end, start + _NEAR)):
        if _begins_item(source, shadow, line.start("line")):
            return line.start() + 1
    return end


def opens_ground(source: str, shadow: str, at: int) -> bool:
    """Whether a word that opens a line of grounds stands at an offset: `Theo đề nghị …`, `Căn cứ …`."""
    opener = _OPENER.match(shadow, at) if source[at].isupper() else None
    return opener is not None and (opener.group() not in _NUMBERED or bool(_LABEL.match(shadow, opener.end())))


def _begins_item(source: str, shadow: str, at: int) -> bool:
    if _LABELLED.match(shadow, at) or opens_ground(source, shadow, at):
        return True
    return source[at].isupper() and bool(POSITION.match(shadow, at))
