"""Known manipulations of signed PDFs, each applied to a file signed in the test.

The classes follow the literature: incremental saving, signature wrapping and universal forgery (Mladenov et al. 2019),
shadow attacks (Mainka et al. 2021), attacks on certification (Rohlmann et al. 2021); and what a clerk's desk sees:
cut, joined and re-saved files.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.signatures.updates import (
    append_update,
    content_number,
    last_startxref,
    page_number,
    reader_of,
    root_number,
    size_of,
    stream,
    text_of,
)

Attack = Callable[[bytes], bytes]
FORGED = b"BT /F1 12 Tf 72 700 Td (Tong kinh phi: 9.000.000 dong) Tj ET"
BYTE_RANGE = re.compile(rb"/ByteRange\s*\[([^\]]*)\]")


def gap(data: bytes) -> tuple[int, int]:
    """Begin and end of the last signature's Contents, brackets included."""
    numbers = [int(item) for item in BYTE_RANGE.findall(data)[-1].split()]
    return numbers[1], numbers[2]


def same_length(data: bytes, start: int, end: int, text: bytes) -> bytes:
    """`data` with a stretch replaced by as many bytes."""
    assert len(text) <= end - start
    return data[:start] + text.ljust(end - start) + data[end:]


# incremental saving


def override_content(data: bytes) -> bytes:
    """A later revision with another page content."""
    return append_update(data, {content_number(data): stream(FORGED)})


def override_page(data: bytes) -> bytes:
    """A later revision whose page points to new content."""
    new, page = size_of(data), page_number(data)
    body = re.sub(rb"/Contents\s+\d+ 0 R", b"/Contents %d 0 R" % new, text_of(data, page))
    return append_update(data, {page: body, new: stream(FORGED)})


def override_catalog(data: bytes) -> bytes:
    """A later revision with a catalogue and a page tree of its own."""
    new = size_of(data)
    root = re.sub(rb"/Pages\s+\d+ 0 R", b"/Pages %d 0 R" % new, text_of(data, root_number(data)))
    pages = b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (new + 1)
    page = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R >>" % (new, new + 2)
    return append_update(data, {root_number(data): root, new: pages, new + 1: page, new + 2: stream(FORGED)})


def append_without_table(data: bytes) -> bytes:
    """Objects behind the end, named by no table: a reader that rebuilds tables would show them."""
    return append_update(data, {content_number(data): stream(FORGED)}, table=False)


def append_without_trailer(data: bytes) -> bytes:
    """A table behind the end, without trailer and startxref."""
    return append_update(data, {content_number(data): stream(FORGED)}, trailer=False)


def append_text(data: bytes) -> bytes:
    """Loose text behind the end."""
    return data + b"\nTong kinh phi: 9.000.000 dong\n"


def append_comment(data: bytes) -> bytes:
    """A comment behind the end."""
    return data + b"\n% Tong kinh phi: 9.000.000 dong\n"


def append_whole_file(data: bytes) -> bytes:
    """A second file glued behind the first."""
    return data + data[: data.index(b"%%EOF") + 6]


def change_media_box(data: bytes) -> bytes:
    """A page cut by a smaller box."""
    page = page_number(data)
    body = re.sub(rb"/MediaBox\s*\[[^\]]*\]", b"/MediaBox [0 0 595 420]", text_of(data, page))
    return append_update(data, {page: body})


def rotate_page(data: bytes) -> bytes:
    """A page turned upside down."""
    page = page_number(data)
    body = re.sub(rb"/Rotate\s+\d+", b"/Rotate 180", text_of(data, page))
    if body == text_of(data, page):
        body = body[:-2] + b"/Rotate 180 >>"
    return append_update(data, {page: body})


def empty_page_tree(data: bytes) -> bytes:
    """A page tree without its pages."""
    number = int(reader_of(data).root.raw_get("/Pages").idnum)
    return append_update(data, {number: b"<< /Type /Pages /Count 0 /Kids [] >>"})


