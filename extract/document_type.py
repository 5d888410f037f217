"""The type of a dispatch (tên loại văn bản): from its heading, else from its symbol, else a công văn by its V/v."""

from __future__ import annotations

import re

from extract.document_types import by_abbreviation, type_of_symbol
from extract.field import Field
from extract.fold import fold
from extract.landmarks import SUBJECT
from extract.names_of_types import named_type
from extract.organisations import has_initials
from extract.own_number import OwnNumber, own_number
from extract.parts import Parts
from extract.printed import field_of, whole
from extract.row import Row

_BEFORE_NUMBER = (
    *("nghi quyet", "quyet dinh", "luat", "phap lenh", "nghi dinh"),
    *("thong tu", "chi thi", "lenh", "ban an"),
)
"""Types printed before the label of the number: `Luật số: …`, `Bản án số: …`."""
_CONSOLIDATED = re.compile(r"VBHN-")
"""A consolidated text (văn bản hợp nhất) stands under the type of the act it consolidates."""


def heading_of(parts: Parts) -> Row | None:
    """The row that names the type, near the head; None for a công văn."""
    for row in (*parts.below[:8], *parts.right, *parts.left):
        if named_type(row):
            return row
    return None


def read_type(parts: Parts, number: tuple[Row, OwnNumber] | None) -> Field[str] | None:
    """The slug: `quyet_dinh` under `QUYẾT ĐỊNH`, `cong_van` for a dispatch without a heading."""
    if number and number[1].symbol_at and _CONSOLIDATED.match(number[1].symbol or ""):
        return field_of(parts.text, [(number[0], *number[1].symbol_at)], "vbhn", 0.95, "symbol")
    if heading := heading_of(parts):
        kind = named_type(heading)
        if kind:
            return field_of(parts.text, [whole(heading)], kind.slug, 0.98, "heading")
    about = next((row for row in (*parts.left, *parts.below[:6]) if SUBJECT.match(row.bare)), None)
    if number and number[1].symbol_at and (symbol := number[1].symbol):
        row, own = number
        lead = fold(row.text[: own.start]).strip()
        stretch = (row, *own.symbol_at) if own.symbol_at else whole(row)
        for word in _BEFORE_NUMBER:
            if lead.startswith(word):
                return field_of(parts.text, [whole(row)], word.replace(" ", "_"), 0.95, "named before the number")
        if about and any(has_initials(row.text, re.split("[-/]", symbol)[0]) for row in parts.left if row.upper):
            return field_of(parts.text, [whole(about)], "cong_van", 0.9, "V/v, and the symbol shows the office only")
        if slug := type_of_symbol(symbol):
            return field_of(parts.text, [stretch], slug, 0.93, "symbol")
        groups = symbol.split("-" if own.separator == "/" else "/")
        if kind := by_abbreviation().get(groups[0]):
            return field_of(parts.text, [stretch], kind.slug, 0.9, "symbol")
    if about:
        return field_of(parts.text, [whole(about)], "cong_van", 0.8, "V/v without a heading")
    return None


def type_meant_by_this(parts: Parts, kind: Field[str] | None) -> str | None:
    """The type that `… này` names in the dispatch: in a consolidated text that of the act it consolidates."""
    heading = heading_of(parts) if kind and kind.value == "vbhn" else None
    named = named_type(heading) if heading else None
    return named.slug if named else kind.value if kind else None


def own_number_row(parts: Parts) -> tuple[Row, OwnNumber] | None:
    """The row of the number and what it says; one with digits before one left blank."""
    found = [
        (row, own)
        for row in dict.fromkeys((*parts.left, *parts.right, *parts.below[:4]))
        if (own := own_number(row)) and own.symbol
    ]
    labelled = [pair for pair in found if not pair[1].named] or found
    return next((pair for pair in labelled if pair[1].number), labelled[0] if labelled else None)
