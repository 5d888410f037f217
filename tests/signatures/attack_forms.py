"""Attacks by form fields, signature fields and permissions: what is signed, and what is done to it afterwards.

Evil annotation and sneaky signature (Rohlmann et al. 2021), appearances that are not their value, weakened permissions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.sign.fields import FieldMDPAction, MDPPerm
from pyhanko.sign.signers import pdf_signer
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp

from tests.signatures.pki import NOW, make_pki, timestamp_pdf
from tests.signatures.rich import FORM, OBJECTS, write_pdf
from tests.signatures.updates import append_update, reader_of, root_number, size_of, stream, text_of

Later = Callable[[bytes], bytes]
Objects = dict[int, bytes]
Lock = tuple[FieldMDPAction, tuple[str, ...]]
"""What a signature locks: the action and the names of fields."""
BOX = (300, 100, 450, 150)


@dataclass(frozen=True, slots=True)
class FormAttack:
    """An update of the signed rich file, and how that file was signed."""

    name: str
    later: Later
    certify: MDPPerm | None = None
    lock: Lock | None = None
    prepared: Objects | None = None

    @property
    def victim(self) -> bytes:
        """The file before anybody signs it."""
        return write_pdf({**OBJECTS, **(self.prepared or {})}, root=1, info=46)


def _objects(objects: Objects) -> Later:
    return lambda data: append_update(data, objects)


def _field(number: int, more: bytes, extra: Objects | None = None) -> Later:
    """An object of the form with more entries."""
    return lambda data: append_update(data, {number: text_of(data, number)[:-2] + more + b" >>", **(extra or {})})


def _edited(number: int, old: bytes, new: bytes, extra: Objects | None = None) -> Later:
    def later(data: bytes) -> bytes:
        body = text_of(data, number)
        assert old in body
        return append_update(data, {number: body.replace(old, new, 1), **(extra or {})})

    return later


def look(content: bytes, resources: bytes = b"/Resources 29 0 R ") -> bytes:
    """A form XObject as wide as the text fields are."""
    return stream(content, FORM + resources)


TEXT_ALONE = b"BT /Helv 10 Tf 2 5 Td (9.000.000) Tj ET"
TEXT = look(TEXT_ALONE)
CODED = look(b"BT /Helv 10 Tf 2 5 Td [<392E3030> 20 <302E303030>] TJ ET")
AN = look(b"BT /Helv 10 Tf 2 5 Td (An) Tj ET")
CLEAR_BUTTON = {
    20: OBJECTS[20].replace(b"/Fields [", b"/Fields [80 0 R "),
    19: OBJECTS[19].replace(b"[", b"[80 0 R ", 1),
    80: b"<< /Type /Annot /Subtype /Widget /FT /Btn /Ff 65536 /T (nut) /F 4 /Rect [60 690 300 740] /P 3 0 R >>",
}
TIGHT = look(b"BT /Helv 10 Tf 2 5 Td(9.000.000)Tj ET")
STROKES = look(b"2 w 10 2 m 10 18 l 20 18 l 20 2 l 10 10 l S")


def add_field(data: bytes, *entries: bytes, kind: bytes = b"/Sig", extra: Objects | None = None) -> bytes:
    """A new field with a widget on the first page, in the form and on the page; `950` is its number."""
    fields = text_of(data, 20)
    names = text_of(data, 19)
    body = b"<< /Type /Annot /Subtype /Widget /FT " + kind + b" /P 3 0 R " + b" ".join(entries) + b" >>"
    objects = {
        20: fields.replace(b"/Fields [", b"/Fields [950 0 R "),
        19: names.replace(b"[", b"[950 0 R ", 1),
        950: body,
        **(extra or {}),
    }
    return append_update(data, objects)


def _added(*entries: bytes, kind: bytes = b"/Sig", extra: Objects | None = None) -> Later:
    return lambda data: add_field(data, *entries, kind=kind, extra=extra)


def _annotation(body: bytes, extra: Objects | None = None) -> Later:
    def later(data: bytes) -> bytes:
        names = text_of(data, 19).replace(b"[", b"[950 0 R ", 1)
        return append_update(data, {19: names, 950: b"<< /Type /Annot /P 3 0 R " + body + b" >>", **(extra or {})})

    return later


def signature_number(data: bytes) -> int:
    """Object number of the signature dictionary in the last field of the form."""
    fields = reader_of(data).root["/AcroForm"]["/Fields"]
    return int(fields[len(fields) - 1].raw_get("/V").idnum)


def field_number(data: bytes) -> int:
    """Object number of the last field of the form."""
    fields = reader_of(data).root["/AcroForm"]["/Fields"]
    return int(fields.raw_get(len(fields) - 1).idnum)


def edit_signature(old: bytes, new: bytes) -> Later:
    """The signature dictionary, written anew with another entry."""

    def later(data: bytes) -> bytes:
        number = signature_number(data)
        body = text_of(data, number)
        assert re.search(old, body)
        return append_update(data, {number: re.sub(old, new, body, count=1)})

    return later


def copy_signature(data: bytes) -> bytes:
    """Forged content, and a second field with a copy of the signature dictionary."""
    body = text_of(data, signature_number(data))
    forged = stream(b"BT /F1 12 Tf 72 722 Td (9.000.000) Tj ET")
    return add_field(data, b"/T (Ban_sao) /Rect [0 0 0 0] /F 132 /V 951 0 R", extra={951: body, 6: forged})


def copy_signature_only(data: bytes) -> bytes:
    """A second field with a copy of the signature dictionary, nothing else."""
    body = text_of(data, signature_number(data))
    return add_field(data, b"/T (Ban_sao) /Rect [0 0 0 0] /F 132 /V 951 0 R", extra={951: body})


def share_signature(data: bytes) -> bytes:
    """A second field, added later, that shows the first one's signature as its own."""
    return add_field(data, b"/T (Ban_sao) /Rect [0 0 0 0] /F 132 /V %d 0 R" % signature_number(data))