def add_annotation(data: bytes) -> bytes:
    """A free text laid over the page."""
    new, page = size_of(data), page_number(data)
    note = (
        b"<< /Type /Annot /Subtype /FreeText /Rect [60 690 500 740] /F 4 /DA (/Helv 12 Tf 0 g) "
        b"/Contents (9.000.000 dong) >>"
    )
    body = re.sub(rb"/Annots\s*(\[[^\]]*\]|\d+ 0 R)", b"", text_of(data, page))
    return append_update(data, {page: body[:-2] + b"/Annots [%d 0 R] >>" % new, new: note})


def add_open_action(data: bytes) -> bytes:
    """Script that runs on opening."""
    root = root_number(data)
    body = text_of(data, root)[:-2] + b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>"
    return append_update(data, {root: body})


def drop_signature_field(data: bytes) -> bytes:
    """The form forgets its fields."""
    root = root_number(data)
    body = re.sub(rb"/AcroForm\s+(\d+ 0 R|<<.*?>>)", b"", text_of(data, root), flags=re.DOTALL)
    return append_update(data, {root: body})


def free_content(data: bytes) -> bytes:
    """The content stream is freed."""
    return append_update(data, {}, free=(content_number(data),))


# signature wrapping


def wrap_before_tail(data: bytes) -> bytes:
    """The signed tail is moved away, a forged revision stands in the gap, and a second dictionary points around it."""
    begin, end = gap(data)
    reader = reader_of(data)
    field = reader.root["/AcroForm"]["/Fields"][-1]
    number = int(field.raw_get("/V").idnum)
    place = reader.xrefs[field.raw_get("/V").reference]
    head = data[place:begin].split(b"obj", 1)[1]
    contents = data[begin:end]
    moved_by = 6000
    dictionary = BYTE_RANGE.sub(b"/ByteRange [0 %d %d %d]" % (begin, end + moved_by, len(data) - end), head) + contents
    forged = append_update(
        data[:end] + b"\n", {number: dictionary + b">>", content_number(data): stream(FORGED)}, table=False
    )
    return forged.ljust(end + moved_by) + data[end:]


def widen_gap(data: bytes) -> bytes:
    """Bytes slipped in between the Contents and the second stretch."""
    _, end = gap(data)
    return data[:end] + b" " * 64 + data[end:]


def shrink_contents(data: bytes) -> bytes:
    """The Contents end early, so that the rest of the gap is free text."""
    begin, end = gap(data)
    padding = data[begin:end].rstrip(b"0>")
    free = end - begin - len(padding) - 1
    return data[:begin] + padding + b">" + b"/A(x)".ljust(free) + data[end:]


# universal forgery


def set_contents(value: bytes) -> Attack:
    """Contents of another kind."""

    def attack(data: bytes) -> bytes:
        begin, end = gap(data)
        return same_length(data, begin, end, value)

    attack.__name__ = f"contents_{value.decode() or 'none'}"
    return attack


def set_byte_range(value: bytes) -> Attack:
    """A ByteRange of another kind, in place."""

    def attack(data: bytes) -> bytes:
        match = list(BYTE_RANGE.finditer(data))[-1]
        return same_length(data, match.start(), match.end(), b"/ByteRange %b" % value)

    attack.__name__ = f"byte_range_{value.decode()}"
    return attack


def remove_byte_range(data: bytes) -> bytes:
    """No ByteRange at all."""
    match = list(BYTE_RANGE.finditer(data))[-1]
    return same_length(data, match.start(), match.end(), b"")


def no_sub_filter(data: bytes) -> bytes:
    """A SubFilter nobody knows."""
    return data.replace(b"/ETSI.CAdES.detached", b"/EVIL.CAdES.detached")


# wrong algorithms


def other_digest(data: bytes) -> bytes:
    """The SignerInfo names SHA-512, the digest is SHA-256."""
    return _in_contents(data, bytes.fromhex("608648016503040201"), bytes.fromhex("608648016503040203"))


def md5_digest(data: bytes) -> bytes:
    """The digest algorithm becomes one that anybody can collide (an identifier of the same length)."""
    return _in_contents(data, bytes.fromhex("0609608648016503040201"), bytes.fromhex("06082a864886f70d0205") + b"\x05")


