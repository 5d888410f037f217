"""Parts (thể thức) of one dispatch: head, what stands below it, recipients, signature, annexes.

On pages the head has two columns and the tail two; in plain text all rows follow each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.columns import Sheet, head_columns, sheet_of
from extract.fold import fold
from extract.landmarks import (
    ADDRESSED,
    ANNEX,
    ARTICLE,
    BASIS,
    BODY,
    DECIDES,
    PLACE_DATE,
    RECIPIENTS,
    SEEN,
    is_noise,
    is_title,
)
from extract.names_of_types import named_type
from extract.own_number import own_number
from extract.persons import is_capitalised, is_person
from extract.positions import MARK, POSITION, positions
from extract.rows import Row, rows_of
from extract.span import Span
from extract.text import Text


@dataclass(frozen=True, slots=True)
class Parts:
    """The rows of one dispatch by part. In plain text `left` and `right` are the same rows."""

    text: Text
    span: Span
    left: tuple[Row, ...]
    """The issuer's side of the head: superior body, issuer, number, V/v."""
    right: tuple[Row, ...]
    """The nation's side: quốc hiệu, tiêu ngữ, place and date."""
    below: tuple[Row, ...]
    """From the name of the type, or Kính gửi, to the tail."""
    recipients: tuple[Row, ...]
    signing: tuple[Row, ...]
    annexes: tuple[Row, ...]
    """Headings of annexes (phụ lục)."""
    paged: bool
    main_end: int
    """Where the annexes begin, or the span ends."""


def parts_of(text: Text, span: Span) -> Parts:
    """The parts of the dispatch that covers the span."""
    return _paged_parts(text, span) if text.pages else _plain_parts(text, span)


# ---- plain text


_SCRAP = re.compile(r"[^\dĐÐDÊEẾN]")
"""One sign alone on a line: a speck of a scan, unless it is a letter of an upright `ĐẾN`."""


def _plain_parts(text: Text, span: Span) -> Parts:
    rows = tuple(row for row in rows_of(text, span) if not is_noise(row) and not _SCRAP.fullmatch(row.text))
    head_end = _head_end(rows)
    tail = _tail_start(rows, head_end)
    annexes = _annexes(rows, tail)
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
        seen = seen or own_number(row) is not None or bool(PLACE_DATE.match(row.bare))
        if seen and i and not row.upper and len(row.text) > 60 and (BASIS.match(row.bare) or BODY.match(row.bare)):
            return i
    return min(len(rows), 12)


def _tail_start(rows: tuple[Row, ...], head_end: int) -> int:
    """Index of the first row of recipients or signature."""
    for i in range(head_end, len(rows)):
        if RECIPIENTS.match(rows[i].bare) and len(rows[i].text) < 400:
            return _signature_above(rows, head_end, i)
    for i in range(len(rows) - 1, head_end, -1):
        if signs(rows[i]) and any(_named_below(rows, j) for j in range(i, min(i + 4, len(rows)))):
            while i > head_end + 1 and signs(rows[i - 1]):
                i -= 1
            if not _enacts(rows, i):
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


def _signature_above(rows: tuple[Row, ...], floor: int, label: int) -> int:
    """Where the signature begins that stands above the label of the recipients; the label, where none does."""
    back = label
    while back > floor and signs(rows[back - 1]):
        back -= 1
    if back < label or any(signs(_right_of(row)) for row in rows[label : label + 40]):
        return back
    name = back
    while name > floor and label - name < 5 and _names(rows[name - 1]):
        name -= 1
    first = name
    while first > floor and name - first < 8 and (signs(rows[first - 1]) or _goes_on(rows, first - 1)):
        first -= 1
    return first if first < name < label and not _enacts(rows, first) else back


def _names(row: Row) -> bool:
    """Whether a person, or two side by side, signed here."""
    return is_person(row.text) or is_person(_right_of(row).text) or bool(SEEN.search(row.bare))


def _goes_on(rows: tuple[Row, ...], i: int) -> bool:
    """Whether a row in capitals goes on a mark of authority above it, or stands beside one."""
    beside = i > 0 and (signs(rows[i - 1]) or rows[i - 1].cell is not None)
    return beside and (rows[i].upper or bool(SEEN.search(rows[i].bare)))


