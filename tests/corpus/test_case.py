"""A dossier as a case: gathered by code, filled in, held against its procedure; recalls, and authority not held."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from corpus.procedure import load_procedures, parse_procedure
from corpus.refusals import Conflict, IllegalStep, InvalidValue, NotFound
from signatures.report import SignatureReport, SignatureResult, SignerIdentity
from signatures.rules import load_rules
from tests.corpus.compose_reading import file_dispatch, file_reading, on, reading

CODE = "000.00.28.H17-260302-0001"
PROCEDURE = parse_procedure("""
procedure: mau
title: Mẫu
title_en: Sample
source: tự đặt
components:
  - {id: don, name: Đơn đề nghị, name_en: Application, words: [đơn đề nghị]}
  - {id: anh, name: Ảnh, name_en: Photograph}
  - {id: khac, name: Giấy tờ khác, name_en: Other papers, required: false}
""")


def test_a_document_with_one_code_opens_its_dossier(corpus):
    """Once, however often it is asked; the abstract names it, and later documents join."""
    first = file_dispatch(corpus, "Đơn.", codes=[CODE], reference="1/A-B", subject="hồ sơ bà Lan").document_id
    opened = corpus.gather_dossier(first, "vanthu")
    assert (opened.dossier.code, opened.dossier.title, opened.dossier.state) == (CODE, "hồ sơ bà Lan", "arrived")
    second = file_dispatch(corpus, "Giấy tờ.", codes=[CODE], reference="2/A-B").document_id
    assert corpus.gather_dossier(second, "vanthu").dossier.id == opened.dossier.id
    assert [member.document_id for member in corpus.dossier(CODE).members] == [first, second]
    assert [found.id for found in corpus.dossier_documents(CODE)] == [first, second]
    assert corpus.dossiers_of(second) == (opened.dossier,)


def test_no_code_or_several_open_nothing(corpus):
    """A report on many dossiers is a paper of none."""
    none = file_dispatch(corpus, "Báo cáo.", reference="1/A-B").document_id
    many = file_dispatch(corpus, "Thống kê.", codes=[CODE, CODE[:-1] + "2"], reference="2/A-B").document_id
    assert [corpus.gather_dossier(document, "vanthu") for document in (none, many)] == [None, None]
    assert corpus.dossiers().items == ()
    with pytest.raises(NotFound):
        corpus.gather_dossier("doc_0", "vanthu")


def test_what_a_clerk_fills_in_is_kept_and_told(corpus):
    """With its author; a stale version, a closed dossier and unknown columns are refused."""
    dossier = corpus.open_dossier("Hồ sơ", "L").dossier.id
    view = corpus.amend_dossier(dossier, {"procedure": "mau", "due_on": on("2026-03-09"), "facts": {"a": "b"}}, "L", 1)
    assert (view.dossier.procedure, view.dossier.due_on, view.dossier.facts) == ("mau", on("2026-03-09"), {"a": "b"})
    for values in ({"state": "finished"}, {"title": " "}, {"due_on": "mai"}):
        with pytest.raises(InvalidValue):
            corpus.amend_dossier(dossier, values, "L")
    with pytest.raises(Conflict):
        corpus.amend_dossier(dossier, {"title": "x"}, "L", version=1)
    corpus.move_dossier(dossier, "rejected", "L")
    with pytest.raises(Conflict):
        corpus.amend_dossier(dossier, {"title": "x"}, "L")
    with pytest.raises(NotFound):
        corpus.amend_dossier("dos_0", {"title": "x"}, "L")
    actions = [found.action for found in corpus.audit(dossier)]
    assert actions == ["dossier.moved", "dossier.amended", "dossier.opened"]
    assert [event.type for event in corpus.events()] == ["dossier.opened", "dossier.amended", "dossier.moved"]


def test_components_are_told_by_words_or_by_a_person(corpus):
    """What a person said goes first; the trash counts for nothing."""
    dossier = corpus.open_dossier("Hồ sơ", "L").dossier.id
    texts = ("V/v ĐƠN ĐỀ NGHỊ trợ cấp", "ảnh thẻ", "khác hẳn")
    told, by_hand, odd = (file_dispatch(corpus, text, subject=text).document_id for text in texts)
    for document in (told, by_hand, odd):
        corpus.add_to_dossier(dossier, document, "L")
    found = corpus.check_components(dossier, PROCEDURE)
    assert [line.state for line in found.lines] == ["present", "missing", "optional"]
    assert (found.complete, found.message, found.unplaced) == (False, "Còn thiếu: Ảnh.", (by_hand, odd))
    corpus.add_to_dossier(dossier, by_hand, "L", "anh")
    found = corpus.check_components(dossier, PROCEDURE)
    assert (found.complete, [line.papers[0].told_by for line in found.lines[:2]]) == (True, ["words", "person"])
    corpus.trash(told, "nhầm", "L")
    assert corpus.check_components(dossier, PROCEDURE).message == "Còn thiếu: Đơn đề nghị."


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("source:", "sorce:"), "source"),
        (("words: [đơn đề nghị]", "wrods: [a]"), "components.0"),
        (("anh", "don"), "two"),
    ],
)
def test_a_procedure_is_checked_when_it_is_read(change, place):
    """A misspelt key must not pass for a checklist; the message names the place."""
    text = "procedure: a\ntitle: A\ntitle_en: A\nsource: a\ncomponents:\n"
    text += "  - {id: don, name: A, name_en: A, words: [đơn đề nghị]}\n  - {id: anh, name: A, name_en: A}\n"
    assert len(parse_procedure(text).components) == 2
    with pytest.raises(InvalidValue, match=place):
        parse_procedure(text.replace(*change))


def test_procedures_of_ones_own_go_before_those_shipped(tmp_path):
    """By key; what is shipped is whole."""
    shipped = load_procedures()
    assert all(found.components and found.procedure == key for key, found in shipped.items())
    key = next(iter(shipped))
    text = f"procedure: {key}\ntitle: Riêng\ntitle_en: Own\nsource: a\ncomponents: []\n"
    (tmp_path / "own.yaml").write_text(text, "utf-8")
    assert load_procedures(tmp_path)[key].title == "Riêng"


def test_a_recall_is_agreed_to_or_leads_back(corpus):
    """13 asks; 16 leads back to the state it was asked in and to no other; 15 ends it."""
    dossier = corpus.open_dossier("Hồ sơ", "L").dossier.id
    corpus.move_dossier(dossier, "accepted", "L")
    asked = corpus.move_dossier(dossier, "recall_asked", "L")
    assert (asked.code_of_state, asked.possible) == ("13", ("recalled", "accepted"))
    with pytest.raises(IllegalStep):
        corpus.move_dossier(dossier, "processing", "L")
    assert corpus.move_dossier(dossier, "accepted", "L").possible == ("assigned", "processing", "recall_asked")
    corpus.answer_dossier(dossier, "13", "L")
    assert corpus.answer_dossier(dossier, "16", "L").dossier.state == "accepted"
    with pytest.raises(IllegalStep):
        corpus.answer_dossier(dossier, "16", "L")
    corpus.answer_dossier(dossier, "13", "L")
    ended = corpus.answer_dossier(dossier, "15", "L")
    assert (ended.code_of_state, ended.possible, ended.dossier.closed_at is None) == ("15", (), False)


def test_an_illegal_step_changes_nothing(corpus):
    """No state, step, event or audit row is left behind, and the refusal says where it can go in both languages."""
    dossier = corpus.open_dossier("Hồ sơ", "L").dossier.id
    before = (corpus.dossier(dossier), corpus.events(), corpus.audit(dossier))
    with pytest.raises(IllegalStep) as refused:
        corpus.move_dossier(dossier, "finished", "L")
    assert (corpus.dossier(dossier), corpus.events(), corpus.audit(dossier)) == before
    vietnamese, english = refused.value.detail.split(" / ")
    assert vietnamese.startswith("Đã đến → Hoàn thành (→ Đã tiếp nhận")
    assert english.startswith("Arrived → Finished (→ Accepted")


def test_authority_that_is_not_held_is_unknown(corpus):
    """No is said only where a grant is held that does not reach the day."""
    values = {"valid_from": on("2025-01-01"), "valid_to": on("2025-12-31")}
    granted = corpus.grant_authority("Trần Thị Mẫu", "sign", "12/QĐ-STC", "L", **values)
    asked = [("Trần Thị Mẫu", "2025-06-01"), ("Trần Thị Mẫu", "2026-01-01"), ("Lê Văn Khác", "2025-06-01")]
    assert [corpus.may_sign(person, on(day)).answer for person, day in asked] == ["yes", "no", "unknown"]
    assert corpus.authorities("TRAN THI MAU") == (granted,)
    assert corpus.authorities("Lê Văn Khác") == ()


def test_one_code_is_one_dossier_however_many_clerks(corpus):
    """Eight at once gather eight documents of one code; then only one of eight takes the step."""
    documents = [
        file_dispatch(corpus, f"Giấy {number}.", codes=[CODE], reference=f"{number}/A-B").document_id
        for number in range(1, 9)
    ]
    with ThreadPoolExecutor(8) as clerks:
        gathered = list(clerks.map(lambda document: corpus.gather_dossier(document, "L").dossier.id, documents))
        taken = list(clerks.map(lambda _: _accept(corpus, gathered[0]), range(8)))
    assert (len(set(gathered)), len(corpus.dossiers().items), sorted(taken)) == (1, 1, [False] * 7 + [True])
    assert len(corpus.dossier(CODE).members) == 8
    assert [step.after for step in corpus.dossier(CODE).steps] == ["arrived", "accepted"]


def _accept(corpus, dossier):
    try:
        corpus.move_dossier(dossier, "accepted", "L", version=1)
    except Conflict:
        return False
    return True


def test_paper_may_be_refused_only_where_the_rule_is_wholly_met(corpus):
    """The sentence of the law comes with the last signature, and goes with the document that carried it."""
    rule = load_rules()["ho-tro-theo-quyet-dinh-15-2020"]
    facts = {"employer_tax_code": "0312345678"}
    dossier = corpus.open_dossier("Hồ sơ", "L", procedure=rule.procedure, facts=facts).dossier.id
    firm = SignerIdentity("CÔNG TY MẪU", identifiers={"MST": "0312345678"})
    insurance = SignerIdentity("BẢO HIỂM XÃ HỘI TỈNH MẪU", organization="Bảo hiểm xã hội Việt Nam")
    first = _signed(corpus, "Danh sách một.", firm)
    corpus.add_to_dossier(dossier, first, "L")
    short = corpus.check_dossier(dossier, rule)
    assert (short.outcome, "không được yêu cầu" in short.message) == ("incomplete", False)
    both = _signed(corpus, "Danh sách hai.", firm, insurance)
    corpus.add_to_dossier(dossier, both, "L")
    met = corpus.check_dossier(dossier, rule)
    assert met.outcome == "complete"
    assert "không được yêu cầu nộp bổ sung hồ sơ giấy (khoản 2 Điều 19 Quyết định số 15/2020/QĐ-TTg" in met.message
    assert "Nghị định số 45/2020/NĐ-CP" in met.message
    corpus.trash(both, "nhầm", "L")
    assert corpus.check_dossier(dossier, rule).outcome == "incomplete"


def _signed(corpus, body, *signers):
    """A document with one good signature of each."""
    results = tuple(
        SignatureResult(
            f"S{number}", "signature", "checked", "intact", "none", "whole_file", "trusted", "good", "TOTAL_PASSED",
            None, "B-T", signer, None, None, "Hợp lệ.", "Valid.", role="agency",
        )
        for number, signer in enumerate(signers)
    )  # fmt: skip
    found = replace(reading(body), signatures=SignatureReport("intact", "passed", results))
    return file_reading(corpus, found).document_id


def test_joining_by_code_is_in_the_audit(corpus):
    """As whoever puts a document in by hand is; joining twice is told once."""
    dossier = corpus.open_dossier("Hồ sơ", "L", code=CODE).dossier.id
    document = file_dispatch(corpus, "Đơn.", codes=[CODE], reference="1/A-B").document_id
    corpus.revise(document, reading("Đơn.", codes=[CODE], reference="1/A-B"), "L")
    joined = [found for found in corpus.audit(dossier) if found.action == "dossier.attached"]
    assert [(found.actor, found.details["document_id"], found.details["by_code"]) for found in joined] == [
        ("vanthu", document, True)
    ]
