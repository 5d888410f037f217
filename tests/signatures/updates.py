"""Incremental updates written by hand, as an attacker would: any object, any table, or none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader


def reader_of(data: bytes) -> PdfFileReader:
    """A lenient reader, to look things up."""
    return PdfFileReader(BytesIO(data), strict=False)


def last_startxref(data: bytes) -> int:
    """Where the newest cross-reference table begins."""
    return int(re.findall(rb"startxref\s+(\d+)", data)[-1])


def root_number(data: bytes) -> int:
    """Object number of the catalogue."""
    return int(reader_of(data).root_ref.idnum)


def size_of(data: bytes) -> int:
    """One more than the highest object number."""
    return int(reader_of(data).trailer["/Size"])


def text_of(data: bytes, number: int) -> bytes:
    """The newest body of an object, between `obj` and `endobj`."""
    bodies = re.findall(rb"(?:^|[\r\n])%d 0 obj\s*(.*?)\s*endobj" % number, data, re.DOTALL)
    return bytes(bodies[-1])


def page_number(data: bytes, index: int = 0) -> int:
    """Object number of a page."""
    kids = reader_of(data).root["/Pages"]["/Kids"]
    return int(kids.raw_get(index).idnum)


def content_number(data: bytes, index: int = 0) -> int:
    """Object number of a page's content stream."""
    page = reader_of(data).root["/Pages"]["/Kids"][index]
    return int(page.raw_get("/Contents").idnum)


def stream(content: bytes, extra: bytes = b"") -> bytes:
    """A stream object's body."""
    return b"<< /Length %d %b>>\nstream\n%b\nendstream" % (len(content), extra, content)


def append_update(
    data: bytes,
    objects: Mapping[int, bytes],
    *,
    root: int | None = None,
    table: bool = True,
    trailer: bool = True,
    offsets: Mapping[int, int] | None = None,
    free: tuple[int, ...] = (),
) -> bytes:
    """`data` and a new revision with `objects`; `offsets` point at what stands in the file already, `free` frees."""
    out = bytearray(data)
    if not out.endswith(b"\n"):
        out += b"\n"
    places = dict(offsets or {})
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    if table:
        out += b"xref\n" if places or free else b"xref\n0 0\n"
        for number in sorted((*places, *free)):
            row = b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00001 f \n"
            out += b"%d 1\n%b" % (number, row)
        size = max([size_of(data) - 1, *places]) + 1
        chosen = root if root is not None else root_number(data)
        if trailer:
            previous = last_startxref(data)
            out += b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n" % (size, chosen, previous)
            out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)
