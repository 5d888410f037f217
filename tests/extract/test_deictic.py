"""References that point: `này`, `nêu trên`, items below an amending line, places of insertion, quoted wording."""

# ruff: noqa: E501 (a row of the table shows its sentence whole)

from __future__ import annotations

from datetime import date

import pytest

from extract.citation import Citation
from extract.citations import OwnDocument, find_citations

AMENDING = """Số: 77/2025/TT-BYT
THÔNG TƯ
Căn cứ Nghị định số 42/2025/NĐ-CP ngày 27 tháng 02 năm 2025 của Chính phủ;
Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 12/2022/TT-BYT ngày 05 tháng 6 năm 2022
1. Bổ sung khoản 2a vào sau khoản 2 Điều 6 như sau:
“2a. Cơ sở thực hiện theo quy định tại khoản 4 Điều 9 Thông tư này và điểm b khoản này.”
2. Sửa đổi, bổ sung Điều 8 như sau:
a) Sửa đổi khoản 1;
b) Bãi bỏ điểm c khoản 3.
Điều 2. Bãi bỏ Thông tư số 30/2019/TT-BYT, trừ các nội dung sau:
a) Điểm a khoản 1 Điều 4; khoản 2 Điều 5;
b) Điều 7.
Điều 3. Điều khoản thi hành
1. Thông tư này có hiệu lực từ ngày 01 tháng 01 năm 2026.
2. Việc báo cáo thực hiện theo quy định tại khoản 1 Điều này và Điều 2.
"""


@pytest.fixture(scope="module")
def found() -> dict[str, Citation]:
    """The references of the amending circular by their words, the last of equals."""
    return {citation.text: citation for citation in find_citations(AMENDING)}


@pytest.mark.parametrize(
    ("text", "kind", "reference", "provisions", "relation"),
    [
        (
            "khoản 2a",
            "internal",
            "12/2022/TT-BYT",
            ("dieu:6/khoan:2a",),
            "amends",
        ),  # the place of insertion tells the article
        ("khoản 2 Điều 6", "internal", "12/2022/TT-BYT", ("dieu:6/khoan:2",), "amends"),
        (
            "khoản 4 Điều 9 Thông tư này",
            "anaphor",
            "12/2022/TT-BYT",
            ("dieu:9/khoan:4",),
            "according_to",
        ),  # in the new wording
        ("điểm b khoản này", "internal", "12/2022/TT-BYT", ("dieu:6/khoan:2a/diem:b",), None),
        ("Điều 8", "internal", "12/2022/TT-BYT", ("dieu:8",), "amends"),
        ("khoản 1", "internal", "12/2022/TT-BYT", ("dieu:8/khoan:1",), "amends"),  # inherits the article
        ("điểm c khoản 3", "internal", "12/2022/TT-BYT", ("dieu:8/khoan:3/diem:c",), "repeals"),
        ("Thông tư số 30/2019/TT-BYT", "short", "30/2019/TT-BYT", (), "repeals"),
        (
            "Điểm a khoản 1 Điều 4; khoản 2 Điều 5",
            "internal",
            "30/2019/TT-BYT",
            ("dieu:4/khoan:1/diem:a", "dieu:5/khoan:2"),
            "mentions",
        ),
        ("Thông tư này", "self", "77/2025/TT-BYT", (), "mentions"),
        ("khoản 1 Điều này và Điều 2", None, None, None, None),
    ],
)
def test_amending_circular(
    found: dict[str, Citation],
    text: str,
    kind: str | None,
    reference: str,
    provisions: tuple[str, ...],
    relation: str | None,
) -> None:
    """Each item belongs to the act of the line above it; quoted wording speaks as the amended act."""
    if kind is None:
        assert found["khoản 1 Điều này"].provisions == ("dieu:3/khoan:1",)
        assert found["Điều 2"].reference == "77/2025/TT-BYT"
        return
    citation = found[text]
    assert (kind, reference, provisions) == (citation.kind, citation.reference, citation.provisions)
    assert relation in (None, citation.relation)


def test_headings_are_no_references(found: dict[str, Citation]) -> None:
    """`Điều 1.` at the beginning of a line numbers an article."""
    assert "Điều 1" not in found
    assert "Điều 3" not in found


