"""Attacks on how a file is put together: tables, trailers, streams of objects, revisions, bytes around and between.

Each takes a signed file with a classic table and gives back one that some reader shows otherwise.
"""

from __future__ import annotations

import re

from tests.signatures.attacks import FORGED, Attack, gap
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

NOTE = b"<< /Type /Annot /Subtype /FreeText /Rect [60 690 500 740] /F 4 /DA (/Helv 12 Tf 0 g) /Contents (9.000.000) >>"


def _tail(data: bytes, section: bytes, entries: bytes = b"", start: int | None = None) -> bytes:
    """A last section by hand: `section` begins with `xref`, `entries` go into the trailer."""
    begin = len(data) if start is None else start
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Prev %d %b >>\nstartxref\n%d\n%%%%EOF\n"
    return data + section + trailer % (size_of(data) + 1, root_number(data), last_startxref(data), entries, begin)


def _row(place: int, generation: int = 0, kind: bytes = b"n") -> bytes:
    return b"%010d %05d %b \n" % (place, generation, kind)


def override_by_hybrid_table(data: bytes) -> bytes:
    """A table that says nothing, and a hidden cross-reference stream that overrides the page's content."""
    number, place = content_number(data), len(data)
    data += b"%d 0 obj\n%b\nendobj\n" % (number, stream(FORGED))
    hidden, at = size_of(data), len(data)
    rows = b"\x01" + place.to_bytes(4, "big") + b"\x00"
    entries = b"/Type /XRef /W [1 4 1] /Index [%d 1] /Size %d /Root %d 0 R " % (number, hidden + 1, root_number(data))
    data += b"%d 0 obj\n%b\nendobj\n" % (hidden, stream(rows, entries))
    return _tail(data, b"xref\n0 0\n", b"/XRefStm %d" % at)


def hidden_object_in_hybrid_table(data: bytes) -> bytes:
    """The table says the page's content is free, the hidden stream knows better: readers disagree."""
    number = content_number(data)
    place = len(data)
    data += b"%d 0 obj\n%b\nendobj\n" % (number, stream(FORGED))
    hidden, at = size_of(data), len(data)
    rows = b"\x01" + place.to_bytes(4, "big") + b"\x00"
    entries = b"/Type /XRef /W [1 4 1] /Index [%d 1] /Size %d /Root %d 0 R " % (number, hidden + 1, root_number(data))
    data += b"%d 0 obj\n%b\nendobj\n" % (hidden, stream(rows, entries))
    return _tail(data, b"xref\n%d 1\n%b" % (number, _row(0, 1, b"f")), b"/XRefStm %d" % at)


def other_generation(data: bytes) -> bytes:
    """The content once more, one generation on: some readers do not look at generations."""
    number, place = content_number(data), len(data)
    data += b"%d 1 obj\n%b\nendobj\n" % (number, stream(FORGED))
    return _tail(data, b"xref\n%d 1\n%b" % (number, _row(place, 1)), start=len(data))


def freed_and_reborn(data: bytes) -> bytes:
    """The content is freed in one revision, and a new one of the next generation comes in another."""
    number = content_number(data)
    data = append_update(data, {}, free=(number,))
    return other_generation(data)


def object_twice_in_a_revision(data: bytes) -> bytes:
    """The table names an innocent copy; a reader that scans takes the last one."""
    number = content_number(data)
    place = len(data)
    data += b"%d 0 obj\n%b\nendobj\n" % (number, text_of(data, number))
    data += b"%d 0 obj\n%b\nendobj\n" % (number, stream(FORGED))
    return _tail(data, b"xref\n%d 1\n%b" % (number, _row(place)), start=len(data))


def row_twice_in_a_table(data: bytes) -> bytes:
    """One number, two rows: the first innocent."""
    number = content_number(data)
    first = len(data)
    data += b"%d 0 obj\n%b\nendobj\n" % (number, text_of(data, number))
    second = len(data)
    data += b"%d 0 obj\n%b\nendobj\n" % (number, stream(FORGED))
    section = b"xref\n%d 1\n%b%d 1\n%b" % (number, _row(first), number, _row(second))
    return _tail(data, section, start=len(data))


