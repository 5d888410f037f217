"""Place and date of issue: wrapped, bold, in figures, half blank."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest

from extract.bundle import read_dispatches
from extract.text import text_of_string
from tests.extract.printing import HEAD as HEADING
from tests.extract.printing import TAIL, page, paper

HEAD = "SỞ NỘI VỤ\nSố: 5/SNV-VP\nV/v họp giao ban\n{line}\n\nKính gửi: Các phòng\n\nNội dung.\n"


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("Hà Nam, ngày 04 tháng 5 năm 2022", "Hà Nam", date(2022, 5, 4)),
        # filled in by hand, set bold
        ("Bình Lục, ngày **15** tháng **5** năm 2020", "Bình Lục", date(2020, 5, 15)),
        # wrapped inside the date
        ("Hà Nam, ngày 14 tháng\n  08 năm 2018", "Hà Nam", date(2018, 8, 14)),
        ("*TP. Hồ Chí Minh, ngày 1/12/2019*", "TP. Hồ Chí Minh", date(2019, 12, 1)),
        # a telegram tells its hour
        ("Hà Nam, hồi 16 giờ 00 ngày 05 tháng 10 năm 2025", "Hà Nam", date(2025, 10, 5)),
        ("Hà Nam, lúc 7h30, ngày 05 tháng 10 năm 2025", "Hà Nam", date(2025, 10, 5)),
        # letters that cannot be digits
        ("Hà Nam, ngày O5 tháng 1l năm 2021", "Hà Nam", date(2021, 11, 5)),
        # the day left blank, a day the calendar does not have
        ("Hà Nam, ngày     tháng 5 năm 2020", "Hà Nam", None),
        ("Hà Nam, ngày 31 tháng 02 năm 2020", "Hà Nam", None),
    ],
)
def test_place_and_day(line: str, place: str, day: date | None) -> None:
    """What the line says; nothing is made up for what it does not."""
    (dispatch,) = read_dispatches(text_of_string(HEAD.format(line=line)))
    assert dispatch.fields.place is not None
    assert place == dispatch.fields.place.value
    assert day == (dispatch.fields.issued_on.value if dispatch.fields.issued_on else None)


@pytest.mark.parametrize(
    ("printed", "source", "place"),
    [
        ("An Giang, ngày", "ocr", "An Giang"),
        ("An Giang, ngà", "ocr", "An Giang"),
        ("An Giang, ngày lằng năm 29 7", "ocr", "An Giang"),
        # no place: not in capitals, and print that hides nothing
        ("an toàn, ngành", "ocr", None),
        ("An Giang, ngày", "text_layer", None),
    ],
)
def test_a_place_whose_day_is_covered(printed: str, source: Literal["ocr", "text_layer"], place: str | None) -> None:
    """A stamp over the day of a scan leaves the place readable, less surely."""
    head = [(x, y, printed if words.startswith("An Giang, ngày") else words) for x, y, words in HEADING]
    body = (100, 210, "Sở Tài chính đề nghị các huyện báo cáo.")
    (dispatch,) = read_dispatches(paper(page((*head, body, *TAIL), source=source)))
    assert (dispatch.fields.place.value if dispatch.fields.place else None) == place
    assert dispatch.fields.issued_on is None


def test_a_sentence_with_a_date_is_no_date_of_issue() -> None:
    """`Từ ngày …` in the body is not taken for the place-date line."""
    content = HEAD.format(line="Từ ngày 04 tháng 7 năm 2023 đến ngày 19 tháng 7 năm 2023, có 31 đơn.")
    (dispatch,) = read_dispatches(text_of_string(content))
    assert dispatch.fields.issued_on is None
