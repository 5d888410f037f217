"""The subject (trích yếu): behind `V/v` in a công văn, under the name of the type in all others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.document_type import heading_of
from extract.field import Field
from extract.fold import fold
from extract.landmarks import (
    ADDRESSED,
    ARTICLE,
    BASIS,
    BODY,
    DECIDES,
    INVITES,
    LEGAL_BASIS,
    RECIPIENTS,
    SUBJECT,
    is_rule,
    is_title,
)
from extract.names_of_types import named_type, names_body
from extract.organisations import HEAD
from extract.own_number import is_number_row
from extract.parts import Parts
from extract.place_date import is_place_date
from extract.positions import POSITION
from extract.printed import Stretch, field_of, joined, whole
from extract.row import Row
from extract.stamps import is_stamped
from extract.subject_marks import BROKEN, introduced, unquoted
from extract.urgency import is_marked

_ABOUT = re.compile(r"Về (?!việc\b)[^\W\d_]+ [^\W\d_]+")
"""`Về cho học sinh nghỉ học`, under the number, without the usual `V/v`."""
_STOPPED = re.compile(r"[a-z0-9]{2}\.$(?<!tp\.)")
_TERM = re.compile(r"^(?:khoa [ivxlc]{1,5}|nhiem ky \d{4}|ky hop thu)\b")
_ENOUGH = 14
_FULL = 60
_PARAGRAPH = 110
_ALONE = 300
"""Letters: a line that is hardly a wrapped part of an abstract, one that is a whole paragraph, the longest abstract."""
_MIDDLE = 8.0
"""Points: centred lines have their middles no further apart."""
_ITEM = re.compile(r"(?:[ivx]{1,5}|\d{1,2})[.)] ?|[-+*•] ?|[a-z]\) ")
_LABEL = re.compile(r"[A-ZĐÀ-Ỹ][^:;.,]{3,44}: ?\S")
_OPEN = re.compile(r"\b(?:cua|do|va|voi|tai|thuoc|giua|cho|ve|den|theo|tu|trong|ban|nam|so)$|[,-]$")
"""Ends of a line that its sentence goes on behind."""
_UNENDED = re.compile(r"\b(?:phe duyet|ban hanh|theo|cua|va|ve|ve viec|giua)$")
"""Ends of a line that an abstract goes on behind, even a blank line below and in capitals."""


def read_subject(parts: Parts, issuer: str | None = None) -> Field[str] | None:
    """The subject on one line, without `V/v` or `Về việc` (a bare `Về` stays).

    `issuer` tells the line of the enacting body from an abstract that is in capitals, too.
    """
    heading = heading_of(parts)
    if heading is not None:
        rows = _under(parts, heading, fold(issuer or ""))
        if rows:
            return _field(parts, rows, "under the name of the type")
    rows = _behind_mark(parts)
    return _field(parts, rows, "behind V/v") if rows else None


def _field(parts: Parts, rows: list[Row], reason: str) -> Field[str] | None:
    first = rows[0]
    if len(rows) > 1 and first.bare.strip(" *-") == "ve" and (about := BROKEN.match(rows[1].bare)):
        rest = rows[1].part(about.end())
        rows = [*([rest] if rest else []), *rows[2:]]
        first = rows[0] if rows else first
    begin = introduced(first)
    stretches: list[Stretch] = [(first, begin, len(first.text))] if begin < len(first.text) else []
    stretches += [whole(row) for row in rows[1:]]
    if not stretches:
        return None
    value = unquoted(joined(stretches).strip(" -–_*")).rstrip(";,:")
    value = value[:-1].rstrip() if value.endswith(".") and not value.endswith("...") else value
    if not value:
        return None
    return field_of(parts.text, [whole(first), *stretches[1:]] if begin else stretches, value, 0.95, reason)


def _behind_mark(parts: Parts) -> list[Row]:
    """`V/v …` and the lines it wraps into."""
    for rows in (parts.left, parts.below[:8], parts.right):
        for i, row in enumerate(rows):
            if SUBJECT.match(row.bare) and not named_type(row):
                return _wrapped(parts, rows, i)
    for i, row in enumerate(parts.left):
        if i and _ABOUT.match(row.text) and any(is_number_row(above) for above in parts.left[max(0, i - 3) : i]):
            return _wrapped(parts, parts.left, i)
    if (
        parts.paged
        and (number := next((i for i, row in enumerate(parts.left) if is_number_row(row)), None)) is not None
    ):
        following = parts.left[number + 1 : number + 2]
        if following and not is_rule(following[0]) and not following[0].upper and len(following[0].text) > 8:
            return _wrapped(parts, parts.left, number + 1)
    return []


def _wrapped(parts: Parts, rows: tuple[Row, ...], i: int) -> list[Row]:
    found = [rows[i]]
    numbered = any(map(is_number_row, rows[:i]))  # then a line `số 15/2024/NĐ-CP` goes on with the sentence
    for j, row in enumerate(rows[i + 1 : i + _ENOUGH], i + 1):
        if _beside(found[0], row):
            continue
        below = rows[j + 1 : j + 3] or parts.below[:1]
        if _decides(row, below, found[-1]):
            break
        if _ends_subject(row) or is_place_date(row) or (is_number_row(row) and not (numbered and row.text[0] == "s")):
            break
        if row.after_blank and not (row.page and _close(found[-1], row)) and not _wraps(found[-1], row):
            break
        if (row.cell is not None and row.cell != (found[0].cell or 0)) or _STOPPED.search(found[-1].bare):
            break
        found.append(row)
    return found


def _beside(first: Row, row: Row) -> bool:
    """Whether a row is a cell of the other column, printed on the line of the V/v or of a line it wraps into."""
    apart = first.cell is not None and row.cell is not None and row.cell != first.cell
    return apart and row.page is None and (is_place_date(row) or is_title(row) or is_rule(row) or is_marked(row))


def _wraps(above: Row, row: Row) -> bool:
    """Whether the V/v goes on behind a blank line a converter set: in small letters, the line above open."""
    goes_on = row.text[0].islower() or _UNENDED.search(above.bare)
    return row.page is None and bool(goes_on) and not above.text.endswith((".", ";", ":"))


def _close(above: Row, below: Row) -> bool:
    """Whether a row follows at less than two lines' distance, or hardly more where it is in the middle of a phrase."""
    if above.box is None or below.box is None or above.page != below.page:
        return False
    reach = 1.6 if below.text[0].islower() and not above.text.endswith((".", ";", ":")) else 1.0
    return below.box.top - above.box.bottom < reach * (above.box.bottom - above.box.top)


