"""A field (trường): a value with the place it was read from, how sure, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from extract.span import Span
from extract.text import Region

T = TypeVar("T")
Origin = Literal["text_layer", "ocr", "stamp", "signature", "inferred"]
"""Where a value came from; a text file counts as `text_layer`."""


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """One extracted value. `span` is None for what was inferred from elsewhere."""

    value: T
    text: str
    span: Span | None
    confidence: float
    origin: Origin
    regions: tuple[Region, ...] = ()
    reasons: tuple[str, ...] = ()


def surest(fields: list[Field[T]]) -> Field[T] | None:
    """The field with the highest confidence, the first of equals; None of none."""
    return max(fields, key=lambda found: found.confidence, default=None)
