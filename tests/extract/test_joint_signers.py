"""Signers side by side: each keeps the lines of the own column."""

from __future__ import annotations

import pytest

from extract.bundle import read_dispatches
from extract.joint_signers import second_name
from extract.text import Text, text_of_string
from tests.extract.printing import HEAD, Printed, page, paper

TYPED = """SỞ Y TẾ - SỞ TÀI CHÍNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 15/HDLN-SYT-STC
Kon Tum, ngày 02 tháng 3 năm 2018

HƯỚNG DẪN LIÊN NGÀNH
Về việc thanh toán chi phí phòng dịch

Liên ngành hướng dẫn các đơn vị thực hiện./.

   KT. GIÁM ĐỐC SỞ Y TẾ                 GIÁM ĐỐC
       PHÓ GIÁM ĐỐC                   SỞ TÀI CHÍNH

       Lê Văn Hạnh                   Trần Thị Ngà

Nơi nhận:
- UBND tỉnh;
- Lưu: VT.
"""
PAPER: tuple[Printed, ...] = (
    (80, 220, "Hai cơ quan thống nhất thực hiện các nội dung nêu trên kể từ ngày ký./."),
    (90, 600, "KT. GIÁM ĐỐC"),
    (90, 615, "PHÓ GIÁM ĐỐC"),
    (390, 600, "CHỦ TỊCH"),
    (90, 690, "Lê Văn Hạnh"),
    (380, 690, "Trần Thị Ngà"),
    (80, 720, "Nơi nhận:"),
    (80, 735, "- Như trên;"),
    (80, 750, "- Lưu: VT."),
)


def _signed(text: Text) -> tuple[str | None, ...]:
    (dispatch,) = read_dispatches(text)
    fields = dispatch.fields
    return tuple(
        one.value if one else None for one in (fields.signer_authority, fields.signer_position, fields.signer_name)
    )


def test_two_signers_in_plain_text() -> None:
    """Columns parted by blanks; the recipients stand below."""
    authority, position, name = _signed(text_of_string(TYPED))
    assert name == "Lê Văn Hạnh; Trần Thị Ngà"
    assert position == "PHÓ GIÁM ĐỐC; GIÁM ĐỐC SỞ TÀI CHÍNH"
    assert authority == "KT. GIÁM ĐỐC SỞ Y TẾ"


def test_two_signers_below_each_other() -> None:
    """Each for an office named; the recipients stand below both."""
    begin, end = TYPED.index("   KT."), TYPED.index("Nơi nhận")
    blocks = "KT. GIÁM ĐỐC SỞ Y TẾ\nPHÓ GIÁM ĐỐC\n(Đã ký)\n\nLê Văn Hạnh\n\nGIÁM ĐỐC SỞ TÀI CHÍNH\n\nTrần Thị Ngà\n\n"
    assert _signed(text_of_string(TYPED[:begin] + blocks + TYPED[end:])) == (
        "KT. GIÁM ĐỐC SỞ Y TẾ",
        "PHÓ GIÁM ĐỐC; GIÁM ĐỐC SỞ TÀI CHÍNH",
        "Lê Văn Hạnh; Trần Thị Ngà",
    )


def test_two_signers_on_paper() -> None:
    """Columns parted by their place on the page."""
    assert _signed(paper(page((*HEAD, *PAPER)))) == (
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC; CHỦ TỊCH",
        "Lê Văn Hạnh; Trần Thị Ngà",
    )


def test_a_name_among_the_recipients_signs_nothing() -> None:
    """A person on the left, on the signer's line, without a position above: one person signs."""
    text = TYPED.replace("KT. GIÁM ĐỐC SỞ Y TẾ", "Nơi nhận:           ").replace(
        "    PHÓ GIÁM ĐỐC", "- UBND tỉnh;     "
    )
    _, position, name = _signed(text_of_string(text))
    assert (position, name) == ("GIÁM ĐỐC SỞ TÀI CHÍNH", "Trần Thị Ngà")


def test_two_signers_whose_gap_was_lost() -> None:
    """Single blanks between the columns: six words are two persons, each under the own position."""
    text = TYPED.replace("   KT. GIÁM ĐỐC SỞ Y TẾ                 GIÁM ĐỐC", "GIÁM ĐỐC SỞ Y TẾ GIÁM ĐỐC SỞ TÀI CHÍNH")
    text = text.replace("       PHÓ GIÁM ĐỐC                   SỞ TÀI CHÍNH\n", "")
    text = text.replace("       Lê Văn Hạnh                   Trần Thị Ngà", "Lê Văn Hạnh Trần Thị Ngà")
    assert _signed(text_of_string(text)) == (
        None,
        "GIÁM ĐỐC SỞ Y TẾ; GIÁM ĐỐC SỞ TÀI CHÍNH",
        "Lê Văn Hạnh; Trần Thị Ngà",
    )


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("Lê Văn Hạnh Trần Thị Ngà", [12]),
        ("Nguyễn Thị Minh Hạnh Trần Văn Ba", [21]),
        ("Nguyễn Trần Thị Ngà", []),
        ("Lê Hạnh Trần Thị Ngà", []),
        ("Giám đốc Lê Văn Hạnh ký thay", []),
        ("TRƯỞNG PHÒNG HẠ TẦNG KỸ THUẬT", []),
    ],
)
def test_where_a_second_name_begins(line: str, at: list[int]) -> None:
    """Only where no one name can be as long."""
    assert second_name(line) == at
