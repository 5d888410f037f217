"""Names on scans: of two readings that differ in marks, the one that is a name is believed."""

from __future__ import annotations

import pytest

from extract.page import Box, Word
from ingest.names import mend_name


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("Lý Kim Chỉ", "Lý Kim Chi", "Lý Kim Chi"),  # a dot read as a mark
        ("Võ Tá Năm", "Võ Tá Nam", "Võ Tá Nam"),
        ("Vu Đình Khải", "Vũ Đình Khải", "Vũ Đình Khải"),
        ("ThS. Lý Kim Chỉ", "Lý Kim Chi", "ThS. Lý Kim Chi"),  # fewer words, seen from the end
        ("Lý kim Chi", "Lýkim Chi", "Lý Kim Chi"),  # a capital that looks like its small letter
        ("Trần Văn Lâm", "Trân Vân Lam", "Trần Văn Lâm"),  # both are names: the first reader stays
        ("Trần Văn Lar", "Trần Văn Lan", "Trần Văn Lar"),  # other letters: nobody knows
        ("PHÓ GIÁM ĐỐC", "Phó Giam Đoc", "PHÓ GIÁM ĐỐC"),
        ("Lý Kim Chỉ", "", "Lý Kim Chỉ"),
        ("Lê Hổng Phúc", "Lê Hổng Phúc", "Lê Hồng Phúc"),  # nobody is called so, and one name has these letters
        ("Lê Tán Phúc", "Lê Tán Phúc", "Lê Tán Phúc"),  # Tân or Tấn
    ],
)
def test_of_two_readings_one_is_a_name(first: str, second: str, name: str) -> None:
    """Marks alone are settled so, word by word from the end of the line."""
    words = [Word(text, Box(0, 0, 9, 9), confidence=0.9, source="ocr") for text in first.split()]
    assert name == " ".join(word.text for word in mend_name(words, second))
