"""Filing: every item gets one outcome, once."""

from __future__ import annotations

import pytest

from corpus.refusals import BatchClosed, InvalidValue, NotFound
from tests.corpus.compose_reading import cite, file_dispatch, file_reading, on, reading


def test_a_reading_becomes_a_document_with_dispatches_and_citations(corpus):
    """What was read can be asked for again."""
    body = "Căn cứ khoản 2 Điều 19 Quyết định số 15/2020/QĐ-TTg, Ủy ban báo cáo."
    filing = file_dispatch(
        corpus,
        body,
        [cite("15/2020/QĐ-TTg", "dieu:19/khoan:2", document_type="quyet_dinh")],
        reference="1969/UBND-VP",
        issued_on=on("2020-05-15"),
        issuer="Ủy ban nhân dân quận Bình Tân",
        subject="báo cáo",
    )
    view = corpus.document(filing.document_id)
    assert filing.outcome == "registered"
    assert view.text == body
    assert view.summary.dispatches[0].reference == "1969/UBND-VP"
    assert view.summary.arrival_number == 1
    assert [(found.reference, found.provisions, found.resolution) for found in view.citations] == [
        ("15/2020/QĐ-TTg", ("dieu:19/khoan:2",), "not_held")
    ]
    assert view.reading["dispatches"][0]["fields"]["reference"]["value"] == "1969/UBND-VP"


def test_a_nul_in_what_was_read_does_not_stop_a_filing(corpus):
    """PostgreSQL keeps none in a text; the text read stays as it is."""
    body = "Thực hiện Quyết định số 15/2020/QĐ-TTg, Sở\0 Nội vụ báo cáo."
    cited = [cite("15/2020/QĐ-TTg", title="về\0 đê", issuer="Thủ\0 tướng", document_type="quyet_dinh")]
    facts = {"reference": "78/SNV-VP", "issuer": "Sở\0 Nội vụ", "subject": "lập danh\0 sách", "place": "An\0 Sơn"}
    view = corpus.document(file_dispatch(corpus, body, cited, **facts).document_id)
    assert (view.text, view.summary.dispatches[0].subject) == (body, "lập danh\ufffd sách")


def test_filing_twice_gives_the_same_outcome_and_one_document(corpus):
    """A worker that died after the commit files again."""
    found = reading("Một văn bản.")
    batch = corpus.create_batch("lô", "test")
    item = corpus.receive(batch.id, "a.txt", "a.txt", "Một văn bản.".encode())
    first, second = corpus.file(item.id, found), corpus.file(item.id, found)
    assert (first.repeated, second.repeated) == (False, True)
    assert (second.document_id, second.arrival) == (first.document_id, first.arrival)
    assert len(corpus.documents().items) == 1


def test_the_same_bytes_again_are_a_duplicate(corpus):
    """Said as such, and led to the document that is there."""
    first = file_reading(corpus, reading("Một văn bản."))
    again = file_reading(corpus, reading("Một văn bản."))
    assert (again.outcome, again.document_id) == ("duplicate", first.document_id)


def test_a_refused_file_is_returned_with_its_problem(corpus):
    """The problem stays on the item."""
    filing = file_reading(corpus, reading(problem="encrypted", data=b"%PDF"), b"%PDF")
    assert (filing.outcome, filing.problem.type) == ("returned", "encrypted")
    assert corpus.item(filing.item_id).problem == filing.problem


def test_the_batch_balances(corpus):
    """Received is the sum of outcomes; an archive stands aside for its members."""
    batch = corpus.create_batch("lô", "test").id
    file_reading(corpus, reading("Một."), batch=batch)
    file_reading(corpus, reading("Một."), batch=batch)
    file_reading(corpus, reading(problem="damaged", data=b"x"), b"x", batch)
    box = corpus.receive(batch, "b.zip", "b.zip", b"zip")
    corpus.close_batch(batch)
    member = corpus.receive(batch, "c.txt", "b.zip!c.txt", b"Hai.", parent=box.id)
    again = corpus.receive(batch, "c.txt", "b.zip!c.txt", b"Hai.", parent=box.id)
    assert member.id == again.id
    corpus.file(box.id, reading(members=["c.txt"], data=b"zip"))
    before = corpus.batch(batch).balance
    assert before.message == "4 nhận = 1 vào sổ + 1 trả lại + 1 trùng + 1 đang chờ"
    corpus.file(member.id, reading("Hai."))
    after = corpus.batch(batch).balance
    assert (after.message, after.settled) == ("4 nhận = 2 vào sổ + 1 trả lại + 1 trùng", True)
    assert after.message_en == "4 received = 2 registered + 1 returned + 1 duplicate"


def test_a_closed_batch_takes_no_more_files(corpus):
    """Closed is closed."""
    batch = corpus.create_batch("lô", "test")
    corpus.close_batch(batch.id)
    with pytest.raises(BatchClosed):
        corpus.receive(batch.id, "a.txt", "a.txt", b"x")


def test_a_reading_of_other_bytes_is_refused(corpus):
    """A mixed-up worker must not file one file under another's name."""
    item = corpus.receive(corpus.create_batch("lô", "test").id, "a.txt", "a.txt", b"x")
    with pytest.raises(InvalidValue):
        corpus.file(item.id, reading("khác"))
    assert corpus.item(item.id).state == "stored"


def test_what_is_not_there_is_refused(corpus):
    """Batch, item, document."""
    for ask in (corpus.batch, corpus.item, corpus.document):
        with pytest.raises(NotFound):
            ask("doc_0")


def test_text_no_database_keeps_is_filed_all_the_same(corpus):
    """NUL and lone surrogates come out of broken PDFs; offsets stay."""
    filing = file_reading(corpus, reading("a\0b\ud800c", data=b"1"), b"1")
    assert filing.outcome == "registered"
    assert len(corpus.document(filing.document_id).text) == 5


def test_a_retried_item_can_be_filed_again(corpus):
    """Returned today, read tomorrow."""
    filing = file_reading(corpus, reading(problem="timeout", data=b"x"), b"x")
    item = corpus.retry_item(filing.item_id)
    assert (item.state, item.problem, item.attempts) == ("stored", None, 1)
    assert corpus.file(item.id, reading("đọc được", data=b"x")).outcome == "registered"


def test_events_come_once_and_in_order(corpus):
    """Positions have no gaps; a follower goes on after the last it saw."""
    file_reading(corpus, reading("Một."))
    file_reading(corpus, reading("Một."))
    events = corpus.events()
    assert [event.position for event in events] == [1, 2, 3, 4]
    assert [event.type for event in events] == [
        "batch.created",
        "document.registered",
        "batch.created",
        "item.duplicate",
    ]
    assert corpus.events(after=events[1].id) == events[2:]
    assert corpus.events(after=events[3].position) == ()


def test_the_same_number_again_waits_for_a_person(corpus):
    """Other bytes, same number, symbol, issuer and date: kept, but no arrival number is spent."""
    facts = {"reference": "7/STC-QLG", "issued_on": on("2024-01-05"), "issuer": "Sở Tài chính"}
    first = file_dispatch(corpus, "Bản một.", **facts)
    second = file_dispatch(corpus, "Bản hai.", **facts)
    assert (second.outcome, second.suspects, second.arrival) == ("registered", (first.document_id,), None)
    assert corpus.register_document(second.document_id, by="chị Lan").number == 2
