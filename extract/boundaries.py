"""Where one dispatch ends and the next begins (ranh giới văn bản).

On pages a dispatch begins on the page that shows a head. In plain text it begins where number, place-date and quốc
hiệu stand together again after a signature or a Nơi nhận; forms in annexes, with blanks for number and day, do not.
"""

from __future__ import annotations

import itertools
import re

from extract.columns import sheet_of
from extract.document_types import by_name
from extract.landmarks import (
    ADDRESSED,
    ANNEX,
    NATIONAL_TITLE,
    PLACE_DATE,
    RECIPIENTS,
    SEEN,
    SUBJECT,
    is_noise,
    is_rule,
    is_title,
)
from extract.names_of_types import named_type
from extract.organisations import HEAD, is_whole_name
from extract.own_number import own_number
from extract.page_parts import has_head
from extract.persons import is_person
from extract.row import Row
from extract.rows import rows_of
from extract.signing import signs
from extract.span import Span
from extract.text import Text

_REACH = 14
"""Rows within which the parts of a head stand together."""


def dispatch_spans(text: Text) -> tuple[Span, ...]:
    """Spans of the dispatches: they follow each other and leave out nothing but blank lines around them."""
    if not text.content.strip():
        return ()
    starts = _page_starts(text) if text.pages else [_line_start(text.content, start) for start in _plain_starts(text)]
    edges = [*starts, len(text.content)]
    return tuple(_trimmed(text.content, a, b) for a, b in itertools.pairwise(edges))


def _line_start(content: str, start: int) -> int:
    """The beginning of the line, where nothing but marks stands before: `**BỘ TÀI CHÍNH`, `| BỘ TÀI CHÍNH |`."""
    begin = content.rfind("\n", 0, start) + 1
    return start if any(map(str.isalnum, content[begin:start])) else begin


def _trimmed(content: str, start: int, end: int) -> Span:
    piece = content[start:end]
    lead = len(piece) - len(piece.lstrip())
    return Span(start + lead, start + max(lead + 1, len(piece.rstrip())))


def _page_starts(text: Text) -> list[int]:
    whole = Span(0, len(text.content))
    starts = [0]
    seen = False
    for page in text.pages:
        sheet = sheet_of(text, page.number, whole)
        if not sheet.pieces or not has_head(sheet):
            continue
        start = text.page_starts[page.number - 1]
        if seen and not _in_annex(sheet.rows(bottom=0.3 * sheet.height)):
            starts.append(start)
        seen = True
    return sorted(set(starts))


def _in_annex(rows: tuple[Row, ...]) -> bool:
    """Whether a form of an annex stands on the page: `Mẫu số 01` above its quốc hiệu."""
    for row in rows:
        if is_title(row):
            return False
        if ANNEX.match(row.bare) or re.match(r"^\(? ?(?:ban hanh )?kem theo", row.bare):
            return True
    return False


def _plain_starts(text: Text) -> list[int]:
    rows = [row for row in rows_of(text) if not is_noise(row)]
    starts = [rows[0].start if rows else 0]
    ended = False
    last_number = -1
    for i, row in enumerate(rows):
        if _ends_dispatch(row) or (signs(row) and any(is_person(r.text) for r in rows[i + 1 : i + 4])):
            ended = i > 6 or last_number >= 0
        own = own_number(row)
        if ended and i - last_number > 8 and _numberless_head(rows, i):
            starts.append(rows[_issuer_above(rows, _first_row(rows, i, last_number), last_number)].start)
            ended, last_number = False, i
            continue
        if not own or not (own.number or own.symbol) or not _head_around(rows, i):
            continue
        # A line of a letter may hold `Nghị định số 12/2020/NĐ-CP` alone; only a head sets a colon, `Nghị quyết số: 12`.
        if own.named and (_listed(rows, i) or (not ended and ":" not in row.text)):
            continue
        if (
            (last_number >= 0 or ended)
            and i - last_number > 3
            and (ended or _title_near(rows, i) or _letter_head(rows, i))
            and not _form(rows, i)
        ):
            start = _first_row(rows, i, last_number)
            starts.append(rows[start].start)
            ended = False
        last_number = i
    return starts


def _listed(rows: list[Row], i: int) -> bool:
    """Whether a row is an item of a list that names a document and nothing else: `- Nghị định số 12/2020/NĐ-CP;`."""
    above = rows[i - 1].text.rstrip() if i else ""
    return bool(_ITEM.match(rows[i].text)) or rows[i].text.rstrip().endswith((";", ".")) or above.endswith((":", ";"))


_ITEM = re.compile(r"[-–+•] ?\w|\w{1,2}[.)] ")


def _letter_head(rows: list[Row], i: int) -> bool:
    """Whether V/v, place-date and Kính gửi follow a number: a letter begins, though the scan lost its quốc hiệu and the
    end of what is before.
    """
    below = rows[i + 1 : i + _REACH]
    dated = any((found := PLACE_DATE.match(row.bare)) and found["year"].strip().isdigit() for row in below)
    return dated and all(any(map(sign, (row.bare for row in below))) for sign in (SUBJECT.match, ADDRESSED.search))


