"""Search: words with or without marks, numbers in full and by fragments, filters, facets, snippets."""

from __future__ import annotations

import pytest

from corpus.query_parser import parse_query
from corpus.refusals import InvalidQuery
from corpus.scope import Scope
from tests.corpus.compose_reading import cite, file_dispatch, on

FIRE = "Ủy ban nhân dân tỉnh báo cáo công tác phòng cháy, chữa cháy rừng.\nTuyến đường tỉnh 12 được đóng."
LABOUR = "Hướng dẫn hồ sơ hưởng trợ cấp thất nghiệp theo khoản 2 Điều 44 Quyết định số 23/2021/QĐ-TTg."
GARDEN = "Cộng tác viên của vườn quốc gia họp tháng 6."


@pytest.fixture(scope="module")
def filed(shelf):
    """Three dispatches."""
    corpus = shelf
    file_dispatch(
        corpus, FIRE, reference="3951/UBND-NN", issuer="Ủy ban nhân dân tỉnh Cà Mau", issued_on=on("2020-05-20"),
        document_type="cong_van", subject="báo cáo phòng cháy", signer_name="Trần Văn Minh",
    )  # fmt: skip
    file_dispatch(
        corpus, LABOUR, [cite("23/2021/QĐ-TTg", "dieu:44/khoan:2")], reference="781/CVL-BHTN", issuer="Cục Việc làm",
        issued_on=on("2021-08-02"), document_type="cong_van", subject="trợ cấp thất nghiệp", secrecy="mat",
    )  # fmt: skip
    file_dispatch(
        corpus, GARDEN, reference="15/2020/QĐ-UBND", issuer="Ủy ban nhân dân tỉnh Cà Mau", issued_on=on("2020-06-01"),
        document_type="quyet_dinh",
    )  # fmt: skip
    return corpus


def found(corpus, query, **more):
    """(number, why) of each hit in order."""
    return [(hit.dispatch.number, hit.why) for hit in corpus.search(query, **more).hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("phòng cháy", ["3951"]),
        ("phong chay", ["3951"]),  # without diacritics
        ("duong tinh", ["3951"]),  # đ folded
        ("đường tỉnh", ["3951"]),
        ("TRỢ CẤP", ["781"]),  # case
        ('"phòng cháy, chữa cháy"', ["3951"]),
        ('"cháy phòng"', []),
        ("công tác", ["3951", "15"]),  # exact diacritics first
        ("cộng tác", ["15", "3951"]),
        ("tinh -rừng", ["15"]),
        ("tác -rừng", ["15"]),
        ("tháng 6 vườn", ["15"]),
        ("không có từ này đâu", []),
        ("cơ quan: Cục Việc làm", ["781"]),
        ("issuer: UBND tỉnh Cà Mau", ["15", "3951"]),
        ("cơ quan: cà mau; loại: quyết định", ["15"]),
        ("năm: 2021", ["781"]),
        ("từ 01/05/2020 đến 31/05/2020", ["3951"]),
        ("tháng 6/2020", ["15"]),
        ("tác trước ngày 1/6/2020", ["3951"]),
        ("người ký: trần văn minh", ["3951"]),
        ("trích yếu: thất nghiệp", ["781"]),
        ("viện dẫn: 23/2021/QĐ-TTg", ["781"]),
        ("viện dẫn: 23/2021/QĐ-TTg; trợ cấp", ["781"]),
        ("viện dẫn: điều 45 23/2021/QĐ-TTg; trợ cấp", []),
        ("3951 ubnd", ["3951"]),
        ("15 2020 qd", ["15"]),
        ("qd 15 2020 ubnd", ["15"]),
        ("15/2020", ["15"]),
        ("781/cvl", ["781"]),
        ("số 781", ["781"]),
        ("781/CVL-BHTN", ["781"]),
        ("khoản 2 điều 44 23/2021/QĐ-TTg", ["781"]),
        ("điều 44 23/2021/QĐ-TTg", ["781"]),
        ("điều 45 23/2021/QĐ-TTg", []),
        ("23/2021/QĐ-TTg", ["781"]),
        # pasted whole: day and issuer are those of the work, whoever cites it and when
        ("khoản 2 Điều 44 Quyết định số 23/2021/QĐ-TTg ngày 07 tháng 7 năm 2021 của Thủ tướng Chính phủ", ["781"]),
        ("Căn cứ Quyết định số 23/2021/QĐ-TTg ngày 07/7/2021 của Thủ tướng Chính phủ;", ["781"]),
        ("23/2021/QĐ-TTg ngày 7/7/2021; cơ quan: Cục Việc làm", ["781"]),
        ("viện dẫn: Quyết định số 23/2021/QĐ-TTg ngày 07/7/2021; trợ cấp", ["781"]),
        ("23/2021/QĐ-TTg ngày 7/7/2022", []),  # another year than the number's: when the hits were issued
        ("Công văn số 781/CVL-BHTN ngày 02/8/2021 của Cục Việc làm", ["781"]),
        ("781/CVL-BHTN năm 2021", ["781"]),
        ("781/CVL-BHTN ngày 03/8/2021", []),
        ("781/CVL-BHTN 2020", []),
        ("12.345.678 đường", []),  # one thing: `đường tỉnh 12` has part of it
    ],
)
def test_queries_find_what_people_mean(filed, query, expected):
    """One box for words, numbers, provisions, dates and fields."""
    assert [number for number, _ in found(filed, query)] == expected


