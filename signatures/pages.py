"""What a reader sees: pages of a revision drawn by PDFium and held against each other."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

from signatures.document import PARSE_ERRORS
from signatures.drawable import can_be_drawn

INK = 176
PAPER = 224
"""Grey values: below `INK` is print, above `PAPER` is blank. Between lies anti-aliasing and coloured stamps."""
NOISE = 15
"""Pixels (72 an inch) that may come and go. In real files a stamp clears at most 3 pixels of the print beneath it; a
single 12-point digit has more than 20."""
VISIBLE = 32
"""Grey values by which a pixel must differ to look different."""
CACHED = 24

Raster = npt.NDArray[np.uint8]
View = Literal["forms", "annotations", "bare"]
"""With fields as a form filler shows them; with the appearances that the file holds; without anything laid over."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How two drawings of one page differ, in pixels at 72 an inch."""

    page: int
    changed: int
    lost: int
    """Print of the old page that is blank on the new one."""

    @property
    def hides(self) -> bool:
        """Whether something that could be read is covered or gone."""
        return self.lost > NOISE

    @property
    def is_visible(self) -> bool:
        """Whether the pages look different at all."""
        return self.changed > NOISE


class Drawings:
    """Draws pages of revisions (the first `end` bytes of the file), each once."""

    def __init__(self, data: bytes, password: str | None = None) -> None:
        self._data = data
        self._password = password
        self._done: OrderedDict[tuple[int, int, View], Raster | None] = OrderedDict()

    def difference(self, page: int, before: int, after: int, view: View = "forms") -> Difference | None:
        """Page (1-based) in the revision ending at `before` against that at `after`; None when it cannot be drawn."""
        old, new = self.draw(page, before, view), self.draw(page, after, view)
        if old is None or new is None:
            return None
        if old.shape != new.shape:
            return Difference(page, int(new.size), int(old.size))
        changed = np.abs(old.astype(np.int16) - new) > VISIBLE
        return Difference(page, int(changed.sum()), int(((old < INK) & (new > PAPER)).sum()))

    def page_count(self, end: int) -> int | None:
        """Pages of a revision; None when PDFium cannot open it."""
        try:
            with pdfium.PdfDocument(self._data[:end], password=self._password) as document:
                return len(document)
        except (pdfium.PdfiumError, *PARSE_ERRORS):
            return None

    def draw(self, page: int, end: int, view: View = "forms") -> Raster | None:
        """One page in grey, 72 pixels an inch; None when it cannot be drawn."""
        key = page, end, view
        if key not in self._done:
            self._done[key] = self._render(page, end, view)
            if len(self._done) > CACHED:
                self._done.popitem(last=False)
        return self._done[key]

    def _render(self, page: int, end: int, view: View) -> Raster | None:
        try:
            with pdfium.PdfDocument(self._data[:end], password=self._password) as document:
                if view == "forms":
                    document.init_forms()
                leaf = document[page - 1]
                if not can_be_drawn(leaf):
                    return None
                bitmap = leaf.render(
                    scale=1, grayscale=True, may_draw_forms=view == "forms", draw_annots=view != "bare"
                )
                flat: Raster = bitmap.to_numpy()
                return flat.reshape(bitmap.height, bitmap.width).copy()
        except (pdfium.PdfiumError, *PARSE_ERRORS):
            return None
