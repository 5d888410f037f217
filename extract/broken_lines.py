"""Lines that a narrow column broke: `PHÓ GIÁM | ĐỐC`, `Nguyễn Văn | Hạnh`, `Số: 84/2025/TTLT-BTC- | BNV`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.fold import fold
from extract.organisations import HEAD
from extract.persons import is_person, is_surname, name_start
from extract.positions import MARK, POSITION, positions
from extract.row import Row, joined_rows

_MIDDLE = frozenset({"van", "thi"})
"""No name of two words ends in one of these."""
_OPEN_SYMBOL = re.compile(r"\d/(?:\d{4}/)?(?:[A-ZĐ]+-)+$")
_REST = re.compile(r"[A-ZĐ]{2,}(?![^\W\d_])")
_CLOSE = 0.8
"""Of the height of a line, from one line of a paragraph to the next."""


def with_whole_symbols(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, those that end within a symbol, at its hyphen, with what goes on below."""
    whole: list[Row] = []
    for row in rows:
        if whole and _OPEN_SYMBOL.search(whole[-1].text) and _REST.match(row.text):
            whole[-1] = joined_rows(whole[-1], row, apart=False)
        else:
            whole.append(row)
    return tuple(whole)


def position_broken(row: Row, below: Row | None) -> bool:
    """Whether two lines in capitals make one position that neither is: `PHÓ | CHỦ TỊCH` after `KT. CHỦ TỊCH`."""
    if below is None or not (row.upper and below.upper) or row.bare in positions():
        return False
    return f"{row.bare} {below.bare}" in positions()


def heads_on(above: Row, row: Row) -> bool:
    """Whether a line in capitals ends the name of the body a mark of authority opens: `TM. ỦY BAN | NHÂN DÂN`."""
    mark = MARK.match(above.bare)
    if mark is None or not (above.upper and row.upper):
        return False
    body = above.bare[mark.end() :].strip()
    head = HEAD.match(f"{body} {row.bare}")
    return head is not None and head.end() > len(body)


def name_broken(row: Row, below: Row | None) -> bool:
    """Whether a name goes on below: a surname stands alone above, or the line ends in `Văn`, `Thị`."""
    if below is None or len(below.text.split()) > 2 or POSITION.match(below.bare):
        return False
    words = row.text[name_start(row.text) :].split()
    if _in_print(row, below) and len(words) > 1 and is_surname(words[0]):
        return _hangs(row, below) and is_person(f"{' '.join(words)} {below.text}")
    if below.after_blank:
        return False
    lone = len(words) == 1 and is_surname(words[0]) and not row.upper
    unended = len(words) == 2 and is_surname(words[0]) and fold(words[1]) in _MIDDLE
    return (lone or unended) and is_person(f"{' '.join(words)} {below.text}")


def _in_print(*rows: Row) -> bool:
    """Whether all of it is in a text layer, where no seal leaves scraps below a name."""
    return all(row.box and all(word.source == "text_layer" for word in row.words) for row in rows)


def _hangs(row: Row, below: Row) -> bool:
    """Whether a single word stands right below the middle of a line, as close as lines of one paragraph do."""
    over, under = row.box, below.box
    if over is None or under is None or len(below.text.split()) != 1 or row.upper != below.upper:
        return False
    height, middle = over.bottom - over.top, (under.x0 + under.x1) / 2
    return over.x0 < middle < over.x1 and under.top - over.bottom < _CLOSE * height
