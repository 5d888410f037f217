"""Ways to cite that clerks have of their own: initials, standards, foreign laws, grounds under a heading."""

# ruff: noqa: E501 (a row of the table shows its sentence whole)

from __future__ import annotations

import pytest

from extract.citations import find_citations

Row = tuple[str, str | None, str, str]
"""(text, reference, provisions, relation)"""

SENTENCES: list[tuple[str, list[Row]]] = [
    # provisions by their initials, only before a document and with an article among them
    (
        "Mức phạt theo K4, Đ17 NĐ 38/2021/NĐ-CP.",
        [("K4, Đ17 NĐ 38/2021/NĐ-CP", "38/2021/NĐ-CP", "dieu:17/khoan:4", "according_to")],
    ),
    (
        "Thực hiện theo Đ3, K2 Đ5 Thông tư số 7/2022/TT-BXD và đ.b k.1 Đ.6 Luật Giá",
        [
            ("Đ3, K2 Đ5 Thông tư số 7/2022/TT-BXD", "7/2022/TT-BXD", "dieu:3 dieu:5/khoan:2", "according_to"),
            ("đ.b k.1 Đ.6 Luật Giá", None, "dieu:6/khoan:1/diem:b", "according_to"),
        ],
    ),
    (
        "Khóa K9 Luật Giá; QĐ 7/2021/QĐ-TTg",
        [("Luật Giá", None, "", "mentions"), ("QĐ 7/2021/QĐ-TTg", "7/2021/QĐ-TTg", "", "mentions")],
    ),
    # standards by their number, with a provision
    (
        "theo khoản 5 QCVN 07:2019/BXD và mục 3.2 TCVN ISO/IEC 27001:2019",
        [
            ("khoản 5 QCVN 07:2019/BXD", None, "khoan:5", "according_to"),
            ("mục 3.2 TCVN ISO/IEC 27001:2019", None, "muc:3.2", "according_to"),
        ],
    ),
    # a law of another nation is not ours of that name
    (
        "theo Điều 16 Luật Doanh nghiệp của Hàn Quốc",
        [("Điều 16 Luật Doanh nghiệp của Hàn Quốc", None, "dieu:16", "according_to")],
    ),
    # consolidated texts by the abbreviation; decisions courts' officers take
    ("thực hiện theo VBHN số 7/VBHN-BXD", [("VBHN số 7/VBHN-BXD", "7/VBHN-BXD", "", "according_to")]),
    (
        "Căn cứ Quyết định thi hành án theo yêu cầu số 210/QĐ-THADS ngày 05/6/2023",
        [("Quyết định thi hành án theo yêu cầu số 210/QĐ-THADS ngày 05/6/2023", "210/QĐ-THADS", "", "based_on")],
    ),
    # the symbol of an office that is the abbreviation of a type, too
    (
        "Trả lời văn bản số 90/CT-CS ngày 12/8/2025 của Cục Thuế",
        [("văn bản số 90/CT-CS ngày 12/8/2025 của Cục Thuế", "90/CT-CS", "", "replies_to")],
    ),
    # a number typed in small letters, a day in brackets
    (
        "theo khoản 1 điều 8 nghị định 76/2021/nđ-cp; thông tư số 5/2022/tt-byt",
        [
            ("khoản 1 điều 8 nghị định 76/2021/nđ-cp", "76/2021/NĐ-CP", "dieu:8/khoan:1", "according_to"),
            ("thông tư số 5/2022/tt-byt", "5/2022/TT-BYT", "", "according_to"),
        ],
    ),
    (
        "Thực hiện Công văn số 124/UBND-KT (ngày 02/12/2021) của UBND tỉnh Bến Tre về đất",
        [("Công văn số 124/UBND-KT (ngày 02/12/2021) của UBND tỉnh Bến Tre", "124/UBND-KT", "", "implements")],
    ),
    # rules attached to a decision pass the verb on
    (
        "Sửa đổi, bổ sung một số điều của Quy định kèm theo Quyết định số 24/2021/QĐ-UBND",
        [("Quyết định số 24/2021/QĐ-UBND", "24/2021/QĐ-UBND", "", "amends")],
    ),
    # grounds under a heading, up to the next
    (
        "I. CĂN CỨ PHÁP LÝ\n- Luật Giá năm 2023; Luật Dược năm 2016;\n1. Quyết định số 15/QĐ-TTg ngày 28/01/2022.\n\nII. NỘI DUNG\n- Luật Thủy sản năm 2017;\n",
        [
            ("Luật Giá năm 2023", None, "", "based_on"),
            ("Luật Dược năm 2016", None, "", "based_on"),
            ("Quyết định số 15/QĐ-TTg ngày 28/01/2022", "15/QĐ-TTg", "", "based_on"),
            ("Luật Thủy sản năm 2017", None, "", "mentions"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "rows"), SENTENCES, ids=range(len(SENTENCES)))
def test_sentences(text: str, rows: list[Row]) -> None:
    """Every reference of a sentence, and nothing else."""
    found = find_citations(text)
    assert rows == [(one.text, one.reference, " ".join(one.provisions), one.relation) for one in found]


def test_a_foreign_law_has_no_key_of_ours() -> None:
    """Its nation is its maker."""
    (law,) = find_citations("theo Luật Doanh nghiệp của Nhật Bản")
    assert (law.key, law.issuer) == (None, "Nhật Bản")


def test_letters_of_an_office_called_like_a_type() -> None:
    """`CT` is Cục Thuế where that office wrote, else a chỉ thị."""
    letter, directive = find_citations("văn bản số 90/CT-CS ngày 12/8/2025 của Cục Thuế; văn bản số 9/CT-BYT")
    assert (letter.document_type, directive.document_type) == ("cong_van", "chi_thi")


def test_the_own_heading_is_no_reference() -> None:
    """`CHỈ THỊ | CỦA BỘ CHÍNH TRỊ` says what the document is; in a sentence the same words cite one."""
    text = (
        "Số 5-CT/TW\n\nCHỈ THỊ\nCỦA BỘ CHÍNH TRỊ\nvề cán bộ\n\nThực hiện Nghị quyết số 6-NQ/TW, Bộ Chính trị yêu cầu.\n"
    )
    assert [one.reference for one in find_citations(text)] == ["6-NQ/TW"]
