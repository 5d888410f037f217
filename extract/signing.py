"""The rows of a signature (thể thức đề ký): what opens them, what stands among them, in text and on pages alike."""

from __future__ import annotations

from extract.landmarks import BASIS, DECIDES, SEEN
from extract.persons import is_person
from extract.positions import MARK, POSITION
from extract.row import Row


def signs(row: Row) -> bool:
    """A row of the signature block: `KT. CHỦ TỊCH`, `PHÓ GIÁM ĐỐC`."""
    return row.upper and len(row.text) < 90 and bool(MARK.match(row.bare) or POSITION.match(row.bare))


def signature_above(rows: tuple[Row, ...], floor: int, label: int) -> int:
    """Where the signature begins that stands above the label of the recipients; the label, where none does."""
    back = label
    while back > floor and signs(rows[back - 1]):
        back -= 1
    if back < label or any(signs(right_of(row)) for row in rows[label : label + 40]):
        return back
    first = _signature_before(rows, floor, back)
    while first < back and (above := _signature_before(rows, floor, first)) < first:
        first = above
    return first


def _signature_before(rows: tuple[Row, ...], floor: int, end: int) -> int:
    """Where the signature begins whose name stands just above a row; that row, where none does."""
    name = end
    while name > floor and end - name < 5 and _names(rows[name - 1]):
        name -= 1
    first = name
    while first > floor and name - first < 8 and (signs(rows[first - 1]) or _goes_on(rows, first - 1)):
        first -= 1
    return first if first < name < end and not enacts(rows, first) else end


def _names(row: Row) -> bool:
    """Whether a person, or two side by side, signed here."""
    return is_person(row.text) or is_person(right_of(row).text) or bool(SEEN.search(row.bare))


def _goes_on(rows: tuple[Row, ...], i: int) -> bool:
    """Whether a row in capitals goes on a mark of authority above it, or stands beside one."""
    beside = i > 0 and (signs(rows[i - 1]) or rows[i - 1].cell is not None)
    return beside and (rows[i].upper or bool(SEEN.search(rows[i].bare)))


def named_below(rows: tuple[Row, ...], i: int) -> bool:
    """Whether a person's name, or two side by side, stands a few rows below."""
    return any(is_person(row.text) or is_person(right_of(row).text) for row in rows[i + 1 : i + 5])


def enacts(rows: tuple[Row, ...], i: int) -> bool:
    """Whether the authority stands over its legal bases, at the head of the body."""
    return any(BASIS.match(row.bare) or DECIDES.match(row.bare) for row in rows[i + 1 : i + 4])


def right_of(row: Row) -> Row:
    """The right half of a row that runs over both columns of the tail."""
    gaps = [
        (b.box.x0 - a.box.x1, b) for a, b in zip(row.words, row.words[1:], strict=False) if b.box.x0 - a.box.x1 > 25
    ]
    if not gaps:
        return row
    at = row.text.find(max(gaps, key=lambda g: g[0])[1].text)
    return row.part(at) or row if at > 0 else row
