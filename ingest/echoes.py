"""Print seen twice (chữ in đọc trùng): beneath a pen's blue stroke, a line takes colour and is read as a stamp, too.

The reading from the coloured ink alone is the worse one, as half of each letter is not in it. What is surely a stamp is
none: an arrival's number may lie upon the number of the dispatch, and be much like it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from ingest.frames import is_arrival
from ingest.marks import is_mark
from ingest.segment import Segment
from ingest.sureness import sureness
from ingest.unaccent import unaccent

_ALIKE = 0.6
_SAME = 0.5
"""Share of a line's height, or of its width, by which two lines are at one place."""


def without_echoes(stamps: Iterable[list[Segment]], printed: Sequence[Segment]) -> Iterator[Segment]:
    """The lines of stamps less those that say what a printed line at the same place says, and are less sure of it; all
    of arrivals and marks.
    """
    for lines in stamps:
        sure = is_arrival(lines) or is_mark(lines)
        yield from lines if sure else (line for line in lines if not _is_echo(line, printed))


def _is_echo(line: Segment, printed: Sequence[Segment]) -> bool:
    return any(_same_place(line, other) and _says_better(other, line) for other in printed)


def _same_place(line: Segment, other: Segment) -> bool:
    across = min(line.x1, other.x1) - max(line.x0, other.x0)
    apart = abs(line.top + line.bottom - other.top - other.bottom) / 2
    return across > _SAME * (line.x1 - line.x0) and apart < _SAME * max(line.height, other.height)


def _says_better(one: Segment, other: Segment) -> bool:
    first, second = unaccent(one.text).lower(), unaccent(other.text).lower()
    alike = SequenceMatcher(None, first, second, autojunk=False).ratio()
    return alike >= _ALIKE and sureness(one.words) >= sureness(other.words)
