"""Ruled tables of dossier forms: found, joined across pages, their cells typed."""

from __future__ import annotations

import pytest

from ingest.cells import cell
from ingest.content import read_pdf
from ingest.options import ReadOptions
from ingest.table_head import head_of
from tests.ingest.sheets import Sheet

OPTIONS = ReadOptions(ocr=False)
HEAD = ("TT", "Họ và tên", "Ngày sinh", "Mức lương")
COLUMNS = (60.0, 100.0, 280.0, 400.0, 530.0)


def draw(sheet: Sheet, top: float, rows: list[tuple[str, ...]]) -> Sheet:
    """A table with rules all around, rows 24 points high."""
    bottom = top + 24 * len(rows)
    for i in range(len(rows) + 1):
        sheet.rule(COLUMNS[0], top + 24 * i, COLUMNS[-1], top + 24 * i)
    for x in COLUMNS:
        sheet.rule(x, top, x, bottom)
    for i, row in enumerate(rows):
        for x, text in zip(COLUMNS, row, strict=False):
            sheet.put(x + 4, top + 24 * i + 16, text, size=11)
    return sheet


def workers(first: int, last: int) -> list[tuple[str, ...]]:
    """Rows of a list of workers."""
    return [(str(i), f"Nguyễn Văn {chr(64 + i)}", f"{i:02d}/03/1990", f"{i}.250.000") for i in range(first, last + 1)]


def test_a_table_is_found_with_its_header_and_types() -> None:
    """Header row told from data; dates in ISO 8601; points group thousands."""
    table = read_pdf(draw(Sheet(), 200, [HEAD, *workers(1, 3)]).pdf(), OPTIONS).tables[0]
    assert table["header"] == list(HEAD)
    assert [item["type"] for item in table["rows"][0]] == ["number", "text", "date", "number"]
    assert [item.get("value") for item in table["rows"][1]] == [2, None, "1990-03-02", 2250000]
    assert table["pages"] == [1]


def test_a_table_goes_on_over_the_page() -> None:
    """One table, its repeated header said once."""
    sheet = draw(Sheet(), 600, [HEAD, *workers(1, 7)]).turn_page()
    tables = read_pdf(draw(sheet, 60, [HEAD, *workers(8, 10)]).pdf(), OPTIONS).tables
    assert [table["pages"] for table in tables] == [[1, 2]]
    assert [row[0]["text"] for row in tables[0]["rows"]] == [str(i) for i in range(1, 11)]


def titled(sheet: Sheet, top: float, title: str, rows: list[tuple[str, ...]]) -> Sheet:
    """A table with a row above that is one cell."""
    sheet.rule(COLUMNS[0], top, COLUMNS[-1], top).put(COLUMNS[0] + 4, top + 16, title, size=11)
    for x in (COLUMNS[0], COLUMNS[-1]):
        sheet.rule(x, top, x, top + 24)
    return draw(sheet, top + 24, rows)


def test_a_title_drawn_into_the_table() -> None:
    """Stands above the head; what stands above rows without a head is the name of a group."""
    people = titled(Sheet(), 200, "DANH SÁCH THAM GIA BHXH", [HEAD, *workers(1, 3)])
    (table,) = read_pdf(people.pdf(), OPTIONS).tables
    assert (table["title"], table["header"], len(table["rows"])) == ("DANH SÁCH THAM GIA BHXH", list(HEAD), 3)
    (table,) = read_pdf(titled(Sheet(), 200, "I. Phòng Kế toán", workers(1, 3)).pdf(), OPTIONS).tables
    assert (table["title"], table["header"]) == ("", [])
    assert [row[0]["text"] for row in table["rows"]] == ["I. Phòng Kế toán", "1", "2", "3"]


