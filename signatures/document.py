"""Opening the untouched bytes: strict first, then lenient with the reason on record."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.misc import PdfError, PdfReadError, PdfStrictReadError
from pyhanko.pdf_utils.reader import PdfFileReader

from signatures.reader import Reader

MAX_LEAD = 1024
"""Readers look for `%PDF-` in the first 1024 bytes (ISO 32000-1, implementation note 13)."""
STRUCTURE = re.compile(rb"\bobj\b|endobj|stream|xref|trailer|%%EOF|<<|%PDF")

LAST_TAIL = re.compile(rb"(startxref\s+\d+\s+%%EOF)(?:[\x00\t\n\x0c\r ]|%%EOF)*\Z")
MAX_PADDING = 4


def _name(word: str) -> bytes:
    """A pattern for a name, any letter of which may be escaped: `/Si#7Ae`."""
    return b"/" + b"".join(b"(?:%c|#(?i:%02x))" % (letter, letter) for letter in word.encode())


_GAP = rb"(?:[\x00\t\n\f\r ]|%[^\r\n]*[\r\n])*"
"""White space and comments."""
_TABLE = re.compile(_name("Type") + _GAP + _name("XRef") + rb"(?![A-Za-z])")
_SIZE = re.compile(_name("Size") + _GAP + rb"\+?([0-9]+)")
_INDEX = re.compile(_name("Index") + _GAP + rb"\[((?:[0-9+\x00\t\n\f\r ]|%[^\r\n]*[\r\n])*)\]")
_COMMENT = re.compile(rb"%[^\r\n]*")
MOST_TABLES = 5000
"""No file is saved so often; each is looked at with what stands around it."""
_AROUND = 4096
"""Bytes on either side of `/Type /XRef` that its dictionary may take."""

PARSE_ERRORS = (
    PdfError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    EOFError,
    RuntimeError,
    zlib.error,
    struct.error,
    InvalidSignature,
    UnsupportedAlgorithm,
)
"""What a PDF or CMS parser raises on hostile input; each catch turns it into a typed finding, with its words."""


class UnreadablePdfError(Exception):
    """The bytes are no PDF that can be read; `reason` is a stable word, the message says more."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


@dataclass(frozen=True, slots=True, eq=False)
class OpenedPdf:
    """A readable PDF. `data` begins at `%PDF-`: offsets count from its percent sign (ISO 32000-2, 7.5.2)."""

    reader: PdfFileReader
    data: bytes
    lead: bytes
    """Bytes before `%PDF-`; no signature covers them."""
    lenient_because: str | None
    """Why the strict reader refused, where the lenient one was needed."""
    password: str | None = None

    @property
    def lead_is_harmless(self) -> bool:
        """Whether no reader could take the lead for a part of a PDF."""
        return STRUCTURE.search(self.lead) is None


def open_pdf(data: bytes, password: str | None = None) -> OpenedPdf:
    """Raises `UnreadablePdfError`: `not_pdf`, `encrypted`, `wrong_password` or `damaged`."""
    start = data.find(b"%PDF-", 0, MAX_LEAD + 5)
    if start < 0:
        raise UnreadablePdfError("not_pdf", "no %PDF- header in the first 1024 bytes")
    body = data[start:]
    _check_tables(body)
    try:
        return OpenedPdf(_read(body, password, strict=True), body, data[:start], None, password)
    except PARSE_ERRORS as error:
        reason = f"{type(error).__name__}: {error}"
    return _leniently(body, password, data[:start], reason)


def _check_tables(body: bytes) -> None:
    """Refuse a cross-reference stream that claims more objects than the file has bytes: the library would count them
    all, most of an hour for four thousand million.
    """
    for number, match in enumerate(_TABLE.finditer(body)):
        if number >= MOST_TABLES:
            raise UnreadablePdfError("damaged", f"more than {MOST_TABLES} cross-reference streams")
        start = max(body.rfind(b"obj", max(match.start() - _AROUND, 0), match.start()), 0)
        end = body.find(b"stream", match.end(), match.end() + _AROUND)
        entries = body[start : end if end > 0 else match.end() + _AROUND]
        index = _INDEX.search(entries)
        counts = _COMMENT.sub(b"", index[1]).split()[1::2] if index else _SIZE.findall(entries)
        if sum(int(count[:20]) for count in counts) > len(body):
            raise UnreadablePdfError("damaged", "a cross-reference stream claims more objects than the file has bytes")


def reopen_leniently(data: bytes, password: str | None, reason: str) -> OpenedPdf:
    """Open once more what the strict reader began to read and gave up on, for `reason`."""
    start = data.find(b"%PDF-", 0, MAX_LEAD + 5)
    return _leniently(data[start:], password, data[:start], reason)


def _leniently(body: bytes, password: str | None, lead: bytes, reason: str) -> OpenedPdf:
    try:
        return OpenedPdf(_read(body, password, strict=False), body, lead, reason, password)
    except PARSE_ERRORS as error:
        raise UnreadablePdfError("damaged", f"{type(error).__name__}: {error}") from error


def _read(body: bytes, password: str | None, *, strict: bool) -> PdfFileReader:
    reader = Reader(_without_padding(body), strict=strict)
    if reader.encrypted:
        _unlock(reader, password)
    if strict and reader.xrefs.hybrid_xrefs_present:
        raise PdfStrictReadError("hybrid cross-reference file")
    if "/Pages" not in reader.root:
        raise PdfReadError("the catalogue has no page tree")
    return reader


def _without_padding(body: bytes) -> bytes:
    """The bytes up to the last `%%EOF` that ends a revision: the library finds none behind more padding than this."""
    tail = LAST_TAIL.match(body, max(body.rfind(b"startxref"), 0))
    return body[: tail.end(1)] if tail is not None and len(body) - tail.end(1) > MAX_PADDING else body


def _unlock(reader: PdfFileReader, password: str | None) -> None:
    if reader.decrypt(password or "").status == AuthStatus.FAILED:
        kind = "wrong_password" if password else "encrypted"
        raise UnreadablePdfError(kind, "the file does not open without its password")