def swap_signature(data: bytes) -> bytes:
    """The signed field gets an empty value."""
    number = field_number(data)
    return append_update(data, {number: re.sub(rb"/V \d+ 0 R", b"", text_of(data, number))})


def null_signature(data: bytes) -> bytes:
    """The signature dictionary becomes null."""
    return append_update(data, {signature_number(data): b"null"})


def disguise_signature(data: bytes) -> bytes:
    """The field is empty again, and the signature made out to be a grant of usage rights."""
    number, field = signature_number(data), field_number(data)
    grant = text_of(data, number).replace(b"/Filter", b"/Reference [<< /TransformMethod /UR3 >>] /Filter", 1)
    empty = re.sub(rb"/V %d 0 R" % number, b"", text_of(data, field))
    return append_update(data, {field: empty, number: grant})


def free_signature(data: bytes) -> bytes:
    """The signature dictionary is freed."""
    return append_update(data, {}, free=(signature_number(data),))


def move_signature(data: bytes) -> bytes:
    """The visible signature is moved to another place."""
    number = field_number(data)
    body = re.sub(rb"/Rect \[[^\]]*\]", b"/Rect [60 700 400 760]", text_of(data, number))
    return append_update(data, {number: body})


def other_look_of_signature(data: bytes) -> bytes:
    """The visible signature shows another name, in a new stream."""
    number, new = field_number(data), size_of(data)
    body = re.sub(rb"/AP <<.*?>>", b"/AP << /N %d 0 R >>" % new, text_of(data, number), flags=re.DOTALL)
    assert b"%d 0 R" % new in body
    return append_update(data, {number: body, new: TEXT})


def other_look_in_place(data: bytes) -> bytes:
    """The visible signature shows another name, its stream overwritten."""
    fields = reader_of(data).root["/AcroForm"]["/Fields"]
    number = int(fields[len(fields) - 1]["/AP"].raw_get("/N").idnum)
    return append_update(data, {number: TEXT})


