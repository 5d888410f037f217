"""What a letter says around a citation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.quotes import quote

TEXT = "Thực hiện khoản 2 Điều 1\nQuyết định số 884/QĐ-UBND, Sở Nội vụ đề nghị gửi danh sách."


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        (200, "Thực hiện [khoản 2 Điều 1 Quyết định số 884/QĐ-UBND], Sở Nội vụ đề nghị gửi danh sách."),
        (10, "Thực hiện [khoản 2 Điều 1 Quyết định số 884/QĐ-UBND], Sở Nội …"),
        (6, "… hiện [khoản 2 Điều 1 Quyết định số 884/QĐ-UBND], Sở …"),
    ],
)
def test_whole_words_around(around: int, expected: str) -> None:
    """Cut at blanks, line ends put right, and the citation marked."""
    start = TEXT.index("khoản")
    text, mark = quote(TEXT, start, TEXT.index(", Sở"), around)
    assert f"{text[: mark.start]}[{text[mark.start : mark.end]}]{text[mark.end :]}" == expected


@given(st.text("ab \n", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_the_mark_is_the_citation(text: str, one: int, other: int) -> None:
    """Whatever the text, the mark cuts out the citation's own words."""
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    quoted, mark = quote(text, start, end, 10)
    assert quoted[mark.start : mark.end] == " ".join(text[start:end].split())
