"""Agencies: names, abbreviations, symbols, and who took over."""

from __future__ import annotations

from datetime import date

import pytest

from extract.agencies import agencies, agencies_of_symbol, agency, successor
from extract.provinces import province, provinces


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        # variants of one name
        ("Bộ LĐTBXH", 2020, "bo-ldtbxh"),
        ("Bộ LĐ-TB&XH", 2019, "bo-ldtbxh"),
        ("Bộ Lao động, Thương binh và Xã hội", None, "bo-ldtbxh"),
        ("BỘ LAO ĐỘNG – THƯƠNG BINH VÀ XÃ HỘI", None, "bo-ldtbxh"),
        # after the reorganisation of 1 March 2025
        ("Bộ LĐTBXH", 2026, "bo-noi-vu"),
        ("Bộ Giao thông vận tải", date(2025, 3, 1), "bo-xay-dung"),
        ("Bộ Giao thông vận tải", date(2025, 2, 28), "bo-gtvt"),
        # the office speaks for the body
        ("Bộ trưởng Bộ Tài chính", None, "bo-tai-chinh"),
        ("Chủ tịch UBND tỉnh Cao Bằng", None, "ubnd.tinh-cao-bang"),
        # bodies of places
        ("UBND quận Bình Tân, Thành phố Hồ Chí Minh", None, "ubnd.quan-binh-tan.tp-ho-chi-minh"),
        ("UBND thành phố Bạc Liêu", None, "ubnd.tp-bac-lieu"),  # a city within the province of its name
        ("UBND TP. Cao Bằng", 2024, "ubnd.tp-cao-bang"),
        ("Chủ tịch UBND thành phố Hà Giang, tỉnh Hà Giang", None, "ubnd.tp-ha-giang.tinh-ha-giang"),
        ("HĐND tỉnh Kiên Giang", 2024, "hdnd.tinh-kien-giang"),
        ("UBND tỉnh Kiên Giang", 2026, "ubnd.tinh-an-giang"),
    ],
)
def test_names_resolve(name: str, on: date | int | None, expected: str) -> None:
    """A name means a body, and on a day after its end the body that took over."""
    found = agency(name, on)
    assert found is not None
    assert expected == found.id


def test_unknown_names_mean_nothing() -> None:
    """A name of no known form is not guessed at."""
    assert agency("Cửa hàng tạp hóa Sao Mai") is None


def test_symbols_name_bodies() -> None:
    """The issuer of a symbol is found at either end of it."""
    assert [body.id for body in agencies_of_symbol("VPCP-KSTT")] == ["vpcp"]
    assert [body.id for body in agencies_of_symbol("2020/QĐ-TTg")] == ["ttgcp"]
    assert agencies_of_symbol("UBND-KT") == ()


def test_every_successor_exists_and_ends_in_office() -> None:
    """Following successors from any body or province leads to one in office."""
    today = date(2026, 1, 1)
    for body in agencies().values():
        assert successor(body, today).in_office(today), body.id
    for place in provinces().values():
        assert place.successor is None or place.successor in provinces()


def test_sixty_three_provinces_became_thirty_four() -> None:
    """The reorganisation of 1 July 2025."""
    before, after = date(2025, 6, 30), date(2025, 7, 1)
    spans = [(p.valid_from or date.min, p.valid_to or date.max) for p in provinces().values()]
    assert (sum(a <= before <= b for a, b in spans), sum(a <= after <= b for a, b in spans)) == (63, 34)


def test_province_by_any_form() -> None:
    """Type words and abbreviations do not matter."""
    forms = ("TP. Hồ Chí Minh", "TPHCM", "Thành phố Hồ Chí Minh", "thành phố hồ chí minh")
    assert {"H29"} == {found.code for form in forms if (found := province(form))}


def test_a_city_is_no_province_of_its_name() -> None:
    """Only cities under the centre are provinces; each province still answers to its own type and to its bare name."""
    for place in provinces().values():
        own = {f"{place.type} {place.name}", f"{place.type.upper()} {place.name}", place.name}
        assert {place.name} == {found.name for form in own if (found := province(form))}
        within = [province(f"{kind} {place.name}") for kind in ("thành phố", "TP.", "Tp")]
        assert (within == [None] * 3) == (place.type == "tỉnh")
