"""Numbers without a type word: `số 3951/VPCP-KSTT` in a list, `3951/VPCP-KSTT` alone; never the own `Số: …` line."""

from __future__ import annotations

import re

from extract.citations.mention import Mention
from extract.citations.numbered import with_number
from extract.citations.scan import B, M
from extract.citations.stretch import Stretch
from extract.document_types import type_of_symbol
from extract.fold import fold
from extract.issuers import known_symbols
from extract.number import DocumentNumber, read_number

_LIST_LINK = re.compile(rf"{M}(?:[,;]{M}(?:(?:va|cung|hoac){B})?|(?:va|cung|hoac|den){B})(?:(?:cac{B})?so{M}:?{M})?$")
_OF_NO_DOCUMENT = re.compile(
    rf"(?<![a-z])(?:thu{B}ly|to{B}khai|hoa{B}don|tai{B}khoan|phieu{B}thu|so{B}do|lo|thua{B}dat|bien{B}lai){M}$"
)
"""What is numbered so and is no document of an office: `vụ án thụ lý số 118/2021/TLST-DS`."""
_SO_LEFT = re.compile(rf"(?<![a-z])so{M}(?P<colon>:?){M}$")


def read_bare_number(stretch: Stretch, begin: int, previous: Mention | None) -> Mention | None:
    """The reference a number makes; `previous` is the one before it, whose list it may go on with."""
    shadow = stretch.shadow
    found = read_number(stretch.source, begin, typed=False)
    if found is None:
        return None
    left = _SO_LEFT.search(shadow, max(stretch.start, begin - 16), begin)
    start = left.start() if left else begin
    mention = Mention(start, found[1], None, typed=False)
    if previous and previous.number and _in_list(shadow, previous, start, begin):
        mention.elided = True
        mention.abbreviated = previous.abbreviated and not left
        shown = type_of_symbol(found[0].symbol)
        mention.document_type = previous.document_type if shown in (None, "cong_van") else shown
        return with_number(stretch, mention, found)
    if left and (
        left["colon"] or _own_line(stretch, start) or _OF_NO_DOCUMENT.search(shadow, max(0, start - 24), start)
    ):
        return None
    if not _trusted(found[0]) and not (left and fold(found[0].symbol) in known_symbols()):
        return None
    mention.abbreviated = not left
    return with_number(stretch, mention, found)


def _in_list(shadow: str, previous: Mention, start: int, at: int) -> bool:
    """Whether only `,`, `và`, `số` stand between the reference before and a number: it inherits the type."""
    if start - previous.end > 60 or shadow.find("\n\n", previous.end, at) >= 0:
        return False
    return bool(_LIST_LINK.match(shadow[previous.end : at]))


def _own_line(stretch: Stretch, start: int) -> bool:
    """Whether `Số …` opens a line or a cell, as the own number of a dispatch does."""
    before = stretch.shadow[max(stretch.start, start - 4) : start].rstrip(" ")
    return (not before or before[-1] in "\n|") and stretch.source[start].isupper()


def _trusted(number: DocumentNumber) -> bool:
    """Whether a number without a noun and without `số` is one all the same: its symbol has two groups or a year."""
    groups = re.split(r"[-/]", number.symbol)
    if number.year and len(groups[0]) >= 2:
        return True
    return len(groups) >= 2 and all(
        sum(char.isupper() for char in group) >= 2 or group == "TTg" for group in groups[:2]
    )