def _off_centre(above: Row, below: Row, edge: float) -> bool:
    """Whether a centred abstract is followed by the indented, wider first line of a paragraph, which fills its line.

    Two lines of one abstract share their middle; an indent of 10 mm moves that of a paragraph by half as much.
    """
    if above.box is None or below.box is None or above.page != below.page or not below.text[:1].isupper():
        return False
    width, wider = above.box.x1 - above.box.x0, below.box.x1 - below.box.x0
    apart = abs(above.box.x0 + above.box.x1 - below.box.x0 - below.box.x1) / 2
    return wider > 1.2 * width and apart > 8.0 and below.box.x1 > edge - 0.1 * wider


def _centred(heading: Row, row: Row) -> bool:
    """Whether a row shares the middle of the name of the type, as no first line of a paragraph does."""
    if heading.box is None or row.box is None or heading.page != row.page:
        return False
    return abs(heading.box.x0 + heading.box.x1 - row.box.x0 - row.box.x1) / 2 < _MIDDLE


def _ends_subject(row: Row) -> bool:
    return bool(
        is_title(row)
        or (is_rule(row) and not row.text[0].isalnum())
        or ADDRESSED.search(row.bare)
        or RECIPIENTS.match(row.bare)
        or is_stamped(row)
        or named_type(row)
        or is_marked(row)
    )


def _under(parts: Parts, heading: Row, issuer: str) -> list[Row]:
    """The abstract under the heading: up to a rule, a gap, the enacting body or the first legal basis."""
    rows = next(side for side in (parts.below, parts.right, parts.left) if heading in side)
    start = rows.index(heading) + 1
    if start < len(rows) and names_body(rows[start]):
        start += 1
    edge = max((row.box.x1 for row in rows if row.box), default=0.0)
    found: list[Row] = []
    for i, row in enumerate(rows[start : start + _ENOUGH], start):
        if found and _decides(row, rows[i + 1 : i + 3], found[-1]):
            break
        if is_place_date(row) or is_number_row(row) or is_title(row) or is_stamped(row):
            if found:
                break
            continue
        if not found and is_rule(row) and not row.text[0].isalnum():
            continue
        begun = any(sign.match(row.bare) for sign in (LEGAL_BASIS, ARTICLE, DECIDES, INVITES))
        if begun or (_ends_subject(row) and not _concludes(row, found)):
            break
        if _enacting(row, found, issuer) or _TERM.match(row.bare):
            break
        if found and row.after_blank and not _close(found[-1], row) and not _wraps(found[-1], row):
            break
        if found and found[-1].upper and not row.upper and (len(row.text) > 40 or _sentence(found[-1], row)):
            break
        if found and BODY.match(row.bare) and (row.text[0].isupper() and _ended(found[-1], row)):
            break
        if found and row.page is None and _opens_body(row, found[-1], issuer):
            break
        if found and _off_centre(found[-1], row, edge):
            break
        begins = row.after_blank and (BODY.match(row.bare) or (len(row.text) > 200 and not _abstract(row)))
        if not found and begins and not _centred(heading, row) and not _stands_alone(rows[i : i + _ENOUGH]):
            break
        found.append(row)
    return found


