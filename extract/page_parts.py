"""Parts of a dispatch on pages (thể thức trên trang): the head has two columns and the tail two."""

from __future__ import annotations

import re

from extract.annexes import annex_headings
from extract.broken_lines import with_whole_symbols
from extract.columns import Sheet, head_columns, sheet_of
from extract.fold import fold
from extract.landmarks import ADDRESSED, ARTICLE, BASIS, BODY, PLACE_DATE, RECIPIENTS, is_noise, is_title
from extract.names_of_types import named_type
from extract.own_number import own_number
from extract.parts import Parts
from extract.persons import is_person
from extract.row import Row
from extract.signing import enacts, named_below, right_of, signature_above, signs
from extract.span import Span
from extract.text import Text

_OPEN = re.compile(r"\b(?:so|nam|thang|quy|dot|lan thu|giai doan|ky|khoa|tuan|ngay)$")
_CLOSE = 10.0
"""Points between the lines of a phrase."""
_LISTED = re.compile(rf"^[-–+•*] ?\S|{RECIPIENTS.pattern}")


def page_parts(text: Text, span: Span) -> Parts:
    """The parts of the dispatch that covers the span."""
    first, last = text.page_at(span.start) or 1, text.page_at(max(span.end - 1, span.start)) or 1
    sheets = {number: sheet_of(text, number, span) for number in range(first, last + 1)}
    head_page = next((n for n in sheets if has_head(sheets[n])), first)
    sheet = sheets[head_page]
    bottom = head_bottom(sheet)
    left, right = head_columns(sheet, bottom)
    lower = _quiet(sheet.rows(top=bottom))
    rest = {number: _quiet(sheets[number].rows()) for number in range(head_page + 1, last + 1)}
    found = _tail_place({head_page: lower, **rest})
    tail_page, tail_top = found or (last, sheets[last].height)
    below = [
        row
        for number, rows in {head_page: lower, **rest}.items()
        for row in rows
        if (number, row.box.top if row.box else 0) < (tail_page, tail_top)
    ]
    recipients, signing, label_end = _tail(sheets, tail_page, tail_top, last)
    after = tuple(row for number in range(tail_page + 1, last + 1) for row in rest.get(number, ()))
    annexes = tuple(after[i] for i in annex_headings(after) if (after[i].page or 0) > label_end)
    return Parts(
        text,
        span,
        with_whole_symbols(_quiet(left)),
        with_whole_symbols(_quiet(right)),
        with_whole_symbols(below),
        recipients,
        signing,
        annexes,
        True,
        annexes[0].start if annexes else span.end,
        tuple(row for each in sheets.values() for row in each.arrived),
    )


