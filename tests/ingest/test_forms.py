"""Values filled into forms."""

from __future__ import annotations

import io

import pikepdf

from ingest.content import read_pdf
from ingest.options import ReadOptions
from tests.ingest.sheets import Sheet, with_widget

OPTIONS = ReadOptions(ocr=False)


def test_fields_have_name_value_and_place() -> None:
    """Signature fields are not among them."""
    pdf = with_widget(Sheet().put(100, 100, "MST:").pdf(), "0100109106", 140, 100, signature=False)
    form = read_pdf(pdf, OPTIONS).forms[0]
    assert (form["kind"], form["name"], form["value"], form["page"]) == ("text", "field", "0100109106", 1)
    assert form["bbox"][0] == 140
    assert read_pdf(with_widget(Sheet().put(100, 100, "Số:").pdf(), "12", 140, 100), OPTIONS).forms == ()


def test_values_are_text_of_the_page_too() -> None:
    """What the form shows is read where it stands."""
    pdf = with_widget(Sheet().put(100, 100, "MST:").pdf(), "0100109106", 140, 100, signature=False)
    assert "0100109106" in [word.text for line in read_pdf(pdf, OPTIONS).pages[0].lines for word in line.words]


def test_xfa_data_is_read() -> None:
    """Leaves of the datasets packet, named by their way down."""
    data = (
        b"<xfa:datasets xmlns:xfa='http://www.xfa.org/schema/xfa-data/1.0/'><xfa:data><to_khai><ten>An</ten></to_khai>"
    )
    with pikepdf.open(io.BytesIO(Sheet().put(100, 100, "Tờ khai").pdf())) as file:
        packet = file.make_indirect(file.make_stream(data + b"</xfa:data></xfa:datasets>"))
        file.Root.AcroForm = pikepdf.Dictionary(
            Fields=pikepdf.Array(), XFA=pikepdf.Array([pikepdf.String("datasets"), packet])
        )
        out = io.BytesIO()
        file.save(out)
    assert read_pdf(out.getvalue(), OPTIONS).forms == ({"kind": "xfa", "name": "to_khai.ten", "value": "An"},)
