"""Dossiers: gathered by code or by hand, moved step by step, chased, checked; and who may do what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.refusals import Conflict, InvalidValue, NotFound
from corpus.state import CODES, STEPS, state_of_code, step
from signatures.report import SignatureReport, SignatureResult, SignerIdentity
from signatures.rules import RoleRule, SignerRule
from tests.corpus.compose_reading import file_dispatch, file_reading, on, reading

CODE = "000.00.28.H17-260302-0001"


def test_documents_that_show_its_code_are_in_it(corpus):
    """Those filed before it was opened, and those after."""
    before = file_dispatch(corpus, "Đơn.", codes=[CODE], reference="1/A-B").document_id
    opened = corpus.open_dossier("Hồ sơ bà Lan", "anh Bình", code=CODE)
    after = file_dispatch(corpus, "Giấy tờ.", codes=[CODE, "khác"], reference="2/A-B").document_id
    by_hand = file_dispatch(corpus, "Ảnh.", reference="3/A-B").document_id
    corpus.add_to_dossier(opened.dossier.id, by_hand, "anh Bình", "ảnh")
    view = corpus.dossier(CODE)
    assert [member.document_id for member in view.members] == [before, after, by_hand]
    assert view.missing(("đơn", "ảnh")) == ("đơn",)
    assert corpus.add_to_dossier(opened.dossier.id, before, "anh Bình", "đơn").missing(("đơn", "ảnh")) == ()
    with pytest.raises(Conflict):
        corpus.open_dossier("lần nữa", "anh Bình", code=CODE)
    with pytest.raises(NotFound):
        corpus.add_to_dossier(opened.dossier.id, "doc_0", "anh Bình")


def test_it_moves_only_by_the_steps_there_are(corpus):
    """Each is written down; a finished one moves no more; who is late is told."""
    dossier = corpus.open_dossier("Hồ sơ", "L").dossier.id
    for state in ("accepted", "assigned", "processing"):
        corpus.move_dossier(dossier, state, "L", note="x")
    with pytest.raises(Conflict):
        corpus.move_dossier(dossier, "finished", "L", version=1)
    view = corpus.move_dossier(dossier, "finished", "L", version=4)
    assert [found.after for found in view.steps] == ["arrived", "accepted", "assigned", "processing", "finished"]
    assert view.dossier.closed_at is not None
    for refused in ("processing", "recall_asked"):
        with pytest.raises(Conflict):
            corpus.move_dossier(dossier, refused, "L")
    with pytest.raises(Conflict):
        corpus.chase_dossier(dossier, "L")


def test_states_and_edxml_codes_answer_each_other():
    """Every state has its code; every step leads to a state; answers are no states."""
    assert {state_of_code(code): code for code in CODES.values()} == CODES
    assert {after for steps in STEPS.values() for after in steps} <= set(STEPS)
    assert step("arrived", "accepted") == "accepted"
    with pytest.raises(Conflict):
        state_of_code("16")


def test_what_is_overdue_is_listed_and_chased(corpus):
    """Open and past its day; every chaser is kept."""
    late = corpus.open_dossier("muộn", "L", due_on=on("2026-03-01")).dossier.id
    corpus.open_dossier("còn hạn", "L", due_on=on("2026-03-02"))
    corpus.chase_dossier(late, "L", "nhắc lần một")
    assert corpus.chase_dossier(late, "L", "nhắc lần hai").chased == 2
    assert [found.id for found in corpus.dossiers(overdue=True).items] == [late]
    corpus.move_dossier(late, "rejected", "L")
    assert corpus.dossiers(overdue=True).items == ()
    assert [found.title for found in corpus.dossiers(limit=1).items] == ["còn hạn"]


def test_what_awaits_revocation_alone_is_told_in_lists(corpus):
    """Neither as a failure nor as a pass: a file whose other signature is broken is none of it."""
    waits = SignatureResult(
        "Signature1", "signature", "checked", "intact", "none", "whole_file", "trusted", "unknown", "INDETERMINATE",
        "TRY_LATER", "B-B", None, None, None, "Chưa rõ.", "Open.",
    )  # fmt: skip
    unsure = replace(waits, trust="unknown")
    for body, signatures in (("a", (waits,)), ("b", (waits, unsure))):
        found = replace(reading(body), signatures=SignatureReport("intact", "indeterminate", signatures))
        file_reading(corpus, found)
    shown = [(found.verdict, found.awaits_revocation) for found in corpus.documents().items]
    assert shown == [("indeterminate", False), ("indeterminate", True)]


def test_signers_are_checked_by_the_rule_of_the_procedure(corpus):
    """The reports that were kept answer; a missing fact is refused."""
    signer = SignerIdentity("CÔNG TY MẪU", identifiers={"MST": "0312345678"})
    signed = SignatureResult(
        "Signature1", "signature", "checked", "intact", "none", "whole_file", "trusted", "good", "TOTAL_PASSED", None,
        "B-T", signer, None, None, "Hợp lệ.", "Valid.", role="agency",
    )  # fmt: skip
    found = replace(reading("Bảng kê."), signatures=SignatureReport("intact", "passed", (signed,)))
    document = file_reading(corpus, found).document_id
    rule = SignerRule(
        "x", 1, "X", "X", (RoleRule("employer", "Người sử dụng lao động", "Employer"),), "Đủ.", "Complete.", {}
    )
    dossier = corpus.open_dossier("Hồ sơ", "L").dossier.id
    assert corpus.check_dossier(dossier, rule).outcome == "incomplete"
    corpus.add_to_dossier(dossier, document, "L")
    assert corpus.check_dossier(dossier, rule).outcome == "complete"
    with pytest.raises(InvalidValue):
        corpus.check_dossier(dossier, replace(rule, facts={"employer_tax_code": "Mã số thuế"}))


def test_may_this_person_sign_this_on_that_day(corpus):
    """By which decision, from when to when, for which procedure."""
    granted = corpus.grant_authority(
        "Trần Thị Mẫu", "sign", "12/QĐ-STC", "L", valid_from=on("2025-01-01"), procedure="trợ cấp"
    )
    asked = [("2024-12-31", "trợ cấp"), ("2025-01-01", "trợ cấp"), ("2025-01-01", "đất đai"), ("2025-01-01", None)]
    assert [corpus.may("TRẦN THỊ MẪU", "sign", on(day), procedure).allowed for day, procedure in asked] == [
        False, True, False, False,
    ]  # fmt: skip
    assert corpus.may("Trần Thị Mẫu", "sign", on("2024-12-31"), "trợ cấp").message.endswith(
        "không có hiệu lực vào ngày này."
    )
    assert not corpus.may("Trần Thị Mẫu", "process", on("2025-01-01"), "trợ cấp").allowed
    corpus.revoke_authority(granted.id, on("2025-06-30"), "L")
    days = ("2025-06-30", "2025-07-01")
    assert [corpus.may("Trần Thị Mẫu", "sign", on(day), "trợ cấp").allowed for day in days] == [True, False]
    with pytest.raises(InvalidValue):
        corpus.grant_authority("A", "sign", " ", "L", valid_from=on("2025-01-01"))
