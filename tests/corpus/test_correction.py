"""Corrections, better readings, the trash: nothing read or decided is lost, and works are keyed anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.correction import Decision
from corpus.document import DocumentFilter
from corpus.refusals import Conflict, InvalidValue, NotFound
from tests.corpus.compose_reading import cite, field, file_dispatch, file_reading, on, reading


def numbers(corpus, query):
    """Numbers of the hits."""
    return [hit.dispatch.reference for hit in corpus.search(query).hits]


def test_a_corrected_number_is_found_and_the_wrong_one_is_not(corpus):
    """Row, work, index and view follow; what was read stays in the history."""
    filing = file_dispatch(
        corpus, "Về đê điều.", reference="8/QĐ-UBND", issued_on=on("2020-01-02"), issuer="UBND tỉnh Cà Mau"
    )
    view = corpus.correct(filing.document_id, [Decision(1, "reference", "corrected", "3/QĐ-UBND")], by="Lan", version=1)
    assert (view.summary.version, view.summary.dispatches[0].reference) == (2, "3/QĐ-UBND")
    assert (numbers(corpus, "3/QĐ-UBND"), numbers(corpus, "8/QĐ-UBND"), numbers(corpus, "đê điều")) == (
        ["3/QĐ-UBND"],
        [],
        ["3/QĐ-UBND"],
    )
    field = view.reading["dispatches"][0]["fields"]["reference"]
    assert (field["value"], field["text"], field["status"], field["by"]) == (
        "3/QĐ-UBND",
        "8/QĐ-UBND",
        "corrected",
        "Lan",
    )
    assert [(found.old, found.new) for found in corpus.corrections(filing.document_id)] == [("8/QĐ-UBND", "3/QĐ-UBND")]
    assert [entry.action for entry in corpus.audit(filing.document_id)] == ["document.corrected"]


def test_edges_follow_a_corrected_number(corpus):
    """A citation bound to the wrong document is let go, and bound to the right one."""
    file_dispatch(corpus, "x", [cite("3/2020/QĐ-UBND", issuer="UBND tỉnh Cà Mau")], reference="1/A-B")
    held = file_dispatch(corpus, "y", reference="8/2020/QĐ-UBND", issuer="UBND tỉnh Cà Mau")
    before = corpus.citations("3/2020/QĐ-UBND").items[0].citation
    corpus.correct(held.document_id, [Decision(1, "reference", "corrected", "3/2020/QĐ-UBND")], by="Lan")
    after = corpus.citations("3/2020/QĐ-UBND").items[0].citation
    assert (before.resolution, after.resolution, after.held_by) == ("not_held", "resolved", held.document_id)
    assert [work.held for work in corpus.works("8/2020/QĐ-UBND")] == [False]


def test_confirmed_rejected_and_withdrawn(corpus):
    """The last decision holds."""
    filing = file_dispatch(corpus, "x", reference="1/A-B", subject="họp", place="Hà Nội")
    decide = lambda *decisions: corpus.correct(filing.document_id, decisions, by="Lan")  # noqa: E731
    view = decide(Decision(1, "subject", "confirmed"), Decision(1, "place", "rejected"))
    fields = view.reading["dispatches"][0]["fields"]
    assert (fields["subject"]["status"], fields["place"], view.summary.dispatches[0].place) == ("confirmed", None, None)
    view = decide(Decision(1, "place", "withdrawn"))
    assert view.summary.dispatches[0].place == "Hà Nội"


def test_a_wrong_correction_is_refused_and_changes_nothing(corpus):
    """Unknown field, no date, no dispatch, an old version."""
    document = file_dispatch(corpus, "x", reference="1/A-B").document_id
    wrong = [
        (InvalidValue, Decision(1, "colour", "corrected", "red"), None),
        (InvalidValue, Decision(1, "issued_on", "corrected", "hôm qua"), None),
        (InvalidValue, Decision(1, "issuer", "corrected", " "), None),
        (NotFound, Decision(2, "issuer", "corrected", "Bộ Y tế"), None),
        (Conflict, Decision(1, "issuer", "corrected", "Bộ Y tế"), 7),
    ]
    for refusal, decision, version in wrong:
        with pytest.raises(refusal):
            corpus.correct(document, [Decision(1, "place", "rejected"), decision], by="Lan", version=version)
    assert (corpus.document(document).summary.version, corpus.corrections(document)) == (1, ())


def test_a_better_reading_replaces_the_earlier_one(corpus):
    """Dispatches keep their ids, corrections hold, edges are those of the new text."""
    filing = file_dispatch(corpus, "Cũ.", [cite("1/2019/QĐ-TTg")], reference="l/A-B", subject="hop")
    corpus.correct(filing.document_id, [Decision(1, "subject", "corrected", "họp")], by="Lan")
    before = corpus.document(filing.document_id).summary.dispatches[0].id
    better = reading("Mới.", [cite("2/2019/QĐ-TTg")], data="Cũ.".encode(), reference="1/A-B", subject="h0p")
    view = corpus.revise(filing.document_id, better, by="máy")
    assert (view.text, view.summary.dispatches[0].id, view.summary.dispatches[0].subject) == ("Mới.", before, "họp")
    assert [len(corpus.citations(f"{number}/2019/QĐ-TTg").items) for number in (1, 2)] == [0, 1]
    assert (numbers(corpus, "mới"), numbers(corpus, "cũ")) == (["1/A-B"], [])
    with pytest.raises(InvalidValue):
        corpus.revise(filing.document_id, reading("khác"), by="máy")


def test_a_document_in_the_trash_is_nowhere_and_comes_back(corpus):
    """Lists, search, citations, works; its arrival number stays."""
    filing = file_dispatch(corpus, "Về đê.", [cite("1/2019/QĐ-TTg")], reference="5/2020/QĐ-TTg")
    corpus.search("đê")
    corpus.trash(filing.document_id, "nhầm", by="Lan")
    assert (numbers(corpus, "đê"), numbers(corpus, "5/2020/QĐ-TTg"), corpus.documents().items) == ([], [], ())
    assert corpus.citations("1/2019/QĐ-TTg").items == ()
    assert [work.held for work in corpus.works("5/2020/QĐ-TTg")] == [False]
    assert [arrival.number for arrival in corpus.arrivals().items] == [1]
    with pytest.raises(Conflict):
        corpus.trash(filing.document_id, "nhầm", by="Lan")
    corpus.restore(filing.document_id, by="Lan")
    assert (numbers(corpus, "đê"), len(corpus.citations("1/2019/QĐ-TTg").items)) == (["5/2020/QĐ-TTg"], 1)
    assert [work.held for work in corpus.works("5/2020/QĐ-TTg")] == [True]


def test_trashed_bytes_that_come_in_again_bring_the_document_back(corpus):
    """Not a duplicate of something nobody sees; no second arrival number either."""
    first = file_reading(corpus, reading("Về đê."))
    corpus.trash(first.document_id, "nhầm", by="Lan")
    again = file_reading(corpus, reading("Về đê."))
    assert (again.outcome, again.document_id, again.arrival.number) == ("registered", first.document_id, 1)
    assert len(corpus.search("đê").hits) == 1


def test_doubts_are_listed_until_a_person_decides(corpus):
    """Unsure, or missing where one is due; a decision ends it, its withdrawal brings it back."""
    unsure = replace(field("họp"), confidence=0.5)
    filing = file_dispatch(corpus, "x", reference="1/A-B", document_type="cong_van", subject=unsure)
    listed = lambda: [found.id for found in corpus.documents(DocumentFilter(doubtful=True)).items]  # noqa: E731
    doubts = lambda: corpus.document(filing.document_id).summary.dispatches[0].doubts  # noqa: E731
    assert (doubts(), listed()) == (3, [filing.document_id])  # unsure of the subject; neither issuer nor day
    decisions = [Decision(1, "subject", "confirmed"), Decision(1, "issuer", "corrected", "Sở Y")]
    corpus.correct(filing.document_id, [*decisions, Decision(1, "issued_on", "rejected")], by="Lan")
    assert (doubts(), listed()) == (0, [])
    corpus.correct(filing.document_id, [Decision(1, "subject", "withdrawn")], by="Lan")
    assert doubts() == 1


def test_a_blank_line_of_the_register_is_to_be_looked_at(corpus):
    """Nothing at all was read: whoever keeps the register fills the line in, and is told of it."""
    filing = file_dispatch(corpus, "Xin chào.")
    (found,) = corpus.documents(DocumentFilter(doubtful=True)).items
    assert (found.id, found.arrival_number, found.dispatches[0].doubts) == (filing.document_id, 1, 4)


def test_the_halves_follow_a_corrected_reference(corpus):
    """In the reading as in the row."""
    filing = file_dispatch(corpus, "x", reference="1/A-B")
    view = corpus.correct(filing.document_id, [Decision(1, "reference", "corrected", "12/C-D")], by="Lan")
    fields = view.reading["dispatches"][0]["fields"]
    assert (fields["number"]["value"], fields["symbol"]["value"]) == ("12", "C-D")