def two_trailers(data: bytes) -> bytes:
    """Two trailers behind one table, the second with another root."""
    new = size_of(data)
    place = len(data)
    data += b"%d 0 obj\n<< /Type /Catalog /Pages << /Type /Pages /Kids [] /Count 0 >> >>\nendobj\n" % new
    start = len(data)
    first = b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n" % (new + 1, root_number(data), last_startxref(data))
    second = b"trailer\n<< /Size %d /Root %d 0 R >>\n" % (new + 1, new)
    return data + b"xref\n%d 1\n%b" % (new, _row(place)) + first + second + b"startxref\n%d\n%%%%EOF\n" % start


def root_given_twice(data: bytes) -> bytes:
    """One trailer, two roots."""
    new = size_of(data)
    place = len(data)
    data += b"%d 0 obj\n<< /Type /Catalog /Pages << /Type /Pages /Kids [] /Count 0 >> >>\nendobj\n" % new
    return _tail(data, b"xref\n%d 1\n%b" % (new, _row(place)), b"/Root %d 0 R" % new, start=len(data))


def prev_into_a_stream(data: bytes) -> bytes:
    """The chain of tables leads through one that stands inside a stream."""
    number = content_number(data)
    place = len(data)
    data += b"%d 0 obj\n%b\nendobj\n" % (number, stream(FORGED))
    inner = b"xref\n%d 1\n%btrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n" % (
        number,
        _row(place),
        size_of(data),
        root_number(data),
        last_startxref(data),
    )
    new = size_of(data)
    at = len(data)
    data += b"%d 0 obj\n<< /Length %d >>\nstream\n" % (new, len(inner))
    hidden = len(data)
    data += inner + b"\nendstream\nendobj\n"
    start = len(data)
    data += b"xref\n%d 1\n%btrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        new,
        _row(at),
        new + 1,
        root_number(data),
        hidden,
        start,
    )
    return data


def prev_to_nowhere(data: bytes) -> bytes:
    """The chain breaks: a reader that rebuilds sees the forged content."""
    number = content_number(data)
    place = len(data)
    data += b"%d 0 obj\n%b\nendobj\n" % (number, stream(FORGED))
    start = len(data)
    return data + b"xref\n%d 1\n%btrailer\n<< /Size %d /Root %d 0 R /Prev 7 >>\nstartxref\n%d\n%%%%EOF\n" % (
        number,
        _row(place),
        size_of(data),
        root_number(data),
        start,
    )


def wrong_startxref(data: bytes) -> bytes:
    """A last pointer that leads nowhere, behind a forged object."""
    number = content_number(data)
    return data + b"%d 0 obj\n%b\nendobj\nstartxref\n3\n%%%%EOF\n" % (number, stream(FORGED))


def pointer_to_the_old_table(data: bytes) -> bytes:
    """Forged objects and a table, and behind them a pointer back to the signed table."""
    forged = append_update(data, {content_number(data): stream(FORGED)})
    return forged + b"startxref\n%d\n%%%%EOF\n" % last_startxref(data)


def table_row_off_by_some(data: bytes) -> bytes:
    """The row points some bytes before the header of a new copy, at white space."""
    number = content_number(data)
    place = len(data)
    data += b"    %d 0 obj\n%b\nendobj\n" % (number, stream(FORGED))
    return _tail(data, b"xref\n%d 1\n%b" % (number, _row(place)), start=len(data))


def encrypt_later(data: bytes) -> bytes:
    """A later trailer says that the file is encrypted."""
    new = size_of(data)
    place = len(data)
    data += b"%d 0 obj\n<< /Filter /Standard /V 1 /R 2 /O (%b) /U (%b) /P -4 >>\nendobj\n" % (new, b"a" * 32, b"b" * 32)
    return _tail(data, b"xref\n%d 1\n%b" % (new, _row(place)), b"/Encrypt %d 0 R" % new, start=len(data))


