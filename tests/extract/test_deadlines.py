"""Deadlines: who must do what by when."""

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