def new_form(data: bytes) -> bytes:
    """The catalogue points at another form that holds the signature field alone."""
    root = root_number(data)
    body = re.sub(rb"/AcroForm \d+ 0 R", b"/AcroForm 950 0 R", text_of(data, root))
    form = b"<< /Fields [%d 0 R] /SigFlags 3 >>" % field_number(data)
    return append_update(data, {root: body, 950: form})


def default_font(data: bytes) -> bytes:
    """The form's own font is three times as large."""
    return append_update(data, {20: re.sub(rb"/DA\s*(\([^)]*\)|<[^>]*>)", b"/DA (/Helv 30 Tf 0 g)", text_of(data, 20))})


def reorder(data: bytes) -> bytes:
    """The two notes that lie over one another the other way round, in the revision of an invisible empty field."""
    forged = add_field(data, b"/T (Trong) /F 132 /Rect [0 0 0 0]")
    return forged[: len(data)] + forged[len(data) :].replace(b"80 0 R 81 0 R", b"81 0 R 80 0 R")


def list_twice(data: bytes) -> bytes:
    """The lower note once more, on top."""
    forged = add_field(data, b"/T (Trong) /F 132 /Rect [0 0 0 0]")
    return append_update(data, {
        **{number: text_of(forged, number) for number in (20, 950)},
        19: text_of(forged, 19).replace(b"80 0 R 81 0 R", b"80 0 R 81 0 R 80 0 R"),
    })  # fmt: skip


class _Stamp(DocumentTimestamp):
    """A token that calls itself a signature."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self["/Type"] = pdf_name("/Sig")


def print_by_timestamp(content: bytes, kind: str = "/DocTimeStamp") -> Later:
    """A document timestamp of a trusted authority, with a picture of the forger's making."""

    def later(data: bytes) -> bytes:
        field = add_field(data, b"/T (Dau_thoi_gian) /F 132 /Rect [60 690 300 710] /AP << /N 70 0 R >>", extra={
            70: look(content)})  # fmt: skip
        with patch.object(pdf_signer, "DocumentTimestamp", _Stamp if kind == "/Sig" else DocumentTimestamp):
            return timestamp_pdf(field, make_pki().timestamper(NOW), field="Dau_thoi_gian")

    return later


OVER_PRINT = OBJECTS[22].replace(b"[60 600 300 620]", b"[60 715 300 735]")
TWO_NOTES = {
    19: OBJECTS[19].replace(b"[", b"[80 0 R 81 0 R ", 1),
    **{80 + row: b"<< /Type /Annot /Subtype /FreeText /Rect [60 480 300 500] /F 4 /DA (/Helv 12 Tf 0 g) /Contents (1) "
       b"/AP << /N %d 0 R >> >>" % (82 + row) for row in (0, 1)},
    **{82 + row: look(b"1 g 0 0 240 20 re f 0 g BT /Helv 10 Tf 2 5 Td (%d.000.000) Tj ET" % (9 - 8 * row))
       for row in (0, 1)},
}  # fmt: skip
TWO_BOXES = {
    **TWO_NOTES,
    20: OBJECTS[20].replace(b"/Fields [", b"/Fields [80 0 R 81 0 R "),
    **{80 + row: b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (o_%d) /V (%d.000.000) /Rect [60 480 300 500] /F 4 "
       b"/DA (/Helv 12 Tf 0 g) /AP << /N %d 0 R >> >>" % (row, 9 - 8 * row, 82 + row) for row in (0, 1)},
}  # fmt: skip
LOCK_ALL: Lock = (FieldMDPAction.ALL, ())
LOCK_ONE: Lock = (FieldMDPAction.INCLUDE, ("nguoi.ten",))
LOCK_TREE: Lock = (FieldMDPAction.INCLUDE, ("nguoi",))
LOCK_REST: Lock = (FieldMDPAction.EXCLUDE, ("dong_y",))
FILL = _field(23, b"/V (An) /AP << /N 70 0 R >>", {70: look(b"BT /Helv 10 Tf 2 5 Td (An) Tj ET")})
P1, P2, P3 = MDPPerm.NO_CHANGES, MDPPerm.FILL_FORMS, MDPPerm.ANNOTATE
ON_PAGE = b"/T (O_ky) /F 4 /Rect [60 690 300 740]"
SCRIPT = b"<< /S /JavaScript /JS (this.getField\\('so'\\).value = 9) >>"

