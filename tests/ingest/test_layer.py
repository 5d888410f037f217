"""The text layer: words with their places and fonts, and what hides."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from extract.page import Page, Word
from ingest.options import ReadOptions
from ingest.pages import read_pages
from tests.compose.fonts import REGULAR
from tests.ingest.sheets import Sheet, width_of

FILLER = "Căn cứ quy định hiện hành, cơ quan đề nghị các đơn vị phối hợp thực hiện."


def page_of(pdf: bytes) -> Page:
    """The first page without OCR."""
    return read_pages(pdf, ReadOptions(ocr=False))[0]


def texts(page: Page) -> list[str]:
    """The lines of a page."""
    return [" ".join(word.text for word in line.words) for line in page.lines]


def test_words_have_box_font_size_and_weight() -> None:
    """Box in points from the top left; the font's own name; bold from its weight or name."""
    words = page_of(Sheet().put(100, 200, "Công").put(140, 200, "VĂN", size=15, bold=True).pdf()).lines[0].words
    assert [word.text for word in words] == ["Công", "VĂN"]
    assert [(word.size, word.bold) for word in words] == [(13.0, False), (15.0, True)]
    assert words[0].box.x0 == pytest.approx(100, abs=1.5)
    assert words[0].box.x1 == pytest.approx(100 + width_of("Công"), abs=1.5)
    assert words[0].box.top < 200 < words[0].box.bottom
    assert "SourceSerif" in (words[0].font or "")


def test_decomposed_text_is_composed_and_its_origin_kept() -> None:
    """NFD in the file becomes NFC; `raw` is what the file has."""
    spread = unicodedata.normalize("NFD", "Việt")
    word = page_of(Sheet().put(100, 100, spread).pdf()).lines[0].words[0]
    assert word.text == "Việt"
    assert word.raw is None or unicodedata.normalize("NFC", word.raw) == "Việt"


def test_hidden_words_are_marked() -> None:
    """White, invisible and off-page text is kept, but marked."""
    sheet = Sheet().put(100, 100, "thấy").put(700, 160, "ngoài")
    sheet.canvas.setFillColorRGB(1, 1, 1)
    page = page_of(sheet.put(100, 190, "trắng").put(100, 220, "ngầm", mode=3).pdf())
    found = {word.text: word.hidden for line in page.lines for word in line.words}
    assert found == {"thấy": None, "ngầm": "invisible", "ngoài": "off_page", "trắng": "white"}


def _turned(data: bytes, turn: int) -> bytes:
    """The file with its first page shown turned clockwise by so many degrees."""
    with pikepdf.open(BytesIO(data)) as file:
        file.pages[0].Rotate = turn
        out = BytesIO()
        file.save(out)
    return out.getvalue()


