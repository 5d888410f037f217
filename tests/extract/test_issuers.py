"""Issuers: how far a name goes, and whom a symbol names."""

from __future__ import annotations

import pytest

from extract.fold import fold
from extract.issuers import issuer_of_symbol, read_issuer


@pytest.mark.parametrize(
    ("text", "rest", "name"),
    [
        ("Bộ trưởng Bộ Tài chính quy định mức thu", " quy định mức thu", "Bộ Tài chính"),
        ("BỘ TRƯỞNG BỘ Y TẾ VỀ VIỆC", " VỀ VIỆC", "Bộ Y tế"),
        ("Bộ Lao động -\nThương binh và Xã hội (tại", " (tại", "Bộ Lao động - Thương binh và Xã hội"),
        ("Thủ tướng Chính phủ và Nghị định", " và Nghị định", "Thủ tướng Chính phủ"),
        ("Ủy ban nhân dân thành phố, đề nghị", ", đề nghị", None),
        ("Chủ tịch Ủy ban nhân dân tỉnh Bến Tre phê duyệt", " phê duyệt", None),
        ("Sở Văn hóa, Thể thao và Du lịch tỉnh Bến Tre về", " về", None),
        ("Hội đồng nhân dân tỉnh Ban hành quy định", " Ban hành quy định", None),
        ("Cục Thuế tỉnh Đồng Nai hỏi về", " hỏi về", None),
        ("Ban Tổ chức Tỉnh ủy về", " về", None),
        ("Ban Chấp hành Trung ương Đảng khóa XII về", " về", "Ban Chấp hành Trung ương"),
        ("Cục Tác chiến - Bộ Tổng tham mưu về", " về", None),
        ("Ủy ban nhân dân quận 1 về", " về", None),
        # verbs end a name, syllables that only fold like them do not
        ("Văn phòng Đăng ký đất đai thị xã La Gi về", " về", None),
        ("Ban Tiếp công dân thành phố.", ".", None),
        ("Tòa án nhân dân huyện Châu Thành đã", " đã", None),
        ("Tòa án nhân dân cấp cao tại Đà Nẵng;", ";", None),
        ("Viện trưởng VKSND tối cao về", " về", None),
        ("Tổng Kiểm toán nhà nước về", " về", "Kiểm toán nhà nước"),
        ("Bộ Tư lệnh Quân khu 5;", ";", None),
        ("Trung tâm Viễn thông số 3 về", " về", None),
        ("Công ty TNHH Chế biến hạt Tân Phong hỏi về", " hỏi về", None),
        ("Công ty Cổ phần Xây dựng và Thương mại An Hòa xin", " xin", None),
        ("Công ty An Hòa và Công ty Bình An", " và Công ty Bình An", None),
        ("Phong Kinh te, Ha tang va Do thi.", ".", None),
        ("Hội nghị lần thứ mười một Ban Chấp hành Trung ương Đảng khóa XIII về", " về", None),
        ("Công đoàn Giáo dục Việt Nam về", " về", None),
        ("Liên minh Hợp tác xã tỉnh Bến Tre về", " về", None),
        ("Thi hành án dân sự tỉnh Bến Tre về", " về", None),
        ("Thống kê cơ sở Ba Tri về", " về", None),
        ("Sư đoàn 9 về", " về", None),
        ("Đồn Biên phòng Ba Động;", ";", None),
        ("Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh về", " về", None),
    ],
)
def test_names(text: str, rest: str, name: str | None) -> None:
    """The longest known name, else the plausible words; titles that follow stay outside."""
    found = read_issuer(text, fold(text), 0, len(text))
    assert found is not None
    assert rest == text[found.end :]
    assert name == found.name


@pytest.mark.parametrize("text", ["pháp luật", "nhà trường", "các cơ quan", "mình"])
def test_no_names(text: str) -> None:
    """`quy định của pháp luật` names nobody."""
    assert read_issuer(text, fold(text), 0, len(text)) is None


@pytest.mark.parametrize(
    ("symbol", "issuer"),
    [
        ("QĐ-TTg", "Thủ tướng Chính phủ"),
        ("TTg-KGVX", "Thủ tướng Chính phủ"),
        ("VPCP-KSTT", "Văn phòng Chính phủ"),
        ("LĐTBXH-NCC", "Bộ Lao động - Thương binh và Xã hội"),  # the unit behind is not the issuer
        ("QH15", "Quốc hội"),
        ("PL-UBTVQH11", "Ủy ban Thường vụ Quốc hội"),
        ("TTLT-BYT-BTC", "Bộ Y tế; Bộ Tài chính"),
    ],
)
def test_symbols(symbol: str, issuer: str) -> None:
    """The group behind the type, or the first where no type is shown."""
    found = issuer_of_symbol(symbol)
    assert found is not None
    assert issuer == found[1]


@pytest.mark.parametrize("symbol", ["QĐ-UBND", "UBND-TH", "NQ-HĐND", "ABCXYZ"])
def test_symbols_of_many(symbol: str) -> None:
    """What every province uses names nobody."""
    assert issuer_of_symbol(symbol) is None
