"""Agencies: in office when, taken over by whom, and one body under all its names."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, update

from corpus.agency import seed_agencies
from corpus.agency_fold import AGENCY
from corpus.places import whole_key
from corpus.refusals import Conflict, InvalidValue, NotFound
from corpus.rekeying import DISPATCH, WORK
from tests.corpus.compose_reading import cite, file_dispatch, on

SHORT, LONG = "Ủy ban nhân dân quận Bình Tân", "UBND quận Bình Tân, Thành phố Hồ Chí Minh"
DECISION = {"reference": "1544/QĐ-UBND", "issued_on": on("2024-03-05")}


@pytest.mark.parametrize(
    ("key", "whole"),
    [
        ("ubnd.quan-binh-tan", "ubnd.quan-binh-tan.tp-ho-chi-minh"),
        ("ubnd.quan-binh-tan.tp-ho-chi-minh", "ubnd.quan-binh-tan.tp-ho-chi-minh"),
        ("ubnd.quan-binh-tan.ho-chi-minh", "ubnd.quan-binh-tan.tp-ho-chi-minh"),
        ("ubnd.phuong-5.quan-3", "ubnd.phuong-5.quan-3.tp-ho-chi-minh"),
        ("hdnd.huyen-hoa-vang", "hdnd.huyen-hoa-vang.tp-da-nang"),
        ("ubnd.huyen-chau-thanh", "ubnd.huyen-chau-thanh"),
        ("ubnd.tinh-cao-bang", "ubnd.tinh-cao-bang"),
        ("ubnd.xa-khong-co", "ubnd.xa-khong-co"),
        ("bo-tai-chinh", "bo-tai-chinh"),
    ],
)
def test_a_district_with_a_name_of_its_own_is_in_one_province(key, whole):
    """One that shares its name is left as it is; asked again, nothing changes."""
    assert (whole_key(key), whole_key(whole)) == (whole, whole)


def test_a_decision_is_one_work_with_and_without_the_province(corpus):
    """Cited in full and filed in short, or the other way round."""
    file_dispatch(corpus, "Thư.", [cite(**DECISION, issuer=LONG)], reference="1/A-B")
    held = file_dispatch(corpus, "Quyết định.", issuer=SHORT, document_type="quyet_dinh", **DECISION).document_id
    (work,) = corpus.works("1544/QĐ-UBND")
    assert (work.document_id, work.cited_by) == (held, 1)
    (citing,) = corpus.citations("1544/QĐ-UBND", issuer=SHORT).items
    assert citing.citation.held_by == held
    assert corpus.citations("1544/QĐ-UBND", issuer="UBND quận Tân Bình").items == ()


def test_what_was_filed_before_is_folded_when_the_program_knows_more(corpus, clock):
    """Two works become one: citations, the copy held, dispatches and names follow; the index is told."""
    held = file_dispatch(corpus, "Quyết định.", issuer=SHORT, document_type="quyet_dinh", **DECISION).document_id
    file_dispatch(corpus, "Thư.", [cite(**DECISION, issuer=LONG)], reference="1/A-B")
    old, new = "ubnd.quan-binh-tan", "ubnd.quan-binh-tan.tp-ho-chi-minh"
    with corpus.database.write() as connection:  # as an earlier version kept it: one key for each way of writing
        values = {"key": f"{old}|1544/QD-UBND|2024", "issuer_key": old}
        connection.execute(update(WORK).where(WORK.c.document_id == held).values(values))
        connection.execute(update(DISPATCH).where(DISPATCH.c.document_id == held).values(issuer_key=old))
    file_dispatch(corpus, "Thư hai.", [cite(**DECISION, issuer=LONG)], reference="2/A-B")
    assert len(corpus.works("1544/QĐ-UBND")) == 2
    corpus.catch_up_index()
    corpus.database.transact(lambda c: (c.execute(delete(AGENCY)), seed_agencies(c, clock()))[-1])
    (work,) = corpus.works("1544/QĐ-UBND")
    assert (work.document_id, work.cited_by, work.key.startswith(new)) == (held, 2, True)
    assert corpus.index_behind() == 1
    assert [hit.document_id for hit in corpus.search("cơ quan: UBND quận Bình Tân").hits] == [held]
    assert corpus.check().faults == ()


def test_an_operator_enters_an_agency_and_its_other_names(corpus):
    """What was kept under another name is kept under it; later ones go there by themselves."""
    facts = {"reference": "7/BQL-KH", "issued_on": on("2024-03-05")}
    held = file_dispatch(corpus, "Thư.", issuer="Ban QLDA Thủy lợi An Sơn", **facts).document_id
    full = "Ban Quản lý dự án Thủy lợi tỉnh An Sơn"
    file_dispatch(corpus, "Khác.", [cite(**facts, issuer=full)], reference="1/A-B")
    assert len(corpus.works("7/BQL-KH")) == 2
    entry = corpus.add_agency(full, "L", aliases=["Ban QLDA Thủy lợi An Sơn"], valid_from=on("2019-01-01"))
    (work,) = corpus.works("7/BQL-KH")
    assert (work.document_id, work.cited_by) == (held, 1)
    again = file_dispatch(corpus, "Sau.", issuer="BAN QLDA THỦY LỢI AN SƠN", reference="8/BQL-KH").document_id
    assert {hit.document_id for hit in corpus.search("cơ quan: Ban QLDA Thủy lợi An Sơn").hits} == {held, again}
    assert corpus.agencies("thuy loi an son") == (entry,)
    assert corpus.agencies("thuy loi an son", on("2018-01-01")) == ()
    assert [found.action for found in corpus.audit(entry.id)] == ["agency.entered"]


def test_who_took_over_is_found_through_every_merger(corpus):
    """The shipped ones, and one's own."""
    (labour,) = [found for found in corpus.agencies("Bộ Lao động - Thương binh và Xã hội") if found.successor_id]
    assert corpus.agency(labour.id, on("2020-01-01")) == labour
    assert corpus.agency(labour.id, on("2026-01-01")).name == "Bộ Nội vụ"
    second = corpus.add_agency("Trung tâm Hai", "L", valid_from=on("2024-01-01"))
    first = corpus.add_agency("Trung tâm Một", "L", valid_to=on("2023-12-31"), successor_id=second.id)
    assert corpus.agency(first.id, on("2025-01-01")) == second
    assert corpus.agency(first.id, on("2023-01-01")) == first


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"name": "  "}, InvalidValue),
        ({"name": "Trung tâm", "valid_from": on("2024-01-01"), "valid_to": on("2023-01-01")}, InvalidValue),
        ({"name": "Trung tâm", "successor_id": "khong-co"}, NotFound),
        ({"name": "Trung tâm", "aliases": ["Bộ Tài chính"]}, Conflict),
    ],
)
def test_what_cannot_be_is_refused(corpus, values, error):
    """And nothing is kept of it."""
    before = corpus.agencies()
    with pytest.raises(error):
        corpus.add_agency(by="L", **values)
    assert corpus.agencies() == before


def test_an_operators_entry_outlives_an_edition(corpus, clock):
    """What the program brings anew does not write over it."""
    entry = corpus.add_agency("Bộ Tài chính", "L", aliases=["Bộ TC cũ"], valid_from=on("1945-08-28"))
    with corpus.database.write() as connection:
        connection.execute(update(AGENCY).where(AGENCY.c.source != "operator").values(source="shipped 0"))
    corpus.database.transact(lambda c: seed_agencies(c, clock()))
    assert corpus.agency(entry.id) == entry
    assert len(corpus.agencies()) > 100