FIELDS = (
    FormAttack("alter_value", _edited(22, b"(Nguyen)", b"(Le)")),
    FormAttack("alter_value_and_look", _edited(22, b"(Nguyen)", b"(Le)", {25: TEXT})),
    FormAttack("clear_value", _edited(22, b"/V (Nguyen)", b"")),
    FormAttack("free_look", lambda data: append_update(data, {}, free=(25,))),
    FormAttack("take_look_away", _edited(22, b"/AP << /N 25 0 R >>", b"")),
    FormAttack("hide_field", _edited(22, b"/F 4", b"/F 6")),
    FormAttack("hide_field_from_view", _edited(22, b"/F 4", b"/F 36")),
    FormAttack("do_not_print_field", _edited(22, b"/F 4", b"/F 0")),
    FormAttack("show_hidden_field", _edited(22, b"/F 6", b"/F 4"),
               prepared={22: OBJECTS[22].replace(b"/F 4", b"/F 6")}),
    FormAttack("show_field_of_no_view", _edited(22, b"/F 36", b"/F 4"),
               prepared={22: OBJECTS[22].replace(b"/F 4", b"/F 36")}),
    FormAttack("move_field", _edited(22, b"[60 600 300 620]", b"[60 715 300 735]")),
    FormAttack("rename_field", _edited(22, b"/T (ho)", b"/T (he)")),
    FormAttack("retype_field", _edited(24, b"/FT /Btn", b"/FT /Tx")),
    FormAttack("look_without_value", _field(23, b"/AP << /N 70 0 R >>", {70: TEXT})),
    FormAttack("look_without_value_tight", _field(23, b"/AP << /N 70 0 R >>", {70: TIGHT})),
    FormAttack("look_without_value_strokes", _field(23, b"/AP << /N 70 0 R >>", {70: STROKES})),
    FormAttack("look_of_other_value", _field(23, b"/V (An) /AP << /N 70 0 R >>", {70: TEXT})),
    *(FormAttack(f"look_under_pointer{name}",
                 _edited(number, b"/F 4", b"/F 4 /AP << %b >>" % looks, {70: TEXT, 71: AN}), prepared=CLEAR_BUTTON)
      for name, number, looks in (
        ("", 80, b"/R 70 0 R"), ("_pressed", 80, b"/D 70 0 R"), ("_of_text", 23, b"/R 70 0 R"),
        ("_of_filled", 23, b"/N 71 0 R /R 70 0 R >> /V (An) /X << "))),
    FormAttack("look_under_pointer_of_tick", _edited(24, b"/AP <<", b"/AP << /R << /Off 70 0 R >>", {70: TEXT})),
    FormAttack("tick_with_other_look", _edited(24, b"/AS /Off /V /Off", b"/AS /Yes /V /Yes", {
        24: OBJECTS[24].replace(b"/AS /Off /V /Off", b"/AS /Yes /V /Yes").replace(b"28 0 R", b"70 0 R"), 70: TEXT})),
    FormAttack("tick_with_words", _edited(24, b"/AS /Off /V /Off", b"/AS /Yes /V /Yes /AP << /N << /Yes 70 0 R >> >>", {
        70: TEXT}), prepared={24: re.sub(rb"/AP <<.*>> >> ", b"", OBJECTS[24])}),
    FormAttack("tick_that_waited_with_words", _edited(24, b"/AS /Off /V /Off", b"/AS /Yes /V /Yes"),
               prepared={28: look(b"BT /Helv 10 Tf 2 5 Td (KHONG) Tj ET")}),
    FormAttack("filled_in_white", _edited(22, b"/DA (/Helv 10 Tf 0 g)", b"/DA (/Helv 10 Tf 1 g)")),
    FormAttack("filled_to_the_right", _field(22, b"/Q 2")),
    FormAttack("filled_as_stars", _field(22, b"/Ff 8192")),
    FormAttack("filled_in_a_comb", _field(22, b"/Ff 16777216")),
    FormAttack("inherited_white", _field(21, b"/DA (/Helv 10 Tf 1 g)"),
               prepared={22: OBJECTS[22].replace(b"/DA (/Helv 10 Tf 0 g) ", b"")}),
    FormAttack("coded_look_of_other_value", _field(23, b"/V (An) /AP << /N 70 0 R >>", {70: CODED})),
    FormAttack("look_in_a_font_of_other_letters", _field(23, b"/V (An) /AP << /N 70 0 R >>", {
        70: look(b"BT /F 10 Tf 2 5 Td (An) Tj ET", b"/Resources << /Font << /F 71 0 R >> >> "),
        71: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
            b"/Encoding << /Differences [65 /nine 110 /zero /period] >> >>"})),
    FormAttack("nested_look_of_other_value", _field(23, b"/V (An) /AP << /N 70 0 R >>", {
        70: look(b"q /X Do Q", b"/Resources << /XObject << /X 71 0 R >> >> "), 71: TEXT})),
    FormAttack("state_look_of_other_value", _field(23, b"/V (An) /AP << /N << /An 70 0 R >> >>", {70: TEXT})),
    FormAttack("rich_text_of_other_value", _field(23, b"/V (An) /RV (<body><p>9.000.000</p></body>)")),
    FormAttack("look_covers_page", _edited(23, b"/Rect [60 570 300 590]", b"/Rect [0 0 595 842]")),
    FormAttack("fill_over_print", _field(23, b"/V (An) /AP << /N 70 0 R >>", {70: look(b"1 g 0 0 240 20 re f")}),
               prepared={23: OBJECTS[23].replace(b"[60 570 300 590]", b"[60 715 300 735]")}),
    FormAttack("needs_appearances", _field(20, b"/NeedAppearances true")),
    FormAttack("default_font", default_font),
    FormAttack("form_font_swapped", _edited(29, b"/Helv 18 0 R", b"/Helv 10 0 R")),
    FormAttack("calculation_order", _field(20, b"/CO [22 0 R]")),
    FormAttack("dynamic_form", _field(20, b"/XFA 950 0 R", {950: stream(b"<xdp/>")})),
    FormAttack("sig_flags_cleared", _edited(20, b"/SigFlags 3", b"/SigFlags 0")),
    FormAttack("script_on_field", _field(22, b"/AA << /F %b >>" % SCRIPT)),
    FormAttack("script_on_empty_field", _field(23, b"/AA << /K %b >>" % SCRIPT)),
    FormAttack("new_text_field", _added(
        b"/T (moi) /V (9) /F 4 /Rect [60 690 300 740] /AP << /N 25 0 R >>", kind=b"/Tx")),
    FormAttack("new_button", _added(b"/T (nut) /F 4 /Rect [60 690 300 740] /A %b" % SCRIPT, kind=b"/Btn")),
    FormAttack("new_kid_widget", lambda data: append_update(data, {
        21: text_of(data, 21).replace(b"/Kids [", b"/Kids [950 0 R "),
        19: text_of(data, 19).replace(b"[", b"[950 0 R ", 1),
        950: b"<< /Type /Annot /Subtype /Widget /Parent 21 0 R /F 4 /Rect [60 690 300 740] /AP << /N 25 0 R >> >>"})),
    FormAttack("drop_field", _edited(20, b"24 0 R ", b"")),
    FormAttack("drop_kid", _edited(21, b"[22 0 R 23 0 R]", b"[22 0 R]")),
    FormAttack("other_form", new_form),
    FormAttack("uncheck", _edited(24, b"/AS /Yes /V /Yes", b"/AS /Off /V /Off"),
               prepared={24: OBJECTS[24].replace(b"/AS /Off /V /Off", b"/AS /Yes /V /Yes")}),
    FormAttack("uncheck_look_only", _edited(24, b"/AS /Yes", b"/AS /Off"),
               prepared={24: OBJECTS[24].replace(b"/AS /Off /V /Off", b"/AS /Yes /V /Yes")}),
    FormAttack("new_state", _edited(24, b"/Off 32 0 R", b"/Off 32 0 R", {
        24: OBJECTS[24].replace(b"/AS /Off /V /Off", b"/AS /Moi /V /Moi").replace(b"/Yes", b"/Moi 70 0 R /Yes"),
        70: TEXT})),
    FormAttack("choice_looks_like_none_offered",
               _edited(41, b"/F 4", b"/V (Ha Noi) /AP << /N 70 0 R >> /F 4", {70: TEXT}),
               prepared={41: OBJECTS[41].replace(b"/V (Hue) ", b"")}),
    FormAttack("reorder_notes", reorder, prepared=TWO_NOTES),
    FormAttack("reorder_boxes", reorder, prepared=TWO_BOXES),
    FormAttack("list_a_note_twice", list_twice, prepared=TWO_NOTES),
    FormAttack("swap_states", _edited(24, b"/Yes 28 0 R /Off 32 0 R", b"/Yes 32 0 R /Off 28 0 R")),
)  # fmt: skip

