"""Opening PDFs with PDFium: one place that maps its errors to ours.

PDFium is not thread-safe, and aborts the process when memory runs out: call this only inside a reader process.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.options import ReadOptions
from ingest.problems import Damaged, Encrypted, NoPages, Refusal, TooManyPages, WrongPassword


@contextmanager
def open_pdf(data: bytes, options: ReadOptions) -> Iterator[pdfium.PdfDocument]:
    """The document, closed afterwards, with at least one page and no more than the limit."""
    document = _load(data, options.password)
    try:
        count = len(document)
        if count == 0:
            raise NoPages
        if count > options.limits.pages:
            raise TooManyPages(f"{count} pages, {options.limits.pages} allowed")
        yield document
    finally:
        document.close()


def get_page(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """The page at `index` (0-based); raises Damaged where it cannot be loaded."""
    try:
        return document[index]
    except pdfium.PdfiumError as error:
        raise Damaged(f"page {index + 1}") from error


def open_copy(data: bytes, options: ReadOptions) -> pdfium.PdfDocument | None:
    """A document for a second look at one that is open already; None where these bytes are none."""
    with suppress(pdfium.PdfiumError):
        return pdfium.PdfDocument(data, password=options.password)
    return None


def has_valid_table(document: pdfium.PdfDocument) -> bool:
    """Whether PDFium followed the cross-reference table, and did not have to search the file for its objects."""
    return bool(raw.FPDF_DocumentHasValidCrossReferenceTable(document))


def opens_plainly(data: bytes) -> bool:
    """Whether a file opens without a password, as one that only forbids changes does."""
    try:
        pdfium.PdfDocument(data).close()
    except pdfium.PdfiumError:
        return False
    return True


def _load(data: bytes, password: str | None) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data, password=password)
    except pdfium.PdfiumError as error:
        raise _refusal(_cause(data, password), password) from error


def _cause(data: bytes, password: str | None) -> int:
    """PDFium's error code for these bytes.

    A file without pages fails and sets no code, and an older code stays: so one that bytes never cause is set first.
    """
    raw.FPDF_LoadDocument(b"", None)
    with suppress(pdfium.PdfiumError):
        pdfium.PdfDocument(data, password=password).close()
    return int(raw.FPDF_GetLastError())


def _refusal(code: int, password: str | None) -> Refusal:
    if code == raw.FPDF_ERR_PASSWORD:
        return Encrypted() if password is None else WrongPassword()
    if code == raw.FPDF_ERR_SECURITY:
        return Encrypted("unsupported security handler")
    return NoPages() if code == raw.FPDF_ERR_FILE else Damaged()