@pytest.mark.parametrize("head", [True, False], ids=["ruled head", "columns only"])
def test_rows_that_only_numbers_part(*, head: bool) -> None:
    """Of a list whose columns are ruled and whose rows are not; a second line belongs to the number above."""
    sheet, rows = Sheet(), [HEAD, *workers(1, 4)]
    lines = (200, 224, 320) if head else (200, 320)
    for y in lines:
        sheet.rule(COLUMNS[0], y, COLUMNS[-1], y)
    for x in COLUMNS:
        sheet.rule(x, 200, x, 320)
    for i, row in enumerate(rows):
        for x, text in zip(COLUMNS, row, strict=False):
            sheet.put(x + 4, 216 + 24 * i, text, size=9)
    sheet.put(COLUMNS[1] + 4, 216 + 24 * 2 + 11, "(tổ trưởng)", size=9)
    (table,) = read_pdf(sheet.pdf(), OPTIONS).tables
    found = [tuple(item["text"] for item in row) for row in table["rows"]]
    assert table["header"] == list(HEAD)
    assert found == [rows[1], (*rows[2][:1], rows[2][1] + " (tổ trưởng)", *rows[2][2:]), *rows[3:]]


PEOPLE = (("1", "Lê An", "001090012345"), ("2", "Vũ Bình", "079090012345"))
STOREYS = (("TT", "Người lao động", ""), ("", "Họ và tên", "Số CCCD"))


@pytest.mark.parametrize(
    ("rows", "columns", "ways"),
    [
        (STOREYS, ("TT", "Họ và tên", "Số CCCD"), ("TT", "Người lao động Họ và tên", "Người lao động Số CCCD")),
        ((("Tên", "Năm 2024", "Năm 2025"),), ("Tên", "Năm 2024", "Năm 2025"), ("Tên", "Năm 2024", "Năm 2025")),
        ((("TT", "Tên", "Số"), ("", "Huyện Đông", "")), ("TT", "Tên", "Số"), ("TT", "Tên", "Số")),  # a group of rows
        ((("3", "Đỗ Chi", "12"),), (), ()),
    ],
)
def test_heads(rows: tuple[tuple[str, ...], ...], columns: tuple[str, ...], ways: tuple[str, ...]) -> None:
    """Names in one storey or two; a name drawn across several columns stands above each of them."""
    head = head_of((*rows, *PEOPLE))
    assert (head.columns, head.ways) == (columns, ways)


@pytest.mark.parametrize(
    ("rows", "depth", "columns"),
    [
        ((("TT", "Quý I/2025", "", "Cộng"), ("", "Tháng 1", "Tháng 2", "")), 2, ("TT", "Tháng 1", "Tháng 2", "Cộng")),
        (
            (("TT", "Tiền lương", "", ""), ("", "Mức", "Phụ cấp", ""), ("", "", "Chức vụ", "Khác")),
            3,
            ("TT", "Mức", "Chức vụ", "Khác"),
        ),
        ((("TT", "Đất", "", "Ghi chú"), ("", "ha", "hộ", "")), 2, ("TT", "Đất", "", "Ghi chú")),  # units
        ((("1", "Hộ ông Lê An", "Lê An", "2"), ("", "", "Lê Bình", "3")), 2, ()),  # members of a household
        ((("Kinh tế", "Họp", "Sở", "Quý I"), ("", "Tổng kết", "Ban", "Quý II")), 2, ()),  # a group beside its rows
        ((("TT", "Đất", "Hộ", "Vốn"), ("", "ha", "hộ", "đồng")), 2, ("TT", "Đất", "Hộ", "Vốn")),
    ],
)
def test_a_head_is_as_high_as_the_cells_of_its_first_row(
    rows: tuple[tuple[str, ...], ...], depth: int, columns: tuple[str, ...]
) -> None:
    """Be there figures in its names, or storeys that name some columns only."""
    assert head_of((*rows, ("1", "2", "3", "4"), ("5", "6", "7", "8")), depth).columns == columns


