"""Columns: head and tail of a printed page set anew from its words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.bundle import read_dispatches
from extract.columns import head_columns, sheet_of
from extract.page import Box, Line
from extract.span import Span
from extract.text import Text
from tests.extract.printing import HEAD, TAIL, Source, line, page, paper


def _columns(text: Text, bottom: float) -> tuple[list[str], list[str]]:
    left, right = head_columns(sheet_of(text, 1, Span(0, len(text.content))), bottom)
    return [row.text for row in left], [row.text for row in right]


def test_head_falls_into_two_columns() -> None:
    """The issuer's side and the nation's side are told apart, each top to bottom."""
    left, right = _columns(paper(page(HEAD)), 170)
    assert left == ["SỞ TÀI CHÍNH", "TỈNH AN GIANG", "Số: 318/STC-NS", "V/v quyết toán kinh phí", "hỗ trợ lúa nước"]
    assert right[-1] == "An Giang, ngày 07 tháng 3 năm 2019"


def test_a_line_across_both_columns_is_cut_before_quoc_hieu() -> None:
    """An engine that read both columns as one line is corrected."""
    merged = [(100, 60, "BỘ NỘI VỤ ~CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), (300, 76, "Độc lập - Tự do - Hạnh phúc")]
    left, right = _columns(paper(page(merged)), 170)
    assert left == ["BỘ NỘI VỤ"]
    assert right[0] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_a_number_stamped_into_its_blank_joins_its_line() -> None:
    """`Số:`, the stamped digits and the symbol are pieces of one row."""
    pieces = [*HEAD[:4], (100, 110, "Số:"), (150, 110, "/STC-NS"), (125, 110, "318")]
    left, _ = _columns(paper(page(pieces)), 170)
    assert left[-1] == "Số: 318 /STC-NS"


def test_a_line_of_the_left_column_is_not_cut_at_a_wide_blank() -> None:
    """A justified V/v may have blanks as wide as those that part columns; what ends left of the quốc hiệu is one."""
    made = line(90, 132, "V/v góp ý dự án")
    words = [*made.words[:-1], replace(made.words[-1], box=Box(222, 132, 250, 145))]
    sheet = replace(page(HEAD[:6]), lines=(*page(HEAD[:6]).lines, Line(tuple(words))))
    left, _ = _columns(paper(sheet), 170)
    assert left[-1] == "V/v góp ý dự án"


def test_a_low_dash_parts_no_line() -> None:
    """A scan's dash is a point high: the blank before it is no gap of a column."""
    made = line(90, 232, "phát triển kinh tế - xã hội vùng đồng bào")
    dash = replace(made.words[4], box=Box(made.words[4].box.x0, 238, made.words[4].box.x1, 239))
    sheet = replace(page(()), lines=(Line((*made.words[:4], dash, *made.words[5:])),))
    text = paper(sheet)
    assert len(sheet_of(text, 1, Span(0, len(text.content))).pieces) == 1


def test_a_centred_heading_is_not_torn() -> None:
    """A gazette's heading above the head runs over the middle and stays whole."""
    heading = [(190, 40, "BỘ KẾ HOẠCH VÀ ĐẦU TƯ"), *HEAD]
    left, right = _columns(paper(page(heading)), 170)
    assert "BỘ KẾ HOẠCH VÀ ĐẦU TƯ" in (*left, *right)


def test_a_heading_beside_the_issuer_has_its_abstract_below() -> None:
    """The name of the type set on the nation's side, instead of under the head: the lines beneath it are its own."""
    beside = [(310, 132, "QUYẾT ĐỊNH"), (310, 147, "Về việc thành lập Tổ công tác")]
    body = [(90, 200 + 20 * i, "Căn cứ Luật Tổ chức chính quyền địa phương năm 2025;") for i in range(4)]
    read = read_dispatches(paper(page([*HEAD[:6], *beside, *body])))
    assert read[0].fields.subject is not None
    assert read[0].fields.subject.value == "thành lập Tổ công tác"


