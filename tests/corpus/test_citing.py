"""Who cites a work, or a provision of it; and works that are not held yet."""

from __future__ import annotations

import pytest

from tests.corpus.compose_reading import cite, file_dispatch, on

QD15 = "15/2020/QĐ-TTg"


def citing(corpus, reference=QD15, provision=None, **more):
    """(what the citing dispatch is numbered, how it matches), in order."""
    page = corpus.citations(reference, provision, **more)
    return [(found.dispatch.number, found.match) for found in page.items]


@pytest.fixture
def cited(corpus):
    """Six dispatches that cite one decision at different depths."""
    for number, provisions in enumerate(
        [("dieu:19/khoan:2",), ("dieu:19",), (), ("dieu:18..20",), ("dieu:19/khoan:2/diem:a",), ("dieu:20",)], 1
    ):
        file_dispatch(corpus, f"Văn bản {number}", [cite(QD15, *provisions)], reference=f"{number}/SXD-VP")
    return corpus


def test_a_provision_is_cited_by_itself_its_parts_and_what_holds_it(cited):
    """Exact first, then parts of it, then ranges, the article and the whole act, newest first."""
    expected = [("1", "exact"), ("5", "within"), ("4", "contains"), ("3", "contains"), ("2", "contains")]
    assert citing(cited, provision="dieu:19/khoan:2") == expected
    assert cited.count_citations(QD15, "dieu:19/khoan:2") == {"exact": 1, "within": 1, "contains": 3}


def test_an_article_is_cited_by_its_clauses_and_by_ranges(cited):
    """`Điều 19` is within `18..20`; its clauses are within it."""
    expected = [("2", "exact"), ("5", "within"), ("1", "within"), ("4", "contains"), ("3", "contains")]
    assert citing(cited, provision="dieu:19") == expected


def test_a_range_is_cited_by_what_lies_in_it(cited):
    """`Điều 19 đến Điều 20`; `18..20` holds all of it."""
    expected = [
        ("6", "within"),
        ("5", "within"),
        ("2", "within"),
        ("1", "within"),
        ("4", "contains"),
        ("3", "contains"),
    ]
    assert citing(cited, provision="dieu:19..20") == expected
    assert cited.count_citations(QD15, "dieu:19..20") == {"exact": 0, "within": 4, "contains": 2}
    found = cited.search("Điều 19 đến Điều 20 15/2020/QĐ-TTg")
    assert [hit.dispatch.number for hit in found.hits] == ["6", "5", "2", "1", "4", "3"]


def test_a_law_is_asked_for_by_its_title(corpus):
    """With a provision or its year; the year tells two laws of one title apart."""
    older = cite("34/2005/QH11", "dieu:3", title="Luật Dược", issued_on=on("2005-06-14"))
    newer = cite("105/2016/QH13", "dieu:12/khoan:2", title="Luật Dược", issued_on=on("2016-04-06"))
    file_dispatch(corpus, "Điều 3 Luật Dược", [older], reference="1/SYT-VP")
    file_dispatch(corpus, "khoản 2 Điều 12 Luật Dược", [newer], reference="2/SYT-VP")
    asked = ("Luật Dược 2016", "luat duoc nam 2005", "khoản 2 Điều 12 Luật Dược", "viện dẫn: k2 đ12 của Luật Dược")
    assert [[hit.dispatch.number for hit in corpus.search(text).hits] for text in asked] == [["2"], ["1"], ["2"], ["2"]]
    file_dispatch(corpus, "Tìm hiểu Luật Di sản văn hóa 2024", reference="3/SYT-VP")
    assert [hit.why for hit in corpus.search("Luật Di sản văn hóa 2024").hits] == ["words"]  # nobody cites it


def test_a_chapter_before_the_article_does_not_matter(cited):
    """Articles are numbered through the act."""
    assert citing(cited, provision="chuong:3/dieu:20")[0] == ("6", "exact")


def test_any_of_several_provisions(cited):
    """Each citation once, by its nearest match to one of them."""
    expected = [("1", "exact"), ("5", "within"), ("4", "contains"), ("3", "contains"), ("2", "contains")]
    assert citing(cited, provision="khoản 1, 2 Điều 19") == expected
    assert citing(cited, provision="Điều 18 và 20") == [("6", "exact"), ("4", "contains"), ("3", "contains")]
    assert cited.count_citations(QD15, "Điều 18 và 20") == {"exact": 1, "within": 0, "contains": 2}
    found = cited.search("Điều 18 và 20 15/2020/QĐ-TTg", limit=2)
    assert [hit.dispatch.number for hit in found.hits] == ["6", "4"]
    assert (found.total, found.explanation_en) == (
        3,
        "Documents with: number 15/2020/QĐ-TTg, or citing it (Điều 18 or Điều 20).",
    )
    narrowed = cited.search("văn bản viện dẫn: Điều 18, 20 15/2020/QĐ-TTg")
    assert {hit.dispatch.number for hit in narrowed.hits} == {"6", "4", "3"}