def _ends_dispatch(row: Row) -> bool:
    """Whether a row belongs to the end of a dispatch: `Nơi nhận:`, `(Đã ký)`."""
    return bool(RECIPIENTS.match(row.bare)) or (len(row.text) < 24 and bool(SEEN.search(row.bare)))


def _head_around(rows: list[Row], i: int) -> bool:
    """Whether a date or a quốc hiệu, and nothing of a body, stands around the number.

    Contracts have it below type and subject, judgments behind their type.
    """
    near = rows[max(0, i - _REACH // 2) : i + _REACH]
    dated = any((found := PLACE_DATE.match(row.bare)) and re.search(r"\d", found["year"]) for row in near)
    subject = any(
        SUBJECT.match(row.bare) or ADDRESSED.search(row.bare) or named_type(row) for row in rows[i : i + _REACH]
    )
    own = own_number(rows[i])
    named = any(map(named_type, rows[max(0, i - _REACH // 3) : i])) or bool(own and own.named)
    return (dated or _title_near(rows, i)) and (subject or dated or named)


def _numberless_head(rows: list[Row], i: int) -> bool:
    """Whether a head without number begins at a quốc hiệu: a full place-date, then V/v, Kính gửi or a type, follow.

    Forms of annexes leave the day blank, and stand under `Mẫu số`.
    """
    if not NATIONAL_TITLE.search(rows[i].bare) or (i and is_title(rows[i - 1])):
        return False
    near = rows[max(0, i - 6) : i + 10]
    if any(own_number(row) for row in near) or any(ANNEX.match(row.bare) for row in rows[max(0, i - 6) : i]):
        return False
    dated = any(
        (found := PLACE_DATE.match(row.bare)) and found["year"].strip().isdigit() and re.search(r"\d", found["day"])
        for row in rows[i : i + 8]
    )
    about = any(SUBJECT.match(row.bare) for row in near)
    addressed = any(ADDRESSED.search(row.bare) for row in rows[i : i + 14])
    named = any(named_type(row) for row in rows[i : i + 10])
    return (dated and (about or addressed or named)) or (about and addressed)


def _issuer_above(rows: list[Row], first: int, floor: int) -> int:
    """Where the issuer stands above a V/v that a page set before the quốc hiệu; `first`, where none does."""
    for j in range(first - 1, max(floor, first - 6), -1):
        row = rows[j]
        if RECIPIENTS.match(row.bare) or signs(row) or (is_person(row.text) and not HEAD.match(row.bare)):
            break
        if row.upper and HEAD.match(row.bare):
            return _first_row(rows, j + 1, floor)
    return first


def _title_near(rows: list[Row], i: int) -> bool:
    return any(is_title(row) for row in rows[max(0, i - 8) : i + 8])


def _form(rows: list[Row], i: int) -> bool:
    """A form to be filled in: blank number, and `Mẫu số` above."""
    own = own_number(rows[i])
    above = rows[max(0, i - 8) : i]
    return bool(own and not own.number and any(ANNEX.match(row.bare) for row in above))


def _first_row(rows: list[Row], i: int, floor: int) -> int:
    """Index of the first row of the head that holds the number: up over capitals, quốc hiệu and rules."""
    first = i
    for j in range(i - 1, max(floor, i - 10), -1):
        if not _of_head(rows, j, floor):
            break
        first = j
    return first


_PLACED = re.compile(r"(?:tinh|thanh pho|quan|huyen|thi xa|phuong|xa|thi tran) [a-z0-9]")
"""A place on a line of its own: `TÒA ÁN NHÂN DÂN | HUYỆN CHÂU THÀNH | TỈNH TÂY NINH`."""


def _of_head(rows: list[Row], j: int, floor: int) -> bool:
    """Whether a row above a number belongs to its head, not to the tail of the dispatch before."""
    row, below = rows[j], rows[j + 1]
    if is_title(row) or is_rule(row) or PLACE_DATE.match(row.bare) or named_type(row) or row.bare in by_name():
        return True
    if SUBJECT.match(row.bare) and j - 1 > floor and named_type(rows[j - 1]):
        return True
    opens, under_title = bool(HEAD.match(row.bare)), j - 1 > floor and is_title(rows[j - 1])
    goes_on = under_title or (j - 1 > floor and _opens(rows[j - 1])) or bool(_PLACED.match(row.bare))
    if not row.upper or re.search(r"[()/;]" if opens or goes_on else r"[\d()/;:]", row.text):
        return False
    if signs(row) and not is_whole_name(row.bare):
        return under_title or (opens and goes_on) or (_chairs(row, below) and not rows[j - 1].upper)
    return opens or goes_on or (not is_person(row.text) and (below.upper or is_title(below)))


def _chairs(row: Row, below: Row) -> bool:
    """Whether a chairman issues, by the name of the committee below: `CHỦ TỊCH | ỦY BAN NHÂN DÂN TỈNH X`."""
    return row.bare == "chu tich" and below.upper and below.bare.startswith(("uy ban nhan dan", "ubnd"))


def _opens(row: Row) -> bool:
    """Whether a row opens the name of an issuer, which the next may go on with: `TRƯỜNG ĐẠI HỌC | NÔNG LÂM`."""
    return row.upper and bool(HEAD.match(row.bare)) and not signs(row)
