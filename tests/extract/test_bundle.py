"""Dispatches read whole: every field of plain texts in many shapes, and bundles split."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extract.bundle import read_dispatches
from extract.dispatch import Dispatch, Recipient
from extract.text import text_of_string
from tests.extract import dispatches

EXPECTED: dict[str, dict[str, Any]] = {
    "COMMUNE": {
        "document_type": "cong_van",
        "reference": "45/UBND-VX",
        "number": "45",
        "symbol": "UBND-VX",
        "issued_on": date(2024, 3, 5),
        "place": "Yên Lạc",
        "issuer": "UBND xã Yên Lạc",
        "issuer_parent": "UBND huyện Phú Lương",
        "subject": "báo cáo tình hình sử dụng thiết bị họp trực tuyến",
        "signer_authority": "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH",
        "signer_position": "PHÓ CHỦ TỊCH",
        "signer_name": "Hoàng Văn Thức",
        "archive": "VT, VHXH",
        "addressees": ["Phòng Văn hóa và Thông tin huyện Phú Lương"],
        "recipients": [Recipient("Như trên"), Recipient("TT Đảng ủy, HĐND xã", "b/c")],
    },
    "COLLAPSED": {
        "reference": "812/TCT-CS",
        "issued_on": date(2019, 3, 9),
        "issuer": "Tổng cục Thuế",
        "issuer_parent": "Bộ Tài chính",
        "subject": "hoàn thuế đối với dự án",
        "signer_authority": "KT. TỔNG CỤC TRƯỞNG",
        "signer_position": "PHÓ TỔNG CỤC TRƯỞNG",
        "signer_name": "Lê Lộc",
        "archive": "VT, CS (3)",
        "addressees": ["Cục Thuế tỉnh Bắc Ninh", "Công ty TNHH Sao Mai"],
        "recipients": [Recipient("Như trên"), Recipient("Vụ PC - BTC", "để p/h")],
    },
    "DECISION": {
        "document_type": "quyet_dinh",
        "reference": "07/QĐ-SNV",
        "issuer": "Sở Nội vụ tỉnh Hòa Bình",
        "subject": "ban hành Quy chế tiếp công dân của Sở Nội vụ",
        "signer_position": "GIÁM ĐỐC",
        "signer_authority": None,
        "signer_name": "Quách Thị Kiều",
        "addressees": [],
        "recipients": [Recipient("Như Điều 2"), Recipient("UBND tỉnh", "để b/c")],
    },
    "PARTY": {
        "document_type": "cong_van",
        "reference": "214-CV/VPTU",
        "issuer": "Văn phòng",
        "issuer_parent": "Tỉnh ủy Ninh Thuận",
        "signer_authority": "KT. CHÁNH VĂN PHÒNG",
        "signer_name": "Đàng Năng Thơ",
        "archive": "Văn phòng Tỉnh ủy",
        "addressees": ["Các ban xây dựng Đảng Tỉnh ủy", "Các huyện ủy, thành ủy"],
        "recipients": [Recipient("Như trên"), Recipient("Thường trực Tỉnh ủy", "để báo cáo")],
    },
    "LAYOUT": {
        "reference": "98/PTĐT-QLPT",
        "issued_on": date(2018, 10, 3),
        "issuer": "Cục Phát triển đô thị",
        "issuer_parent": "Bộ Xây dựng",
        "subject": "góp ý hồ sơ đề án phân loại đô thị của thị xã",
        "addressees": ["Sở Xây dựng tỉnh Hà Tĩnh"],
        "signer_position": "PHÓ CỤC TRƯỞNG",
        "signer_name": "Trần Thị Lan Chi",
        "archive": "VT, QLPT",
        "recipients": [Recipient("Như trên")],
    },
    "URGENT": {
        "urgency": "hoa_toc",
        "issued_on": date(2016, 4, 6),
        "place": "Hà Nội",
        "issuer": "Bộ Y tế",
        "subject": "tăng cường giám sát dịch",
        "addressees": ["Ủy ban nhân dân các tỉnh, thành phố", "Viện Pasteur Nha Trang"],
        "signer_position": "THỨ TRƯỞNG",
    },
    "COUNCIL": {
        "document_type": "nghi_quyet",
        "reference": "12/2020/NQ-HĐND",
        "issued_on": date(2020, 7, 22),
        "place": None,
        "issuer": "Hội đồng nhân dân thành phố Hải Phòng",
        "subject": "VỀ MỨC HỖ TRỢ ĐÓNG BẢO HIỂM Y TẾ CHO NGƯỜI CAO TUỔI",
        "signer_position": "CHỦ TỊCH",
        "signer_name": "Lê Văn Thạnh",
    },
    "STAMPED": {
        "reference": "1502/UBND-KT",
        "issued_on": date(2021, 5, 11),
        "issuer": "Ủy ban nhân dân tỉnh Sơn La",
        "subject": "cấp gạo cứu đói",
        "addressees": ["Sở Lao động - Thương binh và Xã hội", "Ủy ban nhân dân các huyện"],
        "signer_authority": "TUQ. CHỦ TỊCH",
        "signer_position": "CHÁNH VĂN PHÒNG",
    },
    "UPRIGHT": {
        "reference": "641/VPCP-NN",
        "issuer": None,
        "issuer_inferred": "Văn phòng Chính phủ",
        "addressees": ["Bộ Nông nghiệp và Phát triển nông thôn", "Ủy ban nhân dân tỉnh Bến Tre"],
        "signer_authority": "KT. BỘ TRƯỞNG, CHỦ NHIỆM",
        "signer_position": "PHÓ CHỦ NHIỆM",
    },
    "TELEGRAM": {
        "document_type": "cong_dien",
        "subject": "Về tập trung ứng phó bão số 4",
        "addressees": ["Giám đốc các sở, ban, ngành", "Chủ tịch UBND các huyện, thành phố, thị xã"],
        "signer_authority": None,
        "signer_position": "Q. CHỦ TỊCH",
    },
    "CONSOLIDATED": {
        "document_type": "vbhn",
        "subject": "QUY ĐỊNH VỀ LỆ PHÍ BẾN BÃI",
        "signer_name": "Vũ Thị Mây",
        "recipients": [Recipient("Văn phòng Chính phủ", "để đăng Công báo")],
    },
    "GAZETTE": {
        "document_type": "nghi_dinh",
        "reference": "9/2023/NĐ-CP",
        "issuer": "Chính phủ",
        "subject": "Quy định về quản lý bến thủy nội địa",
        "issued_on": date(2023, 2, 20),
        "signer_authority": "TM. CHÍNH PHỦ; KT. THỦ TƯỚNG",
        "signer_position": "PHÓ THỦ TƯỚNG",
        "signer_name": "Trần Hồng Quân",
    },
}


def _read(name: str) -> tuple[str, tuple[Dispatch, ...]]:
    content = getattr(dispatches, name)
    return content, read_dispatches(text_of_string(content))


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [item.value for item in value]
    return value.value if value is not None else None


@pytest.mark.parametrize("name", EXPECTED)
def test_fields(name: str) -> None:
    """Every field named for a shape is read from it."""
    _, (dispatch,) = _read(name)
    assert EXPECTED[name] == {field: _plain(getattr(dispatch.fields, field)) for field in EXPECTED[name]}


@pytest.mark.parametrize("name", EXPECTED)
def test_fields_lead_back(name: str) -> None:
    """What was read is printed where its span says; what was inferred has none."""
    content, (dispatch,) = _read(name)
    for slot in type(dispatch.fields).__dataclass_fields__:
        value = getattr(dispatch.fields, slot)
        for field in value if isinstance(value, tuple) else [value] if value else []:
            if field.origin == "inferred":
                assert field.span is None
            else:
                assert field.span is not None
                assert dispatch.span.contains(field.span)
                assert "".join(field.text.split()) in "".join(field.span.of(content).split()) or "\n" in field.text
                assert 0 < field.confidence <= 1
                assert field.reasons or slot in ("number", "symbol", "reference")


def test_a_bundle_is_split_with_annexes_inside() -> None:
    """A form in an annex, with blanks for number and day, begins no dispatch; the next head does."""
    content, read = _read("BUNDLE")
    assert [_plain(dispatch.fields.reference) for dispatch in read] == ["210/STP-HCTP", "95/HTQTCT-HT"]
    assert content[read[1].span.start :].startswith("BỘ TƯ PHÁP\nCỤC HỘ TỊCH")
    assert "TỜ KHAI ĐĂNG KÝ" in read[0].span.of(content)


def test_enclosures_are_linked_within_the_file() -> None:
    """`(Kèm CV số …)` leads to the dispatch of the file that bears the number."""
    _, read = _read("BUNDLE")
    enclosed = [finding.details for finding in read[0].attachments if finding.details["kind"] == "enclosed"]
    assert [(d["title"], d["dispatch"], d["present"]) for d in enclosed] == [("95/HTQTCT-HT", 1, True)]


def test_nothing_is_read_from_nothing() -> None:
    """A text without words holds no dispatch; words without a head make one without fields."""
    assert read_dispatches(text_of_string(" \n\n")) == ()
    (dispatch,) = read_dispatches(text_of_string("Một ghi chú không có đầu văn bản."))
    assert dispatch.fields.reference is None


def test_bundles_of_two_copies_keep_every_letter() -> None:
    """Spans follow each other and lose nothing but blanks."""
    content = dispatches.COMMUNE + "\n" + dispatches.BUNDLE
    read = read_dispatches(text_of_string(content))
    assert len(read) == 3
    kept = "".join(dispatch.span.of(content) for dispatch in read)
    assert "".join(content.split()) == "".join(kept.split())


TAIL = "\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nTrần Văn Hòa\n\n"
LOST_NUMBERS = [
    # neither has a number; the first line of the second names its issuer before the V/v and the nation's title
    (
        "SỞ Y TẾ\n-----\nV/v: họp chợ phiên\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Hà Nam, ngày 30 tháng 7 năm 2014\n\nKính gửi: Các phòng\n\nNội dung họp chợ."
    ),
    # number and day that a scan could not read, both columns on one line
    (
        "TỔNG CỤC THUẾ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nCỤC THUẾ TỈNH HÀ NAM Độc lập - Tự do - Hạnh phúc\n"
        "sé/(ÖCr-TTHT Hà Nam, ngày/WÍ tháng 07 năm 2018\nV/v họp chợ\n\nKính gửi: Các đội\n\nNội dung khác."
    ),
    # a numbered one whose issuer reads as a person's name in capitals
    (
        "BỘ TÀI CHÍNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỎNG CỤC THUÊ Độc lập - Tự do - Hạnh phúc\n"
        "số: 422 /TCT -PC Hà Nội. ngày 09 tháng 11 năm 2023\n\nV/v họp giao ban\n\nKính gửi: Các vụ\n\nNội dung thứ ba."
    ),
]


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0)])
def test_heads_without_number_begin_dispatches(order: tuple[int, ...]) -> None:
    """A quốc hiệu with its place-date and Kính gửi begins a dispatch, though no number was read there."""
    pieces = [LOST_NUMBERS[i] + TAIL for i in order]
    starts = [sum(map(len, pieces[:i])) for i in range(len(pieces))]
    found = read_dispatches(text_of_string("".join(pieces)))
    assert starts == [dispatch.span.start for dispatch in found]


def test_a_form_in_an_annex_begins_no_dispatch() -> None:
    """A form shows the nation's title, too; its day is left blank."""
    form = (
        "PHỤ LỤC\nMẪU ĐƠN\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "..., ngày ... tháng ... năm 2020\n\nĐƠN XIN HỌP CHỢ\n\nKính gửi: Sở Y tế\n"
    )
    assert len(read_dispatches(text_of_string(LOST_NUMBERS[0] + TAIL + form))) == 1