def test_dates_spread_over_mentions() -> None:
    """A later mention tells the day of an earlier one; two days for one number tell nothing."""
    first, _ = find_citations("Theo Thông tư số 5/2021/TT-BYT; Thông tư số 5/2021/TT-BYT ngày 02/3/2021.")
    assert date(2021, 3, 2) == first.issued_on
    _, _, last = find_citations(
        "Công văn số 5/ABC-D ngày 02/3/2021; Công văn số 5/ABC-D ngày 03/3/2021; Công văn số 5/ABC-D."
    )
    assert last.issued_on is None


def test_titles_take_numbers() -> None:
    """A law named alone is the one numbered in the same text; another day is another law."""
    text = "Căn cứ Luật Dược số 105/2016/QH13; theo Luật Dược; Luật Dược ngày 14 tháng 6 năm 2005 số liệu."
    numbered, alone, *_ = find_citations(text)
    assert numbered.reference == alone.reference == "105/2016/QH13"
    assert alone.antecedent == 0


def test_passive_turns_the_edge() -> None:
    """`A được sửa đổi bởi B`: the citing document only mentions B; A is amended by it."""
    text = "Căn cứ Nghị định số 41/2018/NĐ-CP được sửa đổi, bổ sung một số điều bởi Nghị định số 102/2021/NĐ-CP và Nghị định số 5/2023/NĐ-CP;"
    first, second, third = find_citations(text)
    assert (first.relation, first.edge) == ("based_on", None)
    assert (second.relation, second.edge, second.edge_from) == ("mentions", "amended_by", 0)
    assert (third.relation, third.edge, third.edge_from) == ("mentions", "amended_by", 0)


def test_annexes_belong_to_their_dispatch() -> None:
    """The own number in the heading of an annex is the document itself, attached to."""
    text = "Số: 9/SYT-TH\n\nKính gửi: các đơn vị\n\nNội dung.\n\nPhụ lục I\n(Kèm theo Công văn số 9/SYT-TH ngày 02/3/2021 của Sở Y tế)\n"
    own = OwnDocument("9/SYT-TH", date(2021, 3, 2), "Sở Y tế tỉnh Bến Tre", "cong_van")
    (citation,) = find_citations(text, own=own)
    assert (citation.kind, citation.relation) == ("self", "attached_to")


def test_committees_of_the_own_province() -> None:
    """`Ủy ban nhân dân tỉnh` in a department's dispatch is that of its province."""
    own = OwnDocument("9/SYT-TH", date(2021, 3, 2), "Sở Y tế tỉnh Bến Tre", "cong_van")
    (citation,) = find_citations("Thực hiện Quyết định số 8/QĐ-UBND ngày 01/3/2021 của Ủy ban nhân dân tỉnh", own=own)
    assert citation.issuer == "Ủy ban nhân dân tỉnh Bến Tre"
    assert citation.key is not None
    assert "?" not in citation.key


def test_committees_of_the_province_above() -> None:
    """Where the department's own name shows no province, the body above it does; a party committee is no place."""
    cited = "đính chính Quyết định số 884/QĐ-UBND ngày 14/7/2025 của Chủ tịch Ủy ban nhân dân tỉnh"
    own = OwnDocument("902/VP-NC", date(2025, 7, 18), "Văn phòng", "cong_van", "Ủy ban nhân dân tỉnh An Sơn")
    (citation,) = find_citations(cited, own=own)
    assert citation.issuer == "Chủ tịch Ủy ban nhân dân tỉnh An Sơn"
    assert citation.key == "vn/ubnd.tinh-an-son/QĐ-UBND/2025/884"
    (citation,) = find_citations(cited, own=OwnDocument(issuer="Văn phòng", parent="Tỉnh ủy An Sơn"))
    assert citation.issuer == "Chủ tịch Ủy ban nhân dân tỉnh"


def test_receiving_this_dispatch_answers_nothing() -> None:
    """`Nhận được Chỉ thị này` is said to its recipients; `nhận được Công văn số …` is what is answered."""
    own = OwnDocument("9/CT-UBND", date(2021, 3, 2), "Ủy ban nhân dân tỉnh Bến Tre", "chi_thi")
    text = "Nhận được Chỉ thị này, các cơ quan báo cáo. Nhận được Công văn số 3/SYT-VP ngày 01/3/2021, xin trả lời."
    assert [found.relation for found in find_citations(text, own=own)] == ["mentions", "replies_to"]


