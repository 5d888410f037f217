"""Dates in every printed form."""

from __future__ import annotations

from datetime import date

import pytest

from extract.dates import find_dates, find_months


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ngày 04 tháng 5 năm 2022", date(2022, 5, 4)),
        ("ngày 18/7/2018", date(2018, 7, 18)),
        ("ngày\n15/5/2018", date(2018, 5, 15)),
        ("ngày 27-5-1989", date(1989, 5, 27)),
        ("ngày 04.4.1994", date(1994, 4, 4)),
        ("ngày 14 tháng\n  08 năm 2018", date(2018, 8, 14)),
        ("ngày **15** tháng **5** năm 2020", date(2020, 5, 15)),
        ("NGÀY 08 THÁNG 11 NĂM 2016", date(2016, 11, 8)),
        ("ngay 20 / 3 / 2023", date(2023, 3, 20)),
    ],
)
def test_forms(text: str, day: date) -> None:
    """The whole form is the span."""
    (found,) = find_dates(text)
    assert day == found.value
    assert text == found.text


def test_no_such_day() -> None:
    """A day the calendar lacks is found, but never guessed."""
    (found,) = find_dates("ngày 32 tháng 13 năm 2020")
    assert found.value is None


@pytest.mark.parametrize("text", ["080.40551", "ngày … tháng … năm 2022", "2022-2025", "1.2.3"])
def test_no_dates(text: str) -> None:
    """Telephones, blanks to fill in and periods are none."""
    assert list(find_dates(text)) == []


def test_months() -> None:
    """A month alone is partial; inside a full date it is not a month alone."""
    (found,) = find_months("họp tháng 8 năm 2021, ngày 24 tháng 4 năm 2020")
    assert (found.year, found.month) == (2021, 8)
