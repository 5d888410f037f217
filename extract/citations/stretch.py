"""The stretch of text that is being read, with its shadow; readers get it whole and an offset."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
    """Offsets of `source` and `shadow` are the same; nothing outside `start` and `end` is read."""

    source: str
    shadow: str
    start: int
    end: int
