"""Deadlines: who must do what by when."""

# ruff: noqa: E501 (a row of the table shows its sentence whole)

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extract.deadlines import find_deadlines
from extract.span import Span
from extract.text import text_of_string

DAY = date(2020, 5, 8)


def _found(content: str, issued: date | None = DAY, addressees: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    found = find_deadlines(text_of_string(content), Span(0, len(content)), issued, addressees)
    assert all(finding.text == finding.span.of(content) for finding in found)
    return [finding.details for finding in found]


@pytest.mark.parametrize(
    ("sentence", "due", "who"),
    [
        ("Đề nghị Sở Y tế gửi báo cáo về Bộ trước ngày 12 tháng 5 năm 2020.", "2020-05-12", ["Sở Y tế"]),
        (
            "Yêu cầu Chủ tịch UBND các huyện hoàn thành chậm nhất ngày 18/10/2020.",
            "2020-10-18",
            ["Chủ tịch UBND các huyện"],
        ),
        ("1. Phòng Nội vụ chủ trì tổng hợp, gửi kết quả trước 16 giờ ngày 29/5/2020.", "2020-05-29", ["Phòng Nội vụ"]),
        # a day without a year takes the year of issue
        ("Giao Văn phòng tổng hợp, báo cáo trước ngày 20/5.", "2020-05-20", ["Văn phòng"]),
        # wrapped lines
        ("Đề nghị Sở Tài chính\ngửi ý kiến trước\nngày 15/5/2020.", "2020-05-15", ["Sở Tài chính"]),
    ],
)
def test_days(sentence: str, due: str, who: list[str]) -> None:
    """The day, and the body charged."""
    (details,) = _found(sentence)
    assert (due, who) == (details["due_on"], details["who"])


def test_the_addressees_must_act_where_nobody_else_is_named() -> None:
    """A sentence without a subject charges those written to."""
    (details,) = _found("Kết quả đề nghị gửi về trước ngày 20/5/2020.", addressees=("Sở Công Thương",))
    assert details["who"] == ["Sở Công Thương"]


def test_items_inherit_who_their_head_charges() -> None:
    """`1. Sở X …:` over `- Gửi …`."""
    content = "1. Giao Sở Xây dựng thực hiện:\n- Rà soát quy hoạch.\n- Gửi báo cáo trước ngày 01/6/2020.\n"
    (details,) = _found(content)
    assert details["who"] == ["Sở Xây dựng"]


def test_recurring_and_relative_limits() -> None:
    """Every month; within so many working days."""
    monthly, within = _found(
        "Đề nghị Sở Y tế báo cáo trước ngày 25 hàng tháng.\n\n"
        "Đề nghị Sở Y tế trả lời, gửi trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản này.\n"
    )
    assert (monthly["every"], monthly["day"]) == ("month", 25)
    assert within["within"] == {"number": 5, "unit": "working_day", "since": "kể từ ngày nhận được văn bản này"}


def test_recurring_limits_tell_their_days() -> None:
    """The day of the week counts from Monday; several days of a month are all told; they stand in order."""
    weekly, monthly, last = _found(
        "Đề nghị báo cáo trước 15h00 thứ Sáu hằng tuần, trước ngày 10 và 25 hằng tháng, chậm nhất ngày cuối cùng của quý."
    )
    assert (weekly["every"], weekly["weekday"]) == ("week", 5)
    assert (monthly["every"], monthly["day"], monthly["days"]) == ("month", 10, [10, 25])
    assert (last["every"], last["day"]) == ("quarter", "last")


@pytest.mark.parametrize(
    "sentence",
    [
        "Số liệu tính đến hết ngày 08 tháng 9 năm 2023: 412 lượt khám.",
        "Hồ sơ đã nộp trước ngày 01 tháng 01 năm 2026 thì không phải nộp lại.",
        "Thông tư này có hiệu lực từ ngày 15 tháng 02 năm 2026.",
        "Trong đợt từ ngày 04 tháng 7 năm 2023 đến ngày 19 tháng 7 năm 2023 có 31 đơn.",
        "Chiến dịch được tổ chức trong thời gian 45 ngày.",
    ],
)
def test_periods_and_spans_of_law_are_no_deadlines(sentence: str) -> None:
    """Dates of periods, counts and validity charge nobody."""
    assert _found(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Đề nghị các đơn vị gửi báo cáo về Sở chậm nhất là ngày 15/6/2023 để tổng hợp.", ["2023-06-15"]),
        ("Các đơn vị báo cáo kết quả trước ngày 20 hằng tháng.", ["each"]),
        ("Yêu cầu hoàn thành trước 16h00 ngày 20/5/2023.", ["2023-05-20"]),
        ("Giao Sở Y tế tham mưu, trình UBND tỉnh trong tháng 6/2023.", ["2023-06-30"]),
        ("Sở Tài chính hoàn thành quyết toán trong quý III/2023.", ["2023-09-30"]),
        ("Đề nghị gửi ý kiến góp ý bằng văn bản về Bộ trước ngày 05 tháng 6.", ["2023-06-05"]),
        ("Hạn cuối nộp hồ sơ: 17 giờ 00, thứ Sáu, ngày 12/5/2023.", ["2023-05-12"]),
        ("Thời hạn báo cáo: trước ngày 30/6/2023.", ["2023-06-30"]),
        ("Cơ quan giải quyết hồ sơ trong thời hạn không quá 15 ngày kể từ ngày nhận đủ hồ sơ hợp lệ.", ["within"]),
        (
            "Trong thời hạn 05 ngày làm việc, kể từ ngày nhận được văn bản này, đề nghị Quý cơ quan có ý kiến trả lời.",
            ["within"],
        ),
        ("Yêu cầu các phường nộp danh sách đến hết ngày 30/6/2023.", ["2023-06-30"]),
        ("Đề nghị Cục Thuế xử lý dứt điểm, báo cáo Tổng cục trước 10/6/2023.", ["2023-06-10"]),
        ("Thời gian gửi hồ sơ: chậm nhất 11 giờ 30 phút ngày 02 tháng 6 năm 2023.", ["2023-06-02"]),
        (
            "Báo cáo gửi về Bộ trước ngày 25/5/2023 (qua thư điện tử a@b.vn) và trước ngày 30/5/2023 (bản giấy).",
            ["2023-05-25", "2023-05-30"],
        ),
        ("Định kỳ trước ngày 15 tháng 12 hằng năm báo cáo Sở Nội vụ.", ["each"]),
        ("Hạn cuối ngày 30/6/2023.", ["2023-06-30"]),
        ("Yêu cầu các đơn vị hoàn thành trong năm 2023.", ["2023-12-31"]),
        ("Yêu cầu các đơn vị báo cáo kết quả thực hiện trong năm 2023.", []),
        ("Hồ sơ gửi về Sở Nội vụ trong ngày 26/5/2023.", ["2023-05-26"]),
        ("Đề nghị phản hồi trước ngày 18.5.2023.", ["2023-05-18"]),
        ("Phấn đấu hoàn thành giải ngân trước ngày 31/12/2023.", ["2023-12-31"]),
        ("Nộp báo cáo chậm nhất vào ngày 10 của tháng đầu quý sau.", ["each"]),
        ("Định kỳ ngày 20 hằng quý, các đơn vị báo cáo UBND tỉnh.", ["each"]),
        # parts of a day, other words for a limit
        ("Đề nghị gửi về Sở chậm nhất cuối giờ chiều ngày 19/5/2023.", ["2023-05-19"]),
        ("Đề nghị báo cáo không muộn hơn ngày 22/5/2023.", ["2023-05-22"]),
        ("Giao Sở Xây dựng hoàn thành chậm nhất trong tháng 8/2023.", ["2023-08-31"]),
        ("Các sở gửi báo cáo chậm nhất vào tuần thứ 3 tháng 9/2023.", ["2023-09-21"]),
        ("Các sở hoàn thành trong tuần cuối tháng 9 năm 2023.", ["2023-09-30"]),
        ("Hoàn thành chậm nhất cuối tháng 02/2024.", ["2024-02-29"]),
        ("Sở Nội vụ trình Ủy ban nhân dân tỉnh trong tuần đầu tháng 10/2023.", ["2023-10-07"]),
        ("Đề nghị các sở báo cáo chậm nhất sáng thứ Hai ngày 22/5/2023.", ["2023-05-22"]),
        ("Đề nghị các sở báo cáo trước thứ Sáu, ngày 19/5/2023.", ["2023-05-19"]),
        # a label without a verb
        ("Thời hạn: 15/6/2023.", ["2023-06-15"]),
        ("Hạn hoàn thành: Quý IV/2023.", ["2023-12-31"]),
        ("Thời gian hoàn thành: Tháng 7/2023.", ["2023-07-31"]),
        ("Thời gian thực hiện: 15/6/2023.", []),
        # again and again
        ("Đề nghị các xã báo cáo trước 15h00 thứ Sáu hằng tuần.", ["each"]),
        ("Chế độ báo cáo: trước 19h00 hằng ngày.", ["each"]),
        ("Đề nghị báo cáo trước ngày 10, 20 và 30 hằng tháng.", ["each"]),
        ("Đề nghị nộp kinh phí chậm nhất là ngày cuối cùng của tháng.", ["each"]),
        ("Báo cáo tháng gửi trước ngày 05 của tháng liền kề.", ["each"]),
        ("Các chi bộ báo cáo định kỳ trước ngày 20 tháng cuối quý.", ["each"]),
        # lengths since something; lengths and stretches alone limit nothing
        ("Giao Phòng Kế hoạch hoàn thành trong 07 ngày kể từ ngày nhận văn bản này.", ["within"]),
        ("Yêu cầu báo cáo chậm nhất 10 ngày sau khi kết thúc quý.", ["within"]),
        ("Bên A thanh toán trong vòng 30 ngày kể từ ngày nhận đủ hồ sơ.", ["within"]),
        ("Đề nghị triển khai trong 05 ngày.", []),
        (
            "Đề nghị thông báo việc ông An nghỉ phép trong thời gian 08 ngày, kể từ ngày 05/6/2023 đến hết ngày 12/6/2023.",
            [],
        ),
        ("Tổ chức lấy ý kiến từ ngày 01/6/2023 đến hết ngày 15/6/2023.", []),
        ("Quyết định này có hiệu lực kể từ ngày 01/7/2023.", []),
        ("Hỗ trợ người sinh trước ngày 01/01/1960 theo quy định.", []),
        ("Hồ sơ đã nộp trước ngày 01/7/2021 được giải quyết theo quy định cũ.", []),
        ("Tính đến hết ngày 30/4/2023, toàn tỉnh đã giải ngân 40%.", []),
        ("Chiến dịch thực hiện từ ngày 01/6/2023 đến ngày 30/6/2023.", []),
        ("Các văn bản ban hành trước ngày 01/01/2020 hết hiệu lực.", []),
        ("Luật có hiệu lực trước ngày 01/7/2024 vẫn áp dụng cho các hợp đồng ký kết trước ngày này.", []),
        ("Theo báo cáo của Sở Y tế đến ngày 15/5/2023, đã có 120 ca mắc.", []),
        ("Giấy giới thiệu này có giá trị đến hết ngày 30/5/2023.", []),
        ("Thời gian công tác trước ngày 01/01/1995 được tính là thời gian đóng bảo hiểm xã hội.", []),
        ("Đối tượng: người lao động giao kết hợp đồng lao động trước ngày 01/4/2021 đề nghị được hỗ trợ.", []),
        ("Kỳ họp thứ 5 diễn ra trước ngày 30/6/2023.", []),
        ("Trường hợp nghỉ việc trước ngày 01/5/2023 thì thực hiện theo Nghị định số 68.", []),
    ],
)
def test_forms_of_deadlines(sentence: str, due: list[str]) -> None:
    """Every form of a limit, and days that limit nothing: conditions, states of affairs, times of force."""
    found = find_deadlines(text_of_string(sentence), Span(0, len(sentence)), date(2023, 5, 5))
    assert due == [
        finding.details["due_on"] or ("each" if "every" in finding.details else "within") for finding in found
    ]
