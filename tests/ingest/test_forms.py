"""Values filled into forms."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from pikepdf import Name, String

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


DATA = (
    b"<xfa:datasets xmlns:xfa='http://www.xfa.org/schema/xfa-data/1.0/'><xfa:data><to_khai><ten>An</ten></to_khai>"
    b"</xfa:data></xfa:datasets>"
)


@pytest.mark.parametrize("divided", [True, False])
def test_xfa_data_is_read(divided: bool) -> None:
    """Leaves of the datasets, named by their way down; in a packet of their own, or in a form kept as one stream."""
    with pikepdf.open(io.BytesIO(Sheet().put(100, 100, "Tờ khai").pdf())) as file:
        whole = b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><template/>%s</xdp:xdp>" % DATA
        packet = file.make_indirect(file.make_stream(DATA if divided else whole))
        xfa = pikepdf.Array([pikepdf.String("datasets"), packet]) if divided else packet
        file.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA=xfa)
        out = io.BytesIO()
        file.save(out)
    assert read_pdf(out.getvalue(), OPTIONS).forms == ({"kind": "xfa", "name": "to_khai.ten", "value": "An"},)


def test_ticked_boxes_are_told_and_others_are_not() -> None:
    """The state of each widget counts, as the value of a field is one for all its widgets."""
    with pikepdf.open(io.BytesIO(Sheet().put(100, 100, "Giới tính:").pdf())) as file:
        told = (("co", "/Co"), ("khong", "/Off"))
        boxes = [_box(file, "/Co", state, T=String(name), V=Name(state), FT=Name.Btn) for name, state in told]
        radio = file.make_indirect(pikepdf.Dictionary(FT=Name.Btn, Ff=1 << 15, T=String("gt"), V=Name("/nam")))
        kids = [_box(file, on, state, Parent=radio) for on, state in (("/nam", "/nam"), ("/nu", "/Off"))]
        radio.Kids = pikepdf.Array(kids)
        file.pages[0].Annots = pikepdf.Array([*boxes, *kids])
        file.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([*boxes, radio]))
        out = io.BytesIO()
        file.save(out)
    forms = read_pdf(out.getvalue(), OPTIONS).forms
    expected = [("checkbox", "co", "Co"), ("radio", "gt", "nam")]
    assert [(form["kind"], form["name"], form["value"]) for form in forms] == expected


def _box(file: pikepdf.Pdf, on: str, state: str, **entries: Any) -> pikepdf.Object:
    """A widget that can be switched `on`, in this state."""
    drawn = pikepdf.Dictionary({on: file.make_stream(b"", BBox=pikepdf.Array([0, 0, 9, 9]))})
    place = pikepdf.Array([200, 700, 210, 710])
    look = {"AP": pikepdf.Dictionary(N=drawn), "AS": Name(state)}
    return file.make_indirect(pikepdf.Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=place, **look, **entries))
