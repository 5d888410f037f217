"""Guesses at a number or day filled in by hand: offered, never believed."""

from __future__ import annotations

from dataclasses import replace

from extract.bundle import read_dispatches
from extract.candidates import offer_candidates
from extract.dispatch import Dispatch
from tests.extract.printing import HEAD, TAIL, page, paper

BODY = [(85, 180, "Kính gửi: Ủy ban nhân dân các huyện"), (100, 210, "Sở Tài chính đề nghị các huyện báo cáo.")]


def scanned(*hardly: str) -> Dispatch:
    """A scanned letter, these words of its head read with a confidence of 0.3."""
    letter = page((*HEAD, *BODY, *TAIL), source="ocr")
    lines = tuple(
        replace(
            printed,
            words=tuple(replace(word, confidence=0.3 if word.text in hardly else 0.95) for word in printed.words),
        )
        for printed in letter.lines
    )
    (dispatch,) = read_dispatches(paper(replace(letter, lines=lines)))
    return dispatch


def test_what_is_hardly_readable_is_offered() -> None:
    """Number and day stay unread; the guesses stand beside them, less sure than any other evidence."""
    dispatch = scanned("318/STC-NS", "07")
    assert (dispatch.fields.reference, dispatch.fields.number, dispatch.fields.issued_on) == (None, None, None)
    offered = {candidate.field: candidate for candidate in dispatch.candidates}
    assert offered["reference"].value == "318/STC-NS"
    assert offered["issued_on"].value == "2019-03-07"
    assert {candidate.confidence for candidate in dispatch.candidates} == {0.3}


def test_other_evidence_comes_before_a_guess() -> None:
    """The name of the file says another number: it stands first, the guess last."""
    offered = offer_candidates(scanned("318/STC-NS"), file_name="378_STC-NS.pdf")
    assert [candidate.value for candidate in offered.candidates] == ["378/STC-NS", "318/STC-NS"]


def test_what_was_read_or_is_not_there_has_no_guess() -> None:
    """Nothing is offered for a number and day that were read."""
    dispatch = scanned()
    assert dispatch.fields.reference is not None
    assert dispatch.fields.issued_on is not None
    assert dispatch.candidates == ()
