"""Reading order: header and signature columns apart, body across, furniture told apart."""

from __future__ import annotations

from extract.page import Box, Line, Word
from extract.text import text_of_pages
from ingest.layout import lines_of_words
from ingest.options import ReadOptions
from ingest.pages import read_pages
from tests.compose.layout import compose_pdf
from tests.compose.letter import read_letter

HEIGHT = 842.0


def words(x: float, y: float, text: str, step: float = 4.0) -> list[Word]:
    """Words of one line, letters 6 points wide and 14 high."""
    out = []
    for part in text.split():
        out.append(Word(part, Box(x, y, x + 6 * len(part), y + 14)))
        x += 6 * len(part) + step
    return out


def read(lines: list[list[Word]]) -> list[str]:
    """The lines in reading order."""
    found = lines_of_words([word for line in lines for word in line], HEIGHT)
    return [" ".join(word.text for word in line.words) for line in found]


def test_header_columns_are_read_one_after_the_other() -> None:
    """Issuer, number and subject come before the national name and the date, whatever their heights."""
    assert read(
        [
            words(80, 50, "SỞ NỘI VỤ"),
            words(300, 50, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            words(330, 68, "Độc lập - Tự do - Hạnh phúc"),
            words(80, 90, "Số: 12/SNV-VP"),
            words(320, 92, "An Sơn, ngày 05 tháng 9 năm 2025"),
            words(80, 108, "V/v kiểm kê hồ sơ"),
            words(180, 150, "Kính gửi: Văn phòng Ủy ban nhân dân tỉnh"),
        ]
    ) == [
        "SỞ NỘI VỤ",
        "Số: 12/SNV-VP",
        "V/v kiểm kê hồ sơ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "An Sơn, ngày 05 tháng 9 năm 2025",
        "Kính gửi: Văn phòng Ủy ban nhân dân tỉnh",
    ]


def test_columns_that_nearly_touch_are_cut_at_the_national_name() -> None:
    """A long issuer comes within a blank of `CỘNG HÒA …`."""
    line = words(40, 50, "BỘ VĂN HÓA CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    motto = words(200, 68, "Độc lập - Tự do - Hạnh phúc")
    assert read([line, words(40, 68, "Số: 1/QĐ"), motto])[:2] == ["BỘ VĂN HÓA", "Số: 1/QĐ"]


def test_addressees_right_of_the_gutter_stay_with_kinh_gui() -> None:
    """`Kính gửi:` ends the header, though it and its list leave the gutter free."""
    found = read(
        [
            words(80, 50, "SỞ Y TẾ"),
            words(300, 50, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            words(80, 70, "Số: 7/SYT"),
            words(320, 70, "An Sơn, ngày 05 tháng 9 năm 2025"),
            words(150, 120, "Kính gửi:"),
            words(250, 138, "- Bệnh viện đa khoa tỉnh;"),
        ]
    )
    assert found[-2:] == ["Kính gửi:", "- Bệnh viện đa khoa tỉnh;"]


def test_justified_lines_are_not_cut() -> None:
    """Wide blanks that all words of a line share are no columns, nor is one wide blank alone."""
    assert read([words(80, 300, "theo quy định của pháp luật hiện hành", step=14)]) == [
        "theo quy định của pháp luật hiện hành"
    ]
    lone = words(80, 320, "theo quy định") + words(174, 320, "hiện hành")
    assert read([lone]) == ["theo quy định hiện hành"]


def test_a_dash_as_low_as_it_is_drawn_stays_on_its_line() -> None:
    """Type 3 fonts give a dash no more height than its stroke, somewhat below the middle of the digits."""
    line = words(80, 100, "năm học 2024 - 2025 trên địa bàn")
    dash = Word("-", Box(line[3].box.x0, 109, line[3].box.x1, 110))
    assert read([[*line[:3], dash, *line[4:]]]) == ["năm học 2024 - 2025 trên địa bàn"]


def test_bullets_stay_with_their_text() -> None:
    """A dash and its item are one line, however wide the tab between them."""
    rows = [words(80, 300 + 20 * i, "-") + words(110, 300 + 20 * i, "mục thứ hai") for i in range(4)]
    assert read(rows) == ["- mục thứ hai"] * 4


def test_furniture_is_told_apart_at_the_edges_only() -> None:
    """Page numbers and gazette heads at the top; the same words in the body are text."""
    head = words(70, 40, "CÔNG BÁO/Số 659 + 660/Ngày 10-8-2022") + words(500, 40, "95")
    found = lines_of_words([*head, *words(80, 400, "95")], HEIGHT)
    assert [line.furniture for line in found] == [True, False]


def test_a_composed_dispatch_is_read_in_the_order_of_decree_30() -> None:
    """Left column, right column, body, Nơi nhận, signature: each a run of its own lines."""
    pages = read_pages(compose_pdf(read_letter("cong-van-quyet-toan")), ReadOptions(ocr=False))
    text = text_of_pages(pages).content
    marks = ["Số: 2318/STC-NS", "CỘNG HÒA XÃ HỘI", "Kính gửi", "Nơi nhận:", "- Lưu:", "GIÁM ĐỐC"]
    assert sorted(marks, key=text.index) == marks


def test_no_word_is_lost_or_doubled() -> None:
    """Ordering only moves words."""
    rows = [
        words(30 + 7 * (i % 5), 30 + 17 * i, "một hai ba bốn") + words(330, 30 + 17 * i, "năm sáu") for i in range(40)
    ]
    found: tuple[Line, ...] = lines_of_words([word for row in rows for word in row], HEIGHT)
    assert sorted(id(word) for line in found for word in line.words) == sorted(id(w) for row in rows for w in row)