def info_points_at_page(data: bytes) -> bytes:
    """The page's number becomes the information dictionary: written anew in its name."""
    page = page_number(data)
    body = text_of(data, page)[:-2] + b"/UserUnit 3 >>"
    place = len(data)
    data += b"%d 0 obj\n%b\nendobj\n" % (page, body)
    return _tail(data, b"xref\n%d 1\n%b" % (page, _row(place)), b"/Info %d 0 R" % page, start=len(data))


def metadata_at_content(data: bytes) -> bytes:
    """The catalogue calls the page's content its metadata, and that is overwritten."""
    number, root = content_number(data), root_number(data)
    body = re.sub(rb"/Metadata \d+ 0 R", b"", text_of(data, root))[:-2] + b"/Metadata %d 0 R >>" % number
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta>'
    return append_update(data, {root: body, number: stream(xmp, b"/Type /Metadata /Subtype /XML ")})


def store_at_content(data: bytes) -> bytes:
    """The page's content becomes a certificate of the security store."""
    number, root = content_number(data), root_number(data)
    body = text_of(data, root)[:-2] + b"/DSS << /Certs [%d 0 R] >> >>" % number
    return append_update(data, {root: body, number: stream(FORGED)})


def store_at_page(data: bytes) -> bytes:
    """The page hangs below the security store and is written anew."""
    page, root = page_number(data), root_number(data)
    body = text_of(data, root)[:-2] + b"/DSS << /VRI << /A %d 0 R >> >> >>" % page
    return append_update(data, {root: body, page: text_of(data, page)[:-2] + b"/UserUnit 3 >>"})


def extensions_at_page(data: bytes) -> bytes:
    """The page hangs below the extensions and is written anew."""
    page, root = page_number(data), root_number(data)
    body = text_of(data, root)[:-2] + b"/Extensions %d 0 R >>" % page
    return append_update(data, {root: body, page: text_of(data, page)[:-2] + b"/UserUnit 3 >>"})


def version_downgrade(data: bytes) -> bytes:
    """A second header in front of the update."""
    return append_update(data + b"%PDF-1.2\n", {content_number(data): stream(FORGED)})


def second_file_behind(data: bytes) -> bytes:
    """A whole other file behind, offsets as if it stood alone."""
    other = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    other += b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    return data + other + b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"


def second_file_before(data: bytes) -> bytes:
    """A whole other file before the header: readers begin at the first or at the last."""
    return b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n" + data


def page_in_front(data: bytes) -> bytes:
    """An archive in front: a file of two kinds."""
    return b"PK\x03\x04" + b"\x00" * 26 + data + b"PK\x05\x06" + b"\x00" * 18


def html_behind(data: bytes) -> bytes:
    """A page for browsers behind the end."""
    return data + b"<html><body>9.000.000</body></html>"


def script_comment_behind(data: bytes) -> bytes:
    """Objects inside a comment, one line each, as some readers take them."""
    return data + b"%% %d 0 obj << /Length 0 >> stream endstream endobj\n" % content_number(data)


def object_in_string(data: bytes) -> bytes:
    """A forged object inside the string of a harmless one."""
    inner = b"%d 0 obj %b endobj" % (content_number(data), stream(FORGED).replace(b"(", b"\\(").replace(b")", b"\\)"))
    return append_update(data, {size_of(data): b"<< /A (%b) >>" % inner})


def object_in_stream(data: bytes) -> bytes:
    """A forged object inside the stream of a harmless one, whose length says less."""
    inner = b"endstream\nendobj\n%d 0 obj\n%b\nendobj\n" % (content_number(data), stream(FORGED))
    body = b"<< /Length 2 >>\nstream\nq\n" + inner + b"\nendstream"
    return append_update(data, {size_of(data): body})