def test_without_a_provision_all_come_newest_first(cited):
    """Spelling of the number does not matter."""
    assert [number for number, _ in citing(cited, "15/2020/qd-ttg")] == ["6", "5", "4", "3", "2", "1"]


def test_pages_follow_each_other_without_gap_or_repeat(cited):
    """By cursor, across the kinds of match."""
    seen, cursor = [], None
    while True:
        page = cited.citations(QD15, "dieu:19/khoan:2", cursor=cursor, limit=2)
        seen += [found.dispatch.number for found in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == ["1", "5", "4", "3", "2"]


def test_a_work_not_held_is_bound_when_it_is_filed(cited):
    """Its edges were kept."""
    before = cited.citations(QD15).items[0].citation
    filing = file_dispatch(
        cited, "Quyết định.", reference=QD15, issued_on=on("2020-05-01"), issuer="Thủ tướng Chính phủ"
    )
    after = cited.citations(QD15).items[0].citation
    assert (before.resolution, before.held_by) == ("not_held", None)
    assert (after.resolution, after.held_by) == ("resolved", filing.document_id)


def test_a_number_that_every_province_has_is_ambiguous_until_the_issuer_is_told(corpus):
    """Cited without issuer: candidates are listed; with it: bound to the right one."""
    facts = {"reference": "1544/QĐ-UBND", "issued_on": on("2020-05-09")}
    file_dispatch(corpus, "Tỉnh A.", issuer="Ủy ban nhân dân tỉnh Bắc Ninh", **facts)
    held = file_dispatch(corpus, "Tỉnh B.", issuer="Ủy ban nhân dân tỉnh Cà Mau", **facts)
    file_dispatch(corpus, "x", [cite("1544/QĐ-UBND", issued_on=on("2020-05-09"))], reference="1/A-B")
    told = cite("1544/QĐ-UBND", issued_on=on("2020-05-09"), issuer="UBND tỉnh Cà Mau")
    file_dispatch(corpus, "y", [told], reference="2/A-B")
    known = {found.dispatch.number: found.citation for found in corpus.citations("1544/QĐ-UBND").items}
    assert (known["1"].resolution, len(known["1"].candidates)) == ("ambiguous", 2)
    assert (known["2"].resolution, known["2"].held_by) == ("resolved", held.document_id)


def test_a_partial_citation_is_bound_to_the_only_work_it_can_mean(corpus):
    """No year, no issuer: `Công văn số 2119` of the one known."""
    file_dispatch(corpus, "x", [cite("2119/UBND-KSTT")], reference="1/A-B")
    before = corpus.citations("2119/UBND-KSTT").items[0].citation.resolution
    held = file_dispatch(corpus, "y", reference="2119/UBND-KSTT", issued_on=on("2020-06-10"), issuer="UBND tỉnh Cà Mau")
    after = corpus.citations("2119/UBND-KSTT").items[0].citation
    assert (before, after.resolution, after.held_by) == ("not_held", "resolved", held.document_id)


def test_an_anaphor_leads_where_its_antecedent_leads(corpus):
    """`Quyết định nêu trên`."""
    back = cite(None, "dieu:3", kind="anaphor", antecedent=0)
    file_dispatch(corpus, "x", [cite(QD15), back], reference="1/A-B")
    assert [found.citation.kind for found in corpus.citations(QD15, "dieu:3").items] == ["anaphor", "full"]


def test_numbers_with_a_dot_are_numbers(corpus):
    """`66.7/2025/NQ-CP` and `66.3/2025/NQ-CP` are two resolutions of one year, each found by its own number."""
    held = {
        r: file_dispatch(corpus, f"Số {r}", reference=r, issuer="Chính phủ")
        for r in ("66.7/2025/NQ-CP", "66.3/2025/NQ-CP")
    }
    for reference, filing in held.items():
        assert [view.document_id for view in corpus.find_reference(reference)] == [filing.document_id]
    assert corpus.find_reference("66/2025/NQ-CP") == ()


def test_a_reference_is_found_however_it_is_spelt(corpus):
    """Case, Đ, leading zero."""
    filing = file_dispatch(corpus, "x", reference="05/2024/QĐ-UBND", issuer="UBND tỉnh Cà Mau")
    for spelt in ("05/2024/QĐ-UBND", "5/2024/qd-ubnd", "05/2024/QÐ-UBND"):
        assert [view.document_id for view in corpus.find_reference(spelt)] == [filing.document_id]
