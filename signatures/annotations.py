"""Annotations lying over one another (chú thích chồng nhau): readers differ in which one is on top."""

from __future__ import annotations

from signatures.document import OpenedPdf
from signatures.fields import Box, page_dictionaries, read_box
from signatures.objects import entry, items

MAX_ON_PAGE = 2000


def overlapping_pages(pdf: OpenedPdf) -> tuple[int, ...]:
    """Pages (1-based) on which annotations overlap. Signatures do not count: stamps overlap by custom.

    Sharing a border is no overlap.
    """
    pages = enumerate(page_dictionaries(pdf.reader), start=1)
    return tuple(number for number, page in pages if _overlap(_boxes(page)))


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
