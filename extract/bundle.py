"""Bundles (tập văn bản): the dispatches of one file, annexes inside, each read in full."""

from __future__ import annotations

from extract.boundaries import dispatch_spans
from extract.dispatch import Dispatch
from extract.fields import read_fields
from extract.parts import parts_of
from extract.span import Span
from extract.text import Text


def read_dispatches(text: Text) -> tuple[Dispatch, ...]:
    """All dispatches of a file in order; none for a text without words."""
    return tuple(_dispatch(text, span) for span in dispatch_spans(text))


def _dispatch(text: Text, span: Span) -> Dispatch:
    parts = parts_of(text, span)
    fields = read_fields(parts)
    first, last = text.page_at(span.start) or 1, text.page_at(max(span.start, span.end - 1)) or 1
    return Dispatch(span, first, last, fields)
