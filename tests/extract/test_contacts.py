"""Contacts: persons and offices with their numbers."""

from __future__ import annotations

from extract.contacts import find_contacts
from extract.span import Span
from extract.text import text_of_string


def test_persons_with_role_and_numbers() -> None:
    """Each number goes to the person named before it."""
    content = (
        "Liên hệ đồng chí Lê Đình Tân, chuyên viên Cục Kiểm soát (điện thoại: 080.40551, 0984.688.909).\n\n"
        "1. Bà Hồ Thị Lý, Trưởng phòng Hành chính, số điện thoại: 0913972907; thư điện tử: htly@abc.gov.vn;\n\n"
        "Tổng đài của Bảo hiểm xã hội (19009068).\n"
    )
    found = find_contacts(text_of_string(content), Span(0, len(content)))
    assert [tuple(finding.details[key] for key in ("name", "role", "phones", "emails")) for finding in found] == [
        ("Lê Đình Tân", "chuyên viên Cục Kiểm soát", ["08040551", "0984688909"], []),
        ("Hồ Thị Lý", "Trưởng phòng Hành chính", ["0913972907"], ["htly@abc.gov.vn"]),
        (None, "Tổng đài của Bảo hiểm xã hội", ["19009068"], []),
    ]


def test_a_visible_signature_is_no_contact() -> None:
    """The mail address of a signature's stamp belongs to no person to ask."""
    content = "Người ký: Cổng Thông tin\nEmail: tin@abc.gov.vn\nThời gian ký: 05.09.2022 09:51:42 +07:00\n"
    assert find_contacts(text_of_string(content), Span(0, len(content))) == ()
