"""Shadow attacks (Mainka, Mladenov, Rohlmann 2021): prepared before somebody signs, switched afterwards.

Each is a pair: a file to be signed, and what is done to it then. The first half must be told to the clerk as latent
content where it hides something; the second must never be called intact.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.signatures.rich import CONTENT, FORM, OBJECTS, write_pdf
from tests.signatures.updates import append_update, stream, text_of

PAGE_FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
FORGED = b"BT /F1 12 Tf 72 722 Td (Tong kinh phi: 9.000.000 dong) Tj ET"
Objects = dict[int, bytes]


@dataclass(frozen=True, slots=True)
class Shadow:
    """What is put before the signer, and what becomes of it."""

    name: str
    prepared: bytes
    switch: Callable[[bytes], bytes]


def _with(changes: Objects, *, size: int | None = None, spare: bytes = b"") -> bytes:
    return write_pdf({**OBJECTS, **changes}, root=1, info=46, size=size, spare=spare)


def _page(more: bytes) -> bytes:
    """The first page, with another entry or another value for one."""
    return OBJECTS[3][:-2] + more + b" >>"


def _later(objects: Objects) -> Callable[[bytes], bytes]:
    """A plain update that writes these objects."""
    return lambda data: append_update(data, objects)


def _edited(number: int, old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """An update of one object, a piece of it replaced."""

    def switch(data: bytes) -> bytes:
        body = text_of(data, number)
        assert old in body
        return append_update(data, {number: body.replace(old, new, 1)})

    return switch


def _dangling(name: str, changes: Objects, later: Objects) -> Shadow:
    """Something refers to an object that is not there yet, with a number beyond the file's `/Size`."""
    return Shadow(f"dangling_{name}", _with(changes), _later(later))


FAR = 900
"""An object number far beyond those in use."""
CONTENT_LENGTH = int(OBJECTS[7].split()[2])

COVER = b"q 1 1 1 rg 60 715 400 20 re f Q BT /F1 12 Tf 72 722 Td (Tong kinh phi: 1.000.000 dong) Tj ET"
HIDDEN_SUM = CONTENT.replace(b"1.000.000", b"9.000.000")
SPARE_TREE: Objects = {
    60: b"<< /Type /Pages /Count 1 /Kids [61 0 R] >>",
    61: b"<< /Type /Page /Parent 60 0 R /MediaBox [0 0 595 842] /Resources 5 0 R /Contents 62 0 R >>",
    62: stream(FORGED),
    63: OBJECTS[1].replace(b"/Pages 2 0 R", b"/Pages 60 0 R"),
}
EXTRA_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [49 /nine] >> >>"
LOUD = stream(b"BT /Helv 20 Tf 2 5 Td (9.000.000) Tj ET", FORM + b"/Resources 29 0 R ")

HIDE = (
    Shadow("hide_by_content_array", _with({6: stream(HIDDEN_SUM), 7: stream(COVER)}), _edited(3, b"7 0 R", b"8 0 R")),
    Shadow("hide_by_empty_content", _with({6: stream(HIDDEN_SUM), 7: stream(COVER)}), _later({7: stream(b"q Q")})),
    Shadow("hide_by_freed_content", _with({6: stream(HIDDEN_SUM), 7: stream(COVER)}),
           lambda data: append_update(data, {}, free=(7,))),
    Shadow("hide_by_form_object", _with({6: stream(HIDDEN_SUM), 14: stream(COVER, PAGE_FORM)}),
           _later({14: stream(b"q Q", PAGE_FORM)})),
    Shadow("hide_by_image", _with({6: stream(HIDDEN_SUM + b" q 400 0 0 20 60 715 cm /Im1 Do Q")}),
           _later({12: stream(b"\xff\xff\xff\xff", b"/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace "
                              b"/DeviceGray /BitsPerComponent 8 /SMask 13 0 R ")})),
    Shadow("hide_by_smask", _with({6: stream(HIDDEN_SUM + b" q 400 0 0 20 60 715 cm /Im1 Do Q")}),
           _edited(13, b"\xff\xff\xff\x80", b"\x00\x00\x00\x00")),
    Shadow("hide_by_graphics_state", _with({7: stream(b"/G1 gs " + COVER)}), _edited(15, b"/ca 0.9", b"/ca 0.0")),
    Shadow("hide_by_layer", _with({7: stream(b"/OC /MC0 BDC " + COVER + b" EMC")}),
           _edited(35, b"/ON [36 0 R]", b"/OFF [36 0 R]")),
    Shadow("hide_by_layer_usage", _with({7: stream(b"/OC /MC0 BDC " + COVER + b" EMC")}),
           _edited(35, b"/ON [36 0 R]", b"/AS [<< /Event /View /Category [/View] /OCGs [36 0 R] >>]")),
    Shadow("hide_by_annotation_flag", _with({27: OBJECTS[27][:-2] + b"/AP << /N 14 0 R >> >>"}),
           _edited(27, b"/F 4", b"/F 2")),
    Shadow("hide_by_annotation_list", _with({}), _edited(19, b"27 0 R ", b"")),
    Shadow("hide_by_media_box", _with({}), _edited(2, b"[0 0 595 842]", b"[0 710 595 842]")),
    Shadow("hide_by_user_unit", _with({}), _later({3: _page(b"/UserUnit 4")})),
)  # fmt: skip