def test_signed_in_small_letters_ends_a_dispatch() -> None:
    """`(Đã ký)` between position and name ends a dispatch as a `Nơi nhận` does."""
    first = LOST_NUMBERS[0] + "\n\nPhó Giám đốc\n\n(Đã ký)\n\nĐặng Văn Sơn\n\n"
    found = read_dispatches(text_of_string(first + LOST_NUMBERS[2] + TAIL))
    assert [0, len(first)] == [dispatch.span.start for dispatch in found]


DAY = "Hà Nam, ngày 9 tháng 8 năm 2021"
HEADS = [
    # neither quốc hiệu nor issuer, behind a text that ends in the middle of a sentence
    ("Điều 2. Bãi bỏ Điều 4.", f"Số: 5/VPCP-KSTT\nV/v họp chợ\n\n{DAY}\n\nKính gửi: Các bộ.\n"),
    # an office that issues in its own name, behind a name and behind a list
    (TAIL, f"CHỦ TỊCH\nỦY BAN NHÂN DÂN\nTỈNH HÀ NAM\nSố: 8/CĐ-UBND\n{DAY}\nCÔNG ĐIỆN\nHọp chợ\n"),
    (TAIL[: TAIL.index("GIÁM ĐỐC")], f"THỦ TƯỚNG CHÍNH PHỦ\nSố: 8/CĐ-TTg\n{DAY}\nCÔNG ĐIỆN\nHọp chợ\n"),
]