def lying_length(data: bytes) -> bytes:
    """A harmless stream whose length covers what other readers take for objects."""
    inner = b"\nendstream\nendobj\n%d 0 obj\n%b\nendobj\n" % (content_number(data), stream(FORGED))
    return append_update(data, {size_of(data): b"<< /Length %d >>\nstream\n%b\nendstream" % (len(inner), inner)})


def object_in_comment(data: bytes) -> bytes:
    """An object in a comment inside of another, for readers that search a file for headers."""
    return append_update(data, {size_of(data): b"<< /A 1 % endobj 5 0 obj\n >>"})


def object_behind_early_end(data: bytes) -> bytes:
    """The content once more inside of a stream, behind what another reader takes for its end."""
    inner = b"A\nendstream\n%d 0 obj\n<< /Length 9 >>" % content_number(data)
    return append_update(data, {size_of(data): stream(inner)})


def length_by_reference(data: bytes) -> bytes:
    """A length that another object gives, given twice."""
    new = size_of(data)
    inner = b"x\nendstream\nendobj\n%d 0 obj\n%b\nendobj\n" % (content_number(data), stream(FORGED))
    body = b"<< /Length %d 0 R /Length 1 >>\nstream\n%b\nendstream" % (new + 1, inner)
    return append_update(data, {new: body, new + 1: b"%d" % len(inner)})


def byte_range_further(data: bytes) -> bytes:
    """A later signature dictionary whose range leaves out the forged revision."""
    begin, end = gap(data)
    forged = append_update(data, {content_number(data): stream(FORGED)})
    number = size_of(forged)
    body = (
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 %d %d %d] /Contents %b >>"
    )
    return append_update(forged, {number: body % (begin, end, len(data) - end, data[begin:end])})


def header_of_another(data: bytes) -> bytes:
    """The table calls it a new object, its header the page's content: a reader that mends the table shows it."""
    place = len(data)
    data += b"%d 0 obj\n%b\nendobj\n" % (content_number(data), stream(FORGED))
    return _tail(data, b"xref\n%d 1\n%b" % (size_of(data), _row(place)), start=len(data))


def forged_then_undone(data: bytes) -> bytes:
    """Forged in one revision, taken back in the next: who stops early sees it."""
    number = content_number(data)
    old = text_of(data, number)
    return append_update(append_update(data, {number: stream(FORGED)}), {number: old})


def annotation_by_reference(data: bytes) -> bytes:
    """A note by way of a new array of annotations."""
    page, new = page_number(data), size_of(data)
    body = re.sub(rb"/Annots\s*(\[[^\]]*\]|\d+ 0 R)", b"", text_of(data, page))
    return append_update(
        data, {page: body[:-2] + b"/Annots %d 0 R >>" % new, new: b"[%d 0 R]" % (new + 1), new + 1: NOTE}
    )


def null_page(data: bytes) -> bytes:
    """The page is null."""
    return append_update(data, {page_number(data): b"null"})


def page_becomes_tree(data: bytes) -> bytes:
    """The page is a tree now, with another page below."""
    page, new = page_number(data), size_of(data)
    pages = b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % new
    leaf = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R >>" % (page, new + 1)
    return append_update(data, {page: pages, new: leaf, new + 1: stream(FORGED)})


STRUCTURE_ATTACKS: tuple[Attack, ...] = (
    override_by_hybrid_table, hidden_object_in_hybrid_table, other_generation, freed_and_reborn,
    object_twice_in_a_revision, row_twice_in_a_table, two_trailers, root_given_twice, prev_into_a_stream,
    prev_to_nowhere, wrong_startxref, pointer_to_the_old_table, table_row_off_by_some, encrypt_later,
    info_points_at_page, metadata_at_content, store_at_content, store_at_page, extensions_at_page, version_downgrade,
    second_file_behind, second_file_before, page_in_front, html_behind, script_comment_behind, object_in_string,
    object_in_stream, lying_length, length_by_reference, byte_range_further, forged_then_undone,
    annotation_by_reference, null_page, page_becomes_tree, header_of_another, object_in_comment,
    object_behind_early_end,
)  # fmt: skip
