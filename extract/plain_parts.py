"""Parts of a dispatch in plain text (thể thức trong văn bản thuần): all rows follow each other."""

from __future__ import annotations

import re

from extract.annexes import annex_headings
from extract.landmarks import ADDRESSED, BASIS, BODY, PLACE_DATE, RECIPIENTS, SEEN, is_noise
from extract.names_of_types import named_type
from extract.own_number import own_number
from extract.parts import Parts
from extract.persons import is_capitalised, is_person
from extract.positions import positions
from extract.row import Row
from extract.rows import rows_of
from extract.signing import enacts, named_below, signature_above, signs
from extract.span import Span
from extract.text import Text

_SCRAP = re.compile(r"[^\dĐÐDÊEẾN]")
"""One sign alone on a line: a speck of a scan, unless it is a letter of an upright `ĐẾN`."""


def plain_parts(text: Text, span: Span) -> Parts:
    """The parts of the dispatch that covers the span."""
    rows = tuple(row for row in rows_of(text, span) if not is_noise(row) and not _SCRAP.fullmatch(row.text))
    head_end = _head_end(rows)
    tail = _tail_start(rows, head_end)
    annexes = annex_headings(rows, tail + 1)
    main_stop = annexes[0] if annexes else len(rows)
    label = next((i for i in range(tail, main_stop) if RECIPIENTS.match(rows[i].bare)), main_stop)
    return Parts(
        text,
        span,
        rows[:head_end],
        rows[:head_end],
        rows[head_end : max(tail, head_end)],
        rows[label:main_stop],
        rows[tail:main_stop],
        tuple(rows[i] for i in annexes),
        False,
        rows[annexes[0]].start if annexes else span.end,
    )


def _head_end(rows: tuple[Row, ...]) -> int:
    """Index of the first row below the head: Kính gửi, the name of the type, or the body."""
    seen = False
    for i, row in enumerate(rows[:60]):
        if ADDRESSED.search(row.bare) and (row.bare.startswith("kinh") or len(row.text) < 60):
            return i
        if named_type(row) and (seen or i + 1 < len(rows)) and not own_number(row):
            return i
        if seen and RECIPIENTS.match(row.bare):
            return i  # a copy has no body: `SAO Y` and who receives it
        seen = seen or own_number(row) is not None or bool(PLACE_DATE.match(row.bare))
        if seen and i and not row.upper and len(row.text) > 60 and (BASIS.match(row.bare) or BODY.match(row.bare)):
            return i
    return min(len(rows), 12)


def _tail_start(rows: tuple[Row, ...], head_end: int) -> int:
    """Index of the first row of recipients or signature."""
    for i in range(head_end, len(rows)):
        if RECIPIENTS.match(rows[i].bare) and len(rows[i].text) < 400:
            return signature_above(rows, head_end, i)
    for i in range(len(rows) - 1, head_end, -1):
        if signs(rows[i]) and any(named_below(rows, j) for j in range(i, min(i + 4, len(rows)))):
            while i > head_end + 1 and signs(rows[i - 1]):
                i -= 1
            if not enacts(rows, i):
                return i
    return _signed_in_small_letters(rows, head_end)


def _signed_in_small_letters(rows: tuple[Row, ...], floor: int) -> int:
    """Where a signature without capitals begins: `Thủ tướng | (Đã ký) | Phan Văn A`, or the name over `(Đã ký)`."""
    for i in range(floor + 1, len(rows)):
        seen = len(rows[i].text) < 24 and bool(SEEN.search(rows[i].bare))
        held = rows[i].bare.strip(" .,") in positions() and any(is_person(row.text) for row in rows[i + 1 : i + 3])
        if not seen and not held:
            continue
        first = i
        while first - 1 > floor and i - first < 3 and _small_signature(rows[first - 1]):
            first -= 1
        if held or first < i or any(is_capitalised(row.text) for row in rows[i + 1 : i + 3]):
            return first
    return len(rows)


def _small_signature(row: Row) -> bool:
    return row.bare.strip(" .,") in positions() or is_capitalised(row.text)
