"""Letter case taken from the dispatch itself."""

from __future__ import annotations

import pytest

from extract.mentioned_case import mentioned_case


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("Công ty TNHH Mây Tre Lá Bưởi", "Công ty TNHH Mây\ntre Lá Bưởi đề nghị", "Công ty TNHH Mây tre Lá Bưởi"),
        # most mentions decide; capitals throughout and a careless head tell nothing
        ("Đại học An sơn", "ĐẠI HỌC AN SƠN. Đại Học An Sơn. Đại học An Sơn.", "Đại học An Sơn"),
        # no mention: the place of issue is a name
        ("Hợp tác xã Nông nghiệp tân mỹ", "Kính gửi: Thuế cơ sở 3", "Hợp tác xã Nông nghiệp Tân Mỹ"),
        # a known spelling stays
        ("Bộ Y tế", "Bộ y tế đề nghị", "Bộ Y tế"),
        ("Ủy ban nhân dân thành phố Lê Bình", "Ủy ban nhân dân Thành phố Lê Bình", "Ủy ban nhân dân thành phố Lê Bình"),
        ("Sở (a+)+", "Sở (a+)+", "Sở (a+)+"),
    ],
)
def test_mentioned_case(name: str, content: str, expected: str) -> None:
    """The body of a dispatch knows how its office is spelt."""
    assert expected == mentioned_case(name, content, "Tân Mỹ")
