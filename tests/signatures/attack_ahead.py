"""Tables that look ahead: a row that was signed leads to a place where nothing stands yet.

Whoever writes something to that place later needs no row of his own: no object changes, for the table said so before.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.signatures.attack_shadow import EXTRA_FONT, FORGED, LOUD, Objects, Shadow
from tests.signatures.rich import OBJECTS, write_pdf
from tests.signatures.updates import append_update, last_startxref, stream

PLACE = 60_000
"""Where the row leads; no signed file of these tests is so long."""
NUMBER = 47
"""The object it is about."""
HOLDER = 90
"""The number of the object stream to come."""


def _row_ahead(changes: Objects) -> bytes:
    """The rich file, with a row for an object behind its end."""
    data = write_pdf({**OBJECTS, **changes, NUMBER + 1: b"null"}, root=1, info=46)
    row = data.index(b"\n", data.rfind(b"xref\n0 ") + 5) + 1 + 20 * NUMBER
    return data[:row] + b"%010d 00000 n \n" % PLACE + data[row + 20 :]


def _packed_ahead(changes: Objects) -> bytes:
    """The rich file, with a cross-reference stream that finds an object in an object stream that is not there."""
    data = write_pdf({**OBJECTS, **changes}, root=1, info=46)
    row = b"\x02" + HOLDER.to_bytes(4, "big") + b"\x00"
    entries = b"/Type /XRef /W [1 4 1] /Index [%d 1] /Size 60 /Root 1 0 R /Prev %d " % (NUMBER, last_startxref(data))
    table = b"59 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n"
    return data + table % (stream(row, entries), len(data))


def _bare(body: bytes) -> Callable[[bytes], bytes]:
    """The object at its place, and the old table once more."""

    def switch(data: bytes) -> bytes:
        padded = data.ljust(PLACE, b"\n")
        return b"%b%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (padded, NUMBER, body, last_startxref(data))

    return switch


def _with_update(body: bytes) -> Callable[[bytes], bytes]:
    """The object at its place, and an update that tells of something else."""
    return lambda data: append_update(_bare(body)(data), {99: b"<< >>"})


def _listed_again(body: bytes) -> Callable[[bytes], bytes]:
    """The object at its place, and an update with another row for it."""
    return lambda data: append_update(_bare(body)(data), {}, offsets={NUMBER: PLACE})


def _packed(body: bytes) -> Callable[[bytes], bytes]:
    """An update with the object stream."""
    head = b"%d 0 " % NUMBER
    holder = stream(head + body, b"/Type /ObjStm /N 1 /First %d " % len(head))
    return lambda data: append_update(data, {HOLDER: holder})


SCRIPT = b"<< /S /JavaScript /JS (1) >>"
TO_SCRIPT = {1: OBJECTS[1].replace(b"[3 0 R /Fit]", b"47 0 R")}
TO_LAYERS = {1: OBJECTS[1].replace(b"35 0 R", b"47 0 R")}
LAYERS_OFF = b"<< /OCGs [36 0 R] /D << /OFF [36 0 R] >> >>"

AHEAD_SHADOWS = (
    Shadow("ahead_script", _row_ahead(TO_SCRIPT), _bare(SCRIPT)),
    Shadow("ahead_script_with_update", _row_ahead(TO_SCRIPT), _with_update(SCRIPT)),
    Shadow("ahead_script_listed_again", _row_ahead(TO_SCRIPT), _listed_again(SCRIPT)),
    Shadow("ahead_script_packed", _packed_ahead(TO_SCRIPT), _packed(SCRIPT)),
    Shadow("ahead_layers", _row_ahead(TO_LAYERS), _bare(LAYERS_OFF)),
    Shadow("ahead_layers_packed", _packed_ahead(TO_LAYERS), _packed(LAYERS_OFF)),
    Shadow("ahead_field_look", _row_ahead({23: OBJECTS[23][:-2] + b"/AP << /N 47 0 R >> >>"}), _bare(LOUD)),
    Shadow("ahead_graphics_state", _row_ahead({5: OBJECTS[5].replace(b"15 0 R", b"47 0 R")}), _bare(b"<< /ca 0 >>")),
    Shadow("ahead_attachment", _row_ahead({31: OBJECTS[31].replace(b"34 0 R", b"47 0 R")}), _bare(stream(b"9000000"))),
    Shadow("ahead_font", _row_ahead({5: OBJECTS[5].replace(b"/F2 10 0 R", b"/F2 47 0 R")}), _bare(EXTRA_FONT)),
    Shadow("ahead_content", _row_ahead({3: OBJECTS[3].replace(b"7 0 R]", b"7 0 R 47 0 R]")}), _bare(stream(FORGED))),
)  # fmt: skip
