"""The arrival stamp kept apart from the dispatch's own number."""

from __future__ import annotations

from datetime import date

import pytest

from extract.bundle import read_dispatches
from extract.dispatch import ArrivalStamp
from extract.rows import rows_of
from extract.stamps import read_arrival_stamp
from extract.text import text_of_string
from tests.extract import dispatches


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # set in lines of its own
        (dispatches.STAMPED, ArrivalStamp("Sở Lao động - TBXH", "733", date(2021, 5, 13))),
        # the upright word ĐẾN read as three lines, one of them with `Kính gửi:`
        (dispatches.UPRIGHT, ArrivalStamp("UBND tỉnh Bến Tre", "77", date(2020, 1, 3))),
    ],
)
def test_arrival_stamp(content: str, expected: ArrivalStamp) -> None:
    """Office, number and day of arrival."""
    (dispatch,) = read_dispatches(text_of_string(content))
    assert dispatch.fields.arrival_stamp is not None
    assert expected == dispatch.fields.arrival_stamp.value


def test_a_dispatch_without_a_stamp_has_none() -> None:
    """Dates and numbers of the head are no stamp."""
    (dispatch,) = read_dispatches(text_of_string(dispatches.COMMUNE))
    assert dispatch.fields.arrival_stamp is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Thực hiện Văn bản số 1790 /UBND-KTN ngày 10/6/2021 của UBND tỉnh, UBND huyện yêu cầu:",
        "Thực hiện Nghị quyết số 66.7/2025/NQ-CP ngày 15/11/2025 của Chính phủ;",
        "4. Đối với thửa đất số 15, tờ bản đồ số 7, cấp ngày 03/8/1999, đề nghị rà soát.",
        "7. Hồ sơ lập theo Mẫu số 3A ban hành ngày 15/11/2017.",
        "QĐ số 3005 ngày 28/11/2022 của UBND thành phố.",
    ],
)
def test_a_sentence_is_no_stamp(sentence: str) -> None:
    """Number and day of a cited document, in the first lines of the body, are not those of an arrival stamp."""
    text = text_of_string(sentence)
    assert read_arrival_stamp(text, rows_of(text)) is None