SIGNATURE_FIELDS = (
    FormAttack("copy_signature", copy_signature),
    FormAttack("copy_signature_only", copy_signature_only),
    FormAttack("share_signature", share_signature),
    FormAttack("unsign", swap_signature),
    FormAttack("null_signature", null_signature),
    FormAttack("disguise_signature", disguise_signature),
    FormAttack("free_signature", free_signature),
    FormAttack("move_signature", move_signature),
    FormAttack("other_look_of_signature", other_look_of_signature),
    FormAttack("other_look_in_place", other_look_in_place),
    FormAttack("other_reason", edit_signature(rb"/Filter", b"/Reason (khac) /Filter")),
    FormAttack("other_name", edit_signature(rb"/Filter", b"/Name (Nguoi khac) /Filter")),
    FormAttack("other_time", edit_signature(rb"/M \([^)]*\)", b"/M (D:20200101000000Z)")),
    FormAttack("other_sub_filter", edit_signature(rb"/ETSI.CAdES.detached", b"/adbe.pkcs7.detached")),
    FormAttack("unsigned_text", _added(ON_PAGE, b"/AP << /N 70 0 R >>", extra={70: TEXT})),
    FormAttack("unsigned_text_tight", _added(ON_PAGE, b"/AP << /N 70 0 R >>", extra={70: TIGHT})),
    FormAttack("unsigned_strokes", _added(ON_PAGE, b"/AP << /N 70 0 R >>", extra={70: STROKES})),
    FormAttack("unsigned_nested", _added(ON_PAGE, b"/AP << /N 70 0 R >>", extra={
        70: look(b"q /X Do Q", b"/Resources << /XObject << /X 71 0 R >> >> "), 71: TEXT})),
    FormAttack("unsigned_state", _added(ON_PAGE, b"/AS /On /AP << /N << /On 70 0 R >> >>", extra={70: TEXT})),
    FormAttack("unsigned_ground", _added(ON_PAGE, b"/MK << /BG [1 1 1] /CA (9.000.000) >>")),
    FormAttack("unsigned_in_kid", _added(b"/T (O_ky) /Kids [951 0 R]", extra={
        951: b"<< /Type /Annot /Subtype /Widget /Parent 950 0 R /F 4 /Rect [60 690 300 740] /AP << /N 70 0 R >> >>",
        70: TEXT})),
    FormAttack("unsigned_script", _added(b"/T (O_ky) /F 2 /Rect [0 0 0 0] /AA << /PO %b >>" % SCRIPT)),
    *(FormAttack(f"unsigned_{name}", _added(b"/T (O_ky) /F 4", *entries, extra={70: TEXT})) for name, entries in {
        "without_room": (b"/Rect [60 690 60 690] /AP << /N 70 0 R >>",),
        "without_box": (b"/AP << /N 70 0 R >>",),
        "under_pointer": (b"/Rect [60 690 300 740] /AP << /R 70 0 R >>",),
        "with_file": (b"/Rect [0 0 0 0] /AF [34 0 R]",),
    }.items()),
    FormAttack("note_as_field", lambda data: append_update(data, {
        20: text_of(data, 20).replace(b"/Fields [", b"/Fields [950 0 R "),
        19: text_of(data, 19).replace(b"[", b"[950 0 R ", 1),
        950: b"<< /Type /Annot /Subtype /FreeText /FT /Sig /T (O_ky) /F 4 /Rect [60 690 300 740] /P 3 0 R "
        b"/DA (/Helv 12 Tf 0 g) /Contents (9.000.000) >>"})),
    FormAttack("print_by_timestamp_as_signature", print_by_timestamp(TEXT_ALONE, kind="/Sig")),
    FormAttack("print_by_timestamp", print_by_timestamp(TEXT_ALONE)),
    FormAttack("hide_by_timestamp", print_by_timestamp(b"1 g 0 0 240 20 re f")),
    FormAttack("unsigned_action", _added(b"/T (O_ky) /F 4 /Rect [60 100 300 140] /A %b" % SCRIPT)),
)  # fmt: skip

