"""Addressees (nơi gửi đến): who stands behind `Kính gửi:`, on the line or in the list under it."""

from __future__ import annotations

import re

from extract.field import Field
from extract.fold import fold
from extract.landmarks import ADDRESSED, ARTICLE, BASIS, BODY, is_rule, is_title
from extract.organisations import HEAD, is_open_end
from extract.parts import Parts
from extract.place_date import is_place_date
from extract.printed import Stretch, field_of, joined
from extract.row import Row
from extract.stamps import is_stamped
from extract.urgency import is_marked

_DASH = re.compile(r"^[-+*•·~–—¬]+ ?(?=\S)|^[«»·•] ?|^\d{1,2}[.)] ?(?=[^\W\d_])")
_CELL_EDGE = re.compile(r" ?\|?")
"""`Kính gửi: | - Sở A;`: what a table leaves of the edge of a cell."""
_ASIDE = re.compile(r"^\((?:sau day|goi chung|goi tat|duoi day|trong do|qua )")
_SAME_TO = re.compile(r"dong kinh gui")
_LIST_HEAD = re.compile(r"(?:gom|sau day|duoi day|sau|la|tai)?:$|gom$")
_ABBREVIATED = ("TP.", "Tp.", "P.", "Đ/c.", "..")
"""Ends of a line behind which an addressee goes on."""
_MOST = 60
_LONGEST, _FILLED = 120, 40
_LABEL = len("Kính gửi: ")


def read_addressees(parts: Parts) -> tuple[Field[str], ...]:
    """One field for each addressee, in order; the head of a list (`Thủ trưởng các đơn vị gồm`) is one, too."""
    rows = _block(parts)
    if not rows:
        return ()
    items = _items(rows)
    fields = []
    for stretches in items:
        value = joined(stretches).strip(" ;,.:-–*_")
        if len(value) > 1 and not _SAME_TO.fullmatch(fold(value)) and not _ASIDE.match(fold(value)):
            fields.append(field_of(parts.text, stretches, value, 0.95, "behind Kính gửi"))
    return tuple(fields)


def _block(parts: Parts) -> list[Row]:
    """The label's row from behind the label, and the rows of the list."""
    rows = [row for row in parts.below if not (is_stamped(row) and not ADDRESSED.search(row.bare))]
    for i, row in enumerate(rows[:40]):
        label = ADDRESSED.search(row.bare)
        near = label and (label.start() == 0 or is_stamped(row) or row.bare[: label.start()].count(" ") < 6)
        if label and (near or label[0].startswith("dien")):
            first = row.part(label.end() + len(_CELL_EDGE.match(row.text, label.end())[0]))  # type: ignore[index]
            return [*([first] if first else []), *_following(rows, i, first, _left_edge(row, label.start()))]
    return []


def _left_edge(row: Row, at: int) -> float | None:
    """Where the label begins on paper, in points."""
    if row.box is None:
        return None
    count = 0
    for word in row.words:
        if count >= at:
            return word.box.x0
        count += len(word.text) + 1
    return row.box.x0


def _following(rows: list[Row], i: int, first: Row | None, edge: float | None) -> list[Row]:
    found: list[Row] = []
    listed = bool(first and _DASH.match(first.text))
    for at, row in enumerate(rows[i + 1 : i + _MOST], i + 1):
        if is_title(row) or is_place_date(row) or ARTICLE.match(row.bare):
            break
        if is_rule(row) or is_marked(row):
            continue
        above = found[-1] if found else first
        dashed = bool(_DASH.match(row.text))
        if dashed and (
            listed
            or above is None
            or _LIST_HEAD.search(above.bare)
            or (edge is not None and row.box and row.box.x0 >= edge)
        ):
            listed = True
            found.append(row)
            continue
        if edge is not None and row.box is not None:
            if listed and above is not None and above.text.endswith(".") and not above.text.endswith(_ABBREVIATED):
                break
            if row.text[0].isupper() and (BASIS.match(row.bare) or BODY.match(row.bare)):
                break
            if row.box.x0 < edge + 8 and listed and _goes_on(rows, rows.index(row), edge):
                found.append(_right_of(row, edge) or row)
            elif row.box.x0 < edge + 8 or (row.after_blank and _far(above, row)):
                break
            else:
                found.append(row)
            continue
        if above is None or _open(above, row, listed) or _wrapped(above, rows[at : at + 2], above is first):
            found.append(row)
            continue
        break
    return found


