"""The head of a table (đầu bảng): rows of names, in one storey or two, and the rows of units and of numbers below.

Lists of workers have `Thông tin người lao động` above `Họ và tên | Ngày sinh | Số CCCD`, and below that `(1) (2) (3)`;
plans have `Diện tích | Mật độ` above `m2 | %`.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Row = tuple[str, ...]

_STOREYS = 3
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COUNTED = re.compile(r"[(\[]?(\d{1,2}|[A-Z])[)\]]?(?:\s*=.*)?")
_FEWEST = 3
"""Columns below which `1 2` is data as likely as a row of numbers."""
_DECLARED = 2
"""Columns of a declaration: what is asked, and the answer."""
_VALUE = re.compile(r"[\d\s.,/%-]+")
_LEADING = 2
"""Columns that number and name the rows, and have no unit."""


@dataclass(frozen=True, slots=True)
class Head:
    """The rows that name the columns, from the top; empty where there are none."""

    rows: tuple[Row, ...] = ()
    units: Row = ()
    """What the columns are measured in, empty for those that say nothing."""
    count: Row | None = None
    """The row that numbers the columns."""

    @property
    def columns(self) -> Row:
        """The name right above each column."""
        return tuple(next((cell for cell in reversed(column) if cell), "") for column in zip(*self.rows, strict=True))

    @property
    def ways(self) -> Row:
        """All that stands above each column, from the top, a name spread over several repeated over each."""
        spread = [_spread(row, below) for row, below in zip(self.rows, self.rows[1:], strict=False)]
        return tuple(" ".join(filter(None, column)) for column in zip(*spread, *self.rows[-1:], strict=True))

    def holds(self, row: Row) -> bool:
        """Whether a row is one of these, said again on the next page."""
        return row in self.rows or row in (self.count, self.units)


def head_of(rows: tuple[Row, ...], depth: int = 1, *, bold: bool = False) -> Head:
    """The head of a table as it stands in its first rows; `depth`: rows that the cells of the first one reach down to,
    `bold`: whether the first is. One that is not, and has nothing drawn across columns, names a group beside its rows.
    """
    is_group = depth > 1 and not bold and all(rows[0]) and not _measures(rows[1])
    storeys = [] if is_group else _drawn(rows, depth) or _guessed(rows, bold=bold)
    below = list(rows[len(storeys) : min(len(storeys) + 2, len(rows) - 1)] if storeys else ())
    if len(storeys) > 1 and _measures(storeys[-1]):
        below.insert(0, storeys.pop())
    units = below.pop(0) if below and _measures(below[0]) else ()
    return Head(tuple(storeys), units, below[0] if below and _counts(below[0]) else None)


def _drawn(rows: tuple[Row, ...], depth: int) -> list[Row]:
    """As many storeys as a name drawn beside all of them is high, such as `STT`, where others are drawn across several
    columns; with figures, such as `Tháng 1`.
    """
    if not 1 < depth <= min(_STOREYS + 1, len(rows) - 1) or all(rows[0]):
        return []
    return list(rows[:depth]) if _may_name(rows[0]) else []


def _guessed(rows: tuple[Row, ...], *, bold: bool) -> list[Row]:
    """Storeys told by their words, where none is drawn beside others."""
    storeys: list[Row] = []
    for row in rows[: min(_STOREYS, len(rows) - 1)]:
        if not (_names_below(storeys[-1], row) if storeys else _is_first(rows, bold=bold)):
            break
        storeys.append(row)
    return storeys


def _is_first(rows: tuple[Row, ...], *, bold: bool) -> bool:
    """Whether the first row names columns. In two columns that are not bold it may be the first line of a declaration,
    `Họ và tên | Lê An`, as long as no values stand below; figures, as in `Mức hỗ trợ/1 người`, need another sign.
    """
    first, *rest = rows
    if (bold or _counts(rest[0])) and all(first) and _may_name(first):
        return True
    if not bold and (_recurs(first, rest) or (len(first) == _DECLARED and not _has_values(rest))):
        return False
    return _names(first) and all(first[:2])


def _recurs(first: Row, rest: list[Row]) -> bool:
    """Whether a text of the first row stands again in its column, as `Thành viên` may, but no name of a column, other
    than in a head that is said again.
    """
    others = [row for row in rest if row != first]
    return any(text and text == other for row in others for text, other in zip(first, row, strict=True))


def _has_values(rows: list[Row]) -> bool:
    return any(all(map(_VALUE.fullmatch, column)) for column in zip(*rows, strict=True))


def _may_name(row: Row) -> bool:
    """Whether there is a word, and no number or date, in each cell where anything stands."""
    return all(any(map(str.isalpha, text)) for text in row if text)


def _measures(row: Row) -> bool:
    """`m2 | % | đồng`, below the names of columns, those of the first ones being drawn down to there."""
    named = [cell for cell in row[1:] if cell]
    return not row[0] and bool(named) and all(map(_unit().fullmatch, named)) and len(named) >= len(row) - _LEADING - 1


@cache
def _unit() -> re.Pattern[str]:
    """`m2`, `(triệu đồng)`, `đồng/m2`, as `data/units.csv` has them."""
    text = files("ingest").joinpath("data/units.csv").read_text("utf-8")
    words: dict[str, list[str]] = {}
    for row in csv.DictReader(text.splitlines()):
        words.setdefault(row["kind"], []).append(re.escape(row["unit"]))
    one, many = "|".join(words["measure"]), "|".join(words["multiple"])
    return re.compile(rf"\(?(?:(?:{many}) ?)?(?:{one})(?:/(?:{one}))?\)?", re.IGNORECASE)


def _names(row: Row) -> bool:
    """Words only; a year may be one of them."""
    return not any(map(str.isdigit, _YEAR.sub("", " ".join(row)))) and any(row)


def _names_below(above: Row, row: Row) -> bool:
    """Whether a row goes on naming columns: it stands where the row above has nothing, being drawn across several."""
    gaps = [name for name, over in zip(row, above, strict=True) if not over]
    return bool(gaps) and all(gaps) and _names(row)


def _counts(row: Row) -> bool:
    """`(1) (2) (3)`, `A B 1 2`, `1 2 3 = 1 + 2`."""
    found = [_COUNTED.fullmatch(cell) for cell in row]
    signs = [match[1] for match in found if match]
    figures = [int(sign) for sign in signs if sign.isdigit()]
    return len(signs) == len(row) >= _FEWEST and len(figures) > 1 and figures == list(range(1, len(figures) + 1))


def _spread(row: Row, below: Row) -> Row:
    out: list[str] = []
    for name, under in zip(row, below, strict=True):
        out.append(name or (out[-1] if out and under else ""))
    return tuple(out)
