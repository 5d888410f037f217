"""Recipients and signers as they are printed: the tails of short invented dispatches."""

# ruff: noqa: E501 (a row of the table shows its tail whole)

from __future__ import annotations

import pytest

from extract import read_dispatch

_HEAD = "SỞ Y TẾ\nSố: 12/SYT-VP\nHà Nam, ngày 12 tháng 3 năm 2024\n\nKính gởi: Ủy ban nhân dân tỉnh\n\nSở Y tế báo cáo: đã họp xong./.\n\n"
TAILS: list[tuple[str, str, str, str, list[str]]] = [
    # a page that dropped the breaks of a cell
    (
        "| Nơi nhận:- Như trên;- VP tỉnh;- Lưu: VT. | KT. GIÁM ĐỐCPHÓ GIÁM ĐỐC(Đã ký)Nguyễn Đức Trọng |",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Nguyễn Đức Trọng",
        ["Như trên", "VP tỉnh"],
    ),
    # names of the Central Highlands, a rare surname, numbered recipients, purposes shortened or run together
    (
        "Nơi nhận:\n1. Như trên;\n2. Lưu: VT.\n\nTM. BAN CHẤP HÀNH\nPHÓ BÍ THƯ\n\nH' Yim Kđoh",
        "TM. BAN CHẤP HÀNH",
        "PHÓ BÍ THƯ",
        "H' Yim Kđoh",
        ["Như trên"],
    ),
    (
        "Nơi nhận:\n- Công an tỉnh (ph/hợp);\n- Bộ trưởng (đểbáo cáo);\n- Lưu: VT.\n\nTỔNG GIÁM ĐỐC\n(đã ký)\nK'Brốp Sên",
        "",
        "TỔNG GIÁM ĐỐC",
        "K'Brốp Sên",
        ["Công an tỉnh", "Bộ trưởng"],
    ),
    (
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTHỦ TRƯỞNG ĐƠN VỊ\n\nTố Hữu",
        "",
        "THỦ TRƯỞNG ĐƠN VỊ",
        "Tố Hữu",
        ["Như trên"],
    ),
    (
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH HỘI ĐỒNG THÀNH VIÊN\n\nĐặng Hoàng An",
        "",
        "CHỦ TỊCH HỘI ĐỒNG THÀNH VIÊN",
        "Đặng Hoàng An",
        ["Như trên"],
    ),
    # a board whose name ends like a position; lines of a Markdown cell
    (
        "TM. HỘI ĐỒNG THÀNH VIÊN\nCHỦ TỊCH\n\nTrần Văn Dũng\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.",
        "TM. HỘI ĐỒNG THÀNH VIÊN",
        "CHỦ TỊCH",
        "Trần Văn Dũng",
        ["Như trên"],
    ),
    (
        "| **Nơi nhận:**<br>- Như trên;<br>- VP tỉnh;<br>- Lưu: VT. | **KT. GIÁM ĐỐC**<br>**PHÓ GIÁM ĐỐC**<br><br>*(Đã ký)*<br><br>**Nguyễn Đức Trọng** |",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Nguyễn Đức Trọng",
        ["Như trên", "VP tỉnh"],
    ),
    # every blank doubled
    (
        "Nơi  nhận:\n-  Như  trên;\n-  VP  tỉnh;\n-  Lưu:  VT,  VPS.\n\nGIÁM  ĐỐC\n\nMai  Như  Toàn",
        "",
        "GIÁM ĐỐC",
        "Mai Như Toàn",
        ["Như trên", "VP tỉnh"],
    ),
    # a text whose columns were interleaved: items of the list between the rows of the signature
    (
        "Nơi nhận:\nKT. GIÁM ĐỐC\n- Như trên;\nPHÓ GIÁM ĐỐC\n- VP tỉnh (b/c);\n- Lưu: VT.\nNguyễn Đức Trọng",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Nguyễn Đức Trọng",
        ["Như trên", "VP tỉnh"],
    ),
]


@pytest.mark.parametrize(("tail", "authority", "position", "name", "recipients"), TAILS)
def test_tail(tail: str, authority: str, position: str, name: str, recipients: list[str]) -> None:
    """Who signed, for whom, and who receives it; the southern spelling of Kính gửi is one, too."""
    dispatch = read_dispatch(_HEAD + tail + "\n")
    assert dispatch is not None
    fields = dispatch.fields
    signed = (fields.signer_authority, fields.signer_position, fields.signer_name)
    assert tuple(field.value if field else "" for field in signed) == (authority, position, name)
    assert [field.value.name for field in fields.recipients] == recipients
    assert fields.archive is None or fields.archive.value.startswith("VT")
    assert (fields.archive is None) == ("Lưu" not in tail)
    assert [field.value for field in fields.addressees] == ["Ủy ban nhân dân tỉnh"]
