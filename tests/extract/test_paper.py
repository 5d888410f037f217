"""Dispatches on pages: two columns in head and tail, stamps, scans, and pages that begin a dispatch."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from extract.bundle import read_dispatches
from extract.dispatch import Recipient
from tests.extract.printing import HEAD, TAIL, Printed, line, page, paper

BODY: tuple[Printed, ...] = (
    (110, 220, "Theo đề nghị của Ủy ban nhân dân huyện Tri Tôn về quyết toán kinh phí năm"),
    (80, 236, "2018, Sở Tài chính có ý kiến như sau: thực hiện đúng dự toán đã giao./."),
)
ADDRESSED: Printed = (180, 190, "Kính gửi: Ủy ban nhân dân huyện Tri Tôn")


def test_a_dispatch_on_one_page() -> None:
    """All fields from their zones, with regions on the page."""
    (dispatch,) = read_dispatches(paper(page((*HEAD, ADDRESSED, *BODY, *TAIL))))
    fields = dispatch.fields
    assert fields.reference.value == "318/STC-NS"  # type: ignore[union-attr]
    assert date(2019, 3, 7) == fields.issued_on.value  # type: ignore[union-attr]
    assert fields.issuer.value == "Sở Tài chính tỉnh An Giang"  # type: ignore[union-attr]
    assert fields.subject.value == "quyết toán kinh phí hỗ trợ lúa nước"  # type: ignore[union-attr]
    assert [field.value for field in fields.addressees] == ["Ủy ban nhân dân huyện Tri Tôn"]
    assert [Recipient("Như trên"), Recipient("UBND tỉnh", "để b/c")] == [field.value for field in fields.recipients]
    assert tuple(
        field.value for field in (fields.signer_authority, fields.signer_position, fields.signer_name) if field
    ) == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thị Mộng Cầm")
    assert all(region.page == 1 for region in fields.subject.regions)  # type: ignore[union-attr]
    assert len(fields.subject.regions) == 2  # type: ignore[union-attr]


def test_reading_order_does_not_matter() -> None:
    """The same page with its lines in order of height gives the same fields."""
    lines = (*HEAD, ADDRESSED, *BODY, *TAIL)
    (columns,) = read_dispatches(paper(page(lines)))
    (rows,) = read_dispatches(paper(page(sorted(lines, key=lambda item: (item[1], item[0])))))
    for slot in ("reference", "issued_on", "issuer", "subject", "signer_name", "signer_authority", "archive"):
        assert getattr(columns.fields, slot).value == getattr(rows.fields, slot).value


def test_number_and_day_stamped_into_blanks() -> None:
    """What a signature prints into the blanks is read with the line, and said to come from the stamp."""
    head = [item for item in HEAD if not item[2].startswith(("Số:", "An Giang"))]
    made = page(
        [*head, (100, 110, "Số: ~/STC-NS"), (300, 110, "An Giang, ngày ~tháng 3 năm 2019"), ADDRESSED, *BODY, *TAIL]
    )
    stamped = (line(124, 110, "455", source="stamp"), line(392, 110, "12", source="stamp"))
    (dispatch,) = read_dispatches(paper(replace(made, lines=(*made.lines, *stamped))))
    assert dispatch.fields.reference.value == "455/STC-NS"  # type: ignore[union-attr]
    assert dispatch.fields.number.origin == "stamp"  # type: ignore[union-attr]
    assert date(2019, 3, 12) == dispatch.fields.issued_on.value  # type: ignore[union-attr]


def test_the_office_of_an_arrival_stamp_did_not_issue() -> None:
    """A stamp set over the head names who received; in coloured ink it is told from print, and its quote is a speck."""
    inked = ((70, 40, "VĂN PHÒNG HUYỆN TRI TÔN"), (90, 52, "Số: 1207"), (60, 92, "'ĐẾN Ngày: 11/3/2019"))
    made = page((*HEAD, ADDRESSED, *BODY, *TAIL), source="ocr")
    stamped = tuple(line(x, y, words, source="stamp") for x, y, words in inked)
    (dispatch,) = read_dispatches(paper(replace(made, lines=(*made.lines, *stamped))))
    assert dispatch.fields.issuer.value == "Sở Tài chính tỉnh An Giang"  # type: ignore[union-attr]
    assert dispatch.fields.issuer_parent is None
    assert dispatch.fields.reference.value == "318/STC-NS"  # type: ignore[union-attr]


def test_a_province_whose_mark_a_scan_misread_stays_one() -> None:
    """`TÍNH` behind `ỦY BAN NHÂN DÂN` is the province, known or not."""
    head = ((100, 60, "ỦY BAN NHÂN DÂN"), (105, 76, "TÍNH AN SƠN"), *HEAD[2:])
    (dispatch,) = read_dispatches(paper(page((*head, ADDRESSED, *BODY, *TAIL), source="ocr")))
    assert dispatch.fields.issuer.value == "Ủy ban nhân dân tỉnh An Sơn"  # type: ignore[union-attr]


def test_a_blank_number_stays_blank() -> None:
    """Nothing is made up for a number that was never filled in; the symbol is still read."""
    head = [item for item in HEAD if not item[2].startswith("Số:")]
    (dispatch,) = read_dispatches(paper(page([*head, (100, 110, "Số: ~/STC-NS"), ADDRESSED, *BODY, *TAIL])))
    assert dispatch.fields.number is None
    assert dispatch.fields.reference is None
    assert dispatch.fields.symbol.value == "STC-NS"  # type: ignore[union-attr]


def test_a_named_type_takes_its_abstract_from_below() -> None:
    """The abstract ends at the gap before the enacting body."""
    lines = [
        *HEAD[:6],
        (255, 150, "QUYẾT ĐỊNH"),
        (160, 168, "Về việc giao dự toán chi ngân sách"),
        (200, 184, "cho các đơn vị năm 2019"),
        (190, 222, "GIÁM ĐỐC SỞ TÀI CHÍNH"),
        (110, 252, "Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;"),
        *TAIL,
    ]
    (dispatch,) = read_dispatches(paper(page(lines)))
    assert dispatch.fields.document_type.value == "quyet_dinh"  # type: ignore[union-attr]
    assert dispatch.fields.subject.value == "giao dự toán chi ngân sách cho các đơn vị năm 2019"  # type: ignore[union-attr]


def test_recipients_go_on_overleaf() -> None:
    """A list of recipients that runs onto the next page ends with its Lưu line there."""
    first = page(
        [
            *HEAD,
            ADDRESSED,
            *BODY,
            (80, 600, "Nơi nhận:"),
            (80, 615, "- Như trên;"),
            (380, 600, "GIÁM ĐỐC"),
            (370, 690, "Lâm Văn Sáu"),
        ]
    )
    second = page([(80, 60, "- Kho bạc Nhà nước tỉnh;"), (80, 75, "- Lưu: VT.")])
    (dispatch,) = read_dispatches(paper(first, second))
    assert [field.value.name for field in dispatch.fields.recipients] == ["Như trên", "Kho bạc Nhà nước tỉnh"]
    assert dispatch.fields.archive.value == "VT"  # type: ignore[union-attr]
    assert dispatch.fields.signer_name.value == "Lâm Văn Sáu"  # type: ignore[union-attr]


def test_a_signature_torn_by_the_end_of_a_page_is_read_whole() -> None:
    """The position stands at the foot of a page, the name overleaf beside the rest of the recipients."""
    first = page((*HEAD, ADDRESSED, *BODY, (80, 740, "Nơi nhận:"), (80, 755, "- Như trên;"), (380, 740, "GIÁM ĐỐC")))
    second = page(((80, 60, "- Thanh tra tỉnh;"), (80, 75, "- Lưu: VT."), (370, 60, "Trần Thị Mộng Cầm")))
    (dispatch,) = read_dispatches(paper(first, second))
    assert dispatch.fields.signer_name.value == "Trần Thị Mộng Cầm"  # type: ignore[union-attr]
    assert dispatch.fields.signer_position.value == "GIÁM ĐỐC"  # type: ignore[union-attr]
    assert [field.value.name for field in dispatch.fields.recipients] == ["Như trên", "Thanh tra tỉnh"]


def test_an_abstract_may_open_as_a_paragraph_does() -> None:
    """`Đề nghị …` below a gap is the abstract of a tờ trình where it is centred under the name of the type."""
    below: tuple[Printed, ...] = ((257, 180, "TỜ TRÌNH"), (209, 205, "Đề nghị sửa chữa nhà kho"))
    made = page((*HEAD[:6], *below, (180, 240, "Kính gửi: Ủy ban nhân dân tỉnh"), *TAIL))
    (dispatch,) = read_dispatches(paper(made))
    assert dispatch.fields.subject.value == "Đề nghị sửa chữa nhà kho"  # type: ignore[union-attr]


def test_each_head_begins_a_dispatch() -> None:
    """Two dispatches and an annex in one file: two spans with their pages."""
    whole = page((*HEAD, ADDRESSED, *BODY, *TAIL))
    annex = page(
        [
            (260, 60, "PHỤ LỤC"),
            (150, 80, "(Kèm theo Công văn số 318/STC-NS ngày 07/3/2019)"),
            (80, 120, "1. Danh sách xã"),
        ]
    )
    other = page([*HEAD[:4], (100, 110, "Số: 319/STC-NS"), *HEAD[5:], ADDRESSED, *BODY, *TAIL])
    read = read_dispatches(paper(whole, annex, other))
    assert [(d.fields.reference.value, d.first_page, d.last_page) for d in read if d.fields.reference] == [
        ("318/STC-NS", 1, 2),
        ("319/STC-NS", 3, 3),
    ]
    assert [finding.text for finding in read[0].attachments if finding.details["kind"] == "annex"] == ["PHỤ LỤC"]


def test_a_scan_is_read_with_less_confidence() -> None:
    """Misread accents in closed words do not hide the parts; a single digit of a day is not trusted."""
    lines = [
        (100, 60, "SỞ Y TE"),
        (105, 76, "TỈNH AN GIANG"),
        (290, 60, "CỌNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (330, 76, "Độc lập - Tự do - Hạnh phúc"),
        (100, 110, "Só: 27/SYT-NV"),
        (310, 110, "An Giang, ngày 7 tháng 3 năm 2019"),
        ADDRESSED,
        *BODY,
        (80, 600, "Mới nhận:"),
        (80, 615, "- Như trên;"),
        (80, 645, "- Luu: VT."),
        (380, 615, "PHÓ GIẨM ĐÓC"),
        (370, 690, "Trân Thị Mộng"),
    ]
    (dispatch,) = read_dispatches(paper(page(lines, source="ocr")))
    fields = dispatch.fields
    assert fields.issuer.value == "Sở Y tế tỉnh An Giang"  # type: ignore[union-attr]
    assert fields.issuer.origin == "ocr"  # type: ignore[union-attr]
    assert fields.reference.value == "27/SYT-NV"  # type: ignore[union-attr]
    assert fields.issued_on is None
    assert (fields.signer_position.value, fields.signer_name.value) == ("PHÓ GIÁM ĐỐC", "Trần Thị Mộng")  # type: ignore[union-attr]
    assert [field.value.name for field in fields.recipients] == ["Như trên"]


def test_what_a_scan_makes_of_the_usual_recipients_is_put_right() -> None:
    """`Như Điều 5` and the Cổng TTĐT cannot be anything else; a comma behind VT is none the less one for its tail."""
    tail: tuple[Printed, ...] = (
        (80, 600, "Nơi nhận:"),
        (80, 615, "- Như Điễu 5;"),
        (80, 630, "- Công TTĐT tỉnh;"),
        (80, 645, "- Công đoàn ngành;"),
        (80, 660, "- Lưu: VT. Phòng NS."),
    )
    (dispatch,) = read_dispatches(paper(page((*HEAD, ADDRESSED, *BODY, *tail, *TAIL[4:]), source="ocr")))
    names = [field.value.name for field in dispatch.fields.recipients]
    assert names == ["Như Điều 5", "Cổng TTĐT tỉnh", "Công đoàn ngành"]
    assert dispatch.fields.archive.value == "VT, Phòng NS"  # type: ignore[union-attr]


def test_units_and_clerks_behind_the_archive_are_no_scraps() -> None:
    """Two capitals or a name of two letters behind a comma; what a seal leaves stands behind a full stop."""
    for printed, archive in (
        ("VT, TH.", "VT, TH"),
        ("VT, NC, Hà.", "VT, NC, Hà"),
        ("VT, N", "VT"),
        ("VT. Y T Ê", "VT"),
    ):
        lines: tuple[Printed, ...] = (*HEAD, ADDRESSED, *BODY, *TAIL[:3], (80, 645, f"- Lưu: {printed}"), *TAIL[4:])
        (dispatch,) = read_dispatches(paper(page(lines, source="ocr")))
        assert dispatch.fields.archive.value == archive  # type: ignore[union-attr]


def test_letters_of_a_seal_beside_the_recipients_are_none() -> None:
    """Far behind an item, with no dash of their own; a second column of items is one."""
    lines: tuple[Printed, ...] = (*TAIL[:1], (80, 615, "- Như trên; ~QGSd"), (80, 630, "- UBND tỉnh; ~- Sở Nội vụ;"))
    (dispatch,) = read_dispatches(paper(page((*HEAD, ADDRESSED, *BODY, *lines, *TAIL[3:]), source="ocr")))
    assert [field.value.name for field in dispatch.fields.recipients] == ["Như trên", "UBND tỉnh", "Sở Nội vụ"]


def test_a_scan_that_lost_digits_gives_no_number() -> None:
    """A lone digit, or a letter no office adds, is not passed off as the number; the symbol stays."""
    for printed in ("Số: 4/STC-NS", "Số: 31F/STC-NS"):
        head = [item for item in HEAD if not item[2].startswith("Số:")]
        (dispatch,) = read_dispatches(paper(page([*head, (100, 110, printed), ADDRESSED, *BODY, *TAIL], source="ocr")))
        assert dispatch.fields.number is None
        assert dispatch.fields.symbol is not None
        assert dispatch.fields.symbol.value == "STC-NS"
        assert dispatch.fields.symbol.reasons


def test_a_subject_may_wrap_into_the_number_of_another_act() -> None:
    """`Thông tư số 05/2016/TT-BYT` under `V/v` is no number of the dispatch."""
    head = [*HEAD[:6], (90, 132, "V/v góp ý việc thực hiện"), (92, 147, "Thông tư số 05/2016/TT-BYT")]
    (dispatch,) = read_dispatches(paper(page([*head, ADDRESSED, *BODY, *TAIL])))
    assert dispatch.fields.reference is not None
    assert dispatch.fields.reference.value == "318/STC-NS"
    assert dispatch.fields.subject is not None
    assert dispatch.fields.subject.value == "góp ý việc thực hiện Thông tư số 05/2016/TT-BYT"


def test_a_province_is_spelt_as_it_is() -> None:
    """A scan's `Cân Thơ` is the city of Cần Thơ."""
    head = [*HEAD[:5], (310, 110, "Cân Thơ, ngày 07 tháng 3 năm 2019"), *HEAD[6:]]
    (dispatch,) = read_dispatches(paper(page([*head, ADDRESSED, *BODY, *TAIL], source="ocr")))
    assert dispatch.fields.place is not None
    assert dispatch.fields.place.value == "Cần Thơ"