def test_provisions_of_what_is_enclosed_with_a_decision() -> None:
    """`khoản 3 Điều 5 Quy chế kèm theo Quyết định số …` is the decision's provision, and nothing of the citing one."""
    own = OwnDocument("884/QĐ-UBND", date(2025, 7, 14), "Ủy ban nhân dân tỉnh An Sơn", "quyet_dinh")
    text = "Bãi bỏ khoản 3 Điều 5 Quy chế kèm theo Quyết định số 19/2021/QĐ-UBND ngày 30 tháng 6 năm 2021."
    (found,) = find_citations(text, own=own)
    assert (found.reference, found.provisions, found.relation) == ("19/2021/QĐ-UBND", ("dieu:5/khoan:3",), "repeals")


def test_the_office_of_a_committee_is_named_in_full() -> None:
    """`Văn phòng Ủy ban nhân dân tỉnh` goes on behind `Ủy`, and is of the own province."""
    own = OwnDocument("9/STC-NS", date(2025, 3, 2), "Sở Tài chính", "cong_van", "Ủy ban nhân dân tỉnh An Sơn")
    text = "nhận được Công văn số 41/VP-TH ngày 24/02/2025 của Văn phòng Ủy\nban nhân dân tỉnh về việc nộp báo cáo"
    (found,) = find_citations(text, own=own)
    assert found.issuer == "Văn phòng Ủy ban nhân dân tỉnh An Sơn"
    both = (
        "Công văn số 4/VP-TH ngày 2/2/2025 của Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh về việc họp"
    )
    (found,) = find_citations(both)
    assert found.issuer == "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh"


@pytest.mark.parametrize(
    ("text", "surface", "reference", "provisions"),
    [
        (
            "Tại Điều 14 Thông tư số 3/2013/TT-BTC quy định nguyên tắc:\n“1. Thuế được khấu trừ.\n2. Trừ khoản 1 Điều này.”\n",
            "khoản 1 Điều này",
            "3/2013/TT-BTC",
            ("dieu:14/khoan:1",),
        ),
        (
            "Khoản 2 Điều 5 Nghị định số 4/2020/NĐ-CP quy định: “Theo Điều 7 Nghị định này.”\n",
            "Điều 7 Nghị định này",
            "4/2020/NĐ-CP",
            ("dieu:7",),
        ),
    ],
)
def test_quotations_speak_of_what_they_quote(
    text: str, surface: str, reference: str, provisions: tuple[str, ...]
) -> None:
    """`Điều này` inside words quoted from another document is that document's."""
    found = {citation.text: citation for citation in find_citations("Số: 12/CT-TTHT\n" + text)}
    assert reference == found[surface].reference
    assert provisions == found[surface].provisions


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("Thông tư số 4/2011/TT-BYT ngày 16/3/2011 hết hiệu lực kể từ ngày Thông tư này có hiệu lực.", "repeals"),
        ("Thông tư số 4/2011/TT-BYT và Thông tư số 5/2011/TT-BYT hết hiệu lực từ ngày 01/7/2026.", "repeals"),
        ("Thông tư số 4/2011/TT-BYT đã hết hiệu lực từ ngày 01/7/2020.", "mentions"),
        ("Quyết định số 5/QĐ-BYT bị bãi bỏ kể từ ngày ký.", "repeals"),
        ("Khoản 1 Điều 8 Thông tư số 4/2011/TT-BYT được sửa đổi, bổ sung như sau: “1. Mới”.", "amends"),
    ],
)
def test_words_behind_a_reference(sentence: str, relation: str) -> None:
    """What follows tells what a normative document does; a letter that says the same only mentions."""
    for own, meant in (("thong_tu", relation), ("cong_van", "mentions")):
        first = find_citations(sentence, own=OwnDocument(document_type=own))[0]
        assert meant == first.relation


def test_an_enclosed_regulation_speaks_of_itself() -> None:
    """`Quy chế này` below the heading QUY CHẾ is the document at hand; without the heading a plain noun."""
    text = "Số: 5/QĐ-BYT\nQUY CHẾ\nLàm việc\nĐiều 1. Phạm vi\nÁp dụng khoản 2 Điều 3 Quy chế này.\n"
    assert [(c.text, c.kind, c.provisions) for c in find_citations(text)] == [
        ("khoản 2 Điều 3 Quy chế này", "self", ("dieu:3/khoan:2",))
    ]
    assert find_citations("Quy chế này đã cũ.") == ()


def test_a_joint_circular_calls_itself_a_circular() -> None:
    """`Thông tư này` in a joint circular is the joint circular."""
    own = OwnDocument("68/2013/TTLT-BTC-BNV", date(2013, 5, 21), "Bộ Tài chính", "thong_tu_lien_tich")
    (found,) = find_citations("1. Thông tư này quy định chợ phiên.", own=own)
    assert (found.kind, found.reference) == ("self", "68/2013/TTLT-BTC-BNV")


