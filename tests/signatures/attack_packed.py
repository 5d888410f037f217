"""Attacks by what is packed: cross-reference streams, object streams, and the security store.

Each takes a signed file with a classic table and gives back one that some reader shows otherwise.
"""

from __future__ import annotations

import re
import zlib

from tests.signatures.attacks import FORGED, Attack
from tests.signatures.updates import (
    append_update,
    content_number,
    last_startxref,
    page_number,
    root_number,
    size_of,
    stream,
    text_of,
)


def _xref_stream(data: bytes, rows: dict[int, tuple[int, int, int]], *, extra: bytes = b"", size: int = 0) -> bytes:
    """A cross-reference stream that names `rows` (kind, place or stream, generation or index)."""
    number, place = size_of(data) + 50, len(data)
    rows = {**rows, number: (1, place, 0)}
    body = b"".join(
        b"%b%b%b" % (bytes([kind]), at.to_bytes(4, "big"), bytes([more]))
        for kind, at, more in (rows[key] for key in sorted(rows))
    )
    index = b" ".join(b"%d 1" % key for key in sorted(rows))
    entries = b"/Type /XRef /W [1 4 1] /Index [%b] /Size %d /Root %d 0 R /Prev %d %b" % (
        index,
        size or number + 1,
        root_number(data),
        last_startxref(data),
        extra,
    )
    return data + b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, stream(body, entries), place)


def override_in_object_stream(data: bytes) -> bytes:
    """The page, written anew inside an object stream."""
    page, new, packed = page_number(data), size_of(data), size_of(data) + 1
    body = re.sub(rb"/Contents\s+\d+ 0 R", b"/Contents %d 0 R" % new, text_of(data, page))
    head = b"%d 0 " % page
    place = len(data)
    data += b"%d 0 obj\n%b\nendobj\n" % (new, stream(FORGED))
    at = len(data)
    data += b"%d 0 obj\n%b\nendobj\n" % (packed, stream(head + body, b"/Type /ObjStm /N 1 /First %d " % len(head)))
    return _xref_stream(data, {page: (2, packed, 0), new: (1, place, 0), packed: (1, at, 0)})


def _packed(data: bytes, objects: list[tuple[int, bytes]], rows: dict[int, int]) -> bytes:
    """An object stream with these objects, and rows that say at which place in it each number is."""
    number, place = size_of(data) + 20, len(data)
    head, body = b"", b""
    for packed, text in objects:
        head += b"%d %d " % (packed, len(body))
        body += text + b" "
    entries = b"/Type /ObjStm /Filter /FlateDecode /N %d /First %d " % (len(objects), len(head))
    data += b"%d 0 obj\n%b\nendobj\n" % (number, stream(zlib.compress(head + body), entries))
    return _xref_stream(data, {number: (1, place, 0), **{key: (2, number, row) for key, row in rows.items()}})


def key_twice_in_object_stream(data: bytes) -> bytes:
    """Compressed, so that no eye sees it: the page with two resources, the first as they were."""
    page = page_number(data)
    return _packed(data, [(page, text_of(data, page)[:-2] + b"/Resources << >> >>")], {page: 0})


def object_twice_in_object_stream(data: bytes) -> bytes:
    """The page as it was, and once more: readers go by the place or by the number."""
    page = page_number(data)
    body = text_of(data, page)
    return _packed(data, [(page, body), (page, body[:-2] + b"/UserUnit 3 >>")], {page: 0})


def row_to_another_packed_object(data: bytes) -> bytes:
    """The page's row leads to an object of another number in the object stream."""
    page = page_number(data)
    body = text_of(data, page)
    return _packed(data, [(size_of(data), body), (page, body[:-2] + b"/UserUnit 3 >>")], {page: 0})


def object_stream_overwritten(data: bytes) -> bytes:
    """A packed update, and behind it another object stream of the same number."""
    page, number = page_number(data), size_of(data) + 20
    body = text_of(data, page)
    packed = b"%d 0 " % page + body[:-2] + b"/UserUnit 3 >>"
    entries = b"/Type /ObjStm /N 1 /First %d " % len(b"%d 0 " % page)
    data = _packed(data, [(page, body)], {page: 0})
    place = len(data)
    data += b"%d 0 obj\n%b\nendobj\n" % (number, stream(packed, entries))
    return _xref_stream(data, {number: (1, place, 0)})


def _store(data: bytes, entries: bytes, extra: bytes) -> bytes:
    root, new = root_number(data), size_of(data)
    body = text_of(data, root)[:-2] + b"/DSS << " + entries % new + b" >> >>"
    return append_update(data, {root: body, new: extra})


def script_in_store(data: bytes) -> bytes:
    """The security store brings an action along."""
    return _store(data, b"/Foo %d 0 R", b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>")


def page_in_store(data: bytes) -> bytes:
    """A page waits among the certificates."""
    return _store(data, b"/Certs [%d 0 R]", b"<< /Type /Page /Contents %d 0 R >>" % content_number(data))


def file_in_store(data: bytes) -> bytes:
    """A file hangs on the record of a signature."""
    return _store(data, b"/VRI << /AB << /EF << /F %d 0 R >> >> >>", stream(b"9.000.000", b"/Type /EmbeddedFile "))


def store_that_is_none(data: bytes) -> bytes:
    """A list stands where the store should."""
    root, new = root_number(data), size_of(data)
    return append_update(data, {root: text_of(data, root)[:-2] + b"/DSS [%d 0 R] >>" % new, new: b"<< /A 1 >>"})


def compressed_override(data: bytes) -> bytes:
    """The content once more, compressed and named by a cross-reference stream."""
    number, place = content_number(data), len(data)
    packed = zlib.compress(FORGED)
    data += b"%d 0 obj\n%b\nendobj\n" % (number, stream(packed, b"/Filter /FlateDecode "))
    return _xref_stream(data, {number: (1, place, 0)})


def unknown_row_kind(data: bytes) -> bytes:
    """A row of a kind that nobody knows: null for some, an object for others."""
    return _xref_stream(data, {content_number(data): (3, 17, 0)})


def free_row_in_stream(data: bytes) -> bytes:
    """The content is freed by a cross-reference stream."""
    return _xref_stream(data, {content_number(data): (0, 0, 1)})


def small_size(data: bytes) -> bytes:
    """A later `/Size` so small that readers drop the higher numbers."""
    return _xref_stream(data, {}, size=3)


PACKED_ATTACKS: tuple[Attack, ...] = (
    override_in_object_stream, compressed_override, unknown_row_kind, free_row_in_stream, small_size,
    key_twice_in_object_stream, object_twice_in_object_stream, row_to_another_packed_object,
    object_stream_overwritten, script_in_store, page_in_store, file_in_store, store_that_is_none,
)  # fmt: skip
