"""Every byte behind a signature: whole revisions, or a finding.

A reader that rebuilds a damaged table may show objects that no cross-reference table names; so a byte behind the signed
stretch must belong to an object, a table or a trailer of a later revision, or be white space.
"""

from __future__ import annotations

import re
from io import BytesIO

from pyhanko.pdf_utils import generic

from signatures.document import PARSE_ERRORS, OpenedPdf
from signatures.report import Change

SPACE = re.compile(rb"[\x00\t\n\x0c\r ]*(?:%[^\r\n]*[\x00\t\n\x0c\r ]*)*")
HEADER = re.compile(rb"(\d{1,10})[\x00\t\n\x0c\r ]+(\d{1,5})[\x00\t\n\x0c\r ]+obj\b")
XREF_TABLE = re.compile(rb"xref[\s\d nf]*?trailer")
STARTXREF = re.compile(rb"startxref\s+\d+")
ENDOBJ = re.compile(rb"[\x00\t\n\x0c\r ]*endobj")


def unexplained_bytes(pdf: OpenedPdf, revision: int, end: int) -> list[Change]:
    """Stretches behind `end` that no revision after `revision` accounts for; at most one is named."""
    known = _object_offsets(pdf, revision)
    data = pdf.data
    position = _skip_space(data, end)
    while position < len(data):
        following = _next(pdf, position, known)
        if following is None:
            return [_loose(position, len(data) - position)]
        position = _skip_space(data, following)
    return []


def _next(pdf: OpenedPdf, position: int, known: set[int]) -> int | None:
    data = pdf.data
    header = HEADER.match(data, position)
    if header is not None:
        return _object_end(pdf, header) if position in known else None
    if table := XREF_TABLE.match(data, position):
        return _trailer_end(pdf, table.end())
    if pointer := STARTXREF.match(data, position):
        return pointer.end()
    return None


def _object_end(pdf: OpenedPdf, header: re.Match[bytes]) -> int | None:
    stream = BytesIO(pdf.data)
    stream.seek(_skip_space(pdf.data, header.end()))
    reference = generic.Reference(int(header[1]), int(header[2]), pdf.reader)
    try:
        generic.read_object(stream, reference)
    except PARSE_ERRORS:
        return None
    closing = ENDOBJ.match(pdf.data, stream.tell())
    return closing.end() if closing is not None else None


def _trailer_end(pdf: OpenedPdf, position: int) -> int | None:
    stream = BytesIO(pdf.data)
    stream.seek(_skip_space(pdf.data, position))
    try:
        generic.DictionaryObject.read_from_stream(stream, generic.TrailerReference(pdf.reader))
    except PARSE_ERRORS:
        return None
    return stream.tell()


def _object_offsets(pdf: OpenedPdf, revision: int) -> set[int]:
    xrefs = pdf.reader.xrefs
    offsets: set[int] = set()
    for number in range(revision + 1, xrefs.total_revisions):
        offsets.add(xrefs.get_startxref_for_revision(number))
        places = (xrefs.get_historical_ref(item, number) for item in xrefs.explicit_refs_in_revision(number))
        offsets.update(place for place in places if isinstance(place, int))
    return {_skip_blanks(pdf.data, offset) for offset in offsets}


def _skip_blanks(data: bytes, position: int) -> int:
    """Some writers point at the line break before an object."""
    while data[position : position + 1] in {b"\r", b"\n", b" "}:
        position += 1
    return position


def _skip_space(data: bytes, position: int) -> int:
    match = SPACE.match(data, position)
    return match.end() if match is not None else position


def _loose(start: int, length: int) -> Change:
    return Change(
        "unexplained_bytes",
        False,
        f"Có {length} byte sau phần đã ký không thuộc bản cập nhật nào (từ vị trí {start})",
        f"{length} bytes behind the signed part belong to no update (from offset {start})",
    )
