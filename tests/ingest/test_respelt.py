"""Fixed phrases put misread marks right, and touch nothing else."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from extract.page import Box, Word
from ingest.phrases import find_phrase, is_phrase
from ingest.respelt import mend_phrases
from ingest.unaccent import unaccent

BOX = Box(0, 0, 1, 1)


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("chuyến đối số", "chuyển đổi số"),
        ("THÀNH PHÓ CẦN THƠ", "THÀNH PHỐ CẦN THƠ"),  # case stays
        ("Tô chức, cá nhân", "Tổ chức, cá nhân"),  # so does punctuation
        ("sứa đối, bố sung", "sửa đổi, bổ sung"),
        ("ông Đối. Tượng đài", "ông Đối. Tượng đài"),  # a sentence ends between them
        ("bà Trần Thị Thẻ", "bà Trần Thị Thẻ"),
        ("của", "của"),
        ("", ""),
    ],
)
def test_mend_phrases(read: str, expected: str) -> None:
    """Letters never change."""
    assert mended(read, 0.9) == expected


def test_what_was_read_is_kept() -> None:
    """In `raw`."""
    assert [word.raw for word in mend_phrases([Word("thành", BOX), Word("phó", BOX, confidence=0.9)])] == [None, "phó"]


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("kiếm tra", "kiểm tra"),  # the hook above a hat looks like an acute
        ("PHỐ BIẾN", "PHỔ BIẾN"),
        ("Đơn vi sự nghiệp thành phô;", "Đơn vị sự nghiệp thành phố;"),
        ("Bô Nôi vu:", "Bộ Nội vụ:"),  # both lost what stands above or below
        ("Sở Y té", "Sở Y tế"),
        ("tại khoẳn 1 Điểu 12", "tại khoản 1 Điều 12"),
        ("đổi với người", "đối với người"),
        ("Công Dịch vụ công", "Cổng Dịch vụ công"),  # the beginning of a longer phrase
        ("hồ sợ xây dựng", "hồ sơ xây dựng"),  # what was put right is not taken for the next
        ("XỬ LÝ VI PHẠM HÀNH CHÌNH", "XỬ LÝ VI PHẠM HÀNH CHÍNH"),  # no surname
        ("CÔNG AN THÀNH PHÓ", "CÔNG AN THÀNH PHỐ"),
    ],
)
def test_both_readers_may_misread(read: str, expected: str) -> None:
    """One of two syllables, or tones that are not seen."""
    assert mended(read, 0.99) == expected


@pytest.mark.parametrize("confidence", [0.9, 0.99])
@pytest.mark.parametrize(
    "read",
    [
        "trở thành phó giám đốc",  # a syllable that belongs to its other neighbour
        "hoạt động bộ máy",
        "phương án xây dựng hỗ trợ",
        "điều kiện thực hiện",
        "ý kiến thực hiện",
        "nguồn khác phục vụ",
        "Hội Đông y",
        "gửi thông báo về Sở",
        "bị thu hồi",
        "gia đình chính sách",
        "truyền thống tốt đẹp",  # phrases whose letters are others', too
        "chu kỳ 5 năm",
        "dịch vụ lưu trú",
        "phân bố dân cư",
        "khóa học",
        "Khoán 10, điếu thuốc, Thứ trưởng",
        "trao đổi với Sở; số tài khoản; tại khoản 2",
        "chuyển đổi số tại xã",
        "cơ sở dữ liệu",
        "văn hóa công sở, ý thức",
        "số văn bản, số tài khoản, bỏ nội dung",
        "Uỷ ban, Cộng hoà, khoá học",  # the same in another spelling
        "NGUYỄN THANH TOÀN, LÊ VĂN HÒA, TRẦN THỊ THỦY VÂN",  # names in capitals
        "TỈNH ĐIỆN BIÊN, HUYỆN VĂN BÀN",
        "chương trình, đề án toàn khóa",
        "cơ quan nhận hồ sơ, cơ quan nhân sự, cơ quan tạm giữ",
        "thì công ty phải nộp, thì xã báo cáo, thì trường báo cáo",
        "cảnh báo lũ quét, xu hướng dân số, ảnh hưởng dân sinh",
        "tổ dân phố chủ động, khu phố giám sát",
        "lũy kế từ đầu năm, liệt kê từ cao xuống",
        "100 tỷ đồng bố trí cho dự án, số tiền đó",
        "nhập viện để điều trị, tiêm đủ liều, đủ phòng học",
        "ghi nhãn hàng hóa, giảm định mức, để xuất trình",
        "bị kết án vì phạm tội, bị cản trở, bị đốn hạ",
        "người có thẻ BHYT, có thẻ bảo hiểm, có thẻ căn cước",
        "tổng cộng bằng chữ, từ 10 hộ trở lên",
        "thu hội phí, đang tại ngũ, đi chúc Tết, dạy đủ số tiết",
        "nộp thuế đất hằng năm, theo các mục chi, tạm hoàn ứng",
        "chạy thận nhân tạo, trả lại xe cho chủ, liên đội trường",
        "theo đồ án quy hoạch, theo đo đạc, trong đô thị, xây dựng kè biển",
    ],
)
def test_what_is_something_else_stays(read: str, confidence: float) -> None:
    """However sure the reading is."""
    assert mended(read, confidence) == read


def test_marks_that_no_letter_has() -> None:
    """What a reader makes of specks is left."""
    assert mended("th\u0301ành phó", 0.9) == "th\u0301ành phó"
    assert mended("k\u0301hoan 5", 0.9) == "k\u0301hoan 5"


def test_two_that_differ_otherwise_stay_where_they_are_sure() -> None:
    """`phố biển` is a street by the sea."""
    assert mended("phố biển", 0.99) == "phố biển"


def mended(read: str, confidence: float) -> str:
    """A line of a scan, mended."""
    found = mend_phrases([Word(text, BOX, confidence=confidence, source="ocr") for text in read.split()])
    return " ".join(word.text for word in found)


def test_a_text_layer_stands() -> None:
    """Its words are as they were written."""
    assert [word.text for word in mend_phrases([Word("thành", BOX), Word("phó", BOX)])] == ["thành", "phó"]


def test_the_list_is_sound() -> None:
    """Two syllables a row, no two rows of the same letters, and `also` of the same letters but another spelling."""
    text = files("ingest").joinpath("data/phrases.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert len({unaccent(row["phrase"]) for row in rows}) == len(rows)
    for row in rows:
        first, second = row["phrase"].split(" ")
        assert is_phrase(first, second)
        for other in filter(None, row["also"].split("|")):
            known = find_phrase((other.split(" ")[0], other.split(" ")[1]))
            assert known is not None
            assert " ".join(known.syllables) == row["phrase"] != other
