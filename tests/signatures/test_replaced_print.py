"""Hide and replace (che và thay): a field filled in after signing that writes over the print beneath it."""

from __future__ import annotations

import pytest

from signatures.report import SignatureReport
from signatures.trust import TrustStore
from signatures.verify import verify
from tests.signatures.benign import PKI
from tests.signatures.pki import NOW, sign_pdf
from tests.signatures.rich import write_pdf
from tests.signatures.updates import append_update, size_of, stream, text_of

STORE = TrustStore.of([PKI.root.der], [PKI.ca.der])
FIELD = 5


def _form(*, strokes: int = 0) -> bytes:
    """A signed page with a sum on it, and an empty field over the sum."""
    content = b"BT /F1 12 Tf 72 722 Td (Tong kinh phi: 1.000.000 dong) Tj ET " + b"1 1 m 2 1 l S\n" * strokes
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] /DA (/F1 12 Tf 0 g) "
        b"/DR << /Font << /F1 6 0 R >> >> >> >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>",
        3: b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 6 0 R >> >> /Annots [5 0 R] >>",
        4: stream(content),
        FIELD: b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (ghi_chu) /F 4 /Rect [70 715 300 740] /P 3 0 R >>",
        6: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    return sign_pdf(write_pdf(objects, root=1), PKI.agency(), box=(300, 100, 450, 150))


def _filled(data: bytes, look: bytes, value: bytes) -> SignatureReport:
    number = size_of(data)
    extra = b"/Type /XObject /Subtype /Form /BBox [0 0 230 25] /Resources << /Font << /F1 6 0 R >> "
    extra += b"/ExtGState << /G1 << /ca 0.85 >> /G2 << /ca 1 >> >> >> "
    entries = b" /V (%b) /AP << /N %d 0 R >> >>" % (value, number)
    field = text_of(data, FIELD).removesuffix(b">>") + entries
    return verify(append_update(data, {FIELD: field, number: stream(look, extra)}), trust=STORE, now=NOW)


@pytest.mark.parametrize(
    "look",
    [
        b"1 g 0 0 230 25 re f 0 g BT /F1 12 Tf 2 7 Td (Tong kinh phi: 9.000.000 dong) Tj ET",
        b"/G1 gs 1 g 0 0 230 25 re f /G2 gs 0 g BT /F1 12 Tf 2 7 Td (Tong kinh phi: 9.000.000 dong) Tj ET",
        b"1 g 80 3 12 16 re f 0 g BT /F1 12 Tf 2 7 Td (Tong kinh phi: 9.000.000 dong) Tj ET",
    ],
    ids=["the whole line", "beneath a veil", "the digit alone"],
)
def test_print_drawn_over_with_nearly_the_same(look: bytes) -> None:
    """Little ink is lost where one digit stands upon another, and yet the old one is gone."""
    report = _filled(_form(), look, b"Tong kinh phi: 9.000.000 dong")
    assert report.integrity == "changed"
    assert "content_hidden" in {change.kind for item in report.signatures for change in item.changes}


def test_words_beside_the_print_may_be_filled_in() -> None:
    """No ground, nothing covered."""
    report = _filled(_form(), b"0 g BT /F1 8 Tf 175 17 Td (da thu) Tj ET", b"da thu")
    assert report.integrity == "intact"


def test_a_page_that_cannot_be_drawn() -> None:
    """Nobody can tell what an opaque field hides there."""
    report = _filled(_form(strokes=50_001), b"1 g 0 0 230 25 re f 0 g BT /F1 12 Tf 2 7 Td (khac) Tj ET", b"khac")
    assert report.integrity != "intact"
    assert report.signatures[0].later_changes == "unknown"
