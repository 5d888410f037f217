"""Identifiers behind their labels, validated."""

from __future__ import annotations

import pytest

from extract.identifiers import find_identifiers


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # the check digit of a tax code
        ("Mã số thuế: 0100109106", [("tax_code", "0100109106", True)]),
        ("MST 0100109106-001", [("tax_code", "0100109106-001", True)]),
        ("MST: 0100109107", [("tax_code", "0100109107", False)]),
        ("CCCD số 001099012345", [("citizen_id", "001099012345", True)]),
        ("CCCD số 999099012345", [("citizen_id", "999099012345", False)]),
        ("CMND: 024123456", [("old_id", "024123456", True)]),
        ("mã số BHXH 7912345678", [("social_insurance", "7912345678", None)]),
        # telephones in many hands
        ("điện thoại: 080.40551, 0984.688.909", [("phone", "08040551", True), ("phone", "0984688909", True)]),
        ("ĐT: (024) 3825 1234", [("phone", "02438251234", True)]),
        ("Tổng đài 1900 9068", [("phone", "19009068", True)]),
        ("Email: Van.Thu@abc.gov.vn.", [("email", "van.thu@abc.gov.vn", None)]),
        # numbers without a label, prices, counts and dates are none
        ("đã xử lý 53.460 hồ sơ, 130.000/CP ngày 01/07/2020, số 0100109106", []),
    ],
)
def test_identifiers(content: str, expected: list[tuple[str, str, bool | None]]) -> None:
    """Kind, digits and whether the check holds; spans prove themselves."""
    found = find_identifiers(content)
    assert expected == [(item.kind, item.value, item.valid) for item in found]
    for item in found:
        digits = "".join(filter(str.isalnum, item.span.of(content)))
        assert digits.lower() == "".join(filter(str.isalnum, item.value))
