"""Law titles: the gazetteer, longest first, and what is done without it."""

from __future__ import annotations

import pytest

from extract import find_citations
from extract.fold import fold
from extract.titles import laws, mended, read_title, title_key


@pytest.mark.parametrize(
    ("text", "rest", "known"),
    [
        ("Luật Dược số 105/2016/QH13", " số 105/2016/QH13", True),
        ("Luật Giáo dục đại học và", " và", True),  # longer than Luật Giáo dục
        ("Luật Phí và lệ phí;", ";", True),  # `và` inside
        ("Luật Phòng, chống ma tuý được", " được", True),
        ("Luật khiếu nại quy định", " quy định", True),
        ("Luật Tổ chức Chính phủ và Luật Dược", " và Luật Dược", True),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Dược và Luật Giá ngày 01 tháng 02 năm 2020",
            " ngày 01 tháng 02 năm 2020",
            False,
        ),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Dược, có hiệu lực từ ngày 1/7/2013",
            ", có hiệu lực từ ngày 1/7/2013",
            False,
        ),
        ("Luật Vật nuôi làng nghề số 12/2030/QH16", " số 12/2030/QH16", False),  # unknown, up to its number
        ("Luật BHXH tính theo", " tính theo", True),  # by its initials
        ("Luật Thuế GTGT (được", " (được", True),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Dược số 5/2016/QH13 và Luật Giá số 6/2023/QH15 ngày 01/02/2027",
            " ngày 01/02/2027",
            False,
        ),
        (
            "Luật sửa đổi, bổ sung một số điều của 37 luật có liên quan đến quy hoạch ngày 20/11/2018",
            " ngày 20/11/2018",
            False,
        ),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Dược, Luật Tài sản công và Luật Chợ phiên ngày 29/11/2024",
            " ngày 29/11/2024",
            False,
        ),  # with laws we lack, whose words fold like those that end a title
        ("Luật Thủy lợi nội đồng số 91/2027/QH17", " số 91/2027/QH17", False),  # longer than the one we know
        ("Luật Dược quy định tại số 5/2020/QĐ-TTg", " quy định tại số 5/2020/QĐ-TTg", True),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Dược. Luật Giá, Luật Nhà ở và Luật Đầu tư: Chỉ thị",
            ": Chỉ thị",
            False,
        ),  # a comma read as a full stop
        ("Luật sửa đổi, bổ sung một số điều của Luật Dược. Luật Giá quy định", ". Luật Giá quy định", False),
        ("Luật Hàng thủ công được ban hành", " được ban hành", False),  # unknown, by its words
        # unknown, wrapped over two lines, and at the end of its own
        ("Luật Hàng thủ công\nlàng nghề số 12/2030/QH16", " số 12/2030/QH16", False),
        ("Luật Hàng thủ công\nCăn cứ Luật Dược", "\nCăn cứ Luật Dược", False),
        (
            "Luật Hàng thủ công\n   Căn cứ Luật Làng nghề số 1/2030/QH16",
            "\n   Căn cứ Luật Làng nghề số 1/2030/QH16",
            False,
        ),
        ("Luật Hàng thủ công\nThực hiện Kế hoạch số 12/KH-BYT", "\nThực hiện Kế hoạch số 12/KH-BYT", False),
        ("Luật Hàng thủ công\nXét Tờ trình ngày 1/2/2030", "\nXét Tờ trình ngày 1/2/2030", False),
        ("Luật Hàng thủ công\nBộ trưởng Bộ Y tế", "\nBộ trưởng Bộ Y tế", False),
        ("Luật Hàng thủ công\n- Tờ khai ngày 1/2/2030", "\n- Tờ khai ngày 1/2/2030", False),
        ("Luật Hàng thủ công\n2. Tờ khai ngày 1/2/2030", "\n2. Tờ khai ngày 1/2/2030", False),
        ("Luật Hàng thủ công\nb) Tờ khai ngày 1/2/2030", "\nb) Tờ khai ngày 1/2/2030", False),
        (
            "Luật Dược\nThực hiện Kế hoạch số 12/KH-BYT",
            "\nThực hiện Kế hoạch số 12/KH-BYT",
            True,
        ),  # known, its line ends
        ("Luật\nThực hiện dân chủ ở cơ sở số 10/2022/QH15", " số 10/2022/QH15", True),  # an opener opens the title
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Hàng thủ công\nCăn cứ Luật Dược ngày 1/2/2030",
            "\nCăn cứ Luật Dược ngày 1/2/2030",
            False,
        ),
    ],
)
def test_titles(text: str, rest: str, known: bool) -> None:
    """Where a title ends, and whether the gazetteer knows it."""
    found = read_title(text, fold(text), 4, len(text), "luat")
    assert found is not None
    assert rest == text[found.end :]
    assert known == bool(found.laws)


@pytest.mark.parametrize("text", ["Luật được sửa đổi", "Luật gia", "Luật sư", "Luật này", "Luật số 44/2024/QH15"])
def test_no_titles(text: str) -> None:
    """A short title must agree in its marks: `được` is no medicine."""
    assert read_title(text, fold(text), 4, len(text), "luat") is None


def test_keys() -> None:
    """Case, commas and the place of the tone do not make another title."""
    assert title_key("Luật Phòng, chống ma tuý") == title_key("luật phòng chống ma túy")


def test_gazetteer() -> None:
    """The numbers of the gazetteer show the year of its days, and no law stands twice."""
    rows = laws()
    assert len(rows) == len(set(rows))
    for law in rows:
        if law.number and law.issued_on:
            year = law.number.split("/")[1]
            assert not year.isdigit() or abs(int(year) - law.issued_on.year) <= 1, law


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        (
            "Luât sửa đổi, bổ sung một sô điêu của Luật Dược. Luật Giá và Luật Nhà ở",
            "Luật sửa đổi, bổ sung một số điều của Luật Dược, Luật Giá và Luật Nhà ở",
        ),
        ("Luật Sửa đổi, bổ sung một số điều của Luật Dược", "Luật Sửa đổi, bổ sung một số điều của Luật Dược"),
        ("Luật sửa đổi Điều 6 Luật Đấu thầu", "Luật sửa đổi Điều 6 Luật Đấu thầu"),
    ],
)
def test_amending_titles_are_mended(printed: str, meant: str) -> None:
    """Only the words that all such titles share, and the full stops between laws."""
    assert meant == mended(printed)


def test_two_grounds_are_two_laws() -> None:
    """An unknown law at the end of its line does not swallow the ground below it."""
    found = find_citations(
        "Căn cứ Luật Hàng thủ công làng nghề\nCăn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;"
    )
    assert [c.text for c in found] == [
        "Luật Hàng thủ công làng nghề",
        "Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015",
    ]
