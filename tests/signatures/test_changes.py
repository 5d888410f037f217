"""What may happen to a file after it was signed, and what may not."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pytest
from asn1crypto.cms import ContentInfo
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm
from pyhanko.stamp import StaticStampStyle

from signatures.report import SignatureReport
from signatures.trust import TrustStore
from signatures.verify import verify
from tests.signatures.attacks import gap
from tests.signatures.paper import make_pdf
from tests.signatures.pki import NOW, SIGNED_AT, Identity, make_pki, sign_pdf, timestamp_pdf
from tests.signatures.updates import append_update, page_number, reader_of, root_number, size_of, stream, text_of

PKI = make_pki()
STRANGER = make_pki("Người lạ")
STORE = TrustStore.of([PKI.root.der], [PKI.ca.der])
BOX = (60, 680, 400, 740)


def _verify(data: bytes) -> SignatureReport:
    return verify(data, trust=STORE, now=NOW)


def _form(value: bytes = b"") -> bytes:
    """A page with one text field, empty or filled."""
    data = make_pdf()
    new, page, root = size_of(data), page_number(data), root_number(data)
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (so) /F 4 /Rect [60 600 300 620] /P %d 0 R %b >>"
    return append_update(
        data,
        {
            root: text_of(data, root)[:-2] + b"/AcroForm << /Fields [%d 0 R] >> >>" % new,
            page: text_of(data, page)[:-2] + b"/Annots [%d 0 R] >>" % new,
            new: field % (page, value + (b" /AP << /N %d 0 R >>" % (new + 1) if value else b"")),
            new + 1: stream(b"BT (1000000) Tj ET", b"/Type /XObject /Subtype /Form /BBox [0 0 240 20]"),
        },
    )


def _fill(data: bytes, value: bytes, shown: bytes, *, field: int) -> bytes:
    body = text_of(data, field)
    keep = body.split(b"/V")[0].split(b"/AP")[0].rstrip(b"> \n")
    new = size_of(data)
    form = stream(shown, b"/Type /XObject /Subtype /Form /BBox [0 0 240 20] ")
    return append_update(data, {field: keep + b" /V (%b) /AP << /N %d 0 R >> >>" % (value, new), new: form})


def _field_number(data: bytes) -> int:
    return int(reader_of(data).root["/AcroForm"]["/Fields"].raw_get(0).idnum)


def _with_empty_field(data: bytes, box: tuple[int, int, int, int]) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(data))
    fields.append_signature_field(writer, fields.SigFieldSpec("Trong", box=box, empty_field_appearance=True))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_filling_an_empty_field_is_permitted_and_told() -> None:
    """Old and new value stand in the report."""
    signed = sign_pdf(_form(), PKI.agency())
    filled = _fill(signed, b"1000000", b"BT (1000000) Tj ET", field=_field_number(signed))
    report = _verify(filled)
    assert report.integrity == "intact"
    (change,) = [item for item in report.signatures[0].changes if item.kind == "field_filled"]
    assert (change.subject, change.old, change.new) == ("so", None, "1000000")


def test_a_field_that_cannot_be_read_is_told() -> None:
    """A font whose glyphs may be anything: the clerk is asked to compare."""
    signed = sign_pdf(_form(), PKI.agency())
    number, new = _field_number(signed), size_of(signed)
    own = b"<< /Type /Font /Subtype /TrueType /BaseFont /AB+X /FontDescriptor << /FontFile2 %d 0 R >> >>" % (new + 1)
    shown = b"/Type /XObject /Subtype /Form /BBox [0 0 240 20] /Resources << /Font << /X %b >> >> " % own
    filled = append_update(
        signed,
        {
            number: text_of(signed, number).rstrip(b"> \n") + b" /V (1000000) /AP << /N %d 0 R >> >>" % new,
            new: stream(b"BT /X 10 Tf (9000000) Tj ET", shown),
            new + 1: stream(b"none"),
        },
    )
    report = _verify(filled)
    assert report.integrity == "intact"
    (change,) = [item for item in report.signatures[0].changes if item.kind == "field_filled"]
    assert "hãy so với giá trị" in change.message


def test_altering_a_filled_field_is_refused() -> None:
    """What the signer saw in the field must stay."""
    signed = sign_pdf(_form(b"/V (1000000)"), PKI.agency())
    report = _verify(_fill(signed, b"9000000", b"BT (9000000) Tj ET", field=_field_number(signed)))
    assert report.integrity == "changed"
    (change,) = [item for item in report.signatures[0].changes if item.kind == "field_altered"]
    assert (change.old, change.new, change.permitted) == ("1000000", "9000000", False)


def test_a_new_look_of_an_old_value_is_refused() -> None:
    """The value stays, the page shows another sum."""
    signed = sign_pdf(_form(b"/V (1000000)"), PKI.agency())
    look = b"0 g 0 0 200 20 re f"
    report = _verify(_fill(signed, b"1000000", look, field=_field_number(signed)))
    assert report.integrity == "changed"


def test_a_value_must_not_fade_little_by_little() -> None:
    """Redrawn again and again, each time a little paler: what the signer saw is gone in the end."""
    font = b"/Resources << /Font << /H << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> "

    def redrawn(data: bytes, grey: float) -> bytes:
        number, new = _field_number(data), size_of(data)
        body = re.sub(rb"/AP << /N \d+ 0 R >>", b"/AP << /N %d 0 R >>" % new, text_of(data, number))
        shown = b"%.3f g BT /H 14 Tf 2 5 Td (1000000) Tj ET" % grey
        form = stream(shown, b"/Type /XObject /Subtype /Form /BBox [0 0 240 20] " + font)
        return append_update(data, {number: body, new: form})

    paler = sign_pdf(redrawn(_form(b"/V (1000000)"), 0), PKI.agency())
    for step in range(4):
        paler = redrawn(paler, 0.115 * (step + 1))
    report = _verify(paler)
    assert report.integrity == "changed"
    assert "field_altered" in {change.kind for change in report.signatures[0].changes if not change.permitted}


def test_form_settings_must_not_redraw_filled_fields() -> None:
    """A reader told to draw the fields anew may draw something else."""
    signed = sign_pdf(_form(b"/V (1000000)"), PKI.agency())
    root = root_number(signed)
    body = text_of(signed, root).replace(b"/SigFlags 3", b"/SigFlags 3 /NeedAppearances true")
    assert b"NeedAppearances" in body
    assert _verify(append_update(signed, {root: body})).integrity == "changed"


def test_a_comment_is_no_hiding_place() -> None:
    """Some readers look for the last `startxref` wherever it stands."""
    signed = sign_pdf(make_pdf(), PKI.agency())
    for tail in (b"% startxref 9 %%EOF\n", b"%note\n%%EOF\n%\xe2\xe3 trailer\n%%EOF\n"):
        assert _verify(signed + tail).integrity in {"changed", "unreadable"}
    assert _verify(signed + b"\n\n").integrity == "intact"


def test_a_locked_field_must_not_be_filled() -> None:
    """FieldMDP names the field."""
    lock = FieldMDPSpec(FieldMDPAction.INCLUDE, fields=["so"])
    signed = sign_pdf(_form(), PKI.agency(), lock=lock)
    filled = _fill(signed, b"1", b"BT (1) Tj ET", field=_field_number(signed))
    assert _verify(filled).integrity == "changed"


@pytest.mark.parametrize("level", [MDPPerm.NO_CHANGES, MDPPerm.FILL_FORMS, MDPPerm.ANNOTATE])
def test_an_annotation_over_a_certified_page_is_refused(level: MDPPerm) -> None:
    """Evil annotation: even where annotations are allowed, nothing may be laid over the text."""
    signed = sign_pdf(make_pdf(), PKI.agency(), certify=level)
    new, page = size_of(signed), page_number(signed)
    body = text_of(signed, page).split(b"/Annots")[0].rstrip(b"> \n")
    note = b"<< /Type /Annot /Subtype /FreeText /Rect [60 690 500 740] /F 4 /DA (/Helv 12 Tf) /Contents (9) >>"
    attacked = append_update(signed, {page: body + b" /Annots [%d 0 R] >>" % new, new: note})
    assert _verify(attacked).integrity == "changed"


def test_a_stranger_must_not_print_on_a_certified_page() -> None:
    """Sneaky signature: a visible signature by somebody nobody trusts."""
    signed = sign_pdf(make_pdf(), PKI.agency(), certify=MDPPerm.FILL_FORMS)
    attacked = sign_pdf(signed, STRANGER.firm("KẺ LẠ"), field="Signature2", box=BOX)
    assert _verify(attacked).integrity == "changed"


def test_a_trusted_colleague_may_countersign_a_certified_page() -> None:
    """The office's own visible signature, beside the text."""
    signed = sign_pdf(make_pdf(), PKI.firm(), certify=MDPPerm.FILL_FORMS)
    report = _verify(sign_pdf(signed, PKI.agency(), field="Signature2", box=(300, 100, 500, 150)))
    assert (report.integrity, report.signatures[0].later_changes) == ("intact", "permitted")


def test_nothing_visible_may_follow_when_no_changes_are_allowed() -> None:
    """DocMDP 1, yet a document timestamp stays welcome."""
    signed = sign_pdf(make_pdf(), PKI.agency(), certify=MDPPerm.NO_CHANGES)
    assert _verify(timestamp_pdf(signed, PKI.timestamper(NOW))).integrity == "intact"
    assert _verify(_with_empty_field(signed, (60, 100, 400, 160))).integrity == "changed"


def test_an_unsigned_field_must_not_print() -> None:
    """An empty signature field added later with something in it."""
    signed = sign_pdf(make_pdf(), PKI.agency())
    report = _verify(_with_empty_field(signed, BOX))
    assert report.integrity == "changed"
    assert "unsigned_appearance" in {change.kind for change in report.signatures[0].changes}


def _white_stamp() -> StaticStampStyle:
    ground = RawContent(b"1 1 1 rg 0 0 340 60 re f", box=BoxConstraints(width=340, height=60))
    return StaticStampStyle(background=ground, background_opacity=1.0, border_width=0)


@pytest.mark.parametrize("colleague", [PKI.firm(), STRANGER.firm()], ids=["trusted", "stranger"])
def test_a_stamp_must_not_cover_print(colleague: Identity) -> None:
    """A later visible signature with a white ground, over the text of the first signer."""
    signed = sign_pdf(make_pdf(), PKI.agency())
    report = _verify(sign_pdf(signed, colleague, field="Signature2", box=BOX, style=_white_stamp()))
    assert report.integrity == "changed"
    assert "content_hidden" in {change.kind for change in report.signatures[0].changes}


def test_a_stamp_is_looked_at_on_every_page_that_shows_it() -> None:
    """One widget in the lists of two pages: where the first is empty, the second has its print."""
    pages = [("Trang trong",), ("CONG HOA", "So: 12/QD-UBND", "Tong kinh phi: 1.000.000 dong")]
    writer, out = IncrementalPdfFileWriter(BytesIO(sign_pdf(make_pdf(pages), PKI.agency()))), BytesIO()
    box = (60, 700, 400, 735)
    fields.append_signature_field(writer, fields.SigFieldSpec("Trong", box=box, empty_field_appearance=False))
    first, second = (writer.root["/Pages"]["/Kids"][index] for index in (0, 1))
    second["/Annots"] = generic.ArrayObject([list(first["/Annots"])[-1]])
    writer.update_container(second)
    writer.write(out)
    report = _verify(sign_pdf(out.getvalue(), PKI.firm(), field="Trong", style=_white_stamp()))
    assert report.integrity == "changed"
    assert "content_hidden" in {change.kind for change in report.signatures[0].changes}


def test_a_stamp_beside_the_print_is_welcome() -> None:
    """The same white stamp where the page is empty."""
    signed = sign_pdf(make_pdf(), PKI.agency())
    second = sign_pdf(signed, PKI.firm(), field="Signature2", box=(60, 100, 400, 160), style=_white_stamp())
    assert _verify(second).integrity == "intact"


def test_a_key_given_twice_is_refused() -> None:
    """Readers take the first or the last: the page is turned for some of them."""
    signed = sign_pdf(make_pdf(), PKI.agency())
    page = page_number(signed)
    body = text_of(signed, page)
    assert b"/Rotate" in body
    for key in (b"/Rotate", b"/R#6ftate"):
        assert _verify(append_update(signed, {page: body[:-2] + key + b" 90 >>"})).integrity == "changed"


def test_what_is_permitted_is_told_in_any_case() -> None:
    """A revision that names nothing but itself."""
    (result,) = _verify(append_update(sign_pdf(make_pdf(), PKI.agency()), {})).signatures
    assert [change.kind for change in result.changes] == ["technical_update"]


def test_a_later_trailer_must_name_the_encryption() -> None:
    """Readers that look into the last trailer alone would take a page that is encrypted for one that is not."""
    locked, out = BytesIO(), BytesIO()
    with pikepdf.open(BytesIO(make_pdf())) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="o", user="", R=6))
    writer = IncrementalPdfFileWriter(locked)
    writer.encrypt("")
    signers.sign_pdf(writer, signers.PdfSignatureMetadata(field_name="Ky"), PKI.agency().signer(), output=out)
    signed = out.getvalue()
    (named,) = set(re.findall(rb"/Encrypt \d+ 0 R", signed))
    without = append_update(signed, {})
    kept = signed + without[len(signed) :].replace(b"/Prev", named + b" /Prev")
    assert (_verify(kept).integrity, _verify(without).integrity) == ("intact", "changed")


def test_a_copied_timestamp_is_refuted() -> None:
    """A timestamp taken from another signature: the content holds, the file was tampered with."""
    elsewhere = sign_pdf(make_pdf(), PKI.agency(), timestamper=PKI.timestamper(SIGNED_AT))
    begin, end = gap(elsewhere)
    token = ContentInfo.load(bytes.fromhex(elsewhere[begin + 1 : end - 1].decode()))["content"]["signer_infos"][0]
    victim = sign_pdf(make_pdf(), PKI.firm(), timestamper=PKI.timestamper(NOW))
    begin, end = gap(victim)
    message = ContentInfo.load(bytes.fromhex(victim[begin + 1 : end - 1].decode()))
    message["content"]["signer_infos"][0]["unsigned_attrs"] = token["unsigned_attrs"].copy()
    digits = message.dump(force=True).hex().encode().ljust(end - begin - 2, b"0")
    report = _verify(victim[: begin + 1] + digits + victim[end - 1 :])
    assert (report.integrity, report.signatures[0].integrity) == ("changed", "intact")
    assert report.signatures[0].timestamp is not None
    assert report.signatures[0].timestamp.status == "invalid"


def test_a_saved_copy_is_no_original() -> None:
    """Re-saved by another program: every object moved."""
    signed = sign_pdf(make_pdf(), PKI.agency())
    writer = copy_into_new_writer(reader_of(signed))
    out = BytesIO()
    writer.write(out)
    assert _verify(out.getvalue()).integrity != "intact"


def test_a_security_store_may_be_sorted_anew() -> None:
    """The order of certificates in their list means nothing, unlike that of annotations on a page."""
    signed = sign_pdf(make_pdf(), PKI.agency())
    root, new = root_number(signed), size_of(signed)
    body = text_of(signed, root)[:-2] + b"/DSS << /Certs %d 0 R >> >>" % new
    certificates = {new + 1: stream(PKI.ca.der), new + 2: stream(PKI.root.der)}
    once = append_update(signed, {root: body, new: b"[%d 0 R %d 0 R]" % (new + 1, new + 2), **certificates})
    twice = append_update(once, {new: b"[%d 0 R %d 0 R]" % (new + 2, new + 1)})
    assert (_verify(once).integrity, _verify(twice).integrity) == ("intact", "intact")
