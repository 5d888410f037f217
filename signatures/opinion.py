"""A second opinion: do the pages hold the same things for another reader?

The rules read a file with one parser. A forger who finds two parsers that disagree (a key given twice, a table read
from the other end) shows one page to the rules and another to people. So PDFium lists what it finds on each page of
the signed revision and of the file as it is, pictures with a checksum of their bytes; nothing is drawn, so it costs
little.
"""

from __future__ import annotations

import ctypes
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from signatures.document import PARSE_ERRORS, OpenedPdf

MAX_OBJECTS = 4000
MAX_DEPTH = 4
"""Of forms within forms."""
FRAME = 4
"""How much of a listing tells of the page itself: size, rotation, boxes."""
Listing = tuple[Any, ...]
NOTES = frozenset({raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_POPUP})


def pages_that_differ(pdf: OpenedPdf, before: int, max_pages: int, *, notes: bool = False) -> tuple[int, ...]:
    """Pages (1-based) whose content differs between the revision ending at `before` and the whole file; with `notes`
    but for notes added since.

    Page 0 stands for another number of pages, or a revision that PDFium cannot open.
    """
    try:
        with _open(pdf, before) as old, _open(pdf, len(pdf.data)) as new:
            return tuple(_differing(old, new, max_pages, notes)) if len(old) == len(new) else (0,)
    except (pdfium.PdfiumError, *PARSE_ERRORS):
        return (0,)


def _open(pdf: OpenedPdf, end: int) -> pdfium.PdfDocument:
    return pdfium.PdfDocument(pdf.data[:end], password=pdf.password)


def _differing(old: pdfium.PdfDocument, new: pdfium.PdfDocument, max_pages: int, notes: bool) -> Iterator[int]:
    for index in range(min(len(old), max_pages)):
        before, after = _listing(old[index]), _listing(new[index])
        if notes:
            after = (*after[:-1], tuple(item for item in after[-1] if item in before[-1] or item[0] not in NOTES))
        if before[:FRAME] != after[:FRAME] or (before != after and _rounded(before) != _rounded(after)):
            yield index + 1


def _listing(page: pdfium.PdfPage) -> Listing:
    """Size, rotation, text and the kind and place of everything on the page and laid over it."""
    found: list[object] = [page.get_size(), page.get_rotation(), page.get_mediabox(), page.get_cropbox()]
    top = [raw.FPDFPage_GetObject(page, index) for index in range(min(raw.FPDFPage_CountObjects(page), MAX_OBJECTS))]
    found += islice(_things(top, 0), MAX_OBJECTS)
    found.append(_text(page))
    found.append(_annotations(page))
    return tuple(found)


def _things(objects: list[Any], depth: int) -> Iterator[object]:
    """Kind, place and bytes of each object; of a form, also what it is made of."""
    left, bottom, right, top = edges = [ctypes.c_float() for _ in range(4)]
    pointers = [ctypes.byref(edge) for edge in edges]
    kind_of, bounds_of = raw.FPDFPageObj_GetType, raw.FPDFPageObj_GetBounds
    for item in objects:
        kind = kind_of(item)
        bounds_of(item, *pointers)
        yield (
            kind,
            (left.value, bottom.value, right.value, top.value),
            _checksum(item) if kind == raw.FPDF_PAGEOBJ_IMAGE else 0,
        )
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            count = min(raw.FPDFFormObj_CountObjects(item), MAX_OBJECTS)
            yield from _things([raw.FPDFFormObj_GetObject(item, index) for index in range(count)], depth + 1)


def _checksum(item: Any) -> int:
    """Of a picture, as it stands in the file."""
    size = raw.FPDFImageObj_GetImageDataRaw(item, None, 0)
    if not size:
        return 0
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFImageObj_GetImageDataRaw(item, buffer, size)
    return zlib.crc32(buffer)


def _rounded(listing: object) -> object:
    """To a tenth of a point."""
    if isinstance(listing, tuple):
        return tuple(_rounded(item) for item in listing)
    return round(listing, 1) if isinstance(listing, float) else listing


def _annotations(page: pdfium.PdfPage) -> Listing:
    """Everything laid over the page but form fields, which may be added and filled in."""
    found: list[object] = []
    box = raw.FS_RECTF()
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), MAX_OBJECTS)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        if kind != raw.FPDF_ANNOT_WIDGET:
            raw.FPDFAnnot_GetRect(annotation, box)
            edges = box.left, box.bottom, box.right, box.top
            found.append((kind, raw.FPDFAnnot_GetFlags(annotation), edges, _look(annotation)))
        raw.FPDFPage_CloseAnnot(annotation)
    return tuple(found)


def _look(annotation: Any) -> int:
    """Length of the normal appearance, in UTF-16 bytes; another look is nearly always of another length."""
    return int(raw.FPDFAnnot_GetAP(annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0))


def _text(page: pdfium.PdfPage) -> str:
    textpage = page.get_textpage()
    try:
        return str(textpage.get_text_range())
    finally:
        textpage.close()
