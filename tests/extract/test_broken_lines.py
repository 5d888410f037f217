"""Signers whose position or name a narrow column broke over two lines."""

from __future__ import annotations

import pytest

from extract.bundle import read_dispatches
from extract.text import text_of_string

LETTER = """SỞ Y TẾ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 15/SYT-NVY
Kon Tum, ngày 02 tháng 3 năm 2018
V/v thanh toán chi phí phòng dịch

Kính gửi: Các đơn vị.

Sở Y tế hướng dẫn các đơn vị thực hiện./.

Nơi nhận:
- Như trên;
- Lưu: VT.

"""


@pytest.mark.parametrize(
    ("signed", "authority", "position", "name"),
    [
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM\nĐỐC\n\nLê Văn Hạnh", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Văn Hạnh"),
        ("KT. CHỦ TỊCH\nPHÓ\nCHỦ TỊCH\n\nLê Văn Hạnh", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn Hạnh"),
        ("GIÁM\nĐỐC\n\nLê Văn Hạnh", None, "GIÁM ĐỐC", "Lê Văn Hạnh"),
        ("GIÁM ĐỐC\n\nBS. Lê Văn\nHạnh", None, "GIÁM ĐỐC", "Lê Văn Hạnh"),
        ("GIÁM ĐỐC\n\nNguyễn Thị\nMinh Hạnh", None, "GIÁM ĐỐC", "Nguyễn Thị Minh Hạnh"),
        ("GIÁM ĐỐC\n\nNguyễn\nVăn Hạnh", None, "GIÁM ĐỐC", "Nguyễn Văn Hạnh"),
        (
            "TM. ỦY BAN\nNHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Văn Hạnh",
            "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
            "Lê Văn Hạnh",
        ),
        # whole lines stay as they are: a body's last word is no surname, and what stands apart goes on with no name
        ("TM. ỦY BAN NHÂN\nDÂN\nCHỦ TỊCH\n\nLê Văn Hạnh", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Hạnh"),
        ("GIÁM ĐỐC\n\nLê Hạnh\nPhòng Y", None, "GIÁM ĐỐC", "Lê Hạnh"),
        ("GIÁM ĐỐC\n\nLê Văn\n\nDanh sách", None, "GIÁM ĐỐC", "Lê Văn"),
    ],
)
def test_lines_are_joined(signed: str, authority: str | None, position: str, name: str) -> None:
    """Only where the two lines make a known position, or a name that the first line cannot be."""
    (dispatch,) = read_dispatches(text_of_string(f"{LETTER}{signed}\n"))
    fields = dispatch.fields
    found = (fields.signer_authority, fields.signer_position, fields.signer_name)
    assert [one and one.value for one in found] == [authority, position, name]
