"""Form values (biểu mẫu điện tử): AcroForm fields and XFA data of a PDF, as the applicant filled them in."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from corpus.reading import Json
from ingest.frame import Frame, frame_of

_MOST_FIELDS = 5000
_MOST_PACKET = 20 * 1024 * 1024
_WITH_DATA = (b"datasets", b"")
"""Packets that may hold data; one without a name is the whole form, which a file may keep undivided."""
_KINDS = {
    raw.FPDF_FORMFIELD_TEXTFIELD: "text",
    raw.FPDF_FORMFIELD_CHECKBOX: "checkbox",
    raw.FPDF_FORMFIELD_RADIOBUTTON: "radio",
    raw.FPDF_FORMFIELD_COMBOBOX: "choice",
    raw.FPDF_FORMFIELD_LISTBOX: "choice",
}


def read_forms(document: pdfium.PdfDocument) -> tuple[Json, ...]:
    """Every filled-in field: `{"kind", "name", "value", "page", "bbox"}`, and XFA data as `{"kind": "xfa", …}`.

    Signature fields are left to the floor below; buttons and empty fields are left out. Must run before any page is
    flattened.
    """
    if document.get_formtype() == raw.FORMTYPE_NONE:
        return ()
    with _environment(document) as form:
        fields = [field for number in range(len(document)) for field in _of_page(document, number, form)]
    return (*fields[:_MOST_FIELDS], *_xfa(document))


@contextmanager
def _environment(document: pdfium.PdfDocument) -> Iterator[Any]:
    config = raw.FPDF_FORMFILLINFO(version=2)
    form = raw.FPDFDOC_InitFormFillEnvironment(document, ctypes.byref(config))
    try:
        yield form
    finally:
        if form:
            raw.FPDFDOC_ExitFormFillEnvironment(form)


def _of_page(document: pdfium.PdfDocument, number: int, form: Any) -> Iterator[Json]:
    page = raw.FPDF_LoadPage(document, number)
    if not page:
        return
    try:
        count = min(raw.FPDFPage_GetAnnotCount(page), _MOST_FIELDS)
        frame = frame_of(page) if count else None
        for index in range(count):
            annotation = raw.FPDFPage_GetAnnot(page, index)
            try:
                field = _field(annotation, form, number + 1, frame)
                if field:
                    yield field
            finally:
                raw.FPDFPage_CloseAnnot(annotation)
    finally:
        raw.FPDF_ClosePage(page)


def _field(annotation: Any, form: Any, page: int, frame: Frame | None) -> Json | None:
    kind = _KINDS.get(raw.FPDFAnnot_GetFormFieldType(form, annotation))
    if kind is None or frame is None:
        return None
    name = _wide(lambda buffer, size: raw.FPDFAnnot_GetFormFieldName(form, annotation, buffer, size))
    if kind in {"checkbox", "radio"}:
        value = _state(annotation)
    else:
        value = _wide(lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size))
    if not value:
        return None
    rect = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, ctypes.byref(rect))
    box = frame.box(rect.left, rect.bottom, rect.right, rect.top)
    return {"kind": kind, "name": name, "value": value, "page": page, "bbox": [box.x0, box.top, box.x1, box.bottom]}


def _state(annotation: Any) -> str:
    """The state a box is drawn in (`/AS`), empty where it is not ticked.

    Whether it is checked PDFium can only tell for a page made ready for filling in, which would draw its fields anew.
    """
    state = _wide(lambda buffer, size: raw.FPDFAnnot_GetStringValue(annotation, b"AS", buffer, size))
    return "" if state == "Off" else state


def _wide(ask: Callable[[Any, int], int]) -> str:
    """A UTF-16 string that PDFium writes into a buffer of ours."""
    size = ask(None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    ask(buffer, size)
    return bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le", "replace")


def _xfa(document: pdfium.PdfDocument) -> Iterator[Json]:
    for index in range(max(raw.FPDF_GetXFAPacketCount(document), 0)):
        size = raw.FPDF_GetXFAPacketName(document, index, None, 0)
        buffer = ctypes.create_string_buffer(size + 1)
        raw.FPDF_GetXFAPacketName(document, index, buffer, size)
        if buffer.value in _WITH_DATA:
            yield from _datasets(_packet(document, index))


def _packet(document: pdfium.PdfDocument, index: int) -> bytes:
    size = ctypes.c_ulong()
    raw.FPDF_GetXFAPacketContent(document, index, None, 0, ctypes.byref(size))
    if not 0 < size.value <= _MOST_PACKET:
        return b""
    buffer = ctypes.create_string_buffer(size.value)
    raw.FPDF_GetXFAPacketContent(document, index, buffer, size, ctypes.byref(size))
    return buffer.raw


def _datasets(packet: bytes) -> Iterator[Json]:
    """The leaves of the data, named by their way down; nothing of a packet that is no XML."""
    try:
        root = fromstring(packet)
    except (ParseError, DefusedXmlException, ValueError):
        return
    leaves: list[tuple[str, str]] = []
    for element in root.iter():
        if _local(element) == "datasets":
            _collect(element, "", leaves)
    for name, value in leaves[:_MOST_FIELDS]:
        yield {"kind": "xfa", "name": name, "value": value}


def _collect(element: Element, way: str, leaves: list[tuple[str, str]], depth: int = 0) -> None:
    local = _local(element)
    name = f"{way}.{local}" if way else local
    if len(element) == 0:
        if text := (element.text or "").strip():
            leaves.append((name.removeprefix("datasets.data."), text))
        return
    if depth < 100:
        for child in element:
            _collect(child, name, leaves, depth + 1)


def _local(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
