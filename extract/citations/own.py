"""What the citing document says of itself: tells `Nghị định này` from another decree, its number from others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extract.dates import DATE, read_date
from extract.document_types import by_name, type_of_symbol
from extract.number import read_number

_NAME = r"[a-z]{2,8}(?: [a-z]{2,8}){0,3}"
_LABEL = (
    r"[ ]{0,40}+"
    rf"(?:(?P<type>(?!so[ :]){_NAME}(?<! so)) (?=so[ ]{{0,4}}:))?(?:so[ ]{{0,4}}:?|s:)[ ]{{0,8}}(?=[0-9li])"
)
_HEADING = rf"[ |]{{0,40}}+(?P<name>{_NAME})[ |]{{0,40}}+(?=\n)"
_LABELS = (re.compile(_LABEL), re.compile(rf"[\n|]{_LABEL}"))
_HEADINGS = (re.compile(_HEADING), re.compile(rf"\n{_HEADING}"))
"""For the first line, and for the others: led by their break, they are found by it."""
_ENDS_LABEL = re.compile(r"[ ]{0,40}(?:$|[\n|]|v/v|ve viec|[a-z. ]{2,24},[ ]{0,4}ngay)")
_PLACE_DATE = re.compile(r"[a-z.],[ \n]{0,24}(?=ngay)")
_HEAD = 2500


@dataclass(frozen=True, slots=True)
class OwnDocument:
    """Facts of the citing dispatch; None where unknown. `reference` is canonical: `156/2025/TT-BTC`."""

    reference: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    document_type: str | None = None
    parent: str | None = None
    """The body above the issuer (cơ quan chủ quản): where `Sở Tài chính` is, its `Ủy ban nhân dân tỉnh` tells."""


_TITLED = r"[ |]{0,40}+(?P<line>[a-z][^\n|]{2,80})(?=[\n|])"
_TITLES = (re.compile(_TITLED), re.compile(rf"\n{_TITLED}"))


def _lines(patterns: tuple[re.Pattern[str], re.Pattern[str]], shadow: str, stop: int) -> Iterator[re.Match[str]]:
    """What opens the lines up to an offset, in order."""
    first, other = patterns
    if found := first.match(shadow, 0, stop):
        yield found
    yield from other.finditer(shadow, found.end() if found else 0, stop)


def headings(source: str, shadow: str) -> dict[str, int]:
    """Type → where a line in capitals first begins with it: `GIẤY PHÉP MÔI TRƯỜNG`, `QUY CHẾ` below a decision."""
    found: dict[str, int] = {}
    for match in _lines(_TITLES, shadow, len(shadow)):
        if not source[match.start("line") : match.end("line")].isupper():
            continue
        words = match["line"].split()
        for size in (3, 2):
            named = by_name().get(" ".join(words[:size]))
            if named and named.rank == "administrative":
                found.setdefault(named.slug, match.start())
                break
    return found


def own_document(source: str, shadow: str, end: int) -> OwnDocument:
    """Read them off the head of a text, for callers that have not read the fields; nothing is guessed."""
    stop = min(end, _HEAD)
    reference = document_type = None
    for label in _lines(_LABELS, shadow, stop):
        found = read_number(source, label.end(), typed=False)
        if found and _ENDS_LABEL.match(shadow, found[1]):
            reference = str(found[0])
            document_type = type_of_symbol(found[0].symbol)
            named = by_name().get(label["type"] or "")
            document_type = named.slug if named and named.rank != "generic" else document_type
            break
    for heading in _lines(_HEADINGS, shadow, stop):
        named = by_name().get(heading["name"])
        if named and named.rank != "generic" and source[heading.start("name") : heading.end("name")].isupper():
            document_type = named.slug
            break
    placed = _PLACE_DATE.search(shadow, 0, stop)
    day = DATE.match(shadow, placed.end(), stop) if placed else None
    return OwnDocument(reference, read_date(day) if day else None, None, document_type)
