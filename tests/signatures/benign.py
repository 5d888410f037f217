"""What honest programs do to a file after it was signed, and the kinds of file they start from. None may be refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from asn1crypto.crl import CertificateList
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import FieldMDPAction, MDPPerm, SigFieldSpec, append_signature_field
from pyhanko.sign.validation.dss import DocumentSecurityStore

from tests.signatures.attack_forms import Lock, look
from tests.signatures.paper import make_pdf
from tests.signatures.pki import NOW, make_pki, sign_pdf, timestamp_pdf
from tests.signatures.rich import OBJECTS, rich_pdf, write_pdf
from tests.signatures.updates import (
    append_update,
    last_startxref,
    page_number,
    root_number,
    size_of,
    stream,
    text_of,
)

PKI = make_pki()
Later = Callable[[bytes], bytes]
Objects = dict[int, bytes]
FREE_PLACE = (60, 60, 200, 90)


# kinds of file


def packed(data: bytes) -> bytes:
    """Object streams and a cross-reference stream, as newer programs write them."""
    return _saved(data, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def linearized(data: bytes) -> bytes:
    """Ready for the web: the first page first, two tables."""
    return _saved(data, linearize=True)


def linearized_packed(data: bytes) -> bytes:
    """Both."""
    return _saved(data, linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def hybrid(data: bytes) -> bytes:
    """A classic table, and a second section that points at a cross-reference stream: as word processors write it."""
    out = bytearray(data)
    number, place = size_of(data), len(data)
    rows = b"\x01" + place.to_bytes(4, "big") + b"\x00"
    table = b"/Type /XRef /Size %d /W [1 4 1] /Index [%d 1] /Root %d 0 R " % (number + 1, number, root_number(data))
    out += b"%d 0 obj\n%b\nendobj\n" % (number, stream(rows, table))
    start = len(out)
    out += b"xref\n0 0\ntrailer\n<< /Size %d /Root %d 0 R /Prev %d /XRefStm %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        number + 1,
        root_number(data),
        last_startxref(data),
        place,
        start,
    )
    return bytes(out)


def updated_before(data: bytes) -> bytes:
    """Saved twice before anybody signed."""
    page = page_number(data)
    return append_update(data, {page: text_of(data, page)})


def with_carriage_returns(data: bytes) -> bytes:
    """An end-of-file mark followed by CR and LF."""
    return data.rstrip(b"\n") + b"\r\n"


def _saved(data: bytes, **how: object) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(out, deterministic_id=True, **how)  # type: ignore[arg-type]
    return out.getvalue()


DIRECT_FORM = write_pdf(
    {**OBJECTS, 1: OBJECTS[1].replace(b"20 0 R", OBJECTS[20]), 3: OBJECTS[3].replace(b"19 0 R", OBJECTS[19])}, root=1
)

FILES: dict[str, bytes] = {
    "direct_form": DIRECT_FORM,
    "plain": make_pdf(),
    "rich": rich_pdf(),
    "plain_packed": packed(make_pdf()),
    "rich_packed": packed(rich_pdf()),
    "plain_linearized": linearized(make_pdf()),
    "rich_linearized": linearized(rich_pdf()),
    "rich_linearized_packed": linearized_packed(rich_pdf()),
    "hybrid": hybrid(make_pdf()),
    "rich_hybrid": hybrid(rich_pdf()),
    "updated_before": updated_before(make_pdf()),
    "carriage_returns": with_carriage_returns(make_pdf()),
    "three_pages": make_pdf([("Trang 1",), ("Trang 2",), ("Trang 3",)]),
}


# what is done to any file


def countersign(data: bytes) -> bytes:
    """An invisible signature of the agency."""
    return sign_pdf(data, PKI.agency(), field="Ky_nhay")


def countersign_visibly(data: bytes) -> bytes:
    """A visible signature of the agency."""
    return sign_pdf(data, PKI.agency(), field="Dong_dau", box=FREE_PLACE)


def stamp_time(data: bytes) -> bytes:
    """A document timestamp."""
    return timestamp_pdf(data, PKI.timestamper(NOW))


def add_validation_data(data: bytes) -> bytes:
    """Certificates and revocation data (DSS with VRI), as programs for long-term validation add them."""
    writer = IncrementalPdfFileWriter(BytesIO(data), strict=False)
    reader = PdfFileReader(BytesIO(data), strict=False)
    contents = reader.embedded_signatures[-1].pkcs7_content
    DocumentSecurityStore.supply_dss_in_writer(
        writer,
        contents.hex().encode(),
        certs=[PKI.ca.asn1, PKI.root.asn1],
        crls=[_crl(PKI.crl()), _crl(PKI.root_crl())],
    )
    return _written(writer)


def archive(data: bytes) -> bytes:
    """Validation data, a document timestamp, and both once more a year later."""
    once = stamp_time(add_validation_data(data))
    return stamp_time(add_validation_data(once))


def sign_in_three_rounds(data: bytes) -> bytes:
    """Initials, leader, seal, gazette: each with its place."""
    for number in range(3):
        data = sign_pdf(data, PKI.agency(), field=f"Vong_{number}", box=(60 + 120 * number, 60, 160 + 120 * number, 90))
    return data


def place_empty_field(data: bytes) -> bytes:
    """A signature field for the next signer, empty and without any print."""
    writer = IncrementalPdfFileWriter(BytesIO(data), strict=False)
    append_signature_field(writer, SigFieldSpec("Cho_ky", box=FREE_PLACE, empty_field_appearance=False))
    return _written(writer)


def place_and_sign(data: bytes) -> bytes:
    """An empty field, signed in a later revision."""
    return sign_pdf(place_empty_field(data), PKI.firm(), field="Cho_ky")


def save_again(data: bytes) -> bytes:
    """A revision that says nothing new but who saved it when."""
    writer = IncrementalPdfFileWriter(BytesIO(data), strict=False)
    info = generic.DictionaryObject(
        {
            generic.pdf_name("/ModDate"): generic.pdf_string("D:20260301090000+07'00'"),
            generic.pdf_name("/Producer"): generic.pdf_string("Luu lai"),
        }
    )
    writer.set_info(writer.add_object(info))
    return _written(writer)


def rewrite_objects_unchanged(data: bytes) -> bytes:
    """The catalogue and a page written out again, word for word."""
    writer = IncrementalPdfFileWriter(BytesIO(data), strict=False)
    writer.mark_update(writer.root_ref)
    writer.mark_update(writer.root["/Pages"]["/Kids"].raw_get(0).reference)
    return _written(writer)


def declare_extension(data: bytes) -> bytes:
    """Developer extensions and a newer version in the catalogue."""
    writer = IncrementalPdfFileWriter(BytesIO(data), strict=False)
    developer = generic.DictionaryObject({generic.pdf_name("/BaseVersion"): generic.pdf_name("/1.7")})
    writer.root[generic.pdf_name("/Extensions")] = generic.DictionaryObject({generic.pdf_name("/ESIC"): developer})
    writer.root[generic.pdf_name("/Version")] = generic.pdf_name("/2.0")
    writer.update_root()
    return _written(writer)


def empty_revision(data: bytes) -> bytes:
    """A table without entries."""
    return append_update(data, {})


def blank_tail(data: bytes) -> bytes:
    """Line breaks and zeros behind the end, as a transfer adds them."""
    return data + b"\r\n\n" + b"\x00" * 16


def padded_tail(data: bytes) -> bytes:
    """Zeros to the end of a block, as a token or a tape writes them."""
    return data + b"\x00" * 4096


def second_end(data: bytes) -> bytes:
    """The last line once more."""
    return data + b"%%EOF\n"


def leave_orphan(data: bytes) -> bytes:
    """An object that nothing uses."""
    return append_update(data, {size_of(data): b"<< /Saved true >>"})


def fill_in(data: bytes) -> bytes:
    """An empty text field filled in, where the file has one."""
    writer = IncrementalPdfFileWriter(BytesIO(data), strict=False)
    for field in _empty_text_fields(writer):
        numbers = (generic.NumberObject(edge) for edge in (0, 0, 240, 20))
        names = {"/Type": generic.pdf_name("/XObject"), "/Subtype": generic.pdf_name("/Form")}
        entries = {**names, "/BBox": generic.ArrayObject(numbers)}
        shown = generic.StreamObject(
            {generic.pdf_name(key): value for key, value in entries.items()},
            stream_data=b"/Tx BMC BT /Helv 10 Tf 2 5 Td (An) Tj ET EMC",
        )
        field[generic.pdf_name("/V")] = generic.pdf_string("An")
        field[generic.pdf_name("/AP")] = generic.DictionaryObject({generic.pdf_name("/N"): writer.add_object(shown)})
        writer.update_container(field)
    return _written(writer)


def _empty_text_fields(writer: IncrementalPdfFileWriter) -> list[generic.DictionaryObject]:
    top = writer.root["/AcroForm"]["/Fields"] if "/AcroForm" in writer.root else ()
    kids = [kid for item in top for kid in item.get_object().get("/Kids", ())]
    return [kid.get_object() for kid in kids if kid.get_object().get("/T") == "ten"]


def fill_in_and_sign(data: bytes) -> bytes:
    """Filled in by the next signer, who signs it."""
    return countersign_visibly(fill_in(data))


def _crl(der: bytes) -> CertificateList:
    return CertificateList.load(der)


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


CHANGES: tuple[Later, ...] = (
    countersign,
    countersign_visibly,
    stamp_time,
    add_validation_data,
    archive,
    sign_in_three_rounds,
    place_empty_field,
    place_and_sign,
    save_again,
    rewrite_objects_unchanged,
    declare_extension,
    empty_revision,
    blank_tail,
    padded_tail,
    second_end,
    leave_orphan,
    fill_in,
    fill_in_and_sign,
)


# what is filled in


@dataclass(frozen=True, slots=True)
class Filling:
    """A form as it was signed, and how it is filled in afterwards."""

    name: str
    later: Objects
    prepared: Objects | None = None
    certify: MDPPerm | None = None
    lock: Lock | None = None

    @property
    def victim(self) -> bytes:
        """The form before anybody signs it."""
        return write_pdf({**OBJECTS, **(self.prepared or {})}, root=1, info=46)


def _filled(number: int, more: bytes, extra: Objects | None = None) -> Objects:
    return {number: OBJECTS[number][:-2] + more + b" >>", **(extra or {})}


AN = look(b"/Tx BMC q BT /Helv 10 Tf 0 g 2 5 Td (An) Tj ET Q EMC")
GROUND = look(b"1 g 0 0 240 20 re f 0 G 1 w 0.5 0.5 239 19 re s /Tx BMC EMC")
GROUND_AN = look(b"1 g 0 0 240 20 re f 0 G 1 w 0.5 0.5 239 19 re s /Tx BMC q BT /Helv 10 Tf 2 5 Td (An) Tj ET Q EMC")
EMPTY = look(b"/Tx BMC EMC")
BARE = OBJECTS[23].replace(b"/MK << /BC [0 0 0] >> ", b"")
OWN_CODES = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [1 /A /n] >> >>"
WITH_EMPTY = {23: OBJECTS[23][:-2] + b"/AP << /N 70 0 R >> >>", 70: EMPTY}
WITH_GROUND = {23: OBJECTS[23][:-2] + b"/AP << /N 70 0 R >> >>", 70: GROUND}
P2, P3 = MDPPerm.FILL_FORMS, MDPPerm.ANNOTATE
SHARED = {
    20: OBJECTS[20].replace(b"41 0 R]", b"41 0 R 80 0 R]"),
    19: OBJECTS[19].replace(b"[", b"[81 0 R 82 0 R ", 1),
    80: b"<< /FT /Tx /T (so_bien_nhan) /DA (/Helv 10 Tf 0 g) /Kids [81 0 R 82 0 R] >>",
    81: b"<< /Type /Annot /Subtype /Widget /Parent 80 0 R /F 4 /Rect [60 480 180 500] /P 3 0 R >>",
    82: b"<< /Type /Annot /Subtype /Widget /Parent 80 0 R /F 4 /Rect [60 450 180 470] /P 3 0 R >>",
}
RADIO = {
    20: OBJECTS[20].replace(b"41 0 R]", b"41 0 R 80 0 R]"),
    19: OBJECTS[19].replace(b"[", b"[81 0 R 82 0 R ", 1),
    80: b"<< /FT /Btn /Ff 49152 /T (gioi_tinh) /Kids [81 0 R 82 0 R] >>",
    81: b"<< /Type /Annot /Subtype /Widget /Parent 80 0 R /F 4 /Rect [60 480 80 500] /P 3 0 R /AS /Off "
    b"/AP << /N << /Nam 28 0 R /Off 32 0 R >> >> >>",
    82: b"<< /Type /Annot /Subtype /Widget /Parent 80 0 R /F 4 /Rect [90 480 110 500] /P 3 0 R /AS /Off "
    b"/AP << /N << /Nu 28 0 R /Off 32 0 R >> >> >>",
}

FILLINGS = (
    Filling("text", _filled(23, b"/V (An) /AP << /N 90 0 R >>", {90: AN})),
    Filling("text_without_look", _filled(23, b"/V (An)")),
    Filling("text_over_empty_look", {23: OBJECTS[23][:-2] + b"/V (An) /AP << /N 90 0 R >> >>", 90: AN}, WITH_EMPTY),
    Filling("text_in_place", {23: WITH_EMPTY[23][:-2] + b"/V (An) >>", 70: AN}, WITH_EMPTY),
    Filling("text_on_ground", {23: OBJECTS[23][:-2] + b"/V (An) /AP << /N 90 0 R >> >>", 90: GROUND_AN}, WITH_GROUND),
    Filling("text_on_ground_in_place", {23: WITH_GROUND[23][:-2] + b"/V (An) >>", 70: GROUND_AN}, WITH_GROUND),
    Filling("text_with_font_in_form", {**_filled(23, b"/V (An) /AP << /N 90 0 R >>", {90: AN}),
            95: b"<< /Font << /Helv 18 0 R /F9 91 0 R >> >>", 91: OBJECTS[10]},
            {20: OBJECTS[20].replace(b"/DR 29 0 R", b"/DR 95 0 R"), 95: OBJECTS[29]}),
    Filling("rich_text", {23: OBJECTS[23][:-2] + b"/V (An) /RV (<body>An</body>) /AP << /N 90 0 R >> >>", 90: AN}),
    Filling("number_with_format", _filled(23, b"/V (1234567) /AP << /N 90 0 R >>",
            {90: look(b"BT /Helv 10 Tf 2 5 Td (1.234.567,00) Tj ET")})),
    Filling("date_with_format", _filled(23, b"/V (2026-03-01) /AP << /N 90 0 R >>",
            {90: look(b"BT /Helv 10 Tf 2 5 Td (01/03/2026) Tj ET")})),
    Filling("unicode_text", _filled(23, b"/V <FEFF1EA01ED300E1> /AP << /N 90 0 R >>",
            {90: look(b"BT /Helv 10 Tf 2 5 Td <0A0B0C> Tj ET")})),
    Filling("own_codes", {23: OBJECTS[23][:-2] + b"/V (An) /AP << /N 90 0 R >> >>", 91: OWN_CODES,
            90: look(b"BT /F 10 Tf 2 5 Td <0102> Tj ET", b"/Resources << /Font << /F 91 0 R >> >> ")}),
    Filling("unlocked_parent", {21: OBJECTS[21][:-2] + b"/V (Le) >>"}, lock=(FieldMDPAction.INCLUDE, ("dong_y",))),
    Filling("text_with_empty_caption", {23: BARE[:-2] + b"/V (An) /MK << >> /AP << /N 90 0 R >> >>", 90: AN},
            {23: BARE}),
    Filling("tick_with_empty_caption", {24: OBJECTS[24].replace(b"/AS /Off /V /Off", b"/AS /Yes /V /Yes /MK << >>")}),
    Filling("two_widgets_with_empty_captions", {80: SHARED[80][:-2] + b"/V (An) >>", 90: AN,
            **{row: SHARED[row][:-2] + b"/MK << >> /AP << /N 90 0 R >> >>" for row in (81, 82)}}, SHARED),
    Filling("locked_afterwards", _filled(23, b"/V (An) /Ff 1 /AP << /N 90 0 R >>", {90: AN})),
    Filling("tick", {24: OBJECTS[24].replace(b"/AS /Off /V /Off", b"/AS /Yes /V /Yes")}),
    Filling("choose", {41: OBJECTS[41].replace(b"/V (Hue) ", b"") [:-2] + b"/V (Ha Noi) /I [0] >>"},
            {41: OBJECTS[41].replace(b"/V (Hue) ", b"")[:-2] + b"/I [] >>"}),
    Filling("radio", {80: RADIO[80][:-2] + b"/V /Nam >>", 81: RADIO[81].replace(b"/AS /Off", b"/AS /Nam")}, RADIO),
    Filling("two_widgets", {80: SHARED[80][:-2] + b"/V (An) >>", 81: SHARED[81][:-2] + b"/AP << /N 90 0 R >> >>",
            82: SHARED[82][:-2] + b"/AP << /N 90 0 R >> >>", 90: AN}, SHARED),
    Filling("text_p2", _filled(23, b"/V (An) /AP << /N 90 0 R >>", {90: AN}), certify=P2),
    Filling("text_p3", _filled(23, b"/V (An) /AP << /N 90 0 R >>", {90: AN}), certify=P3),
    Filling("change_p2", {22: OBJECTS[22].replace(b"(Nguyen)", b"(Le)").replace(b"25 0 R", b"90 0 R"),
            90: look(b"BT /Helv 10 Tf 2 5 Td (Le) Tj ET")}, certify=P2),
    Filling("unlocked_one", _filled(23, b"/V (An) /AP << /N 90 0 R >>", {90: AN}),
            lock=(FieldMDPAction.INCLUDE, ("dong_y",))),
    Filling("unlocked_rest", _filled(23, b"/V (An) /AP << /N 90 0 R >>", {90: AN}),
            lock=(FieldMDPAction.EXCLUDE, ("nguoi.ten",))),
    Filling("unlocked_tree", _filled(23, b"/V (An) /AP << /N 90 0 R >>", {90: AN}),
            lock=(FieldMDPAction.EXCLUDE, ("nguoi",))),
)  # fmt: skip


def fill(data: bytes, filling: Filling) -> bytes:
    """The filling as a later revision of the signed form."""
    return append_update(data, filling.later)