def test_why_a_hit_was_found_is_told(filed):
    """By its own number, because it cites, by words, by filters."""
    asked = ["781/CVL-BHTN", "781 cvl", "23/2021/QĐ-TTg", "thất nghiệp", "năm: 2021"]
    assert [found(filed, query)[0][1] for query in asked] == ["reference", "number", "citation", "words", "filter"]


def test_a_snippet_shows_the_words_and_where_they_stand(filed):
    """Marks and span prove themselves against the text."""
    hit = filed.search("that nghiep").hits[0]
    snippet = hit.snippet
    assert [mark.of(snippet.text) for mark in snippet.marks] == [["thất", "nghiệp"][0], "nghiệp"]
    assert snippet.span.of(filed.document(hit.document_id).text) == snippet.text


def test_facets_count_the_hits(filed):
    """By type, issuer, year and verdict, over all hits and not only the page shown."""
    facets = filed.search("tác", limit=1).facets
    assert [(facet.value, facet.label, facet.count) for facet in facets["type"]] == [
        ("cong_van", "Công văn", 1),
        ("quyet_dinh", "Quyết định", 1),
    ]
    assert [(facet.label, facet.count) for facet in facets["issuer"]] == [("Ủy ban nhân dân tỉnh Cà Mau", 2)]
    assert [(facet.value, facet.count) for facet in facets["year"]] == [("2020", 2)]
    numbered = filed.search("3951 ubnd").facets
    assert {name: [facet.count for facet in values] for name, values in numbered.items()} == {
        "type": [1], "issuer": [1], "year": [1], "verdict": []
    }  # fmt: skip


def test_pages_of_hits_follow_each_other(filed):
    """By cursor."""
    first = filed.search("tác", limit=1)
    second = filed.search("tác", limit=1, cursor=first.next_cursor)
    assert (first.total, len(first.hits), len(second.hits), second.next_cursor) == (2, 1, 1, None)
    assert first.hits[0].document_id != second.hits[0].document_id


def test_what_the_asker_may_not_see_is_not_found_counted_or_suggested(filed):
    """Scope holds for words, numbers, citations and facets."""
    scope = Scope(secrecies=())
    for query in ("thất nghiệp", "781/CVL-BHTN", "781 cvl", "23/2021/QĐ-TTg", "năm: 2021"):
        assert filed.search(query, scope=scope).hits == ()
    assert filed.search("loại: công văn", scope=scope).total == 1
    assert filed.search("loại: công văn", scope=Scope(secrecies=("mat",))).total == 2
    assert "trợ cap" not in filed.search("trợ cấb", scope=scope).suggestions


def test_a_slip_of_the_finger_is_answered_with_a_suggestion(filed):
    """Only where nothing was found."""
    assert filed.search("that nghiepp").suggestions == ("that nghiep",)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("that nghiepp; năm: 2021", ("that nghiep; năm: 2021",)),  # the rest stays as typed
        ("that nghiepp; năm: 1999", ()),  # finds nothing either
        ("that nghiepp 9876543", ()),
        ("vuon quoc gai", ("vuon quoc gia",)),  # letters that changed places are one slip
    ],
)
def test_what_is_proposed_finds_something(filed, query, expected):
    """Nobody is led from one empty page to another."""
    assert filed.search(query).suggestions == expected