def _goes_on(rows: list[Row], i: int, edge: float) -> bool:
    """Whether the list goes on below a row that a stamp at its left has marred."""
    return any(_DASH.match(row.text) and row.box and row.box.x0 >= edge for row in rows[i + 1 : i + 3])


def _right_of(row: Row, edge: float) -> Row | None:
    """The part of a row that stands right of the label."""
    at = 0
    for word in row.words:
        if word.box.x0 >= edge + 20:
            return row.part(at)
        at += len(word.text) + 1
    return None


def _far(above: Row | None, row: Row) -> bool:
    if above is None or above.box is None or row.box is None:
        return False
    return row.box.top - above.box.bottom > 1.6 * (row.box.bottom - row.box.top)


def _open(above: Row, row: Row, listed: bool) -> bool:
    """Whether the name above goes on in a plain row."""
    if row.after_blank or BASIS.match(row.bare) or (BODY.match(row.bare) and not row.text[0].islower()):
        return False
    if above.text.endswith(";") and len(row.text) < _LONGEST and HEAD.match(row.bare):
        return row.text.endswith((";", "."))  # an item of a list without dashes
    if above.text.endswith((";", ".", "./.")):
        return False
    head = HEAD.match(above.bare.lstrip("- "))
    if head and head.end() >= len(above.bare.rstrip()) - 1:
        return True
    return row.text[0].islower() or above.text.endswith((",", "-", "–")) or (listed and len(row.text) < 60)


def _wrapped(above: Row, rows: list[Row], labelled: bool) -> bool:
    """Whether a name that filled its line goes on in the first row, where its paragraph ends."""
    row, below = rows[0], rows[1] if len(rows) > 1 else None
    if row.after_blank or BASIS.match(row.bare) or BODY.match(row.bare):
        return False
    if is_open_end(above.bare) or above.text.count("(") > above.text.count(")"):
        return True
    if above.text.endswith((";", ".", ":")):
        return False
    short = len(row.text) < _LONGEST / 2 and ":" not in row.text and (below is None or below.after_blank)
    return short and len(above.text) + (_LABEL if labelled else 0) > _FILLED


def _items(rows: list[Row]) -> list[list[Stretch]]:
    """Stretches of each addressee: a dash, or the close of the one before, begins the next."""
    dashed = any(_DASH.match(row.text) for row in rows)
    items: list[list[Stretch]] = []
    closed = True
    for row in rows:
        dash = _DASH.match(row.text)
        begin = dash.end() if dash else 0
        if dash or not items or (closed and (dashed or row.text[0].isupper())):
            items.append([])
        for start, end in _split_inline(row, begin, dashed):
            if items[-1] and start != begin:
                items.append([])
            items[-1].append((row, start, end))
        closed = row.text.rstrip().endswith((";", ".", ":"))
    return [item for item in items if item]


def _split_inline(row: Row, begin: int, dashed: bool) -> list[tuple[int, int]]:
    """`Bộ A; Bộ B; Bộ C` on the label's line is three addressees."""
    text = row.text[begin:]
    if dashed and not re.search(r"; ?[-–] ", text):
        return [(begin, len(row.text))]
    gaps = re.finditer(r"; ?(?:[-–] ?)?(?=\S)", text)
    edges = [begin, *(begin + gap.end() for gap in gaps if gap.end() < len(text))]
    return [(a, b) for a, b in zip(edges, [*edges[1:], len(row.text)], strict=True)]
