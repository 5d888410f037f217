"""Fields from rows (đọc trường): a value, the printed words behind it, their place, source and certainty."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import TypeVar

from extract.field import Field, Origin
from extract.row import Row
from extract.span import Span
from extract.text import Region, Text

T = TypeVar("T")
_PARTED_SYMBOL = re.compile(r"\d/(?:[^\W\d_]+-)+$")
Stretch = tuple[Row, int, int]
"""A row and the part of its text, half-open."""


def whole(row: Row) -> Stretch:
    """The row from end to end."""
    return row, 0, len(row.text)


def field_of(
    text: Text,
    stretches: Sequence[Stretch],
    value: T,
    confidence: float = 0.95,
    *reasons: str,
    origin: Origin | None = None,
) -> Field[T]:
    """The field printed in the stretches, in reading order; its span is the hull of them."""
    spans = [row.span(start, end) for row, start, end in stretches]
    hull = Span(min(span.start for span in spans), max(span.end for span in spans))
    printed = "\n".join(span.of(text.content) for span in spans) if _scattered(spans, text) else hull.of(text.content)
    words = [word for span in spans for _, word in text.words_in(span)]
    sure = min((word.confidence for word in words), default=1.0)
    read: Origin = next((word.source for word in words if word.source != "text_layer"), "text_layer")
    source: Origin = origin or read
    places = tuple(region for span in spans for region in text.regions(span))
    return Field(value, printed, hull, round(confidence * (0.5 + 0.5 * sure), 3), source, _merged(places), reasons)


def joined(stretches: Sequence[Stretch]) -> str:
    """The stretches on one line; a symbol broken at its hyphen (`884/QĐ-` | `UBND`) is whole again."""
    out = ""
    for row, start, end in stretches:
        line = " ".join(row.text[start:end].split())
        out += line if _PARTED_SYMBOL.search(out) and line[:1].isupper() else f" {line}"
    return out.strip()


def _scattered(spans: Sequence[Span], text: Text) -> bool:
    """Whether other printed words stand between the stretches."""
    ordered = sorted(spans)
    return any(text.content[a.end : b.start].strip(" \n\r\t*_|-") for a, b in itertools.pairwise(ordered))


def _merged(regions: tuple[Region, ...]) -> tuple[Region, ...]:
    return tuple(dict.fromkeys(regions))
