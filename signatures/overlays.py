"""Visible things added after a signature: do they cover what the signer signed?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pypdfium2 as pdfium

from signatures.document import PARSE_ERRORS, OpenedPdf
from signatures.drawable import can_be_drawn
from signatures.fields import widget_pages
from signatures.pages import NOISE, PAPER, Difference, Drawings
from signatures.ranges import revision_end
from signatures.rules_of_change import FieldNote
from signatures.stamps import can_cover

SOLID_SHARE = 0.3
"""A stamp of a trusted signer is drawn over the page only where it is blank paint for so much of the page's stamps;
white parts of a coat of arms come to 0.16 in real files."""


class Overlays:
    """Draws pages before and after a revision, as seldom as it can."""

    def __init__(self, pdf: OpenedPdf) -> None:
        self._pdf = pdf
        self._drawings = Drawings(pdf.data, pdf.password)
        self._pages: dict[tuple[int, int], int] | None = None

    def hidden_by(self, note: FieldNote, revision: int, *, trusted: bool) -> Difference | None:
        """Where the widgets of `note`, added in `revision`, cover print. Nothing to draw is nothing hidden."""
        for page in self._affected(note):
            share = self._solid_share(page, revision)
            if share == 0 or (trusted and share < SOLID_SHARE):
                continue
            found = self._difference(page, revision)
            if found is not None and found.hides:
                return found
        return None

    def seen(self, note: FieldNote, revision: int) -> Difference | None:
        """The visible difference that `revision` made on the pages of `note`; None where the pages look the same."""
        for page in self._pages_of(note):
            found = self._difference(page, revision)
            if found is None or found.is_visible:
                return found or Difference(page, NOISE + 1, 0)
        return None

    def everywhere(self, before: int, limit: int) -> list[Difference]:
        """Pages of the revision ending at offset `before` that look different in the file as it is now."""
        after = len(self._pdf.data)
        count = min(self._drawings.page_count(before) or 0, limit)
        drawn = (self._drawings.difference(page, before, after) for page in range(1, count + 1))
        return [item for item in drawn if item is not None and item.is_visible]

    def _difference(self, page: int, revision: int) -> Difference | None:
        before, after = revision_end(self._pdf, revision - 1), revision_end(self._pdf, revision)
        return self._drawings.difference(page, before, after)

    def _affected(self, note: FieldNote) -> list[int]:
        covering = [widget for widget in note.widgets if can_cover(widget.dictionary)]
        return sorted({page for widget in covering if (page := self._page(widget.number)) is not None})

    def _pages_of(self, note: FieldNote) -> list[int]:
        return sorted({page for widget in note.widgets if (page := self._page(widget.number)) is not None})

    def _page(self, number: tuple[int, int]) -> int | None:
        if self._pages is None:
            self._pages = widget_pages(self._pdf.reader)
        return self._pages.get(number)

    def _solid_share(self, page: int, revision: int) -> float:
        """How much of what the annotations of a page paint is blank: drawn on black, without the page itself."""
        data = self._pdf.data[: revision_end(self._pdf, revision)]
        try:
            with pdfium.PdfDocument(data, password=self._pdf.password) as document:
                document.init_forms()
                leaf = document[page - 1]
                if not can_be_drawn(leaf):
                    return 1.0
                for item in list(leaf.get_objects(max_depth=1)):
                    leaf.remove_obj(item)
                bitmap = leaf.render(scale=1, grayscale=True, may_draw_forms=True, fill_color=(0, 0, 0, 255))
                raster: Any = bitmap.to_numpy().reshape(bitmap.height, bitmap.width)
                painted = int(np.count_nonzero(raster))
                return int(np.count_nonzero(raster > PAPER)) / painted if painted else 0.0
        except (pdfium.PdfiumError, *PARSE_ERRORS):
            return 1.0
