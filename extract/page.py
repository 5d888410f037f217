"""A page (trang) and its words (từ), as the floor above hands them in.

Boxes are in PDF points with the origin at the top left of the page as it is shown (rotation applied), or, where the
file shows it sideways, as it was turned to be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

_ROTATED = "rotated:"
TextSource = Literal["text_layer", "ocr", "none"]
"""Where the text of a page came from; `none`: nothing could be read."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, right, bottom, in points from the top left."""

    x0: float
    top: float
    x1: float
    bottom: float

    def join(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(
            min(self.x0, other.x0), min(self.top, other.top), max(self.x1, other.x1), max(self.bottom, other.bottom)
        )


@dataclass(frozen=True, slots=True)
class Word:
    """One word with its place. `text` is NFC; `raw` is what the engine gave, where it differs."""

    text: str
    box: Box
    font: str | None = None
    size: float | None = None
    bold: bool = False
    italic: bool = False
    confidence: float = 1.0
    source: Literal["text_layer", "ocr", "stamp"] = "text_layer"
    hidden: Literal["white", "off_page", "invisible", "unseen"] | None = None
    """Why nobody sees it; `unseen`: covered by what is drawn later, clipped away, of a layer that is switched off."""
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Words that a reader takes in one go, left to right; header columns are lines of their own."""

    words: tuple[Word, ...]
    furniture: bool = False
    """A page number or running head: shown, but no part of the dispatch."""

    @property
    def box(self) -> Box:
        """The box around all words."""
        return box_around(self.words)


def box_around(words: Sequence[Word]) -> Box:
    """The smallest box around all of one word or more."""
    boxes = [word.box for word in words]
    return Box(
        min([box.x0 for box in boxes]),
        min([box.top for box in boxes]),
        max([box.x1 for box in boxes]),
        max([box.bottom for box in boxes]),
    )


@dataclass(frozen=True, slots=True)
class Page:
    """One page: size in points, and its lines in reading order."""

    number: int
    width: float
    height: float
    text_from: TextSource
    lines: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()
    """What was done to read it, in machine words: `legacy_font:tcvn3`, `ocr_region`, `rotated:90`, …"""


def note_of_turns(turns: int) -> str:
    """The note of a page that was read `turns` quarters clockwise from how the file shows it: `rotated:90`."""
    return f"{_ROTATED}{90 * turns}"


def turns_of(notes: Iterable[str]) -> int:
    """The quarters clockwise by which a page was turned to be read, from its notes; box and size count from there."""
    degrees = next((note.removeprefix(_ROTATED) for note in notes if note.startswith(_ROTATED)), "0")
    return int(degrees) // 90 % 4