REPLACE = (
    Shadow("replace_by_font", _with({}), _later({10: EXTRA_FONT})),
    Shadow("replace_by_encoding", _with({}), _edited(11, b"[128 /Euro]", b"[49 /nine]")),
    Shadow("replace_by_form_font", _with({29: b"<< /Font << /Helv 10 0 R >> >>"}), _later({10: EXTRA_FONT})),
    Shadow("replace_by_form_font_and_list", _with({29: b"<< /Font << /Helv 10 0 R >> >>"}),
           _later({10: EXTRA_FONT, 29: b"<< /Font << /Helv 10 0 R /H2 9 0 R >> >>"})),
    Shadow("replace_by_shared_font_in_filled_field", _with({}), _later({
        23: OBJECTS[23][:-2] + b"/V (An) /AP << /N 70 0 R >> >>",
        70: stream(b"BT /F2 10 Tf 2 5 Td (An) Tj ET", FORM + b"/Resources << /Font << /F2 10 0 R >> >> "),
        10: EXTRA_FONT})),
    Shadow("replace_by_shared_content_in_filled_field", _with({}), _later({
        23: OBJECTS[23][:-2] + b"/V (An) /AP << /N 14 0 R >> >>", 14: LOUD})),
    Shadow("replace_by_colour_space", _with({}), _later({16: b"/DeviceGray"})),
    Shadow("replace_by_resources", _with({}), _edited(5, b"/F2 10 0 R", b"/F2 9 0 R")),
    Shadow("replace_by_inherited_resources", _with({}), _edited(2, b"/Resources 5 0 R", b"/Resources << >>")),
    Shadow("replace_field_look", _with({}), _later({25: LOUD})),
    Shadow("replace_field_look_by_new_stream", _with({}),
           _later({22: OBJECTS[22].replace(b"25 0 R", b"70 0 R"), 70: LOUD})),
    Shadow("replace_checkbox_state", _with({24: OBJECTS[24].replace(b"/AS /Off /V /Off", b"/AS /Yes /V /Yes")}),
           _edited(24, b"/AS /Yes", b"/AS /Off")),
    Shadow("replace_choice", _with({}), _edited(41, b"/V (Hue)", b"/V (Ha Noi)")),
    Shadow("replace_attachment", _with({}), _later({34: stream(b"9.000.000 dong", b"/Type /EmbeddedFile ")})),
    Shadow("replace_attachment_list", _with({}), _edited(31, b"34 0 R", b"7 0 R")),
    Shadow("replace_link", _with({}), _edited(26, b"https://a.vn", b"https://b.vn")),
    Shadow("replace_bookmark", _with({}), _edited(44, b"3 0 R", b"4 0 R")),
    Shadow("replace_destination", _with({}), _edited(39, b"3 0 R", b"4 0 R")),
    Shadow("replace_note", _with({}), _edited(27, b"Ghi chu", b"Bo sung")),
    Shadow("replace_output_intent", _with({}), _edited(40, b"45 0 R", b"34 0 R")),
    Shadow("replace_page_labels", _with({}), _edited(37, b"/S /D", b"/S /R")),
)  # fmt: skip

HIDE_AND_REPLACE = (
    Shadow("swap_page_tree", _with(SPARE_TREE), _edited(1, b"/Pages 2 0 R", b"/Pages 60 0 R")),
    Shadow("swap_kids", _with(SPARE_TREE), _edited(2, b"[3 0 R 4 0 R]", b"[61 0 R 4 0 R]")),
    Shadow("swap_order", _with(SPARE_TREE), _edited(2, b"[3 0 R 4 0 R]", b"[4 0 R 3 0 R]")),
    Shadow("swap_catalogue", _with(SPARE_TREE), lambda data: append_update(data, {99: b"null"}, root=63)),
    Shadow("swap_catalogue_by_trailer_alone", _with(SPARE_TREE), lambda data: append_update(data, {}, root=63)),
    Shadow(
        "swap_object_by_table_alone",
        _with({62: stream(FORGED)}),
        lambda data: append_update(data, {}, offsets={6: data.index(b"62 0 obj")}),
    ),
    Shadow(
        "swap_to_unlisted_object",
        _with({}, spare=b"6 0 obj\n" + stream(FORGED) + b"\nendobj\n"),
        lambda data: append_update(data, {}, offsets={6: data.index(b"6 0 obj")}),
    ),
    Shadow("lying_size_content", _with({}, size=6), _later({6: stream(FORGED)})),
    Shadow("lying_size_font", _with({}, size=6), _later({10: EXTRA_FONT})),
    Shadow("lying_size_field_look", _with({}, size=6), _later({25: LOUD})),
)

