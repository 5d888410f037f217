"""Lines of an arrival stamp among those of the head: at their heights, and no part of them."""

from __future__ import annotations

from datetime import date

import pytest

from extract.bundle import read_dispatches
from extract.dispatch import ArrivalStamp, Fields
from extract.page import Line
from tests.extract.printing import HEAD, TAIL, line, page, paper

BODY = [(85, 190, "Kính gửi: Ủy ban nhân dân các huyện"), (100, 220, "Sở Tài chính đề nghị các huyện báo cáo.")]
STAMP = [(40, 124, "VĂN PHÒNG UBND"), (20, 150, "ĐẾN"), (60, 134, "Số: 5015"), (58, 148, "Ngày: 22/3/2019")]


def fields_with(*stamped: tuple[float, float, str]) -> Fields:
    """What is read of a scanned letter with these lines read apart."""
    printed = [line(x, y, words, source="ocr") for x, y, words in (*HEAD, *BODY, *TAIL)]
    apart: list[Line] = [line(x, y, words, source="stamp") for x, y, words in stamped]
    sheet = page((), source="ocr")
    (dispatch,) = read_dispatches(paper(type(sheet)(1, sheet.width, sheet.height, "ocr", (*printed, *apart))))
    return dispatch.fields


@pytest.mark.parametrize(
    ("stamped", "arrived"),
    [
        (STAMP, ArrivalStamp("Văn phòng UBND", "5015", date(2019, 3, 22))),
        (STAMP[:3], ArrivalStamp("Văn phòng UBND", "5015", None)),
        ([*STAMP[1:3], (60, 160, "Chuyển: ........")], ArrivalStamp(None, "5015", None)),
        ([*STAMP[:3], (60, 146, "Ngày: 22/3/20")], ArrivalStamp("Văn phòng UBND", "5015", None)),
        ([(40, 134, "CỔNG THÔNG TIN"), (20, 150, "ĐẾN,")], None),
        ([(60, 130, "HỎA TỐC")], None),
        ([(400, 20, "Ký bởi: Sở Tài chính"), (400, 28, "Ngày ký: 07/3/2019")], None),
    ],
    ids=["whole", "no-day", "no-office", "cut-off-year", "word-alone", "urgency", "particulars"],
)
def test_the_head_is_read_as_if_no_stamp_were_there(
    stamped: list[tuple[float, float, str]], arrived: ArrivalStamp | None
) -> None:
    """Number, day and abstract are the dispatch's own; what the stamp says is told apart."""
    fields = fields_with(*stamped)
    assert fields.reference is not None
    assert fields.reference.value == "318/STC-NS"
    assert fields.issued_on is not None
    assert fields.issued_on.value == date(2019, 3, 7)
    assert fields.subject is not None
    assert fields.subject.value == "quyết toán kinh phí hỗ trợ lúa nước"
    assert (fields.arrival_stamp.value if fields.arrival_stamp else None) == arrived
    assert fields.urgency is None or fields.urgency.value == "hoa_toc"