def _concludes(row: Row, found: list[Row]) -> bool:
    """Whether a notice's abstract begins with what reads as the name of a type: `KẾT LUẬN CỦA THỦ TƯỚNG CHÍNH PHỦ`."""
    return not found and row.bare.startswith("ket luan cua ")


def _stands_alone(rows: Sequence[Row]) -> bool:
    """Whether a paragraph of plain text is no sentence: short, closed by no mark, and another one follows."""
    size = next((n for n, row in enumerate(rows) if n and (row.after_blank or is_rule(row))), 0)
    paragraph = rows[:size]
    closed = not size or rows[0].page is not None or paragraph[-1].text.endswith((".", ":", ";", ",", "/"))
    return not closed and sum(len(row.text) for row in paragraph) < _ALONE


_ABSTRACT = re.compile(r"(?:ve|v/v|sua doi|ban hanh|quy dinh|huong dan|phe duyet|bai bo|cong bo|thanh lap|kien toan)\b")


def _abstract(row: Row) -> bool:
    """Whether a long line is an abstract all the same: in capitals, or by the verb it begins with."""
    return row.upper or bool(_ABSTRACT.match(row.bare))


_OPEN_SPELT = re.compile(r"\b(?:của|do|và|với|tại|thuộc|giữa|cho|về|đến|theo|từ|trong|ban|năm|số)$|[,-]$")


def _decides(row: Row, below: Sequence[Row], above: Row) -> bool:
    """Whether a row in capitals names who decides: it stands over the legal bases (or over `KHÓA X, KỲ HỌP THỨ …`)."""
    if (
        not row.upper
        or _OPEN_SPELT.search(above.text.lower())
        or not (HEAD.match(row.bare) or POSITION.match(row.bare))
    ):
        return False
    following = next((one for one in below if not _TERM.match(one.bare)), None)
    return following is not None and bool(LEGAL_BASIS.match(following.bare.lstrip("- ")))


def _enacting(row: Row, found: list[Row], issuer: str) -> bool:
    """`BỘ TRƯỞNG BỘ TÀI CHÍNH`, `ỦY BAN NHÂN DÂN TỈNH X`: who decides, in capitals under the abstract."""
    if not (row.upper and (HEAD.match(row.bare) or POSITION.match(row.bare))) or _ABSTRACT.match(row.bare):
        return False
    named = bool(issuer) and row.bare.strip(" .,").endswith(issuer)
    inside = bool(found) and re.search(r"\b(?:cua|do|va|voi|tai)$", found[-1].bare) is not None
    return not found or not found[-1].upper or row.after_blank or (named and not inside)


def _opens_body(row: Row, above: Row, issuer: str) -> bool:
    """Whether the body begins in plain text that leaves no blank line: an item, a label, a sentence of the issuer."""
    if _ITEM.match(row.bare) or _LABEL.match(row.text):
        return True
    if row.upper or not row.text[0].isupper() or _OPEN.search(above.bare):
        return False
    spoken = bool(issuer) and row.bare.startswith(issuer + " ") and len(row.text) > len(issuer) + 12
    begins = (BODY.match(row.bare) or BASIS.match(row.bare)) and len(row.text) > _FULL
    return spoken or bool(begins) or (len(row.text) > _PARAGRAPH and len(row.text) > 1.3 * len(above.text))


def _sentence(above: Row, row: Row) -> bool:
    """Whether a short line in small letters, under capitals, begins the body of a text wrapped at any word."""
    begins = row.page is None and row.text[0].isupper() and row.text[1:2].islower()
    return bool(begins and (BASIS.match(row.bare) or BODY.match(row.bare)) and not _OPEN.search(above.bare))


def _ended(above: Row, row: Row) -> bool:
    """Whether the line above is short or closed, so that a new paragraph may begin."""
    if above.box and row.box:
        return row.box.x1 - row.box.x0 > 1.15 * (above.box.x1 - above.box.x0) or bool(above.bold and not row.bold)
    return above.text.endswith((".", ";"))
