"""Normal case of names printed in capitals."""

from __future__ import annotations

import pytest

from extract.letter_case import normal_case
from extract.organisations import inner_start, names


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH LÂM ĐỒNG", "Sở Giáo dục và Đào tạo tỉnh Lâm Đồng"),
        ("UỶ BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ", "Ủy ban nhân dân thành phố Cần Thơ"),
        ("UBND HUYỆN PHÚ LƯƠNG", "UBND huyện Phú Lương"),
        ("ỦY BAN NHÂN DÂN HUYÊN PHÚ LƯƠNG", "Ủy ban nhân dân huyện Phú Lương"),  # as a scan misread it
        ("BỘ LAO ĐỘNG THƯƠNG BINH VÀ XÃ HỘI", "Bộ Lao động - Thương binh và Xã hội"),
        ("SỞ XÂY DỰNG TỈNH BÀ RỊA - VŨNG TÀU", "Sở Xây dựng tỉnh Bà Rịa - Vũng Tàu"),
        ("TỈNH ỦY NINH THUẬN", "Tỉnh ủy Ninh Thuận"),
        ("TỔNG CÔNG TY ĐIỆN LỰC MIỀN NAM", "Tổng công ty Điện lực miền Nam"),
        ("TÒA ÁN NHÂN DÂN KHU VỰC 3 - ĐỒNG NAI", "Tòa án nhân dân khu vực 3 - Đồng Nai"),
        ("HUYỆN ỦY MƯỜNG ẢNG", "Huyện ủy Mường Ảng"),
        ("BAN CHỈ ĐẠO PHÒNG, CHỐNG MA TÚY", "Ban Chỉ đạo Phòng, chống ma túy"),
        # `QUẢN` is no `QUẬN`; a school's own name
        ("CỤC QUẢN LÝ DƯỢC", "Cục Quản lý dược"),
        ("TRƯỜNG THPT CHU VĂN AN", "Trường THPT Chu Văn An"),
        ("HỘI ĐỒNG NHÂN DÂN TỈNH HÀ NAM", "Hội đồng nhân dân tỉnh Hà Nam"),
        ("TRƯỜNG TIỂU HỌC LÊ LỢI", "Trường Tiểu học Lê Lợi"),
        # `XÃ HỘI` is no commune; offices that have a number or serve an area
        ("PHÒNG VĂN HÓA - XÃ HỘI", "Phòng Văn hóa - Xã hội"),
        ("BẢO HIỂM XÃ HỘI CƠ SỞ BẾN TRÚC", "Bảo hiểm xã hội cơ sở Bến Trúc"),
        ("THUẾ CƠ SỞ 3 TỈNH AN SƠN", "Thuế cơ sở 3 tỉnh An Sơn"),
        ("KHO BẠC NHÀ NƯỚC KHU VỰC XVI", "Kho bạc Nhà nước khu vực XVI"),
        ("CHI CỤC KIỂM LÂM VÙNG I", "Chi cục Kiểm lâm vùng I"),
        ("BAN QUẢN LÝ KHU VỰC BIÊN GIỚI", "Ban Quản lý Khu vực biên giới"),
        ("HỢP TÁC XÃ NÔNG NGHIỆP TÂN MỸ", "Hợp tác xã Nông nghiệp tân mỹ"),
        # a scan that lost accents: known bodies and provinces are spelt as they are
        ("SỞ Y TE", "Sở Y tế"),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỌI", "Ủy ban nhân dân thành phố Hà Nội"),
        # already in normal case
        ("Ban Quản lý dự án", "Ban Quản lý dự án"),
    ],
)
def test_normal_case(printed: str, expected: str) -> None:
    """Kind, field and place begin with a capital, the rest is small."""
    assert expected == normal_case(printed)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["UBND TỈNH KIÊN GIANG", "SỞ Y TẾ"], [[0], [1]]),
        (["ỦY BAN NHÂN DÂN", "TỈNH SƠN LA"], [[0, 1]]),
        (["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẢI PHÒNG", "SỞ NỘI VỤ"], [[0, 1], [2]]),
        (["BỘ LAO ĐỘNG -", "THƯƠNG BINH VÀ XÃ HỘI"], [[0, 1]]),
        (["BỘ TÀI CHÍNH", "TỔNG CỤC THUẾ"], [[0], [1]]),
        (["ỦY BAN THƯỜNG VỤ", "QUỐC HỘI"], [[0, 1]]),
        (["BỘ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG ĐẠI HỌC", "BÁCH KHOA"], [[0], [1, 2]]),
        (["TRUNG TÂM PHỤC VỤ", "HÀNH CHÍNH CÔNG"], [[0, 1]]),
        (["TỈNH ỦY NINH THUẬN", "VĂN PHÒNG"], [[0], [1]]),
        (["UBND HUYỆN PHÚ LƯƠNG", "UBND XÃ YÊN LẠC"], [[0], [1]]),
        (["TỈNH ỦY ĐIỆN BIÊN", "HUYỆN ỦY MƯỜNG ẢNG"], [[0], [1]]),
        (["TỔNG CÔNG TY", "ĐIỆN LỰC ĐÔNG NAM TNHH", "CÔNG TY ĐIỆN LỰC PHƯỚC HỘI"], [[0, 1], [2]]),
        (["CÔNG TY TNHH", "XÍ NGHIỆP MAY PHƯỚC HỘI"], [[0, 1]]),
    ],
)
def test_lines_fall_into_names(lines: list[str], expected: list[list[int]]) -> None:
    """A superior body and the issuer are told from one name on two lines."""
    assert expected == names(lines)


def test_two_bodies_on_one_line() -> None:
    """A collapsed header holds both bodies on one line."""
    line = "BỘ TÀI CHÍNH TỔNG CỤC THUẾ"
    assert line[inner_start(line) :] == "TỔNG CỤC THUẾ"
    assert inner_start("BỘ CHỈ HUY QUÂN SỰ TỈNH") == 0