def test_a_place_and_date_but_a_blank_from_the_abstract_are_apart() -> None:
    """The abstract runs as far as its column goes."""
    beside = (60, 132, "V/v quyết toán kinh phí hỗ trợ lúa An Giang, ngày 07 tháng 3 năm 2019")
    edge = line(*beside).words[8].box.x0  # where "An" begins
    right = [(edge, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"), (edge, 76, "VIỆT NAM"), (edge, 92, "Độc lập - Tự do - Hạnh phúc")]
    head = [(60, 60, "SỞ TÀI CHÍNH"), (60, 110, "Số: 318/STC-NS"), *right, beside, (60, 147, "nước")]
    left, nation = _columns(paper(page(head)), 170)
    assert left[-2:] == ["V/v quyết toán kinh phí hỗ trợ lúa", "nước"]
    assert nation[-1] == "An Giang, ngày 07 tháng 3 năm 2019"
    alone = (edge - 9, 132, "An Giang, ngày 07 tháng 3 năm 2019")  # wider than the quốc hiệu, and nothing beside it
    assert _columns(paper(page([*head[:-2], alone])), 170)[1][-1] == alone[2]


@pytest.mark.parametrize(
    ("below", "name"),
    [(14, "Trần Hoàng Yến"), (22, "Trần Hoàng Yến"), (60, "Trần Hoàng")],
    ids=["one name", "spaced lines", "a word far below"],
)
def test_a_signature_left_of_the_middle_stands_beside_the_recipients(below: float, name: str) -> None:
    """In a narrow cell, which breaks the name, too; its lines stand above and below those of the recipients."""
    body = [(90, 200 + 20 * i, "Sở Tài chính đề nghị các đơn vị quyết toán kinh phí đúng hạn.") for i in range(4)]
    listed = [(80, 600, "Nơi nhận:"), (80, 615, "- Như trên;"), (80, 630, "- Lưu: VT, NS.")]
    signed = [(232, 585, "GIÁM ĐỐC"), (225, 645, "Trần Hoàng"), (245, 645 + below, "Yến")]
    fields = read_dispatches(paper(page([*HEAD, *body, *listed, *signed])))[0].fields
    assert fields.signer_name is not None
    assert fields.signer_position is not None
    assert (fields.signer_name.value, fields.signer_position.value) == (name, "GIÁM ĐỐC")
    assert fields.archive is not None
    assert fields.archive.value == "VT, NS"


def test_a_symbol_broken_at_its_hyphen_is_whole_in_the_subject() -> None:
    """A dash with blanks around it stays one."""
    head = [*HEAD[:6], (90, 132, "V/v đính chính Quyết định số 884/QĐ-"), (90, 147, "UBND -"), (90, 162, "Đợt 2")]
    body = [(90, 200 + 20 * i, "Sở Tài chính đề nghị các đơn vị quyết toán kinh phí đúng hạn.") for i in range(4)]
    fields = read_dispatches(paper(page([*head, *body])))[0].fields
    assert fields.subject is not None
    assert fields.subject.value == "đính chính Quyết định số 884/QĐ-UBND - Đợt 2"


@pytest.mark.parametrize(("word", "expected"), [("nước", "hỗ trợ lúa nước"), ("Danh", "hỗ trợ lúa")])
def test_an_abstract_goes_on_over_spaced_lines(word: str, expected: str) -> None:
    """In the middle of a phrase a blank half a line higher ends nothing."""
    head = [*HEAD[:6], (90, 132, "V/v hỗ trợ lúa"), (90, 162, word)]
    body = [(90, 220 + 20 * i, "Sở Tài chính đề nghị các đơn vị quyết toán kinh phí đúng hạn.") for i in range(4)]
    fields = read_dispatches(paper(page([*head, *body])))[0].fields
    assert fields.subject is not None
    assert fields.subject.value == expected


def test_a_figure_that_ends_a_phrase_is_no_page_number() -> None:
    """Alone on the last line of an abstract."""
    left, _ = _columns(paper(page([*HEAD[:6], (90, 132, "V/v gói thầu số"), (90, 147, "05")])), 170)
    assert left[-1] == "05"
    body = [(90, 220 + 20 * i, "Sở Tài chính đề nghị các đơn vị quyết toán kinh phí đúng hạn.") for i in range(4)]
    head = [*HEAD[:6], (90, 132, "V/v gói thầu số"), (90, 147, "05")]
    fields = read_dispatches(paper(page([*head, *body])))[0].fields
    assert fields.subject is not None
    assert fields.subject.value == "gói thầu số 05"


def test_a_name_on_the_next_page_is_the_signers_and_the_annex_is_not() -> None:
    """`TRƯỞNG PHÒNG` at the foot is no person, though Trương is a surname."""
    body = [(90, 200 + 20 * i, "Sở Tài chính đề nghị các đơn vị quyết toán kinh phí đúng hạn.") for i in range(4)]
    foot = [(80, 760, "Nơi nhận:"), (80, 775, "- Như trên;"), (80, 790, "- Lưu: VT."), (380, 760, "TRƯỞNG PHÒNG")]
    name = page([(370, 70, "Trần Thị Mộng Cầm")])
    annex = page([(280, 60, "PHỤ LỤC"), (150, 80, "(Kèm theo Công văn số 318/STC-NS)"), (90, 110, "Danh mục")])
    for pages, expected in (((name, annex), "Trần Thị Mộng Cầm"), ((annex,), None)):
        fields = read_dispatches(paper(page([*HEAD, *body, *foot]), *pages))[0].fields
        assert fields.signer_position is not None
        assert fields.signer_position.value == "TRƯỞNG PHÒNG"
        assert (fields.signer_name and fields.signer_name.value) == expected


@pytest.mark.parametrize("mark", ["V/", "VlV", "Viv"])
def test_half_a_mark_before_an_abstract_is_none_of_it(mark: str) -> None:
    """What a scan leaves of `V/v`."""
    body = [(90, 220 + 20 * i, "Sở Tài chính đề nghị các đơn vị quyết toán kinh phí đúng hạn.") for i in range(4)]
    sheet = page([*HEAD[:6], (90, 132, f"{mark} quyết toán kinh phí:"), *body], source="ocr")
    fields = read_dispatches(paper(sheet))[0].fields
    assert fields.subject is not None
    assert fields.subject.value == "quyết toán kinh phí"


def test_symbols_broken_in_the_head_are_whole() -> None:
    """A narrow cell breaks them at their hyphen; so do lines of the abstract in capitals below."""
    head = [(100, 60, "BỘ TÀI CHÍNH"), *HEAD[2:4], (100, 110, "Số: 84/2025/TTLT-BTC-"), (100, 125, "BNV"), HEAD[5]]
    title = [(230, 160, "THÔNG TƯ LIÊN TỊCH"), (130, 180, "Sửa đổi Nghị quyết số 15/2021/NQ-"), (260, 195, "HĐND")]
    body = [(90, 240 + 20 * i, "Căn cứ Luật Ngân sách nhà nước số 83/2015/QH13;") for i in range(4)]
    fields = read_dispatches(paper(page([*head, *title, *body])))[0].fields
    assert fields.symbol is not None
    assert fields.subject is not None
    assert (fields.symbol.value, fields.subject.value) == (
        "2025/TTLT-BTC-BNV",
        "Sửa đổi Nghị quyết số 15/2021/NQ-HĐND",
    )


@pytest.mark.parametrize("lower", [0, 15], ids=["level", "one heading over two lines"])
def test_signers_of_a_record_stand_side_by_side(lower: float) -> None:
    """Without recipients, named left to right whichever stands higher."""
    body = [(90, 200 + 20 * i, "Hội đồng thống nhất kết quả kiểm tra và thông qua biên bản này.") for i in range(4)]
    heads = [(110, 600, "THƯ KÝ"), (340, 600, "CHỦ TỊCH"), *([(345, 615, "HỘI ĐỒNG")] if lower else [])]
    names = [(100, 670, "Trần Thị Mộng Cầm"), (340, 669 + lower, "Lê Văn Hạnh")]
    head = [*HEAD[:6], (250, 140, "BIÊN BẢN"), (220, 160, "Họp Hội đồng tuyển dụng")]
    fields = read_dispatches(paper(page([*head, *body, *heads, *names])))[0].fields
    assert fields.signer_name is not None
    assert fields.signer_name.value == "Trần Thị Mộng Cầm; Lê Văn Hạnh"


@pytest.mark.parametrize(
    ("printed", "source", "archive"),
    [
        ("Vĩ.", "ocr", "VT"),
        ("Vi, NS.", "ocr", "VT, NS"),
        ("VT-", "ocr", "VT"),
        ("VP.", "ocr", "VP"),
        ("Vĩ.", "text_layer", "Vĩ"),
    ],
)
def test_a_scan_of_the_clerks_copy_is_theirs(printed: str, source: Source, archive: str) -> None:
    """`VT` (văn thư), misread; in print it stays as it is."""
    body = [(90, 200 + 20 * i, "Sở Tài chính đề nghị các đơn vị quyết toán kinh phí đúng hạn.") for i in range(4)]
    tail = [*TAIL[:3], (80, 645, f"- Lưu: {printed}"), *TAIL[4:]]
    fields = read_dispatches(paper(page([*HEAD, *body, *tail], source=source)))[0].fields
    assert fields.archive is not None
    assert fields.archive.value == archive
