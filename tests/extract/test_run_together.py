"""Lines in which both columns ran together, and lines that only look like it."""

from __future__ import annotations

import itertools

import pytest

from extract.fold import fold
from extract.run_together import head_cuts, signature_cut


@pytest.mark.parametrize(
    "parts",
    [
        ["BẢO HIỂM XÃ HỘI TỈNH GIA LAI", "Độc lập - Tự do - Hạnh phúc"],
        ["UBND TỈNH GIA LAI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["Số: 692/BHXH-TST", "Pleiku, ngày 22 tháng 3 năm 2023"],
        ["UBND TỈNH GIA LAI", "CỘNGHÒA XÃHỘI CHỦNGHĨA VIỆT NAM"],
        ["Số:    /UBND-NC", "TP. Hồ Chí Minh, ngày   tháng 3 năm 2023"],
        ["SỞ Y TẾ", "Số: 12/SYT-VP", "V/v họp", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
        ["Số: 12/SYT-VP"],
        ["Số: 06/2019/NQ-HĐTP", "Hà Nội, ngày 01 tháng 10 năm 2019"],
        ["số: 422 /TCT -PC", "Hà Nội. ngày 09 tháng 11 năm 2023"],
        ["CUC THUE TP HAI PHONG", "Độc lập - Ty do - Hạnh phúc"],
        ["Số: 12/SYT-VP ngày 02/3/2023 của Sở Y tế"],
        ["nước Cộng hòa xã hội chủ nghĩa Việt Nam"],
        ["Thực hiện Công văn số: 12/SYT-VP V/v họp"],
    ],
)
def test_cuts_of_a_head(parts: list[str]) -> None:
    """Each part is found again in the line they make together."""
    line = " ".join(parts)
    edges = [0, *(at for at, _ in head_cuts(line, fold(line))), len(line)]
    assert [line[a:b].strip() for a, b in itertools.pairwise(edges)] == parts


@pytest.mark.parametrize(
    ("line", "named", "rest"),
    [
        ("Nơi nhận: KT. GIÁM ĐỐC", False, "KT. GIÁM ĐỐC"),
        ("- Như trên; PHÓ GIÁM ĐỐC", False, "PHÓ GIÁM ĐỐC"),
        ("- Lưu: VT, TST. Trần Hữu Khiêm", True, "Trần Hữu Khiêm"),
        ("- Lưu: VT, TST. Trần Hữu Khiêm", False, None),
        ("- Các Ban: AT, KT, TT;", False, None),
        # what a seal left before the position, a word of it misread
        ("Nơi nhận: ,CỤC TRƯỞNG", False, "CỤC TRƯỞNG"),
        ("Nơi nhận: y/ KT. TONG cuc TRUONG", False, "KT. TONG cuc TRUONG"),
        ("- BHXH TP. Hà Tĩnh;", True, None),
        ("- VPCP: BTCN", True, None),
    ],
)
def test_a_signature_beside_the_recipients(line: str, named: bool, rest: str | None) -> None:
    """A position in capitals may follow an item; a name only where a signature was seen to stand beside the list."""
    cut = signature_cut(line, fold(line), named=named)
    assert (line[cut:] if cut else None) == rest
