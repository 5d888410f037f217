"""What signature fields print on a page: numbers among the words, particulars apart."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from extract.text import text_of_pages
from ingest.options import ReadOptions
from ingest.pages import read_pages
from tests.ingest.sheets import Sheet, width_of, with_widget


def sheet() -> Sheet:
    """A header whose number was left to be filled in."""
    page = Sheet().put(80, 100, "Số:").put(80 + width_of("Số:") + 40, 100, "/QĐ-UBND")
    for row in range(12):
        page.put(80, 200 + 18 * row, "Căn cứ quy định hiện hành, cơ quan đề nghị các đơn vị phối hợp thực hiện.")
    return page


def test_a_number_filled_in_by_a_signature_field_is_read_in_its_place() -> None:
    """The appearance of the field is text of the page; the words say that it came from a stamp."""
    pdf = with_widget(sheet().pdf(), "2858", 105, 100)
    line = read_pages(pdf, ReadOptions(ocr=False))[0].lines[0]
    assert [(word.text, word.source) for word in line.words] == [
        ("Số:", "text_layer"),
        ("2858", "stamp"),
        ("/QĐ-UBND", "text_layer"),
    ]


def test_particulars_of_a_signature_are_no_part_of_the_dispatch() -> None:
    """`Ky boi: …` is shown on the page, but stays out of the canonical text."""
    pdf = with_widget(sheet().pdf(), "Ky boi: Van phong mot\nThoi gian ky: 01.02.2025 10:11:12", 300, 40)
    pages = read_pages(pdf, ReadOptions(ocr=False))
    assert "boi:" in [word.text for line in pages[0].lines if line.furniture for word in line.words]
    assert "boi:" not in text_of_pages(pages).content


def test_any_two_opposite_corners_place_a_field() -> None:
    """ISO 32000, 7.9.5: a rectangle may begin at the upper right."""
    drawn = with_widget(sheet().pdf(), "2858", 105, 100)
    out = BytesIO()
    with pikepdf.open(BytesIO(drawn)) as file:
        field = file.pages[0].Annots[0]
        left, bottom, right, top = field.Rect.as_list()
        field.Rect = pikepdf.Array([right, top, left, bottom])
        file.save(out)
    assert read_pages(out.getvalue(), ReadOptions(ocr=False)) == read_pages(drawn, ReadOptions(ocr=False))