def test_a_query_is_told_back(filed):
    """In both languages."""
    result = filed.search("phòng cháy năm: 2020")
    assert result.explanation == "Tìm văn bản: có các từ: phòng cháy; năm 2020."
    assert result.explanation_en == "Documents with: the words: phòng cháy; year 2020."


@pytest.mark.parametrize(
    ("query", "position"),
    [
        ('"phòng cháy', 0),
        ("năm: hai nghìn", 5),
        ("ngày 32/13/2020", 0),
        ("-rừng", 0),
        ("từ 01/06/2020 đến 01/05/2020", 0),
        ("coquanx:gì đó", 0),
        ("loại: gì", 6),
    ],
)
def test_a_query_that_cannot_be_understood_is_explained(query, position):
    """With the place."""
    with pytest.raises(InvalidQuery) as refusal:
        parse_query(query)
    assert refusal.value.position == position


def test_a_document_just_filed_is_found(corpus):
    """The search itself takes in what is new, if it is little."""
    file_dispatch(corpus, "Văn bản hoàn toàn mới về sầu riêng.", reference="9/X-Y")
    result = corpus.search("sầu riêng")
    assert ([hit.dispatch.number for hit in result.hits], result.behind) == (["9"], 0)


def test_each_dispatch_counts_once_however_often_it_cites(corpus):
    """Hits and their number are of dispatches, and a page is as full as it can be."""
    work = "23/2021/QĐ-TTg"
    for number in range(3):
        file_dispatch(corpus, f"Văn bản {number}", [cite(work), cite(work, "dieu:1")], reference=f"{number}/SXD-VP")
    whole, first = corpus.search(work), corpus.search(work, limit=2)
    assert [(len(result.hits), result.total) for result in (whole, first)] == [(3, 3), (2, 3)]
    assert [len(corpus.search(work, cursor=first.next_cursor, limit=2).hits), whole.next_cursor] == [1, None]


def test_words_side_by_side_come_first(corpus):
    """`khoan 2 dieu 19` scattered over a text, however often, comes behind the provision itself."""
    filler = "Nội dung khác của văn bản này không liên quan. " * 4
    file_dispatch(corpus, f"{filler} khoản 2 Điều 19. {filler}", reference="1/SXD-VP")
    file_dispatch(corpus, "Điều 2, khoản 19; khoản 3 Điều 2; Điều 19, khoản 4; khoản 5, Điều 2", reference="2/SXD-VP")
    found_numbers = [hit.dispatch.number for hit in corpus.search("khoan 2 dieu 19").hits]
    assert found_numbers == ["1", "2"]


def test_a_snippet_reaches_to_the_last_of_its_words(corpus):
    """The window with most words is shown whole, though they stand far apart."""
    file_dispatch(corpus, "x " * 100 + "alpha " + "y " * 100 + "beta. " + "z " * 300, reference="1/SXD-VP")
    (hit,) = corpus.search("alpha beta").hits
    assert [hit.snippet.text[mark.start : mark.end] for mark in hit.snippet.marks] == ["alpha", "beta"]


def test_only_the_words_typed_are_marked(corpus):
    """Who types marks sees just those words marked; who types none sees every likeness."""
    file_dispatch(corpus, "Sở Nội vụ: hồ sơ có chữ ký số của chủ tịch.", reference="1/SXD-VP")

    def marked(query):
        (hit,) = corpus.search(query).hits
        return [hit.snippet.text[mark.start : mark.end] for mark in hit.snippet.marks]

    assert marked("chữ ký số") == ["chữ", "ký", "số"]
    assert marked("chu ky so") == ["Sở", "sơ", "chữ", "ký", "số", "chủ"]
    assert marked("chứ ký số") == ["ký", "số"]


def test_the_total_counts_dispatches_once(corpus):
    """However many citations each has, and however many pages there are."""
    for number in range(1, 8):
        cited = [cite("15/2020/QĐ-TTg", "dieu:19/khoan:2"), cite("15/2020/QĐ-TTg", "dieu:19"), cite("15/2020/QĐ-TTg")]
        file_dispatch(corpus, f"Thư {number}.", cited[: number % 3 + 1], reference=f"{number}/A-B")
    for query, total in (("15/2020/QĐ-TTg", 7), ("khoản 2 Điều 19 15/2020/QĐ-TTg", 7), ("Điều 20 15/2020/QĐ-TTg", 2)):
        assert (query, corpus.search(query, limit=2).total, corpus.search(query).total) == (query, total, total)