DANGLING = (
    _dangling("content", {3: OBJECTS[3].replace(b"7 0 R]", b"7 0 R 900 0 R]")}, {FAR: stream(FORGED)}),
    _dangling("form_object", {5: OBJECTS[5].replace(b"/Fm1 14 0 R", b"/Fm1 900 0 R")},
              {FAR: stream(FORGED, PAGE_FORM)}),
    _dangling("image", {5: OBJECTS[5].replace(b"/Im1 12 0 R", b"/Im1 900 0 R")}, {FAR: OBJECTS[12]}),
    _dangling("smask", {12: OBJECTS[12].replace(b"13 0 R", b"900 0 R")}, {FAR: OBJECTS[13]}),
    _dangling("font", {5: OBJECTS[5].replace(b"/F2 10 0 R", b"/F2 900 0 R")}, {FAR: EXTRA_FONT}),
    _dangling("encoding", {10: OBJECTS[10][:-2] + b"/Encoding 900 0 R >>"},
              {FAR: b"<< /Differences [49 /nine] >>"}),
    _dangling("font_file", {10: b"<< /Type /Font "
              b"/Subtype /TrueType /BaseFont /ABCDEF+X /FirstChar 48 /LastChar 57 /Widths "
              b"[500 500 500 500 500 500 500 500 500 500] /FontDescriptor << /Type /FontDescriptor /FontName /ABCDEF+X "
              b"/Flags 32 /FontFile2 900 0 R >> >>"}, {FAR: stream(b"no real font")}),
    _dangling("field_look", {22: OBJECTS[22].replace(b"25 0 R", b"900 0 R")}, {FAR: LOUD}),
    _dangling("empty_field_look", {23: OBJECTS[23][:-2] + b"/AP << /N 900 0 R >> >>"}, {FAR: LOUD}),
    _dangling("field_value", {22: OBJECTS[22].replace(b"/V (Nguyen)", b"/V 900 0 R")}, {FAR: b"(Le)"}),
    _dangling("note_look", {27: OBJECTS[27][:-2] + b"/AP << /N 900 0 R >> >>"}, {FAR: LOUD}),
    _dangling("annotation", {19: OBJECTS[19].replace(b"42 0 R", b"900 0 R 42 0 R")},
              {FAR: b"<< /Type /Annot /Subtype /FreeText /Rect [60 690 500 740] /F 4 /DA (/Helv 12 Tf) "
               b"/Contents (9) >>"}),
    _dangling("page", {2: OBJECTS[2].replace(b"4 0 R]", b"4 0 R 900 0 R]")},
              {FAR: b"<< /Type /Page /Parent 2 0 R /Contents 6 0 R >>"}),
    _dangling("resources", {4: OBJECTS[4][:-2] + b"/Resources 900 0 R >>"}, {FAR: b"<< /Font << /F2 9 0 R >> >>"}),
    _dangling("rotation", {3: OBJECTS[3].replace(b"/Rotate 0", b"/Rotate 900 0 R")}, {FAR: b"180"}),
    _dangling("box", {3: _page(b"/CropBox 900 0 R")}, {FAR: b"[0 0 300 300]"}),
    _dangling("script", {1: OBJECTS[1].replace(b"[3 0 R /Fit]", b"900 0 R")}, {FAR: b"<< /S /JavaScript /JS (1) >>"}),
    _dangling("actions", {1: OBJECTS[1][:-2] + b"/AA 900 0 R >>"}, {FAR: b"<< /WP << /S /JavaScript /JS (1) >> >>"}),
    _dangling("layers", {35: OBJECTS[35].replace(b"/ON [36 0 R]", b"/OFF 900 0 R")}, {FAR: b"[36 0 R]"}),
    _dangling("attachment", {31: OBJECTS[31].replace(b"34 0 R", b"900 0 R")}, {FAR: OBJECTS[34]}),
    _dangling("names", {30: OBJECTS[30][:-2] + b"/JavaScript 900 0 R >>"},
              {FAR: b"<< /Names [(a) << /S /JavaScript /JS (1) >>] >>"}),
    _dangling("dynamic_form", {20: OBJECTS[20][:-2] + b"/XFA 900 0 R >>"}, {FAR: stream(b"<xdp/>")}),
    _dangling("length", {7: OBJECTS[7].replace(b"/Length %d" % CONTENT_LENGTH, b"/Length 900 0 R")}, {FAR: b"4"}),
)  # fmt: skip

SHADOWS = (*HIDE, *REPLACE, *HIDE_AND_REPLACE, *DANGLING)