def test_letters_of_a_seal_are_no_recipients() -> None:
    """What was read in coloured ink below the list is neither in it nor behind the Lưu line."""
    made = page((*HEAD, ADDRESSED, *BODY, *TAIL), source="ocr")
    stamped = (line(200, 658, "U TRO)", source="stamp"), line(200, 671, "ĐÀ KHO", source="stamp"))
    (dispatch,) = read_dispatches(paper(replace(made, lines=(*made.lines, *stamped))))
    assert [field.value.name for field in dispatch.fields.recipients] == ["Như trên", "UBND tỉnh"]
    assert dispatch.fields.archive is not None
    assert dispatch.fields.archive.value == "VT, NS"


def test_a_list_of_addressees_on_a_scan() -> None:
    """The mark stamped beside it is no addressee, the label may be misread, and a full stop ends it."""
    listed = ((150, 190, "Kính qửi:"), (190, 205, "- Sở Nội vụ;"), (190, 221, "- Ủy ban nhân dân huyện Tri Tôn."))
    marred = ((180, 240, "ng văn số 12/STC-NS ngày 12 tháng 02 năm 2019 của Bộ"), (80, 256, "Tài chính, đề nghị./."))
    made = page((*HEAD, *listed, *marred, *TAIL), source="ocr")
    mark = line(60, 196, "THƯỢNG KHẨN", source="stamp")
    (dispatch,) = read_dispatches(paper(replace(made, lines=(*made.lines[:8], mark, *made.lines[8:]))))
    assert [field.value for field in dispatch.fields.addressees] == ["Sở Nội vụ", "Ủy ban nhân dân huyện Tri Tôn"]


def test_an_abstract_whose_first_word_is_covered() -> None:
    """`Về việc` under a stamp leaves `việc`, which is none of the abstract."""
    lines = (*HEAD[:6], (250, 160, "BÁO CÁO"), (150, 176, "việc quyết toán kinh phí hỗ trợ lúa nước"), *BODY, *TAIL)
    (dispatch,) = read_dispatches(paper(page(lines, source="ocr")))
    assert dispatch.fields.subject is not None
    assert dispatch.fields.subject.value == "quyết toán kinh phí hỗ trợ lúa nước"
