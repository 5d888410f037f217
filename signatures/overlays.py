"""Visible things added after a signature: do they cover what the signer signed?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from signatures.blocks import Mask, extent, regions
from signatures.document import OpenedPdf
from signatures.field_notes import FieldNote, Widget
from signatures.objects import Dict
from signatures.opacity import LIGHT_SHARE, Layer, draw_layer, draw_over_scan, lightest, read_scan
from signatures.page_tree import page_dictionaries, widget_pages
from signatures.pages import INK, NOISE, PAPER, VISIBLE, Difference, Drawings, Raster, View
from signatures.ranges import revision_end
from signatures.scanned_page import SLACK, ScannedPage
from signatures.stamps import can_cover

VIEWS: tuple[View, ...] = ("forms", "annotations")


@dataclass(frozen=True, slots=True)
class Overlay:
    """What one revision laid over a page (1-based): by a trusted signer, and without replacing a look of before."""

    page: int
    trusted: bool
    is_new: bool


class UndrawnError(Exception):
    """A page cannot be drawn, so nobody can tell what is covered on it."""

    def __init__(self, page: int) -> None:
        super().__init__(f"page {page} cannot be drawn")
        self.page = page


def _keeps_print(old: Raster, beneath: Layer, above: Layer) -> bool:
    """Whether the page need not be drawn anew to tell that no print of it turns into paper."""
    if not (beneath.is_even_handed and above.is_even_handed):
        return False
    return int(((old < INK) & (lightest(old, beneath, above) > PAPER)).sum()) <= NOISE


def _spares(scan: ScannedPage, beneath: Layer, above: Layer, solid: Mask) -> bool:
    """Whether all print of a scan can be seen for certain, however it would be drawn."""
    if not (beneath.is_even_handed and above.is_even_handed):
        return False
    lost = 0
    for part in regions(beneath.painted | above.painted):
        if (light := scan.part(*part)) is None:
            return False
        kept = beneath[part].over(light[0]) < INK + SLACK
        print_ = np.minimum(light[1], beneath[part].under(INK + SLACK))
        hidden = solid[part] & ~beneath.opaque[part] | (above[part].over(print_) > PAPER - SLACK)
        lost += int((kept & hidden).sum())
    return lost <= NOISE


class Overlays:
    """Draws pages before and after a revision, as seldom as it can."""

    def __init__(self, pdf: OpenedPdf) -> None:
        self._pdf = pdf
        self._drawings = Drawings(pdf.data, pdf.password)
        self._pages: dict[tuple[int, int], set[int]] | None = None
        self._found: dict[tuple[object, ...], Difference | None] = {}
        """What was found on a page in a revision, which many fields may share."""
        self._last: tuple[tuple[int, int], Layer | None] | None = None
        self._on_grey: set[int] = set()
        """Pages whose layers are drawn on grey, too."""
        self._drifts: dict[tuple[int, View], dict[int, npt.NDArray[np.int16]]] = {}
        """By how much each revision that redrew fields of a page changed its pixels."""

    def laid_by(self, note: FieldNote, *, trusted: bool) -> Iterable[Overlay]:
        """What a field lays over pages."""
        return (Overlay(page, trusted, note.is_new) for page in self._pages_of(note))

    def hidden_by(self, note: FieldNote, revision: int, *, trusted: bool) -> Difference | None:
        """Where the widgets of `note`, written in `revision`, cover print. Nothing to draw is nothing hidden.

        Raises `UndrawnError` where a page cannot be drawn.
        """
        for page in self._pages_of(note):
            suspect = self._can_cover(note, page)
            try:
                whole = suspect or note.is_new
                found = self._covered_once(page, revision - 1, revision, trusted=trusted, whole=whole)
            except UndrawnError:
                if suspect:
                    raise
                continue
            if found is not None and found.hides:
                return found
        return None

    def hidden_together(self, laid: Mapping[int, Iterable[Overlay]], since: int) -> Difference | None:
        """Where several revisions hide print of the revision `since` together, each of them too little to tell.

        `laid` is what each of them lays over pages.
        """
        pages: dict[int, dict[int, list[Overlay]]] = {}
        for revision, overlays in laid.items():
            for item in overlays:
                pages.setdefault(item.page, {}).setdefault(revision, []).append(item)
        for page, revisions in pages.items():
            found = self._together(page, since, revisions) if len(revisions) > 1 else None
            if found is not None and found.hides:
                return found
        return None

    def _together(self, page: int, since: int, revisions: Mapping[int, list[Overlay]]) -> Difference | None:
        """None, too, where the page cannot be drawn: then each revision that might hide something was told of."""
        overlays = [item for found in revisions.values() for item in found]
        trusted, whole = all(item.trusted for item in overlays), all(item.is_new for item in overlays)
        try:
            return self._covered_once(page, since, max(revisions), trusted=trusted, whole=whole)
        except UndrawnError:
            return None

    def page_hidden_by(self, note: FieldNote, revision: int) -> Difference | None:
        """Where the widgets of `note` cover print of the page itself, whatever they showed before."""
        for page in self._pages_of(note):
            key = page, revision
            if key not in self._found:
                self._found[key] = self._page_covered(page, revision)
            found = self._found[key]
            if found is not None and (found.hides or self._can_cover(note, page)):
                return found
        return None

    def _page_covered(self, page: int, revision: int) -> Difference | None:
        """None where nothing is lost; nothing lost, though changed, where the page cannot be drawn."""
        before, after = self._ends(revision)
        print_, old = self._drawings.draw(page, before, "bare"), self._drawings.draw(page, before)
        new, above, beneath = self._drawings.draw(page, after), self._layer(page, after), self._layer(page, before)
        if print_ is None or old is None or new is None or above is None or beneath is None:
            return Difference(page, NOISE + 1, 0)
        if not print_.shape == old.shape == new.shape == above.on_white.shape == beneath.on_white.shape:
            return Difference(page, NOISE + 1, NOISE + 1)
        seen = (print_ < INK) & (old < INK)
        lost = int((seen & ((new > PAPER) | (above.solid(light=True) & ~beneath.opaque))).sum())
        return Difference(page, lost, lost) if lost > NOISE else None

    def uncovered_by(self, note: FieldNote, revision: int) -> Difference | None:
        """Print that lay beneath the widgets of `note` before `revision`, and is seen since."""
        before, after = self._ends(revision)
        for page in self._pages_of(note):
            print_, old = self._drawings.draw(page, before, "bare"), self._drawings.draw(page, before)
            new = self._drawings.draw(page, after)
            if print_ is None or old is None or new is None or not print_.shape == old.shape == new.shape:
                continue
            shown = int(((print_ < INK) & (old >= INK) & (new < INK)).sum())
            if shown > NOISE:
                return Difference(page, shown, shown)
        return None

    def seen(self, note: FieldNote, revision: int) -> Difference | None:
        """The visible difference that `revision` made on the pages of `note`, with those before that redrew them; None
        where the pages look the same.
        """
        before, after = self._ends(revision)
        for page in self._pages_of(note):
            for view in VIEWS:
                found = self._drawings.difference(page, before, after, view)
                if found is None or found.is_visible:
                    return found or Difference(page, NOISE + 1, 0)
                if (drifted := self._drifted(page, revision, view)) > NOISE:
                    return Difference(page, drifted, 0)
        return None

    def _drifted(self, page: int, revision: int, view: View) -> int:
        """How many pixels all revisions so far that redrew the page changed, little by little."""
        old, new = (self._drawings.draw(page, end, view) for end in self._ends(revision))
        drifts = self._drifts.setdefault((page, view), {})
        if old is not None and new is not None and old.shape == new.shape:
            drifts[revision] = new.astype(np.int16) - old
        total = sum(drift for number, drift in drifts.items() if number <= revision)
        return int((np.abs(total) > VISIBLE).sum())

    def everywhere(self, before: int, limit: int) -> list[Difference]:
        """Pages of the revision ending at offset `before` that look different in the file as it is now."""
        after = len(self._pdf.data)
        count = min(self._drawings.page_count(before) or 0, limit)
        drawn = (self._drawings.difference(page, before, after) for page in range(1, count + 1))
        return [item for item in drawn if item is not None and item.is_visible]

    def _ends(self, revision: int) -> tuple[int, int]:
        return revision_end(self._pdf, revision - 1), revision_end(self._pdf, revision)

    def _covered_once(self, page: int, old: int, new: int, *, trusted: bool, whole: bool) -> Difference | None:
        key = page, old, new, trusted, whole
        if key not in self._found:
            self._found[key] = self._covered(page, old, new, trusted=trusted, whole=whole)
        return self._found[key]

    def _covered(self, page: int, old: int, new: int, *, trusted: bool, whole: bool) -> Difference | None:
        """Print of one revision that is hidden in a later one. `whole`: print laid over the page counts, too, though a
        field may replace its own frame or invitation.
        """
        before, after = revision_end(self._pdf, old), revision_end(self._pdf, new)
        above = self._layer(page, after, light=not trusted)
        if above is None:
            raise UndrawnError(page)
        light = not trusted or above.light_share >= LIGHT_SHARE or self._patches_print(page, old, above)
        solid = above.solid(light=light)
        if not solid.any():
            return None
        if self._spares_scan(page, old, above, solid):
            return None
        print_ = self._drawings.draw(page, before)
        if print_ is None or print_.shape != above.on_white.shape:
            return self._drawings.difference(page, before, after)
        if int(((print_ < INK) & (solid | above.bleaches if light else solid)).sum()) <= NOISE:
            return None
        beneath = draw_layer(self._pdf.data[:before], page, self._pdf.password, light=True)
        if beneath is None or beneath.on_white.shape != print_.shape:
            return self._drawings.difference(page, before, after)
        kept = print_ < INK if whole else (print_ < INK) & (self._drawn(page, before, "bare", print_) < INK)
        lost = solid & ~beneath.opaque & kept
        if light and not _keeps_print(print_, beneath, above):
            gone = kept & (self._drawn(page, after, "forms", print_) > PAPER)
            lost = gone if int(gone.sum()) > NOISE else lost
        return Difference(page, int(lost.sum()), int(lost.sum()))

    def _patches_print(self, page: int, revision: int, above: Layer) -> bool:
        """Whether light patches lie over print of the page."""
        part = extent(above.patches)
        patches = above.patches[part]
        if not patches.any():
            return False
        dictionary, end = self._dictionary(page, revision), revision_end(self._pdf, revision)
        scan = read_scan(self._pdf.data[:end], page, self._pdf.password, dictionary) if dictionary else None
        light = scan.part(*part) if scan is not None and scan.shape == above.on_white.shape else None
        print_ = light[0] < INK + SLACK if light else self._drawn(page, end, "bare", above.on_white)[part] < INK
        return int((patches & print_).sum()) > NOISE

    def _spares_scan(self, page: int, revision: int, above: Layer, solid: Mask) -> bool:
        """Whether nothing of a page that is one scan is hidden, as its picture tells without being drawn."""
        dictionary, end = self._dictionary(page, revision), revision_end(self._pdf, revision)
        if above.on_grey is None or dictionary is None:
            return False
        found = draw_over_scan(self._pdf.data[:end], page, self._pdf.password, dictionary)
        if found is None or found[0].shape != above.on_white.shape:
            return False
        return _spares(*found, above, solid)

    def _dictionary(self, page: int, revision: int) -> Dict | None:
        pages = page_dictionaries(self._pdf.reader.get_historical_resolver(revision))
        return pages[page - 1] if page <= len(pages) else None

    def _drawn(self, page: int, end: int, view: View, like: Raster) -> Raster:
        found = self._drawings.draw(page, end, view)
        if found is None or found.shape != like.shape:
            raise UndrawnError(page)
        return found

    def _layer(self, page: int, end: int, *, light: bool = False) -> Layer | None:
        """The last one is kept, as all stamps together are held against what the first signature saw.

        It is drawn on grey, too, once that was asked of the page.
        """
        light = light or page in self._on_grey
        self._on_grey |= {page} if light else set()
        known = self._last[1] if self._last is not None and self._last[0] == (page, end) else None
        if known is None or (light and known.on_grey is None):
            known = draw_layer(self._pdf.data[:end], page, self._pdf.password, light=light, drawn=known)
            self._last = (page, end), known
        return known

    def _can_cover(self, note: FieldNote, page: int) -> bool:
        """What the operators tell, where a page cannot be drawn."""
        return any(can_cover(widget.dictionary) for widget in note.widgets if page in self._showing(widget))

    def _pages_of(self, note: FieldNote) -> list[int]:
        return sorted({page for widget in note.widgets for page in self._showing(widget)})

    def _showing(self, widget: Widget) -> set[int]:
        if self._pages is None:
            self._pages = widget_pages(self._pdf.reader)
        return self._pages.get(widget.number, set())