CERTIFIED = (
    *(FormAttack(f"p{level.value}_weaken", edit_signature(rb"/P %d\b" % level.value, b"/P 3"), certify=level)
      for level in (P1, P2)),
    FormAttack("p1_drop_transform", edit_signature(rb"/Reference", b"/Referenza"), certify=P1),
    FormAttack("p1_drop_permissions", lambda data: append_update(data, {
        1: re.sub(rb"/Perms\s*(<<.*?>>|\d+ 0 R)", b"", text_of(data, 1), flags=re.DOTALL)}), certify=P1),
    FormAttack("p1_fill", FILL, certify=P1),
    FormAttack("p1_fill_and_weaken", lambda data: edit_signature(rb"/P 1\b", b"/P 2")(FILL(data)), certify=P1),
    FormAttack("p1_empty_field", _added(b"/T (O_ky) /F 4 /Rect [60 100 300 140]"), certify=P1),
    FormAttack("p2_hide_print_by_field", _edited(22, b"25 0 R", b"70 0 R", {70: look(b"1 g 0 0 240 20 re f")}),
               certify=P2, prepared={22: OVER_PRINT}),
    FormAttack("p2_blacken_print_by_field", _edited(22, b"25 0 R", b"70 0 R", {70: look(b"0 g 0 0 240 20 re f")}),
               certify=P2, prepared={22: OVER_PRINT}),
    FormAttack("p2_look_without_value", _field(23, b"/AP << /N 70 0 R >>", {70: TEXT}), certify=P2),
    FormAttack("p3_look_without_value", _field(23, b"/AP << /N 70 0 R >>", {70: STROKES}), certify=P3),
    FormAttack("p2_look_of_button", _field(80, b"/AP << /N 70 0 R >>", {70: TEXT}), certify=P2,
               prepared=CLEAR_BUTTON),
    *(FormAttack(f"p2_needs_appearances_{name}", _field(20, b"/NeedAppearances true"), certify=P2, prepared={
        22: OBJECTS[22].replace(b"(Nguyen)", b"(9.000.000)"), 25: seen})
      for name, seen in (("of_other_value", OBJECTS[25]), ("of_hidden_value", look(b"q Q")), ("of_unknown_font", look(
          b"BT /F 10 Tf 2 5 Td (1) Tj ET", b"/Resources << /Font << /F << /Type /Font /Subtype /Type3 >> >> >> ")))),
    FormAttack("p2_tick_look_only", _edited(24, b"/AS /Off", b"/AS /Yes"), certify=P2),
    FormAttack("p2_coded_look_of_old_value", _edited(22, b"25 0 R", b"70 0 R", {70: CODED}), certify=P2),
    FormAttack("p2_note", _annotation(
        b"/Subtype /Text /Rect [500 600 520 620] /F 4 /Contents (9.000.000)"), certify=P2),
    *(FormAttack(f"p3_{kind.decode().lower()}", _annotation(
        b"/Subtype /%b /Rect [60 690 300 740] /F 4 /Contents (9.000.000) /DA (/Helv 12 Tf) /C [1 1 1] /IC [1 1 1] "
        b"/QuadPoints [60 740 300 740 60 690 300 690] /AP << /N 70 0 R >>" % kind, {70: look(b"1 g 0 0 240 20 re f")}),
        certify=P3)
      for kind in (b"FreeText", b"Stamp", b"Redact", b"Square", b"Line", b"Ink", b"Polygon", b"Caret", b"Highlight",
                   b"Watermark", b"Screen", b"3D", b"RichMedia", b"Movie", b"FileAttachment", b"Widget")),
    FormAttack("p3_cover_by_highlight", _annotation(
        b"/Subtype /Highlight /Rect [60 690 300 740] /F 4 /C [1 1 1] /QuadPoints [60 740 300 740 60 690 300 690] "
        b"/AP << /N 70 0 R >>", {70: TEXT}), certify=P3),
    FormAttack("p3_link", _annotation(b"/Subtype /Link /Rect [60 690 300 740] /A << /S /URI /URI (https://b.vn) >>"),
               certify=P3),
    FormAttack("p3_script", _annotation(b"/Subtype /Link /Rect [60 690 300 740] /A %b" % SCRIPT), certify=P3),
    FormAttack("p3_override", _objects({6: stream(b"BT /F1 12 Tf 72 722 Td (9.000.000) Tj ET")}), certify=P3),
)  # fmt: skip

