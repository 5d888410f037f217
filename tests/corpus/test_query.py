"""The query language: what is understood, and that nothing typed can break it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.explain import explain
from corpus.period import Period
from corpus.query import Filters, Fragment, Query
from corpus.query_parser import parse_query
from corpus.refusals import InvalidQuery
from tests.corpus.compose_reading import on


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("báo cáo", Query("báo cáo", words=("báo", "cáo"))),
        ("15/2020/QĐ-TTg", Query("15/2020/QĐ-TTg", reference="15/2020/QĐ-TTg")),
        ("18-NQ/TW", Query("18-NQ/TW", reference="18-NQ/TW")),
        ("2119 /UBND-KSTT", Query("2119 /UBND-KSTT", reference="2119/UBND-KSTT")),
        ("điểm a khoản 2 Điều 19 của Quyết định số 15/2020/QĐ-TTg", Query("điểm a khoản 2 Điều 19 của Quyết định số 15/2020/QĐ-TTg", reference="15/2020/QĐ-TTg", provision="dieu:19/khoan:2/diem:a")),  # noqa: E501
        ("qd 15 2020 ttg", Query("qd 15 2020 ttg", fragment=Fragment(15, 2020, ("QD", "TTG")))),
        ("cv 2119", Query("cv 2119", fragment=Fragment(2119, None, (), "cong_van"))),
        ("kinh phí 2020", Query("kinh phí 2020", words=("kinh", "phí", "2020"))),  # a bare year is a word
        ("covid-19", Query("covid-19", words=("covid", "19"))),
        ("10:30 họp", Query("10:30 họp", words=("10", "30", "họp"))),
    ],
)  # fmt: skip
def test_numbers_words_and_provisions(text, expected):
    """Table of what people type."""
    assert parse_query(text) == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("ngày 20/5/2020", "2020-05-20", "2020-05-20"),
        ("20-05-2020", "2020-05-20", "2020-05-20"),
        ("ngày 7 tháng 7 năm 2021", "2021-07-07", "2021-07-07"),
        ("2020-05-20", "2020-05-20", "2020-05-20"),
        ("tháng 2/2024", "2024-02-01", "2024-02-29"),
        ("quý IV năm 2020", "2020-10-01", "2020-12-31"),
        ("năm 2020", "2020-01-01", "2020-12-31"),
        ("từ 01/05/2020 đến 30/06/2020", "2020-05-01", "2020-06-30"),
        ("từ tháng 3/2020 đến hết tháng 5/2020", "2020-03-01", "2020-05-31"),
        ("từ 01/05/2020", "2020-05-01", None),
        ("sau năm 2020", "2021-01-01", None),
        ("trước tháng 5/2020", None, "2020-04-30"),
        ("đến 30/6/2020", None, "2020-06-30"),
    ],
)
def test_periods(text, first, last):
    """With and without diacritics alike."""
    expected = Period(first and on(first), last and on(last))
    for form in (text, text.upper()):
        assert parse_query(form) == Query(form, filters=Filters(period=expected))


def test_a_value_ends_at_the_next_field_or_semicolon():
    """Names have many words; types and years are known."""
    found = parse_query("cơ quan: Bộ Y tế loại: thông báo năm:2020 vắc xin; người ký: Trần A; họp")
    assert found.filters == Filters(issuer="Bộ Y tế", document_type="thong_bao", year=2020, signer="Trần A")
    assert found.words == ("vắc", "xin", "họp")


def test_decomposed_letters_are_composed():
    """As some phones send them."""
    assert parse_query("báo").words == ("báo",)


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet=st.sampled_from(list('abđ 0123456789/:;-"“ếtừngàykhoảnđiềunămQDTTg.,&()*_\n\tз漢')), max_size=60)
)
def test_no_text_breaks_the_parser(text):
    """Understood or refused with a reason; and what is understood can be told back."""
    try:
        found = parse_query(text)
    except InvalidQuery:
        return
    assert all(explain(found))


def test_a_hostile_query_takes_no_time():
    """A thousand characters of half-open provisions."""
    parse_query(("khoản 1, " * 200)[:1000])
    with pytest.raises(InvalidQuery):
        parse_query("x" * 1001)
