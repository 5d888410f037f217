"""Several signers side by side (văn bản liên tịch, biên bản, hợp đồng): the columns of a signature block.

KT. BỘ TRƯỞNG BỘ NỘI VỤ          KT. BỘ TRƯỞNG BỘ TÀI CHÍNH
       THỨ TRƯỞNG                        THỨ TRƯỞNG
      Nguyễn Văn A                       Trần Thị B
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import partial

from extract.field import Field
from extract.organisations import HEAD
from extract.parts import Parts
from extract.persons import is_person, surely_person
from extract.row import Row
from extract.signing import signs

_LONGER = 4
"""Heights of a line by which one column of a signature may be longer than the other."""


def signer_columns(parts: Parts, rows: Sequence[Row]) -> list[list[Row]]:
    """The rows of each signer, left to right, without names under no position; nothing where none share a line."""
    for line in (*_lines(parts, rows), _beside(rows)):
        names = sorted((row for row in line if is_person(row.text) and not signs(row)), key=partial(_middle, parts))
        if len(names) > 1:
            return [column for column in _gathered(parts, rows, names) if any(signs(row) for row in column)]
    return []


def signer_blocks(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows of each signer where they sign below each other, each for an office named; nothing for a single one."""
    blocks: list[list[Row]] = [[]]
    for row in rows:
        if signs(row) and any(is_person(above.text) and not signs(above) for above in blocks[-1]):
            blocks.append([])
        blocks[-1].append(row)
    signed = [block for block in blocks if any(is_person(row.text) and not signs(row) for row in block)]
    return signed if len(signed) > 1 and all(any(map(_of_office, block)) for block in signed) else []


def _of_office(row: Row) -> bool:
    """Whether a line of a signature says of which office: `KT. BỘ TRƯỞNG BỘ TÀI CHÍNH`."""
    return signs(row) and any(HEAD.match(row.bare, gap.end()) for gap in re.finditer(" ", row.bare))


def second_name(text: str) -> list[int]:
    """Where a second person's name begins on a line that lost its gap: `Lê Văn Hạnh Trần Thị Ngà`; mostly nowhere.

    Six words or more, as no one person has, and one place only where two names of common surnames part; none in
    capitals, in which positions stand: `TRƯỞNG PHÒNG HẠ TẦNG KỸ THUẬT`.
    """
    words = list(re.finditer(r"\S+", text))
    if not 6 <= len(words) <= 8 or text.isupper():
        return []
    starts = [word.start() for word in words[3:-2]]
    found = [at for at in starts if surely_person(text[:at].strip()) and surely_person(text[at:])]
    return found if len(found) == 1 else []


def joined_fields(fields: Sequence[Field[str] | None]) -> Field[str] | None:
    """One field of several signers' names or positions, parted by `; `; those missing are left out."""
    found = [field for field in fields if field is not None]
    spans = [field.span for field in found if field.span is not None]
    if len(found) < 2 or not spans:
        return found[0] if found else None
    hull = type(spans[0])(min(span.start for span in spans), max(span.end for span in spans))
    return Field(
        "; ".join(field.value for field in found),
        "\n".join(field.text for field in found),
        hull,
        min(field.confidence for field in found),
        found[0].origin,
        tuple(region for field in found for region in field.regions),
        (*found[0].reasons, "signers side by side"),
    )


def _lines(parts: Parts, rows: Sequence[Row]) -> list[list[Row]]:
    """Rows printed on one line, in order."""
    return [list(line) for _, line in itertools.groupby(rows, key=lambda row: _level(parts, row))]


def _beside(rows: Sequence[Row]) -> list[Row]:
    """The names of two columns of which one is longer, as its heading runs over two lines."""
    names = [row for row in rows if row.box and is_person(row.text) and not signs(row)]
    if len(names) != 2 or names[0].page != names[1].page:
        return []
    (first, second) = (name.box for name in names if name.box)
    apart = first.x1 < second.x0 or second.x1 < first.x0
    return names if apart and abs(first.top - second.top) < _LONGER * (first.bottom - first.top) else []


def _level(parts: Parts, row: Row) -> tuple[int, int]:
    """Page and height of a row on paper, in steps of half a line; in plain text where its line begins."""
    if row.box is not None:
        return row.page or 0, round((row.box.top + row.box.bottom) / 12)
    return 0, parts.text.content.rfind("\n", 0, row.start)


def _middle(parts: Parts, row: Row) -> float:
    """Where the middle of a row stands on its line: points on paper, letters in plain text."""
    if row.box is not None:
        return (row.box.x0 + row.box.x1) / 2
    line = parts.text.content.rfind("\n", 0, row.start) + 1
    return (row.start + row.end) / 2 - line


def _gathered(parts: Parts, rows: Sequence[Row], names: Sequence[Row]) -> list[list[Row]]:
    """The rows by the name whose middle is nearest to theirs."""
    middles = [_middle(parts, name) for name in names]
    columns: list[list[Row]] = [[] for _ in names]
    for row in rows:
        at = _middle(parts, row)
        columns[min(range(len(names)), key=lambda i: abs(middles[i] - at))].append(row)
    return columns
