"""Print beneath something opaque (nội dung bị che): text that a page draws and then paints over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from signatures.document import PARSE_ERRORS, OpenedPdf
from signatures.objects import entry, items
from signatures.page_tree import page_dictionaries
from signatures.report import Notice
from signatures.stamps import can_cover
from signatures.widgets import Box, read_box

INVISIBLE = 3
"""Text render mode of a text layer under a scan: nobody was meant to see it."""
MAX_OBJECTS = 5000
MIN_SIDE = 2.0


def covered_content(pdf: OpenedPdf, max_pages: int) -> tuple[Notice, ...]:
    """One warning for text painted over by the page itself, one for text beneath an annotation. Never raises."""
    try:
        with pdfium.PdfDocument(pdf.data, password=pdf.password) as document:
            covers = list(_annotations(pdf, max_pages))
            return tuple(dict.fromkeys(_look(document, covers, max_pages)))
    except (pdfium.PdfiumError, *PARSE_ERRORS):
        return ()


def _look(document: pdfium.PdfDocument, covers: list[tuple[int, Box]], max_pages: int) -> Iterator[Notice]:
    found = False
    for number in range(1, min(len(document), max_pages) + 1):
        above = [box for page, box in covers if page == number]
        page = document[number - 1]
        if not above and _is_plain_text(page):
            continue
        texts, painted = _painted_over(page)
        if painted and not found:
            found = True
            yield Notice(
                "covered_text",
                f"Trang {number} có chữ nằm dưới hình hoặc mảng màu; nội dung bị che có thể lộ ra sau khi ký.",
                f"Page {number} has text beneath an image or a filled shape; it could be uncovered after signing.",
            )
        if any(_inside(text, box) for text in texts for box in above):
            yield Notice(
                "covered_by_annotation",
                f"Trang {number} có chữ nằm dưới chú thích hoặc ô biểu mẫu; nội dung bị che có thể lộ ra sau khi ký.",
                f"Page {number} has text beneath an annotation or a field; it could be uncovered after signing.",
            )
            return


def _is_plain_text(page: pdfium.PdfPage) -> bool:
    """Whether nothing but text stands on the page: nothing there to cover it."""
    count = min(raw.FPDFPage_CountObjects(page), MAX_OBJECTS)
    types = (raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, index)) for index in range(count))
    return all(kind == raw.FPDF_PAGEOBJ_TEXT for kind in types)


def _painted_over(page: pdfium.PdfPage) -> tuple[list[Box], bool]:
    """Boxes of the visible text of a page, and whether any lies under something opaque drawn later."""
    texts: list[Box] = []
    covered = False
    for count, item in enumerate(page.get_objects(max_depth=3)):
        if count >= MAX_OBJECTS:
            break
        box = _bounds(item)
        if box is None:
            continue
        if item.type == raw.FPDF_PAGEOBJ_TEXT:
            if raw.FPDFTextObj_GetTextRenderMode(item) != INVISIBLE:
                texts.append(box)
        elif not covered and _is_opaque(item):
            covered = any(_inside(text, box) for text in texts)
    return texts, covered


def _is_opaque(item: Any) -> bool:
    if raw.FPDFPageObj_HasTransparency(item):
        return False
    if item.type == raw.FPDF_PAGEOBJ_IMAGE:
        return True
    if item.type != raw.FPDF_PAGEOBJ_PATH:
        return False
    fill, stroke = raw.c_int(), raw.FPDF_BOOL()
    return bool(raw.FPDFPath_GetDrawMode(item, fill, stroke)) and fill.value != raw.FPDF_FILLMODE_NONE


def _bounds(item: Any) -> Box | None:
    try:
        left, bottom, right, top = item.get_bounds()
    except (pdfium.PdfiumError, *PARSE_ERRORS):
        return None
    return (left, bottom, right, top) if right - left >= MIN_SIDE and top - bottom >= MIN_SIDE else None


def _inside(inner: Box, outer: Box) -> bool:
    return (
        outer[0] - 1 <= inner[0] and outer[1] - 1 <= inner[1] and inner[2] <= outer[2] + 1 and inner[3] <= outer[3] + 1
    )


def _annotations(pdf: OpenedPdf, max_pages: int) -> Iterator[tuple[int, Box]]:
    """Annotations that paint opaquely; signatures and links are none of them."""
    for number, page in enumerate(page_dictionaries(pdf.reader), start=1):
        if number > max_pages:
            return
        for annotation in items(page, "/Annots"):
            kind = entry(annotation, "/Subtype")
            if kind in {"/Link", "/Popup"} or entry(annotation, "/FT") == "/Sig":
                continue
            box = read_box(annotation)
            if box is not None and can_cover(annotation):
                yield number, box