@pytest.mark.parametrize("turn", [0, 90])
def test_white_words_on_a_dark_ground_are_seen(turn: int) -> None:
    """A heading of a table, white on red; white over black letters stays hidden, as do white on pale grey and white
    beside the page."""
    sheet = Sheet().put(100, 300, "đen")
    for y, ground in ((100, (0.8, 0.1, 0.1)), (200, (0.94, 0.94, 0.94))):
        sheet.canvas.setFillColorRGB(*ground)
        sheet.canvas.rect(90, sheet.height - y - 6, 200, 24, fill=1, stroke=0)
    sheet.canvas.setFillColorRGB(1, 1, 1)
    sheet.put(100, 100, "TÊN HÀNG").put(100, 200, "nhạt").put(100, 300, "trắng").put(900, 400, "ngoài")
    page = page_of(_turned(sheet.pdf(), turn))
    found = {word.text: word.hidden for line in page.lines for word in line.words}
    white: dict[str, str | None] = dict.fromkeys(("nhạt", "trắng", "ngoài"), "white")
    assert found == {"TÊN": None, "HÀNG": None, "đen": None} | white


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_follow_the_rotation_of_the_page(turn: int) -> None:
    """Boxes are those of the page as it is shown."""
    page = page_of(_turned(Sheet().put(100, 200, "Số").pdf(), turn))
    expected = {0: (107, 196), 90: (842 - 196, 107), 180: (595 - 107, 842 - 196), 270: (196, 595 - 107)}[turn]
    box = page.lines[0].words[0].box
    assert ((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2) == pytest.approx(expected, abs=6)
    assert (page.width, page.height) == ((595, 842) if turn % 180 == 0 else (842, 595))


def test_a_hyphen_at_the_end_of_a_line_stays_one() -> None:
    """PDFium joins such lines by U+FFFE; the words on either line stay apart."""
    page = page_of(Sheet().put(100, 100, "theo Quyết định số 15/2020/QĐ-").put(100, 118, "TTg ngày 24 tháng 4").pdf())
    assert texts(page) == ["theo Quyết định số 15/2020/QĐ-", "TTg ngày 24 tháng 4"]


def test_words_broken_inside_are_put_together() -> None:
    """A producer that leaves small gaps around accented letters breaks PDFium's words; gaps that are no blanks go."""
    sheet = Sheet()
    for row in range(8):
        x = 60.0
        for letter in "thông báo đến các đơn vị trực thuộc":
            gap = 0.9 if not letter.isascii() else 0.0
            if letter != " ":
                sheet.put(x + gap, 100 + 20 * row, letter)
            x += width_of(letter) + 2 * gap
    page = page_of(sheet.pdf())
    assert texts(page)[0] == "thông báo đến các đơn vị trực thuộc"


def test_letters_of_a_second_font_drawn_last_are_put_in_their_places() -> None:
    """A producer without `ấ` in its typeface draws the rest of the line first, and then that one."""
    sheet, said = Sheet(), "thông báo đến các đơn vị trực thuộc"
    placed = [(100 + width_of(said[:i]), letter) for i, letter in enumerate(said) if letter != " "]
    for y in range(100, 220, 20):
        sheet.spread(y, [(x, letter) for x, letter in placed if letter.isascii()])
        sheet.spread(y, [(x, letter) for x, letter in placed if not letter.isascii()])
    page = page_of(sheet.pdf())
    assert texts(page) == [said] * 6
    assert "broken_words" in page.notes


def test_a_few_letters_of_a_second_font_are_put_in_their_places() -> None:
    """The face of the headings alone lacks some: `ộ` and `ạ`, which are no words of their own, tell it."""
    sheet, said = Sheet(), "Nội dung Thời hạn"
    for row in range(12):
        sheet.put(60, 200 + 18 * row, FILLER)
    placed = [(100 + width_of(said[:i]), letter) for i, letter in enumerate(said) if letter != " "]
    for kept in (True, False):
        sheet.spread(100, [(x, letter) for x, letter in placed if (letter not in "ộờạ") == kept])
    page = page_of(sheet.pdf())
    assert texts(page)[0] == said
    assert "broken_words" in page.notes


def test_the_last_row_of_a_list_is_put_together() -> None:
    """Though the letters that tell are few on a page of its own."""
    sheet, said = Sheet(), "Hồ Quốc Cường 13/09/1982"
    placed = [(100 + width_of(said[:i]), letter) for i, letter in enumerate(said) if letter != " "]
    for plain in (True, False):
        sheet.spread(100, [(x, letter) for x, letter in placed if letter.isascii() is plain])
    assert texts(page_of(sheet.pdf())) == [said]


def test_a_page_of_few_lines_is_not_read_downwards() -> None:
    """PDFium takes a page with little but a signature on it for upright writing, a letter to a line."""
    sheet, left = Sheet(), ["Nơi nhận:", "- Như trên;", "- Sở Y tế;", "- Đội 2;", "- Thôn Hạ;", "- Lưu: VT, đn."]
    right = [(90, "PHÓ CHỦ TỊCH"), (168, "Đỗ Mạnh Tường")]
    for x, y, said in [
        *((90, 90 + 14 * i, said) for i, said in enumerate(left)),
        *((360, y, said) for y, said in right),
    ]:
        for i, letter in enumerate(said.replace(" ", "\n")):
            sheet.put(x + width_of(said[:i]), y, letter.strip())
    assert texts(page_of(sheet.pdf())) == [*left, "PHÓ CHỦ TỊCH", "Đỗ Mạnh Tường"]


def test_the_cap_on_characters_is_kept_and_told() -> None:
    """A page of more characters than allowed is cut off, and says so."""
    sheet = Sheet()
    for row in range(40):
        sheet.put(60, 60 + 15 * row, FILLER, size=9)
    options = ReadOptions(ocr=False)
    capped = replace(options, limits=replace(options.limits, page_characters=500))
    page = read_pages(sheet.pdf(), capped)[0]
    assert sum(len(word.text) for line in page.lines for word in line.words) <= 500
    assert "characters_capped" in page.notes


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_text_that_lies_on_its_side_is_read_as_if_the_page_were_turned(quarters: int) -> None:
    """Landscape tables are often drawn so, on a page that nothing says is turned; the page says what was done."""
    lines = ("Số thứ tự Họ và tên Ngày sinh", "1 Trần Văn Ba 02/9/1990 Nam", "2 Lê Thị Tư 30/4/1985 Nữ")
    sheet = Sheet()
    for row, line in enumerate(lines):
        sheet.put(100, 100 + 20 * row, line)
    data = sheet.pdf()
    upright, page = page_of(data), page_of(_lying(data, quarters))
    assert page.notes == (*upright.notes, f"rotated:{90 * quarters}")
    assert (page.width, page.height) == pytest.approx((upright.width, upright.height))
    assert [_told(word) for word in _all(page)] == [_told(word) for word in _all(upright)]


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_torn_text_that_lies_on_its_side_is_turned_before_it_is_put_together(quarters: int) -> None:
    """Letters of a second font drawn last have their places on lines that stand upright."""
    sheet, said = Sheet(), "thông báo đến các đơn vị trực thuộc"
    placed = [(100 + width_of(said[:i]), letter) for i, letter in enumerate(said) if letter != " "]
    for y in range(100, 220, 20):
        for plain in (True, False):
            sheet.spread(y, [(x, letter) for x, letter in placed if letter.isascii() is plain])
    page = page_of(_lying(sheet.pdf(), quarters))
    assert texts(page) == [said] * 6
    assert f"rotated:{90 * quarters}" in page.notes


def test_letters_of_negative_size_set_upside_down_stand_upright() -> None:
    """What their angle tells is not how they are seen."""
    canvas = Sheet()
    for row in range(4):
        line = canvas.canvas.beginText()
        line.setFont(REGULAR, -12)
        line.setTextTransform(-1, 0, 0, -1, 100, 700 - 20 * row)
        line.textOut("kế hoạch năm nay")
        canvas.canvas.drawText(line)
    page = page_of(canvas.pdf())
    assert not page.notes
    assert [" ".join(word.text for word in line.words) for line in page.lines] == ["kế hoạch năm nay"] * 4


def _lying(data: bytes, quarters: int) -> bytes:
    """The file with what its first page draws turned counter-clockwise, and the page's sides with it."""
    with pikepdf.open(BytesIO(data)) as file:
        page = file.pages[0]
        width, height = (float(side) for side in page.MediaBox[2:])
        matrix = {1: (0, 1, -1, 0, height, 0), 2: (-1, 0, 0, -1, width, height), 3: (0, -1, 1, 0, 0, width)}[quarters]
        page.contents_add(file.make_stream(f"q {' '.join(map(str, matrix))} cm".encode()), prepend=True)
        page.contents_add(file.make_stream(b"Q"))
        page.MediaBox = [0, 0, width, height] if quarters == 2 else [0, 0, height, width]
        out = BytesIO()
        file.save(out)
    return out.getvalue()


def _all(page: Page) -> list[Word]:
    return [word for line in page.lines for word in line.words]


def _told(word: Word) -> tuple[object, ...]:
    """What it says, and where, to the point."""
    return word.text, *(round(edge) for edge in (word.box.x0, word.box.top, word.box.x1, word.box.bottom))
