"""Dossier codes decoded and checked."""

from __future__ import annotations

from datetime import date

import pytest

from extract.dossier_codes import find_dossier_codes, read_code, unit_order
from extract.span import Span
from extract.text import text_of_string


@pytest.mark.parametrize(
    ("code", "unit", "day", "serial", "name", "problems"),
    [
        # root last, a service's name before it
        ("DKKD.000.00.28.H17-200513-0001", "000.00.28.H17", date(2020, 5, 13), 1, "Đà Nẵng", ()),
        # root first
        ("H15.50.05.13-241008-0975", "H15.50.05.13", date(2024, 10, 8), 975, "Đắk Lắk", ()),
        # a province that kept its code under a new name
        ("000.00.10.H57-251008-0003", "000.00.10.H57", date(2025, 10, 8), 3, "Huế", ()),
        ("000.00.10.H57-201008-0003", "000.00.10.H57", date(2020, 10, 8), 3, "Thừa Thiên Huế", ()),
        # a ministry
        ("000.00.00.G22-240115-0012", "000.00.00.G22", date(2024, 1, 15), 12, "Văn phòng Chính phủ", ()),
        # what is wrong is said
        ("000.00.00.H26-241332-0001", "000.00.00.H26", None, 1, "Hà Nội", ("no_such_day",)),
        ("000.00.00.99-240101-0001", "000.00.00.99", date(2024, 1, 1), 1, None, ("no_level1_code",)),
        (
            "000.00.00.H99-240101-0000",
            "000.00.00.H99",
            date(2024, 1, 1),
            0,
            None,
            ("unknown_level1_code", "serial_zero"),
        ),
    ],
)
def test_codes(
    code: str, unit: str, day: date | None, serial: int, name: str | None, problems: tuple[str, ...]
) -> None:
    """Unit, day, serial, the unit's name, and problems."""
    assert (unit, day, serial, name, problems) == read_code(code)


def test_codes_are_found_in_a_text() -> None:
    """In brackets, with spans; numbers of documents are none."""
    content = "hồ sơ (mã số 000.00.46.H29-210901-0022), theo Công văn 12/UBND-KT và TCVN 7790-10:2008"
    (found,) = find_dossier_codes(text_of_string(content), Span(0, len(content)))
    assert "000.00.46.H29-210901-0022" == found.text == found.span.of(content)


def test_both_orders_of_a_unit_code() -> None:
    """The level-1 code tells the order."""
    assert tuple(unit_order(code) for code in ("000.00.28.H17", "G06.01", "01.02")) == ("root_last", "root_first", None)
