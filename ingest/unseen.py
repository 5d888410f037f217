"""Words that nobody sees (chữ không nhìn thấy): what is drawn without them is the same.

Only that is proof: layers that are switched off, boxes and pictures drawn over text, clips, inks that mix. The words in
question are left out of the page, which is drawn again and compared; where not one pixel differs, they are unseen.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Literal, NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.page import Box, Word, box_around
from ingest.covers import Flags, find_doubtful
from ingest.drawn import Drawn
from ingest.frame import Frame
from ingest.layer import Layer, objects_of_words
from ingest.layers import may_have_layers
from ingest.options import ReadOptions
from ingest.raster import Pixels, draw_region
from signatures.drawable import can_be_drawn

_DPI = 72
_PIXELS = 2_000_000
_GROUPS = 8
"""Times a page is drawn without some of its words, at most."""
_MOST = 2000
"""Objects in question, beyond which nobody looks."""
_ROOM = 1.0
"""Points around a word into which its letters may reach."""


Search = Literal["none", "covered", "all"]
"""Which words are in question: none; those that something may hide; all, as in a file that may have layers."""


def search_in(data: bytes, options: ReadOptions) -> Search:
    """What must be looked for in a file."""
    if not options.unseen:
        return "none"
    return "all" if may_have_layers(data) else "covered"


def mark_unseen(page: pdfium.PdfPage, text: Any, frame: Frame, layer: Layer, drawn: Drawn, search: Search) -> Layer:
    """The layer of a page, as its `text` page is still open, with words marked that are drawn but not seen."""
    if search == "none":
        return layer
    doubtful = np.ones(len(layer.words), bool) if search == "all" else find_doubtful(drawn, frame, layer)
    if doubtful is None or not doubtful.any() or not can_be_drawn(page, drawn.pictures):
        return layer
    wanted = [i for i in np.flatnonzero(doubtful).tolist() if layer.words[i].hidden is None]
    units = _units(objects_of_words(text, layer, wanted)) if wanted else []
    unseen = set(_unseen(page, frame, layer, units))
    if not unseen:
        return layer
    words = tuple(replace(word, hidden="unseen") if i in unseen else word for i, word in enumerate(layer.words))
    return replace(layer, words=words, covert=any(words[i].source == "text_layer" for i in unseen))


def _unseen(page: pdfium.PdfPage, frame: Frame, layer: Layer, units: Sequence[_Unit]) -> Iterator[int]:
    """Which of the words in question are not seen, by their number."""
    if not 0 < sum(len(unit.objects) for unit in units) <= _MOST:
        return
    view = _View(page, frame, box_around([layer.words[i] for unit in units for i in unit.words]))
    whole = view.draw()

    def still(group: Sequence[_Unit]) -> list[_Unit]:
        """What of the group makes no difference."""
        with _left_out(item for unit in group for item in unit.objects):
            changed = (view.draw() != whole).any(2)
        kept = (
            unit._replace(words={i for i in unit.words if view.is_still(changed, layer.words[i].box)}) for unit in group
        )
        return [unit for unit in kept if unit.words]

    found = [unit for group in _apart(units, layer.words) for unit in still(group)]
    if found:  # all at once, too: of two words in one place, one is seen
        yield from (i for unit in still(found) for i in unit.words)


class _Unit(NamedTuple):
    """Words that share objects, and all objects that draw them."""

    words: set[int]
    objects: set[int]


def _units(objects: Mapping[int, frozenset[int]]) -> list[_Unit]:
    """Words by what draws them: an object may draw a line, and a word may be drawn letter by letter."""
    units: dict[int, _Unit] = {}
    for word, items in objects.items():
        unit = _Unit({word}, set(items))
        for other in {id(units[item]): units[item] for item in items if item in units}.values():
            unit.words.update(other.words)
            unit.objects.update(other.objects)
        units |= dict.fromkeys(unit.objects, unit)
    return list({id(unit): unit for unit in units.values()}.values())


def _apart(units: Sequence[_Unit], words: Sequence[Word]) -> Iterator[list[_Unit]]:
    """Groups in which none stands in another's way, so that what changes in the place of one is its own doing."""
    boxes = [box_around([words[i] for i in unit.words]) for unit in units]
    edges = np.array([(box.x0, box.top, box.x1, box.bottom) for box in boxes])
    x0, top, x1, bottom = edges.T + _ROOM * np.array([[-1], [-1], [1], [1]])
    meet = (x0[:, None] < x1) & (x0 < x1[:, None]) & (top[:, None] < bottom) & (top < bottom[:, None])
    groups: list[list[_Unit]] = [[] for _ in range(_GROUPS)]
    taken = np.full(len(units), _GROUPS)
    for i, unit in enumerate(units):
        near = set(taken[:i][meet[i, :i]].tolist())
        taken[i] = next((group for group in range(_GROUPS) if group not in near), _GROUPS)
        if taken[i] < _GROUPS:
            groups[taken[i]].append(unit)
    return (group for group in groups if group)


@contextmanager
def _left_out(objects: Iterable[int]) -> Iterator[None]:
    """Objects of a page that are not drawn meanwhile."""
    handles = [ctypes.cast(item, raw.FPDF_PAGEOBJECT) for item in objects]
    for handle in handles:
        raw.FPDFPageObj_SetIsActive(handle, False)
    try:
        yield
    finally:
        for handle in handles:
            raw.FPDFPageObj_SetIsActive(handle, True)


class _View:
    """The part of a page around a box, drawn as often as it takes."""

    def __init__(self, page: pdfium.PdfPage, frame: Frame, box: Box) -> None:
        self._page, self._frame = page, frame
        self._scale = min(_DPI / 72, math.sqrt(_PIXELS / max(frame.width * frame.height, 1.0)))
        left, top = max(box.x0 - _ROOM, 0.0), max(box.top - _ROOM, 0.0)
        self._box = Box(left, top, box.x1 + _ROOM, box.bottom + _ROOM)
        self._left, self._top = math.ceil(left * self._scale), math.ceil(top * self._scale)

    def draw(self) -> Pixels:
        """It as it is now."""
        return draw_region(self._page, self._frame, self._box, 72 * self._scale, coarse=True).pixels

    def is_still(self, changed: Flags, box: Box) -> bool:
        """Whether the place of a word is on the page, and nothing has changed there."""
        rows = self._pixels(box.top, box.bottom, self._top)
        columns = self._pixels(box.x0, box.x1, self._left)
        place = changed[rows, columns]
        return place.size > 0 and not place.any()

    def _pixels(self, start: float, end: float, origin: int) -> slice:
        low = math.floor((start - _ROOM) * self._scale) - origin
        return slice(max(low, 0), max(math.ceil((end + _ROOM) * self._scale) - origin, 0))