def _named_below(rows: tuple[Row, ...], i: int) -> bool:
    return i + 1 < len(rows) and any(is_person(row.text) for row in rows[i + 1 : i + 5])


def _enacts(rows: tuple[Row, ...], i: int) -> bool:
    """Whether the authority stands over its legal bases, at the head of the body."""
    return any(BASIS.match(row.bare) or DECIDES.match(row.bare) for row in rows[i + 1 : i + 4])


def signs(row: Row) -> bool:
    """A row of the signature block: `KT. CHỦ TỊCH`, `PHÓ GIÁM ĐỐC`."""
    return row.upper and len(row.text) < 90 and bool(MARK.match(row.bare) or POSITION.match(row.bare))


def _annexes(rows: tuple[Row, ...], tail: int) -> list[int]:
    """Indexes of annex headings below the tail."""
    return _apart([i for i in range(tail + 1, len(rows)) if is_annex_heading(rows[i], rows[i + 1 : i + 4])])


def _apart(headings: list[int]) -> list[int]:
    """Without a title that stands close under its heading: `PHỤ LỤC` over `DANH SÁCH`."""
    return [i for n, i in enumerate(headings) if n == 0 or i - headings[n - 1] > 3]


def is_annex_heading(row: Row, below: tuple[Row, ...]) -> bool:
    """`Phụ lục I`, `DANH SÁCH` over `(Kèm theo Công văn số …)`, `QUY CHẾ` over `(Ban hành kèm theo …)`."""
    if ANNEX.match(row.bare) and len(row.text) < 120 and not row.bare.endswith((";", ",")):
        return True
    return row.upper and not signs(row) and any(_ISSUED_WITH.match(line.bare) for line in below)


_ISSUED_WITH = re.compile(r"^\W*\(? ?(?:ban hanh |gui )?kem theo\b")


# ---- pages


def _paged_parts(text: Text, span: Span) -> Parts:
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
    after = [row for number in range(tail_page + 1, last + 1) for row in rest.get(number, ())]
    headings = _apart([i for i in range(len(after)) if is_annex_heading(after[i], tuple(after[i + 1 : i + 4]))])
    annexes = tuple(after[i] for i in headings if (after[i].page or 0) > label_end)
    return Parts(
        text,
        span,
        _quiet(left),
        _quiet(right),
        tuple(below),
        recipients,
        signing,
        annexes,
        True,
        annexes[0].start if annexes else span.end,
    )


def _quiet(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple(row for row in rows if not is_noise(row))


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
                    if r.box and signs(_right_of(r)) and row.box.top - 70 < r.box.top < row.box.top
                ]
                above = page[_signature_above(page, 0, i)].box if not tops else None
                return number, min([row.box.top, *tops, *([above.top] if above else [])]) - 4
    for number in sorted(rows, reverse=True):
        page = rows[number]
        for i in range(len(page)):
            box = page[i].box
            if not box or (box.x0 + box.x1) / 2 <= 0.5 * _right_edge(page):
                continue
            if signs(page[i]) and not _enacts(page, i) and _named_below(page, i):
                return number, box.top - 4
    return None


def _right_of(row: Row) -> Row:
    """The right half of a row that runs over both columns of the tail."""
    gaps = [
        (b.box.x0 - a.box.x1, b) for a, b in zip(row.words, row.words[1:], strict=False) if b.box.x0 - a.box.x1 > 25
    ]
    if not gaps:
        return row
    at = row.text.find(max(gaps, key=lambda g: g[0])[1].text)
    return row.part(at) or row if at > 0 else row


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
    if page < last and not (any(signs(row) for row in right) and any(is_person(row.text) for row in right)):
        right = (*right, *_quiet(sheets[page + 1].rows(left=0.4 * sheet.width)))
        reach = page + 1
    return left[label:], _side_by_side(sheet, top) or right, reach


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


_LISTED = re.compile(rf"^[-–+•*] ?\S|{RECIPIENTS.pattern}")


def _tail_split(sheet: Sheet, top: float) -> float:
    """Where the signature's column begins: left of its leftmost line, else the middle of the page."""
    edges = [
        row.box.x0
        for row in sheet.rows(top=top, left=0.42 * sheet.width)
        if signs(row) and row.box and row.box.x0 > 0.42 * sheet.width
    ]
    return (min(edges) - 12) if edges else 0.52 * sheet.width
