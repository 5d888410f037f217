"""What annotations draw (chú thích, dấu hiển thị của chữ ký số): made part of the page, in memory only.

Signing software prints number, day and the signer's particulars as the appearance of signature fields; a page's own
text layer lacks them. PDFium can flatten them into the page, so that they are read like any other text. The bytes of
the file, which the signatures cover, are never touched.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.page import Box, Word
from ingest.frame import Frame

_MAXIMUM = 2000
"""Annotations on one page, beyond which none is looked at."""
_PARTICULARS = 4
"""A signature field with so many words names the signer; with fewer it fills in a number or a day."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """The place of an annotation that draws something; `is_field` for form and signature fields (widgets)."""

    box: Box
    is_field: bool
    carries_file: bool = False


def find_appearances(page: pdfium.PdfPage, frame: Frame) -> tuple[Appearance, ...]:
    """The visible annotations of a page that have an appearance of their own."""
    count = raw.FPDFPage_GetAnnotCount(page)
    if count > _MAXIMUM:
        return ()
    found = (_appearance(page, frame, index) for index in range(count))
    return tuple(appearance for appearance in found if appearance)


def _appearance(page: pdfium.PdfPage, frame: Frame, index: int) -> Appearance | None:
    annotation = raw.FPDFPage_GetAnnot(page, index)
    if not annotation:
        return None
    try:
        hidden = raw.FPDFAnnot_GetFlags(annotation) & (raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        if hidden or kind in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP):
            return None
        rect = raw.FS_RECTF()
        if not raw.FPDFAnnot_GetRect(annotation, ctypes.byref(rect)):
            return None
        # Any two opposite corners are a rectangle (ISO 32000, 7.9.5).
        (left, right), (bottom, top) = sorted((rect.left, rect.right)), sorted((rect.bottom, rect.top))
        box = frame.box(left, bottom, right, top)
        appearance = Appearance(box, kind == raw.FPDF_ANNOT_WIDGET, kind == raw.FPDF_ANNOT_FILEATTACHMENT)
        return appearance if box.x1 > box.x0 and box.bottom > box.top else None
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def turned(appearances: tuple[Appearance, ...], frame: Frame, quarters: int) -> tuple[Appearance, ...]:
    """The same on the page turned clockwise by so many quarters from how `frame` shows it."""
    height, width = frame.height, frame.width
    for _ in range(quarters):
        boxes = [(height - a.box.bottom, a.box.x0, height - a.box.top, a.box.x1) for a in appearances]
        appearances = tuple(replace(a, box=Box(*box)) for a, box in zip(appearances, boxes, strict=True))
        height, width = width, height
    return appearances


def flatten(page: pdfium.PdfPage, frame: Frame) -> bool:
    """Draw the annotations into the page as it stands in memory; True when the page must be loaded again.

    PDFium forgets what the page inherits of the page tree, its size and how it is turned: so it is told before.
    """
    box = frame.left, frame.bottom, frame.right, frame.top
    page.set_mediabox(*box)
    page.set_cropbox(*box)
    page.set_rotation(frame.rotation)
    return bool(raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS)


def count_objects(page: pdfium.PdfPage) -> int:
    """How many objects the page itself draws, before it is flattened."""
    return max(int(raw.FPDFPage_CountObjects(page)), 0)


def part_particulars(
    words: tuple[Word, ...], appearances: tuple[Appearance, ...]
) -> tuple[tuple[Word, ...], tuple[tuple[Word, ...], ...]]:
    """The words of the page, number and day that a signature field filled in among them; and apart from them the
    particulars of each visible signature (`Ký bởi: …`, `Thời gian ký: …`), which are no part of the dispatch.
    """
    groups: dict[Box, list[Word]] = {}
    for word in words:
        if word.source == "stamp" and (box := _around(word, appearances)):
            groups.setdefault(box, []).append(word)
    apart = tuple(tuple(group) for group in groups.values() if len(group) >= _PARTICULARS)
    if not apart:
        return words, ()
    taken = {id(word) for group in apart for word in group}
    return tuple(word for word in words if id(word) not in taken), apart


def _around(word: Word, appearances: tuple[Appearance, ...]) -> Box | None:
    x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
    around = [item.box for item in appearances if item.is_field and _holds(item.box, x, y)]
    return min(around, key=lambda box: (box.x1 - box.x0) * (box.bottom - box.top), default=None)


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom
