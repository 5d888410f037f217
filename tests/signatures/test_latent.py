"""Content that waits to be switched is told to the clerk, and an honest page is not suspected."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from signatures.trust import TrustStore
from signatures.verify import verify
from tests.signatures.paper import make_pdf
from tests.signatures.pki import NOW, make_pki, sign_pdf
from tests.signatures.updates import append_update, page_number, root_number, size_of, stream, text_of

PKI = make_pki()
STORE = TrustStore.of([PKI.root.der], [PKI.ca.der])


def _drawn(draw: Callable[[Canvas], None]) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    canvas.setFont("Helvetica", 12)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def covered_text() -> bytes:
    """A white box over the sum, another sum on top."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Tong kinh phi: 9.000.000 dong")
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(60, 690, 300, 24, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(72, 700, "Tong kinh phi: 1.000.000 dong")

    return _drawn(draw)


def hidden_page() -> bytes:
    """A whole second document nobody refers to."""
    data = make_pdf()
    new = size_of(data)
    return append_update(
        data,
        {
            new: b"<< /Type /Catalog /Pages %d 0 R >>" % (new + 1),
            new + 1: b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (new + 2),
            new + 2: b"<< /Type /Page /Parent %d 0 R /Contents %d 0 R >>" % (new + 1, new + 3),
            new + 3: stream(b"BT (9.000.000 dong) Tj ET"),
        },
    )


def unlisted_content() -> bytes:
    """A page content no table lists, between two revisions."""
    data = make_pdf()
    spare = data + b"5 0 obj\n" + stream(b"BT (9.000.000 dong) Tj ET") + b"\nendobj\n"
    return append_update(spare, {size_of(data): b"<< /Producer (x) >>"})


def object_to_come() -> bytes:
    """A page whose second content is still to be written."""
    data = make_pdf()
    page = page_number(data)
    body = re.sub(rb"/Contents\s+(\d+ 0 R)", rb"/Contents [\1 900 0 R]", text_of(data, page))
    return append_update(data, {page: body})


def field_with_other_value() -> bytes:
    """A text field that shows one sum and holds another."""
    return _with_field(b"/V (9000000)", b"BT /Helv 10 Tf (1000000) Tj ET")


def hidden_layer() -> bytes:
    """A layer that is off."""
    data = make_pdf()
    new = size_of(data)
    root = text_of(data, root_number(data))[:-2]
    layer = b"/OCProperties << /OCGs [%d 0 R] /D << /OFF [%d 0 R] >> >> >>" % (new, new)
    return append_update(data, {root_number(data): root + layer, new: b"<< /Type /OCG /Name (a) >>"})


def script() -> bytes:
    """Script that runs on opening."""
    data = make_pdf()
    root = text_of(data, root_number(data))[:-2]
    return append_update(data, {root_number(data): root + b"/OpenAction << /S /JavaScript /JS (1) >> >>"})


def _with_field(value: bytes, appearance: bytes) -> bytes:
    data = make_pdf()
    new = size_of(data)
    root = text_of(data, root_number(data))[:-2] + b"/AcroForm << /Fields [%d 0 R] >> >>" % new
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (so) /F 4 /Rect [60 600 300 620] %b /AP << /N %d 0 R >> >>"
    form = stream(appearance, b"/Type /XObject /Subtype /Form /BBox [0 0 240 20]")
    return append_update(data, {root_number(data): root, new: field % (value, new + 1), new + 1: form})


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (covered_text, "covered_text"),
        (hidden_page, "unreferenced_content"),
        (unlisted_content, "unlisted_object"),
        (object_to_come, "missing_object"),
        (field_with_other_value, "field_shows_other_value"),
        (hidden_layer, "hidden_layers"),
        (script, "active_content"),
    ],
    ids=lambda item: item.__name__ if callable(item) else item,
)
def test_prepared_content_is_warned_about(make: Callable[[], bytes], kind: str) -> None:
    """The signature holds, and the clerk is told what lies in wait."""
    report = verify(sign_pdf(make(), PKI.agency()), trust=STORE, now=NOW)
    assert report.integrity == "intact"
    assert kind in {notice.type for notice in report.warnings}


def test_an_honest_page_raises_no_suspicion() -> None:
    """A plain signed page has no warnings at all."""
    assert verify(sign_pdf(make_pdf(), PKI.agency()), trust=STORE, now=NOW).warnings == ()


def test_a_picture_of_a_seal_is_no_signature() -> None:
    """A red seal on an unsigned page: unsigned, with a warning."""

    def draw(canvas: Canvas) -> None:
        canvas.setStrokeColorRGB(0.85, 0.1, 0.1)
        canvas.setLineWidth(6)
        canvas.circle(420, 300, 50, stroke=1, fill=0)

    report = verify(_drawn(draw), trust=STORE, now=NOW)
    assert report.integrity == "unsigned"
    assert [notice.type for notice in report.warnings] == ["seal_picture"]


def test_printed_words_of_a_signature_are_no_signature() -> None:
    """The text that signing programs print beside a seal."""
    report = verify(make_pdf([("Signed by: CONG TY MAU",)]), trust=STORE, now=NOW)
    assert [notice.type for notice in report.warnings] == ["printed_signature"]
