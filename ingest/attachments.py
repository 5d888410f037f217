"""Files carried by a PDF (tệp đính kèm trong PDF): portfolios, embedded files, and file annotations."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.options import Limits, ReadOptions
from ingest.pdf import open_pdf
from ingest.problems import ArchiveBomb

_MOST_ANNOTATIONS = 2000


def find_attachments(data: bytes, options: ReadOptions) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every file carried; names are reduced to their last part, and numbered where they repeat."""
    with open_pdf(data, options) as document:
        seen: dict[str, int] = {}
        left = options.limits.member_bytes
        for handle in _handles(document, options.limits):
            bytes_ = _contents(handle, left)
            if bytes_ is None:
                continue
            left -= len(bytes_)
            name = _name(handle)
            seen[name] = seen.get(name, 0) + 1
            yield (name if seen[name] == 1 else f"{seen[name]}-{name}"), bytes_


def count_attachments(document: pdfium.PdfDocument) -> int:
    """How many files the document itself carries, those of annotations aside; costs nothing."""
    return int(max(raw.FPDFDoc_GetAttachmentCount(document), 0))


def _handles(document: pdfium.PdfDocument, limits: Limits) -> Iterator[Any]:
    count = count_attachments(document)
    if count > limits.members:
        raise ArchiveBomb(f"{count} attachments, {limits.members} allowed")
    for index in range(count):
        if handle := raw.FPDFDoc_GetAttachment(document, index):
            yield handle
    for number in range(len(document)):
        yield from _of_page(document, number)


def _of_page(document: pdfium.PdfDocument, number: int) -> Iterator[Any]:
    page = raw.FPDF_LoadPage(document, number)
    if not page:
        return
    try:
        for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)):
            annotation = raw.FPDFPage_GetAnnot(page, index)
            try:
                if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_FILEATTACHMENT:
                    handle = raw.FPDFAnnot_GetFileAttachment(annotation)
                    if handle:
                        yield handle
            finally:
                raw.FPDFPage_CloseAnnot(annotation)
    finally:
        raw.FPDF_ClosePage(page)


def _contents(handle: Any, left: int) -> bytes | None:
    length = ctypes.c_ulong()
    if not raw.FPDFAttachment_GetFile(handle, None, 0, ctypes.byref(length)):
        return None
    if length.value > left:
        raise ArchiveBomb(f"an attachment of {length.value} bytes, {left} allowed")
    buffer = ctypes.create_string_buffer(length.value)
    if not raw.FPDFAttachment_GetFile(handle, buffer, length, ctypes.byref(length)):
        return None
    return buffer.raw


def _name(handle: Any) -> str:
    length = raw.FPDFAttachment_GetName(handle, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    raw.FPDFAttachment_GetName(handle, buffer, length)
    name = bytes(buffer)[: max(length - 2, 0)].decode("utf-16-le", "replace")
    last = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1].replace("\x00", "")
    return last if last not in {"", ".", ".."} else "unnamed"