def _quiet(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    kept: list[Row] = []
    for row in rows:
        if not is_noise(row) or (kept and _ends_phrase(kept[-1], row)):
            kept.append(row)
    return tuple(kept)


def _ends_phrase(above: Row, row: Row) -> bool:
    """Whether a figure alone on its line is no page number but the end of a phrase: `gói thầu số | 05`."""
    near = above.box and row.box and above.page == row.page and row.box.top - above.box.bottom < _CLOSE
    return bool(near) and row.text.isdigit() and _OPEN.search(above.bare) is not None


def has_head(sheet: Sheet) -> bool:
    """Whether a dispatch begins on the page: own number beside a quốc hiệu or a place and date, in its upper half."""
    bottom = head_bottom(sheet)
    if bottom > 0.62 * sheet.height:
        bottom = 0.5 * sheet.height
    left, right = head_columns(sheet, bottom)
    if not any(own_number(row) for row in (*left, *right)):
        return False
    dated = any((found := PLACE_DATE.match(row.bare)) and found["year"].strip() for row in (*right, *left))
    return dated or any(is_title(row) for row in (*right, *left))


def head_bottom(sheet: Sheet) -> float:
    """Where the head ends, in points from the top: at Kính gửi, the name of the type, or the first full line."""
    started = False
    for row in sheet.rows():
        box = row.box
        if box is None or is_noise(row):
            continue
        if ADDRESSED.search(row.bare):
            return _word_top(row, "kinh")
        middle = (box.x0 + box.x1) / 2
        centred = abs(middle - sheet.width / 2) < 0.16 * sheet.width and box.x0 > 0.2 * sheet.width
        if centred and named_type(row):
            return box.top - 1
        if (
            (
                started
                and (BASIS.match(row.bare) or BODY.match(row.bare) or ARTICLE.match(row.bare))
                and box.x1 > 0.6 * sheet.width
            )
            and "v/v" not in row.bare
            and not PLACE_DATE.match(row.bare)
            and box.x0 < 0.33 * sheet.width
            and box.x1 - box.x0 > 0.5 * sheet.width
        ):
            return box.top - 1
        started = started or is_title(row) or own_number(row) is not None
    return 0.45 * sheet.height


def _word_top(row: Row, word: str) -> float:
    return (
        min((w.box.top for w in row.words if fold(w.text).startswith(word)), default=row.box.top if row.box else 0.0)
        - 3
    )


def _tail_place(rows: dict[int, tuple[Row, ...]]) -> tuple[int, float] | None:
    """Page and height where recipients or signature begin."""
    for number, page in rows.items():
        for i, row in enumerate(page):
            if RECIPIENTS.match(row.bare) and row.box:
                tops = [
                    r.box.top
                    for r in page
                    if r.box and signs(right_of(r)) and row.box.top - 70 < r.box.top < row.box.top
                ]
                above = page[signature_above(page, 0, i)].box if not tops else None
                return number, min([row.box.top, *tops, *([above.top] if above else [])]) - 4
    for number in sorted(rows, reverse=True):
        page = rows[number]
        for i in range(len(page)):
            box = page[i].box
            if not box or (box.x0 + box.x1) / 2 <= 0.5 * _right_edge(page):
                continue
            if signs(page[i]) and not enacts(page, i) and named_below(page, i):
                return number, box.top - 4
    return None


def _right_edge(page: tuple[Row, ...]) -> float:
    return max((row.box.x1 for row in page if row.box), default=1.0)


def _tail(sheets: dict[int, Sheet], page: int, top: float, last: int) -> tuple[tuple[Row, ...], tuple[Row, ...], int]:
    """Rows of recipients, rows of the signature, and the last page they reach."""
    sheet = sheets[page]
    split = _tail_split(sheet, top)
    left, right = _quiet(sheet.rows(right=split, top=top)), _quiet(sheet.rows(left=split, top=top))
    reach = page
    if page < last and left and not any(fold(row.text).lstrip("-~ ").startswith("luu") for row in left):
        following = _quiet(sheets[page + 1].rows(right=split))
        stop = next((i for i, row in enumerate(following[:25]) if re.match(r"^\W*luu\b", row.bare)), None)
        if stop is not None and any(RECIPIENTS.match(row.bare) for row in left):
            left, reach = (*left, *following[: stop + 1]), page + 1
    label = next((i for i, row in enumerate(left) if RECIPIENTS.match(row.bare)), len(left))
    if page < last and not (any(signs(row) for row in right) and any(map(_signed, right))):
        right = (*right, *_before_annex(_quiet(sheets[page + 1].rows(left=0.4 * sheet.width))))
        reach = page + 1
    return left[label:], _side_by_side(sheet, top) or right, reach


def _signed(row: Row) -> bool:
    """Whether a row is a name, and no position that could be one: `TRƯỞNG PHÒNG`."""
    return is_person(row.text) and not signs(row)


def _before_annex(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows of a page before the first heading of an annex."""
    return rows[: next(iter(annex_headings(rows)), len(rows))]


def _side_by_side(sheet: Sheet, top: float) -> tuple[Row, ...]:
    """Every piece of the tail, where two signatures stand side by side; nothing where one does."""
    pieces = [row for row in _quiet(sheet.parted(top)) if not _LISTED.match(row.bare)]
    heads = [row.box for row in pieces if row.box and signs(row)]
    level = any(
        a is not b and abs(a.top - b.top) < 0.6 * (a.bottom - a.top) and a.x1 < 0.5 * sheet.width < b.x0
        for a in heads
        for b in heads
    )
    return tuple(pieces) if level else ()


def _tail_split(sheet: Sheet, top: float) -> float:
    """Where the signature's column begins: left of its leftmost line, else the middle of the page."""
    edges = [
        row.box.x0
        for row in sheet.rows(top=top, left=0.42 * sheet.width)
        if signs(row) and row.box and row.box.x0 > 0.42 * sheet.width
    ]
    return (min(edges) - 12) if edges else _between(sheet, top) or 0.52 * sheet.width


def _between(sheet: Sheet, top: float) -> float | None:
    """What parts a narrow list of recipients from a signature that begins well left of the middle of the page."""
    pieces = [row for row in _quiet(sheet.parted(top)) if row.box]
    listed = [row.box.x1 for row in pieces if row.box and _LISTED.match(row.bare)]
    signed = [row.box.x0 for row in pieces if row.box and not _LISTED.match(row.bare) and (signs(row) or _signed(row))]
    apart = listed and len(signed) > 1 and max(listed) < min(signed)
    return (max(listed) + min(signed)) / 2 if apart else None