LOCKED = (
    FormAttack("locked_all", FILL, lock=LOCK_ALL),
    FormAttack("locked_one", FILL, lock=LOCK_ONE),
    FormAttack("locked_tree", FILL, lock=LOCK_TREE),
    FormAttack("locked_rest", FILL, lock=LOCK_REST),
    FormAttack("locked_one_through_parent", _edited(21, b"/T (nguoi)", b"/T (nguoi) /V (Le)"), lock=LOCK_ONE),
    FormAttack("locked_one_p2", FILL, lock=LOCK_ONE, certify=P2),
    FormAttack("locked_lifted", lambda data: append_update(FILL(data), {
        field_number(data): re.sub(rb"/Lock \d+ 0 R", b"", text_of(data, field_number(data)))}), lock=LOCK_ONE),
    FormAttack("locked_transform_dropped", lambda data: edit_signature(rb"/FieldMDP", b"/FieldXXX")(FILL(data)),
               lock=LOCK_ONE),
    FormAttack("locked_needs_appearances", _field(20, b"/NeedAppearances true"), lock=LOCK_ALL,
               prepared={22: OBJECTS[22].replace(b"/V (Nguyen)", b"")}),
    FormAttack("locked_default_font", default_font, lock=LOCK_ALL),
)  # fmt: skip

FORM_ATTACKS = (*FIELDS, *SIGNATURE_FIELDS, *CERTIFIED, *LOCKED)