def other_signature_algorithm(data: bytes) -> bytes:
    """ECDSA with SHA-256 becomes ECDSA with SHA-512, behind the signed attributes."""
    return _in_contents(data, bytes.fromhex("2a8648ce3d040302"), bytes.fromhex("2a8648ce3d040304"), nth=1)


def altered_leaf(data: bytes) -> bytes:
    """The signer's certificate says something else than its issuer signed."""
    return _in_contents(data, "tỉnh Mẫu".encode(), "tỉnh Mấu".encode(), nth=0)


def altered_algorithm_in_timestamp(data: bytes) -> bytes:
    """The certificate of the timestamping authority names another algorithm."""
    return _in_contents(data, bytes.fromhex("2a8648ce3d040302"), bytes.fromhex("2a8648ce3d040304"), nth=-1)


def tampered_timestamp(data: bytes) -> bytes:
    """The time in the timestamp token, six years earlier."""
    return _in_contents(data, b"20260301090000Z", b"20200301090000Z", nth=0)


def _in_contents(data: bytes, old: bytes, new: bytes, *, nth: int | None = None) -> bytes:
    begin, end = gap(data)
    raw = bytes.fromhex(data[begin + 1 : end - 1].decode())
    assert len(old) == len(new)
    places = [match.start() for match in re.finditer(re.escape(old), raw)]
    for at in places if nth is None else [places[nth]]:
        raw = raw[:at] + new + raw[at + len(old) :]
    return data[: begin + 1] + raw.hex().encode() + data[end - 1 :]


# files


def strip_tail(data: bytes) -> bytes:
    """A download that broke off."""
    return data[: len(data) - 40]


def cut_before_signature(data: bytes) -> bytes:
    """Everything behind the Contents is gone."""
    return data[: gap(data)[1]]


def edit_print(data: bytes) -> bytes:
    """One byte of the signed part."""
    at = data.index(b"/MediaBox") + 12
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def fill_padding(data: bytes) -> bytes:
    """Something written into the padding behind the CMS."""
    _, end = gap(data)
    return data[: end - 9] + b"deadbeef" + data[end - 1 :]


def append_old_table(data: bytes) -> bytes:
    """A later revision that only says again where the table is, with another root."""
    return append_update(
        data, {size_of(data): b"<< /Type /Catalog /Pages << /Kids [] /Count 0 >> >>"}, root=size_of(data)
    )


def prev_loop(data: bytes) -> bytes:
    """A table whose `/Prev` points at itself."""
    start = len(data) + 1
    body = b"\nxref\n0 0\ntrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    return data + body % (size_of(data), root_number(data), start, start)


def prev_skips_signed(data: bytes) -> bytes:
    """A later table that leaves the signed revision out of the chain."""
    forged = append_update(data, {content_number(data): stream(FORGED)})
    first = int(re.findall(rb"startxref\s+(\d+)", data)[0])
    old = b"/Prev %d >>" % last_startxref(data)
    at = forged.rindex(old)
    return forged[:at] + (b"/Prev %d >>" % first).ljust(len(old)) + forged[at + len(old) :]


ATTACKS: tuple[Attack, ...] = (
    override_content,
    override_page,
    override_catalog,
    append_without_table,
    append_without_trailer,
    append_text,
    append_comment,
    append_whole_file,
    change_media_box,
    rotate_page,
    empty_page_tree,
    add_annotation,
    add_open_action,
    drop_signature_field,
    free_content,
    wrap_before_tail,
    widen_gap,
    shrink_contents,
    set_contents(b"<>"),
    set_contents(b"<00>"),
    set_contents(b"null"),
    set_contents(b"()"),
    set_contents(b""),
    set_byte_range(b"null"),
    set_byte_range(b"[]"),
    set_byte_range(b"[0 0 0 0]"),
    set_byte_range(b"[0 -1 0 -1]"),
    set_byte_range(b"[0 999999999 1 1]"),
    set_byte_range(b"[a b c d]"),
    remove_byte_range,
    no_sub_filter,
    other_digest,
    md5_digest,
    other_signature_algorithm,
    altered_leaf,
    altered_algorithm_in_timestamp,
    tampered_timestamp,
    strip_tail,
    cut_before_signature,
    edit_print,
    fill_padding,
    append_old_table,
    prev_loop,
    prev_skips_signed,
)
