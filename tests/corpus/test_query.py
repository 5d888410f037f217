"""The query language: what is understood, and that nothing typed can break it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.explain import explain
from corpus.period import Period
from corpus.query import Filters, Fragment, Query, Told
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
        ("điểm a khoản 2 Điều 19 của Quyết định số 15/2020/QĐ-TTg", Query("điểm a khoản 2 Điều 19 của Quyết định số 15/2020/QĐ-TTg", reference="15/2020/QĐ-TTg", provisions=("dieu:19/khoan:2/diem:a",))),  # noqa: E501
        ("qd 15 2020 ttg", Query("qd 15 2020 ttg", fragment=Fragment(15, 2020, ("QD", "TTG")))),
        ("cv 2119", Query("cv 2119", fragment=Fragment(2119, None, (), "cong_van"))),
        ("kinh phí 2020", Query("kinh phí 2020", words=("kinh", "phí", "2020"))),  # a bare year is a word
        ("15 2020", Query("15 2020", fragment=Fragment(15, 2020))),
        ("12:30", Query("12:30", words=("12", "30"))),
        ("thông tư 15", Query("thông tư 15", fragment=Fragment(15, None, ("TT",)))),
        ("thong tu so 15/2020", Query("thong tu so 15/2020", fragment=Fragment(15, 2020, ("TT",)))),
        ("nghị định 45 2020 cp", Query("nghị định 45 2020 cp", fragment=Fragment(45, 2020, ("CP", "ND")))),
        ("luật 59/2020", Query("luật 59/2020", fragment=Fragment(59, 2020, (), "luat"))),
        ("báo cáo 6 tháng", Query("báo cáo 6 tháng", words=("báo", "cáo", "6", "tháng"))),
        ("vốn từ 15 dự án", Query("vốn từ 15 dự án", words=("vốn", "từ", "15", "dự", "án"))),  # not TU
        ("12345678901234567890", Query("12345678901234567890", words=("12345678901234567890",))),
        ("NĐ 45/2020/NĐ-CP", Query("NĐ 45/2020/NĐ-CP", reference="45/2020/NĐ-CP")),
        ("điểm đ k1 đ3 45/2020/NĐ-CP", Query("điểm đ k1 đ3 45/2020/NĐ-CP", reference="45/2020/NĐ-CP", provisions=("dieu:3/khoan:1/diem:đ",))),  # noqa: E501
        ("điều 5-9 45/2020/NĐ-CP", Query("điều 5-9 45/2020/NĐ-CP", reference="45/2020/NĐ-CP", provisions=("dieu:5..9",))),  # noqa: E501
        ("k2 đ19 qd 15 2020 ttg", Query("k2 đ19 qd 15 2020 ttg", reference="15/2020/QD-TTG", provisions=("dieu:19/khoan:2",))),  # noqa: E501
        ("k2 đ19", Query("k2 đ19", words=("khoản", "2", "Điều", "19"))),
        ("họp -45/2020/NĐ-CP", Query("họp -45/2020/NĐ-CP", words=("họp",), without=("45/2020/NĐ-CP",))),
        ("«họp giao ban»", Query("«họp giao ban»", phrases=("họp giao ban",))),
        ("Điều 5 Luật Dược", Query("Điều 5 Luật Dược", cites="Luật Dược", provisions=("dieu:5",), by_title=True)),
        ("Luật Dược năm 2016", Query("Luật Dược năm 2016", cites="Luật Dược năm 2016", by_title=True)),
        ("Luật Dược", Query("Luật Dược", words=("Luật", "Dược"))),
        ("3.870.000.000 đồng", Query("3.870.000.000 đồng", words=("đồng",), phrases=("3.870.000.000",))),
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
        ("2020", "2020-01-01", "2020-12-31"),
        ("Q2/2020", "2020-04-01", "2020-06-30"),
        ("từ tháng 5 đến tháng 6/2020", "2020-05-01", "2020-06-30"),
        ("từ ngày 1/5 đến ngày 30/6/2020", "2020-05-01", "2020-06-30"),
        ("từ ngày 1 đến ngày 15/6/2020", "2020-06-01", "2020-06-15"),
        ("từ quý 1 đến quý 2/2020", "2020-01-01", "2020-06-30"),
        ("từ 5/2020 đến 6/2020", "2020-05-01", "2020-06-30"),
        ("từ 2019 đến 2020", "2019-01-01", "2020-12-31"),
        ("năm 2019 - 2020", "2019-01-01", "2020-12-31"),
        ("ban hành trong năm 2020", "2020-01-01", "2020-12-31"),
        ("01/05/2020-30/06/2020", "2020-05-01", "2020-06-30"),
        ("trước 2020", None, "2019-12-31"),
    ],
)
def test_periods(text, first, last):
    """With and without diacritics alike."""
    expected = Period(first and on(first), last and on(last))
    for form in (text, text.upper()):
        assert parse_query(form) == Query(form, filters=Filters(period=expected))


@pytest.mark.parametrize(
    ("text", "words", "year"),
    [
        ("đầu tư năm 2020", ("đầu", "tư"), 2020),  # no `từ năm 2020`, which would be open to this day
        ("thong tu nam 2020", ("thong", "tu"), 2020),
        ("sáu tháng năm 2020", ("sáu", "tháng"), 2020),
        ("giai đoạn từ 2016 đến 2020", ("giai", "đoạn", "từ", "2016", "đến", "2020"), None),
    ],
)
def test_words_that_only_fold_like_those_of_a_period(text, words, year):
    """Marks that were typed count."""
    period = Period(on(f"{year}-01-01"), on(f"{year}-12-31")) if year else None
    assert parse_query(text) == Query(text, words=words, filters=Filters(period=period))


@pytest.mark.parametrize(
    "text",
    [
        "😀", "%%%", '""', "số: ²",  # nothing to look for must not find everything
        "khoản 1, a Điều 5 45/2020/NĐ-CP", "cơ qan: Bộ Y tế", "họp; trích yue: x",
        "từ 30/6 đến 1/5/2020", "tháng 13/2020", "cơ quan: «Bộ Y tế",
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(text):
    """With a sentence in both languages."""
    with pytest.raises(InvalidQuery, match=r".+ / .+"):
        parse_query(text)


@pytest.mark.parametrize(
    ("text", "work", "provisions"),
    [
        ("khoản 1, 2 Điều 5 45/2020/NĐ-CP", "45/2020/NĐ-CP", ("dieu:5/khoan:1", "dieu:5/khoan:2")),
        ("khoản 2 và khoản 3 Điều 5 45/2020/NĐ-CP", "45/2020/NĐ-CP", ("dieu:5/khoan:2", "dieu:5/khoan:3")),
        ("Điều 5 và 6 NĐ 45/2020/NĐ-CP", "45/2020/NĐ-CP", ("dieu:5", "dieu:6")),
        ("45/2020/NĐ-CP Điều 5, Điều 7", "45/2020/NĐ-CP", ("dieu:5", "dieu:7")),
        ("diem a va b khoan 2 dieu 5 cua nghi dinh 45/2020/ND-CP", "45/2020/ND-CP", ("dieu:5/khoan:2/diem:a", "dieu:5/khoan:2/diem:b")),  # noqa: E501
        ("khoản 1, 2 Điều 19 qd 15 2020 ttg", "15/2020/QD-TTG", ("dieu:19/khoan:1", "dieu:19/khoan:2")),
        ("khoản 1 và 2 Điều 5 của Luật Dược", "Luật Dược", ("dieu:5/khoan:1", "dieu:5/khoan:2")),
        ("Điều 5 và 6 Luật Dược", "Luật Dược", ("dieu:5", "dieu:6")),
        ("viện dẫn: khoản 1, 2 Điều 5 Luật Dược", "Luật Dược", ("dieu:5/khoan:1", "dieu:5/khoan:2")),
    ],
)  # fmt: skip
def test_several_provisions_are_asked_for_at_once(text, work, provisions):
    """And nothing of the list is left over as words to look for."""
    found = parse_query(text)
    assert (found.reference or found.cites, found.provisions, found.words) == (work, provisions, ())
    assert [word in told for word, told in zip((" hoặc ", " or "), explain(found), strict=True)] == [True, True]


@pytest.mark.parametrize(
    ("text", "told", "words"),
    [
        ("Điều 9 Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ",
         Told(Period(on("2020-04-08"), on("2020-04-08")), "Chính phủ"), ()),
        ("nghi dinh 45/2020/nd-cp ngay 8/4/2020", Told(Period(on("2020-04-08"), on("2020-04-08"))), ()),
        ("58/KH-UBND (ban hành ngày 17/02/2026)", Told(Period(on("2026-02-17"), on("2026-02-17"))), ()),
        ("58/KH-UBND 2026", Told(Period(on("2026-01-01"), on("2026-12-31"))), ()),
        ("Kế hoạch số 58/KH-UBND năm 2026 về đê", Told(Period(on("2026-01-01"), on("2026-12-31"))), ("về", "đê")),
        ("1207/SNV-CCHC của Sở Nội vụ về đê điều", Told(None, "Sở Nội vụ"), ("về", "đê", "điều")),
        ("58/KH-UBND 2019 - 2020", None, ("2019", "2020")),  # no year of the plan
        ("58/KH-UBND của", None, ("của",)),
    ],
)  # fmt: skip
def test_what_a_citation_tells_behind_the_number(text, told, words):
    """Day and issuer belong to the work asked for; no document is left out for having another."""
    found = parse_query(text)
    assert (found.told, found.words, found.filters) == (told, words, Filters())


@pytest.mark.parametrize(
    "text", ["45/2020/NĐ-CP ngày 5/9/2025", "45/2020/NĐ-CP năm 2025", "45/2020/NĐ-CP tháng 4/2020"]
)
def test_a_date_that_cannot_be_the_works_own_narrows(text):
    """Who cited it then is asked for."""
    found = parse_query(text)
    assert (found.told, found.filters.period is None) == (None, False)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("chữ ký: có", "không có (hợp lệ, không hợp lệ, chưa xác định, không có) / "),
        ("độ khẩn: vừa", "(hỏa tốc, thượng khẩn, khẩn)"),
        ("độ mật: ít", "(tuyệt mật, tối mật, mật)"),
        ("loại: quyet dnih", "(quyết định?)"),
        ("loại: xyz", "“xyz” không có / "),
    ],
)
def test_a_value_unknown_is_answered_with_those_there_are(text, hint):
    """Whoever does not know the words can go on."""
    with pytest.raises(InvalidQuery, match=re.escape(hint)):
        parse_query(text)


@pytest.mark.parametrize("text", ["Kính gửi: Sở Y tế", "nơi nhận: VT", "ngày ký: 2020", "về: họp", "hạn: 5"])
def test_a_colon_is_no_field_by_itself(text):
    """What letters print before one is looked for as words."""
    assert parse_query(text).words


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
    st.text(alphabet=st.sampled_from(list('abđ 0123456789/:;-"“«²ếtừngàykhoảnđiềunămQDTTg.,&()*_\n\tз漢')), max_size=60)
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
    with pytest.raises(InvalidQuery):  # of provisions, a few at a time
        parse_query("khoản 1" + ",  i,  2" * 120 + " x Điều 5 45/2020/NĐ-CP")
    parse_query(("khoản 1, " * 200)[:1000])
    with pytest.raises(InvalidQuery):
        parse_query("x" * 1001)
