"""One page of an open PDF with its text layer read and judged (trang PDF đã nạp)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import pypdfium2 as pdfium

from extract.page import Word, note_of_turns
from ingest.annotations import count_objects, find_appearances, part_particulars, turned
from ingest.appended import texts_drawn_after
from ingest.drawn import Drawn
from ingest.frame import Edges, Frame, frame_of, turn
from ingest.judge import Verdict, judge
from ingest.layer import Layer, open_text, read_layer
from ingest.legacy import convert, is_undecoded, reads_well
from ingest.lettering import lettering_of
from ingest.overlay import Overlay
from ingest.pdf import get_page
from ingest.sight import show_white
from ingest.unseen import Search, mark_unseen


@dataclass(frozen=True, slots=True)
class LoadedPage:
    """A page that can still be drawn; words drawn by annotations have the source `stamp`."""

    number: int
    handle: pdfium.PdfPage
    frame: Frame
    layer: Layer
    verdict: Verdict
    drawn: Drawn
    """What the page draws besides its words."""
    words: tuple[Word, ...] = ()
    """The words of the layer without those of `particulars`."""
    edges: Edges | None = field(default=None, compare=False)
    """Of the boxes of the words, as arrays, where they are known."""
    particulars: tuple[tuple[Word, ...], ...] = ()
    """What visible signatures say of the signer, one group a signature."""
    file_annotations: int = 0
    """Annotations that carry a file."""
    notes: tuple[str, ...] = ()

    def revealed(self) -> tuple[Word, ...]:
        """The words, those behind a picture shown if the layer was found good."""
        if self.verdict != "hidden":
            return self.words
        return tuple(replace(word, hidden=None) if word.hidden == "invisible" else word for word in self.words)


@contextmanager
def load_page(
    document: pdfium.PdfDocument, index: int, cap: int, overlay: Overlay, search: Search = "covered"
) -> Iterator[LoadedPage]:
    """The page at `index` (0-based), with what its annotations draw made part of it, in memory only; `search`: for
    words that nobody sees.
    """
    handle = get_page(document, index)
    try:
        frame = frame_of(handle)
        appearances = find_appearances(handle, frame)
        files = sum(appearance.carries_file for appearance in appearances)
        stamped: frozenset[int] = frozenset()
        if appearances:
            own = count_objects(handle)
            handle = overlay.lay_over(handle, index, frame)
            stamped = texts_drawn_after(handle, own)
        layer, drawn, verdict, notes = _judged(handle, frame, cap, stamped, search)
        if layer.turns and verdict == "good":
            turns = layer.turns
            appearances, frame = turned(appearances, frame, turns), turn(handle, turns)
            layer, drawn, _, notes = _judged(handle, frame, cap, stamped, search)
            notes = (note_of_turns(turns), *notes)
        words, particulars = part_particulars(layer.words, appearances) if appearances else (layer.words, ())
        edges = layer.edges if words is layer.words else None
        yield LoadedPage(index + 1, handle, frame, layer, verdict, drawn, words, edges, particulars, files, notes)
    finally:
        handle.close()


def _judged(
    handle: pdfium.PdfPage, frame: Frame, cap: int, stamped: frozenset[int], search: Search
) -> tuple[Layer, Drawn, Verdict, tuple[str, ...]]:
    """The layer in Unicode, what else is drawn, what the layer is worth, and what was done to it."""
    with open_text(handle) as text:
        layer = read_layer(text, frame, cap, stamped)
        drawn = Drawn(handle, layer.drawn_by)
        layer = _shown(handle, frame, layer)
        layer = mark_unseen(handle, text, frame, layer, drawn, search)
        clean = reads_well(layer.words)
        converted, encodings = convert(layer.words, clean=clean, lettering=lettering_of(text, layer))
    if is_undecoded(converted):
        return layer, drawn, "garbage", _notes(layer, ())
    layer = replace(layer, words=converted) if encodings else layer
    return layer, drawn, judge(handle, frame, layer, clean=clean), _notes(layer, encodings)


def _shown(handle: pdfium.PdfPage, frame: Frame, layer: Layer) -> Layer:
    words = show_white(handle, frame, layer.words)
    return layer if words is layer.words else replace(layer, words=words)


def _notes(layer: Layer, encodings: tuple[str, ...]) -> tuple[str, ...]:
    told = (("characters_capped", layer.capped), ("broken_words", layer.mended), ("unseen_words", layer.covert))
    return (*(note for note, true in told if true), *(f"legacy_font:{encoding}" for encoding in encodings))