@pytest.mark.parametrize(
    ("rows", "bold", "expected"),
    [
        ((("Họ và tên", "Lê An"), ("Ngày sinh", "01/02/1990"), ("Nghề", "Giáo viên")), False, False),
        ((("Nội dung", "Số tiền"), ("Chi điện", "500.000"), ("Chi nước", "200.000")), False, True),
        ((("Nội dung", "Phụ trách"), ("Trang trí", "Lê An"), ("Nước", "Vũ Bình")), True, True),
        ((("TT", "Mức hỗ trợ/1 người", "Xã"), ("1", "500.000", "Hòa Bắc")), False, False),
        ((("TT", "Mức hỗ trợ/1 người", "Xã"), ("1", "500.000", "Hòa Bắc")), True, True),
        ((("TT", "Mức hỗ trợ/1 người", "Xã"), ("(1)", "(2)", "(3)"), ("1", "500.000", "Hòa Bắc")), False, True),
        ((("Ông An", "Thành viên", "Sở"), ("Bà Bình", "Thành viên", "Ban")), False, False),  # no name recurs
        ((("Tên", "Chức vụ"), ("An", "3"), ("Tên", "Chức vụ"), ("Bình", "4"), ("Chi", "5")), True, True),
        ((("Tên", "Nghề", "Nơi"), ("An", "Nông", "A"), ("Tên", "Nghề", "Nơi"), ("Chi", "Công", "B")), False, True),
        ((("1", "500.000", "Hòa Bắc"), ("2", "600.000", "Hòa Phú")), True, False),
    ],
)
def test_signs_of_a_head(rows: tuple[tuple[str, ...], ...], *, bold: bool, expected: bool) -> None:
    """Bold letters, a row that numbers the columns, or values below; the first line of a declaration is none."""
    assert bool(head_of(rows, bold=bold).rows) is expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [(("(1)", "(2)", "(3)"), True), (("A", "1", "2=1x3"), True), (("1", "2", "4"), False), (("1", "An", "2"), False)],
)
def test_the_row_that_numbers_the_columns_is_no_data(row: tuple[str, ...], *, expected: bool) -> None:
    """Below the names, and again on every page."""
    head = head_of((*STOREYS, row, *PEOPLE))
    assert (head.count == row, head.holds(row), head.holds(PEOPLE[0])) == (expected, expected, False)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("", "m2", "%"), True),
        (("", "", "triệu đồng"), True),
        (("", "(kg)", "đồng/m2"), True),
        (("", "Huyện Đông", ""), False),
        (("1", "m2", "%"), False),  # a row of data about units
        (("", "m2", "12"), False),
    ],
)
def test_the_row_of_units_is_no_data(row: tuple[str, ...], *, expected: bool) -> None:
    """Below the names, before the row that numbers the columns."""
    counted = ("(1)", "(2)", "(3)")
    head = head_of((("TT", "Diện tích", "Mật độ"), row, counted, *PEOPLE))
    assert (head.units == row, head.count == counted, head.holds(row)) == (expected, expected, expected)
    assert head.columns == ("TT", "Diện tích", "Mật độ")


def test_a_letterhead_with_rules_is_no_table() -> None:
    """Nor is one underline."""
    rows = [("SỞ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "", ""), ("Số: 1", "Độc lập - Tự do", "", "")]
    assert read_pdf(draw(Sheet(), 60, rows).pdf(), OPTIONS).tables == ()
    assert read_pdf(Sheet().put(100, 100, "SỞ NỘI VỤ").rule(100, 104, 180, 104).pdf(), OPTIONS).tables == ()


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        ("0100109106", "Mã số thuế", {"type": "mst", "value": "0100109106", "valid": True}),
        ("0100109107", "MST", {"type": "mst", "value": "0100109107", "valid": False}),  # wrong check digit
        ("001090012345", "Số CCCD", {"type": "cccd", "value": "001090012345", "valid": True}),
        ("00109001234", "CCCD", {"type": "cccd", "value": "00109001234", "valid": False}),
        ("003090012345", "CCCD", {"type": "cccd", "value": "003090012345", "valid": False}),  # no such province
        ("7925000101", "Mã số BHXH", {"type": "bhxh", "value": "7925000101", "valid": True}),
        ("12,5%", "", {"type": "number", "value": 12.5}),
        ("1.234.567,89", "", {"type": "number", "value": 1234567.89}),
        ("8843765786367", "Số tài khoản", {"type": "text"}),  # counts nothing
        ("84905123456", "Điện thoại", {"type": "text"}),
        ("0255", "", {"type": "text"}),  # a leading zero is no number
        ("31/02/2025", "", {"type": "text"}),  # no such day
        ("", "", {"type": "empty"}),
    ],
)
def test_cells_are_typed(text: str, column: str, expected: dict[str, object]) -> None:
    """By their form, and by the heading above them."""
    assert cell(text, column) == {"text": text} | expected
