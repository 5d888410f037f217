"""Lines of an arrival stamp that was read apart from the page (dấu đến): they stand beside the dispatch, not in it.

A stamp is set wherever there is room, so its lines lie at the heights of the number's and the abstract's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.own_number import own_number
from extract.page_rows import page_rows
from extract.place_date import is_place_date
from extract.row import Row
from extract.text import TextLine
from extract.urgency import is_marked

_CUES = (
    re.compile(r"^\W*(?:cong van |van ban )?d?en\b"),
    re.compile(r"(?:^|\bden )\W*so\b\W*\d{0,6}\W*$|^\W*\d{1,6}\W*$"),
    re.compile(r"(?:^|\bden )\W*ng\wy\b(?! ky\b)(?!.*\bthang\b)"),
    re.compile(r"^\W*c?h?uy\wn\b *[:.]|^(?:kinh chuyen|luu ho so)\b"),
    re.compile(r"(?:^|\bden )\W*gio\b *[:.]"),
)
"""What the lines of an arrival stamp say, each in its way."""
_WORD = re.compile(r"^\W*den\W*$")
_LEAST = 2
"""Ways in which it must be told, if not by the word alone: a signature's particulars tell in one."""
_HIGH, _WIDE = 70.0, 150.0
"""Points from a line that tells of an arrival to any other line of that stamp."""


def arrival_rows(lines: Sequence[TextLine]) -> tuple[Row, ...]:
    """The rows of the stamp among the lines of one page, top to bottom; none where there is no arrival stamp."""
    inked = [line for line in lines if line.line and all(word.source == "stamp" for word in line.line.words)]
    rows = [row for row in page_rows(inked) if not (own_number(row) or is_place_date(row) or is_marked(row))]
    told = {i: row for row in rows for i, cue in enumerate(_CUES) if cue.search(row.bare)}
    if len(told) < _LEAST and not any(_WORD.match(row.bare) for row in told.values()):
        return ()
    return tuple(row for row in rows if any(_beside(row, other) for other in told.values()))


def _beside(row: Row, telling: Row) -> bool:
    if row.box is None or telling.box is None:
        return False
    right = (row.box.x0 + row.box.x1 - telling.box.x0 - telling.box.x1) / 2
    return abs(row.box.top - telling.box.top) < _HIGH and abs(right) < _WIDE
