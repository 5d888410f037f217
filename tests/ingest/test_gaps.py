"""Figures drawn over a born-digital page."""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader

from extract.page import Page
from ingest.options import ReadOptions
from ingest.pages import read_pages
from tests.compose.fonts import REGULAR, font_file
from tests.ingest.sheets import Sheet, width_of


def picture(text: str, wide: int = 72) -> ImageReader:
    """A figure as a picture, 26 pixels high."""
    image = Image.new("RGB", (wide, 26), "white")
    ImageDraw.Draw(image).text(
        (wide / 2, 13), text, fill=(20, 20, 90), font=ImageFont.truetype(str(font_file(REGULAR)), 24), anchor="mm"
    )
    return ImageReader(image)


def page_with(number: str | None, day: str | None, dots: str = "") -> Page:
    """A header with number and day left out of the text; drawn there as pictures, or left empty or dotted."""
    sheet = Sheet().put(80, 100, "Số:").put(80 + width_of("Số:") + 44, 100, "/QĐ-UBND")
    sheet.put(80 + width_of("Số:") + 3, 102, dots)
    sheet.put(300, 100, "An Sơn, ngày").put(300 + width_of("An Sơn, ngày") + 32, 100, "tháng 5 năm 2025")
    for x, text in ((80 + width_of("Số:") + 5, number), (300 + width_of("An Sơn, ngày") + 4, day)):
        if text:
            sheet.canvas.drawImage(picture(text), x, 842 - 104, 36 if text == number else 26, 14)
    for row in range(12):
        sheet.put(80, 200 + 18 * row, "Căn cứ quy định hiện hành, cơ quan đề nghị các đơn vị phối hợp thực hiện.")
    return read_pages(sheet.pdf(), ReadOptions())[0]


def lines(page: Page) -> list[str]:
    """The first two lines."""
    return [" ".join(word.text for word in line.words) for line in page.lines[:2]]


def test_drawn_figures_are_read_where_they_stand() -> None:
    """The words say that they were read by OCR, the page says so, too."""
    page = page_with("1469", "21")
    assert lines(page) == ["Số: 1469 /QĐ-UBND", "An Sơn, ngày 21 tháng 5 năm 2025"]
    assert [word.source for word in page.lines[0].words] == ["text_layer", "ocr", "text_layer"]
    assert (page.text_from, page.notes) == ("text_layer", ("ocr_region",))


def test_empty_gaps_stay_empty() -> None:
    """A draft has no number yet."""
    page = page_with(None, None)
    assert lines(page) == ["Số: /QĐ-UBND", "An Sơn, ngày tháng 5 năm 2025"]
    assert page.notes == ()


def test_dotted_lines_are_written_on() -> None:
    """What stands on them takes their place; empty ones stay."""
    assert lines(page_with("1469", None, "........"))[0] == "Số: 1469 /QĐ-UBND"
    empty = page_with(None, None, "........")
    assert (lines(empty)[0], empty.notes) == ("Số: ........ /QĐ-UBND", ())


def header(number: str | None, national: str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") -> Page:
    """A header whose whole number line may be a picture; the date is text."""
    sheet = Sheet().put(290, 70, national).put(300, 100, "An Sơn, ngày 21 tháng 5 năm 2025")
    if number:
        sheet.canvas.drawImage(picture(number, 300), 80, 738, 150, 13)
    for row in range(12):
        sheet.put(80, 200 + 18 * row, "Căn cứ quy định hiện hành, cơ quan đề nghị các đơn vị phối hợp thực hiện.")
    return read_pages(sheet.pdf(), ReadOptions())[0]


def test_a_number_line_drawn_as_a_whole_is_read() -> None:
    """Where the page has the national name and no number in its text; nothing but a number or a date is taken."""
    page = header("Số: 1469/QĐ-UBND")
    assert (lines(page)[0].replace(" /", "/"), page.notes) == ("Số: 1469/QĐ-UBND", ("ocr_region",))
    assert [header(said).notes for said in (None, "SỞ NỘI VỤ")] == [(), ()]
    assert header("Số: 1469/QĐ-UBND", "BIÊN BẢN").notes == ()
