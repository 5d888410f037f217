"""Annotations lying over one another (chú thích chồng nhau): readers differ in which one is on top."""

from __future__ import annotations

from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver

from signatures.document import OpenedPdf
from signatures.objects import entry, items, raw_items
from signatures.page_tree import page_dictionaries
from signatures.widgets import Box, read_box

MAX_ON_PAGE = 2000


def overlapping_pages(pdf: OpenedPdf) -> tuple[int, ...]:
    """Pages (1-based) on which annotations overlap. Signatures do not count: stamps overlap by custom.

    Sharing a border is no overlap.
    """
    pages = enumerate(page_dictionaries(pdf.reader), start=1)
    return tuple(number for number, page in pages if _overlap(_boxes(page)))


def reordered(old: HistoricalResolver, new: HistoricalResolver) -> int:
    """On how many pages that `new` wrote the annotations of `old` follow another order, or one comes twice.

    The later one lies on top. May raise parse errors.
    """
    written = [item for item in new.explicit_refs_in_revision() if not old.is_ref_unassignable(item)]
    return sum(1 for item in written if _is_reordered(_listed(old(item)), _listed(new(item))))


def _listed(value: Any) -> list[generic.Reference]:
    """The annotations of a page, or of an array by itself, in order; other arrays hold none."""
    found = raw_items(value, "/Annots")
    if isinstance(value, generic.ArrayObject):
        found = [value.raw_get(index) for index in range(len(value))]
    references = [item for item in found if isinstance(item, generic.IndirectObject)]
    return [item.reference for item in references if entry(item.get_object(), "/Rect") is not None]


def _is_reordered(before: list[generic.Reference], after: list[generic.Reference]) -> bool:
    known = {(item.idnum, item.generation) for item in before}
    kept = [key for item in after if (key := (item.idnum, item.generation)) in known]
    if len(set(kept)) < len(kept):
        return True
    left = set(kept)
    return kept != [key for item in before if (key := (item.idnum, item.generation)) in left]


def _boxes(page: object) -> list[Box]:
    out: list[Box] = []
    for annotation in items(page, "/Annots")[:MAX_ON_PAGE]:
        if entry(annotation, "/FT") == "/Sig" or entry(annotation, "/Subtype") == "/Popup":
            continue
        box = read_box(annotation)
        if box is not None and box[0] < box[2] and box[1] < box[3]:
            out.append(box)
    return sorted(out)


def _overlap(boxes: list[Box]) -> bool:
    """Sweep from left to right: only boxes still open can overlap the next one."""
    alive: list[Box] = []
    for box in boxes:
        alive = [item for item in alive if item[2] > box[0]]
        if any(item[1] < box[3] and box[1] < item[3] for item in alive):
            return True
        alive.append(box)
    return False
