"""The citation graph: works, their changes and validity, neighbourhoods, and what people settle."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from corpus.graph import GRAPHML, to_graphml
from corpus.refusals import Conflict, InvalidValue
from tests.corpus.compose_reading import cite, file_dispatch, on

DECREE = "61/2018/NĐ-CP"


@pytest.fixture
def acts(corpus):
    """A decree; one that amends it, one that repeals an article, one that replaces it; two letters."""
    facts = {"issuer": "Chính phủ", "document_type": "nghi_dinh"}
    file_dispatch(corpus, "Nghị định.", reference=DECREE, issued_on=on("2018-04-23"), **facts)
    amends = cite(DECREE, "dieu:5", relation="amends")
    file_dispatch(corpus, "Sửa.", [amends], reference="107/2021/NĐ-CP", issued_on=on("2021-12-06"), **facts)
    repeals = cite(DECREE, "dieu:9", relation="repeals")
    file_dispatch(corpus, "Bỏ.", [repeals], reference="42/2022/NĐ-CP", issued_on=on("2022-06-24"), **facts)
    replaces = cite(DECREE, relation="replaces")
    file_dispatch(corpus, "Thay.", [replaces], reference="118/2025/NĐ-CP", issued_on=on("2025-06-09"), **facts)
    finance = {"issuer": "Sở Tài chính tỉnh A", "issued_on": on("2022-01-01")}
    building = {"issuer": "Sở Xây dựng", "issued_on": on("2022-01-09")}
    file_dispatch(corpus, "Thư 1", [cite(DECREE), cite("107/2021/NĐ-CP")], reference="1/STC-VP", **finance)
    file_dispatch(corpus, "Thư 2", [cite("1/STC-VP", **finance)], reference="2/SXD-VP", **building)
    return corpus


def work_of(corpus, reference):
    """The only work of a number."""
    (found,) = corpus.works(reference)
    return found


@pytest.mark.parametrize(
    ("day", "provision", "expected"),
    [
        ("2018-01-01", None, "not_yet_issued"),
        ("2019-01-01", None, "in_force"),
        ("2022-01-01", None, "amended"),
        ("2022-01-01", "dieu:5/khoan:1", "amended"),
        ("2022-01-01", "dieu:6", "in_force"),
        ("2023-01-01", None, "partly_repealed"),
        ("2023-01-01", "dieu:9", "not_in_force"),
        ("2023-01-01", "dieu:6", "in_force"),
        ("2026-01-01", "dieu:6", "not_in_force"),
    ],
)
def test_validity_follows_what_others_did_to_it(acts, day, provision, expected):
    """As of a day, for the whole or for a provision."""
    assert acts.validity(work_of(acts, DECREE).id, on(day), provision).force == expected


@pytest.mark.parametrize("day", ["2019-01-01", "2022-01-01"])
def test_that_a_work_holds_is_never_said_outright(acts, day):
    """What ended it may be what nobody has filed yet."""
    found = acts.validity(work_of(acts, DECREE).id, on(day))
    assert ("trong sổ" in found.message, "Còn hiệu lực" in found.message) == (True, False)
    assert ("in the register" in found.message_en, "In force" in found.message_en) == (True, False)


def test_changes_are_seen_from_both_sides(acts):
    """Who changed it; what it changes."""
    decree = work_of(acts, DECREE).id
    assert [change.relation for change in acts.changes_to(decree)] == ["amends", "repeals", "replaces"]
    assert [change.to for change in acts.changes_by(work_of(acts, "42/2022/NĐ-CP").id)] == [decree]


def test_a_neighbourhood_grows_with_its_depth(acts):
    """One step, two steps, either direction."""
    letter = work_of(acts, "1/STC-VP").id
    near, far = acts.neighbourhood(letter, 1), acts.neighbourhood(letter, 2)
    assert [node.label for node in near.nodes] == ["1/STC-VP", DECREE, "107/2021/NĐ-CP", "2/SXD-VP"]
    assert {node.label for node in far.nodes} - {node.label for node in near.nodes} == {
        "42/2022/NĐ-CP",
        "118/2025/NĐ-CP",
    }
    assert {(edge.relation, edge.count) for edge in near.edges} == {("according_to", 1)}
    assert acts.neighbourhood(letter, 2, limit=3).truncated


def test_a_graph_is_written_as_graphml(acts):
    """What other tools read."""
    graph = acts.neighbourhood(work_of(acts, DECREE).id)
    root = ElementTree.fromstring(to_graphml(graph))
    assert len(root.findall(f".//{{{GRAPHML}}}node")) == len(graph.nodes) == 5
    assert len(root.findall(f".//{{{GRAPHML}}}edge")) == len(graph.edges) == 4


def test_what_is_relied_on_most_and_not_held_is_listed(corpus):
    """The list of what to get next."""
    for number in range(3):
        file_dispatch(
            corpus, f"{number}", [cite("1/2020/NĐ-CP"), cite(f"{number}/2019/QĐ-TTg")], reference=f"{number + 1}/A-B"
        )
    file_dispatch(corpus, "x", reference="1/2019/QĐ-TTg")
    found = corpus.most_relied_on(held=False)
    assert [(work.label, work.cited_by) for work in found][:2] == [("1/2020/NĐ-CP", 3), ("0/2019/QĐ-TTg", 1)]
    assert [work.label for work in corpus.most_relied_on(held=True)] == ["1/2019/QĐ-TTg"]


def test_a_person_settles_what_is_ambiguous_and_it_stays_settled(corpus):
    """New candidates do not undo it; going back to the rule does."""
    facts = {"reference": "5/QĐ-UBND", "issued_on": on("2020-05-09")}
    file_dispatch(corpus, "A", issuer="Ủy ban nhân dân tỉnh Bắc Ninh", **facts)
    file_dispatch(corpus, "B", issuer="Ủy ban nhân dân tỉnh Cà Mau", **facts)
    file_dispatch(corpus, "x", [cite("5/QĐ-UBND", issued_on=on("2020-05-09"))], reference="1/A-B")
    (partial,) = [work for work in corpus.works("5/QĐ-UBND") if work.ambiguous]
    chosen = partial.candidates[1]
    assert corpus.settle_work(partial.id, chosen, by="anh Bình").bound_to == chosen
    file_dispatch(corpus, "C", issuer="Ủy ban nhân dân tỉnh Nghệ An", **facts)
    after = next(work for work in corpus.works("5/QĐ-UBND") if work.id == partial.id)
    assert (after.bound_to, after.bound_by) == (chosen, "anh Bình")
    assert len(corpus.settle_work(partial.id, None, by="anh Bình").candidates) == 3
    with pytest.raises(Conflict):
        corpus.settle_work(partial.id, partial.id, by="anh Bình")


def test_a_list_of_works_seeds_what_is_known(corpus):
    """Citations are bound to them; nothing is doubled."""
    file_dispatch(corpus, "x", [cite(None, title="Luật Thử nghiệm")], reference="1/A-B")
    listed = "reference,issued_on,issuer,document_type,title\n1/2030/QH16,2030-01-01,Quốc hội,luat,Luật Thử nghiệm\n"
    assert (corpus.import_works(listed), corpus.import_works(listed)) == (1, 0)
    assert [work.cited_by for work in corpus.works("1/2030/QH16") if not work.bound_to] == [1]
    with pytest.raises(InvalidValue, match="line 2"):
        corpus.import_works("reference,issued_on\n1/2030/QH16,mai\n")
    for wrong in (f"title\n{'x ' * 100_000}\n", f"title\n{'x ' * 600}\n"):  # no CSV any reader takes; in no index
        with pytest.raises(InvalidValue):
            corpus.import_works(wrong)


def test_a_repeal_of_unknown_date_leaves_it_unknown(corpus):
    """Nobody can say that it had been repealed by a day; an amendment hides nothing of that."""
    facts = {"issuer": "Chính phủ", "document_type": "nghi_dinh"}
    file_dispatch(corpus, "Nghị định.", reference=DECREE, issued_on=on("2018-04-23"), **facts)
    file_dispatch(corpus, "Bãi bỏ.", [cite(DECREE, relation="repeals")], reference="42/2022/NĐ-CP", **facts)
    assert corpus.validity(work_of(corpus, DECREE).id, on("2023-01-01")).force == "unknown"


def test_a_title_with_signs_no_xml_holds_is_drawn_all_the_same(corpus):
    """Control characters become U+FFFD."""
    corpus.import_works('reference,title\n1/2030/QH16,"Luật \x0bThử <&>\x01"\n')
    drawn = ElementTree.fromstring(to_graphml(corpus.neighbourhood(work_of(corpus, "1/2030/QH16").id)))
    titles = [found.text for found in drawn.iter() if found.get("key") == "title"]
    assert titles == ["Luật \ufffdThử <&>\ufffd"]


def test_what_a_third_document_tells_turns_the_edge(corpus):
    """`A được sửa đổi bởi B` in a letter: B amends A, on B's day, though neither is held; the letter does nothing."""
    subject = cite(DECREE, "dieu:5", relation="based_on", issued_on=on("2018-04-23"), issuer="Chính phủ")
    by = cite(
        "107/2021/NĐ-CP", relation="mentions", issued_on=on("2021-12-06"), issuer="Chính phủ",
        edge="amended_by", edge_from=0,
    )  # fmt: skip
    letter = file_dispatch(corpus, "Thư.", [subject, by], reference="9/STC-VP").document_id
    decree = work_of(corpus, DECREE).id
    (change,) = corpus.changes_to(decree)
    amending = work_of(corpus, "107/2021/NĐ-CP").id
    assert (change.by, change.relation, change.to, change.on) == (amending, "amends", decree, on("2021-12-06"))
    assert (change.provisions, change.told, change.document_id) == (("dieu:5",), True, letter)
    assert [found.to for found in corpus.changes_by(amending)] == [decree]
    assert corpus.validity(decree, on("2022-01-01")).force == "amended"
    assert corpus.validity(decree, on("2021-01-01")).force == "in_force"
    amends = cite(DECREE, "dieu:5", relation="amends")
    facts = {"issuer": "Chính phủ", "document_type": "nghi_dinh", "issued_on": on("2021-12-06")}
    file_dispatch(corpus, "Sửa.", [amends], reference="107/2021/NĐ-CP", **facts)
    assert [found.told for found in corpus.changes_to(decree)] == [False]
    corpus.trash(letter, "nhầm", "L")
    assert [found.told for found in corpus.changes_to(decree)] == [False]
