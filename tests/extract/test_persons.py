"""Names of persons told from positions, labels and bodies."""

from __future__ import annotations

import pytest

from extract.persons import is_person, mended, name_start


@pytest.mark.parametrize(
    "name",
    [
        "Trần Vĩnh Phát",
        "Vũ Thị Hà",
        "PGS.TS. Lê Hồng Sơn",
        "BS.CKII Lê Hồng Sơn",
        "ThS. BSCKI. Lê Hồng Sơn",
        "Đại tá Phạm Văn Đức",
        "NGUYỄN VĂN BÌNH",
        "Y Bir Niê",
        "Y Ngọc Lan Niê Kđăm",
    ],
)
def test_names(name: str) -> None:
    """Two to six words, degrees and ranks before them."""
    assert is_person(name)


@pytest.mark.parametrize(
    "words",
    [
        "PHÓ GIÁM ĐỐC",
        "PHÓ G ÁM ĐỐC",
        "Như trên",
        "Sở Tài chính",
        "Nơi nhận",
        "Văn phòng Chính phủ",
        "(Đã ký)",
        "Hà",
        "Văn Lâu",
        "Số 12",
        "A" * 90,
    ],
)
def test_other_words(words: str) -> None:
    """Positions, bodies and fragments are no names."""
    assert not is_person(words)


def test_degrees_are_not_the_name() -> None:
    """The name begins behind degree and rank."""
    printed = "PGS.TS. Lê Hồng Sơn"
    assert printed[name_start(printed) :] == "Lê Hồng Sơn"


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("Trân Phước An", "Trần Phước An"),
        ("Nguyện Thành Công", "Nguyễn Thành Công"),
        ("Teuyễn Trúc Lam", "Nguyễn Trúc Lam"),
        ("Lê Văn Ba", "Lê Văn Ba"),
    ],
)
def test_surnames_a_scan_misread(read: str, expected: str) -> None:
    """Only a surname that is none is touched."""
    assert expected == mended(read)