@pytest.mark.parametrize(("tail", "head"), HEADS)
def test_a_head_begins_with_its_issuer(tail: str, head: str) -> None:
    """However the dispatch before ends."""
    first = (
        f"SỞ Y TẾ\nSố: 2/TB-SYT\nHà Nam, ngày 2 tháng 8 năm 2021\n\nTHÔNG BÁO\nVề họp chợ\n\nĐiều 1. Họp.\n{tail}\n\n"
    )
    found = read_dispatches(text_of_string(first + head))
    assert [0, len(first)] == [dispatch.span.start for dispatch in found]


@pytest.mark.parametrize(
    "body",
    [
        "Căn cứ các văn bản:\n- Thông tư số 14/2019/TT-BKHCN;\n- Nghị định số 62/2018/NĐ-CP.",
        "1. Thông tư số 14/2019/TT-BKHCN;\n2. Nghị định số 62/2018/NĐ-CP.",
        "Thực hiện nhiệm vụ giao tại\nQuyết định số 15/2017/QĐ-TTg\nngày 24 tháng 4 năm 2017, Sở báo cáo:",
        "Thực hiện\nThông tư số 14/2019/TT-BKHCN\nSở trả lời để biết.",
    ],
)
def test_a_line_that_only_cites_begins_no_dispatch(body: str) -> None:
    """In a short letter the head is near, but a cited document alone on its line is no head."""
    head, rest = dispatches.COMMUNE.split("Kính gửi", 1)
    addressed, tail = rest.split("\n", 1)
    (dispatch,) = read_dispatches(text_of_string(f"{head}Kính gửi{addressed}\n\n{body}\n{tail}"))
    assert dispatch.fields.addressees[0].value == "Phòng Văn hóa và Thông tin huyện Phú Lương"
    assert dispatch.citations