LETTER = OwnDocument("9/SYT-TH", date(2021, 3, 2), "Sở Y tế tỉnh Bến Tre", "cong_van")
DECISION = OwnDocument("9/QĐ-SYT", date(2021, 3, 2), "Sở Y tế tỉnh Bến Tre", "quyet_dinh")


@pytest.mark.parametrize(
    ("own", "text", "reference"),
    [
        # a letter has no articles: they are of the act named before
        (LETTER, "Thông tư số 6/2020/TT-BYT đã có hiệu lực. Tại khoản 3 Điều 18 quy định rõ.", "6/2020/TT-BYT"),
        (
            LETTER,
            "Hoàn thiện dự thảo Nghị định sửa đổi Nghị định số 9/2019/NĐ-CP, cắt giảm các điều 4, 5.",
            "9/2019/NĐ-CP",
        ),
        (
            LETTER,
            "Nghị định số 9/2019/NĐ-CP quy định chi tiết Luật số 4/2018/QH14. Theo Điều 6, cơ sở tự công bố.",
            "9/2019/NĐ-CP",
        ),
        (
            LETTER,
            "Dự toán giao tại Quyết định số 8/QĐ-UBND. Kiến nghị sửa đổi Điều 6 Nghị quyết số 4/2021/NQ-HĐND. Riêng khoản 4 Điều 9 giữ nguyên.",
            "4/2021/NQ-HĐND",
        ),
        (LETTER, "Theo Công văn số 8/BYT-KCB thì Điều 6 còn hiệu lực.", None),
        (LETTER, "Theo Nghị định số 9/2019/NĐ-CP và tại Điều 6 của Hợp đồng, bên thuê phải trả.", None),
        (DECISION, "Theo Nghị định số 9/2019/NĐ-CP. Điều 6 do Chánh Văn phòng thi hành.", "9/QĐ-SYT"),
        # what of an act is left out is that act's
        (DECISION, "Áp dụng Nghị định số 9/2019/NĐ-CP (trừ Điều 5 và khoản 3 Điều 6).", "9/2019/NĐ-CP"),
    ],
)
def test_whose_articles(own: OwnDocument, text: str, reference: str | None) -> None:
    """Articles without a document beside them; where nothing tells whose, they are nobody's and unsure."""
    last = find_citations(text, own=own)[-1]
    assert (last.kind, last.reference) == ("internal", reference)
    assert last.confidence == (0.5 if reference is None else 1.0)


def test_what_stands_amended_at_another_act() -> None:
    """`A sửa đổi tại B`, right behind A or a comma, is the passive without its `được`."""
    _, by = find_citations("Căn cứ Nghị định số 3/2020/NĐ-CP, sửa đổi, bổ sung tại Nghị định số 7/2025/NĐ-CP;")
    assert by.edge == "amended_by"
    text = "theo Điều 9 Nghị định số 3/2020/NĐ-CP sửa đổi tại khoản 3 Điều 1 Nghị định số 7/2025/NĐ-CP; Điều 5 Nghị định này"
    amended, by, this = find_citations(text, own=LETTER)
    assert (by.relation, by.edge, by.edge_from) == ("mentions", "amended_by", 0)
    assert this.reference == amended.reference == "3/2020/NĐ-CP"


def test_a_ground_behind_an_amended_one() -> None:
    """Behind a semicolon the next ground is one like the act amended, not like what amends it."""
    text = "Căn cứ Nghị định số 3/2020/NĐ-CP, được sửa đổi tại Nghị định số 7/2025/NĐ-CP; Kế hoạch số 30/KH-SYT, Sở báo cáo."
    _, by, plan = find_citations(text, own=LETTER)
    assert (by.relation, by.edge) == ("mentions", "amended_by")
    assert (plan.relation, plan.edge) == ("based_on", None)


def test_an_amending_act_in_brackets_is_not_this_act() -> None:
    """`Luật A (được sửa đổi bởi Luật B), Điều 12 Luật này` speaks of A."""
    text = (
        "Theo Điều 3 Luật số 7/2019/QH14 (được sửa đổi bởi Điều 1 Luật số 9/2024/QH15), Điều 12 Luật này, Sở trả lời."
    )
    assert find_citations(text, own=LETTER)[-1].reference == "7/2019/QH14"
