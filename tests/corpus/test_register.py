"""The arrival register: numbers without gaps, never given twice."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from corpus.corpus import open_corpus
from corpus.refusals import Conflict, InvalidValue
from tests.corpus.compose_reading import file_dispatch, file_reading, on, reading

WRITERS = 8
EACH = 6


def test_eight_writers_leave_no_gap_and_no_number_twice(database_url, tmp_path):
    """Each with a corpus of its own, as in different processes; some filings fail half-way."""
    open_corpus(database_url, str(tmp_path / "o")).close()
    refused = []

    def clerk(name: int) -> None:
        with open_corpus(database_url, str(tmp_path / "o")) as corpus:
            batch = corpus.create_batch(f"lô {name}", "test").id
            for i in range(EACH):
                found = reading(f"Văn bản {name}-{i}", reference=f"{name * 100 + i}/X-Y")
                item = corpus.receive(batch, "a", "a", found.text.content.encode())
                if i % 3 == 2:
                    corpus.database.transact = failing(corpus.database)
                    with pytest.raises(ZeroDivisionError):
                        corpus.file(item.id, found)
                    del corpus.database.transact
                    refused.append(item.id)
                corpus.file(item.id, found)

    threads = [threading.Thread(target=clerk, args=(name,)) for name in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_corpus(database_url, str(tmp_path / "o")) as corpus:
        numbers = [arrival.number for arrival in corpus.arrivals(limit=200).items]
        assert numbers == list(range(1, WRITERS * EACH + 1))
        assert len(refused) == WRITERS * (EACH // 3)
        assert [event.position for event in corpus.events(limit=1000)] == list(range(1, WRITERS * (EACH + 1) + 1))


def failing(database):
    """Transactions that do all their work, and then fail before the commit."""

    def transact(work):
        with database.write() as connection:
            work(connection)
            raise ZeroDivisionError

    return transact


def test_a_voided_number_stays_and_is_not_given_again(corpus):
    """The entry is struck out with its reason; the document gets the next number."""
    first = file_reading(corpus, reading("Một."))
    voided = corpus.void_arrival(first.arrival.id, "vào nhầm sổ", by="chị Lan")
    again = corpus.register_document(first.document_id, by="chị Lan")
    assert (voided.number, voided.void_reason, again.number) == (1, "vào nhầm sổ", 2)
    assert corpus.register_document(first.document_id, by="chị Lan") == again
    assert [arrival.number for arrival in corpus.arrivals().items] == [1, 2]
    with pytest.raises(Conflict):
        corpus.void_arrival(first.arrival.id, "lần nữa", by="chị Lan")
    with pytest.raises(InvalidValue):
        corpus.void_arrival(again.id, " ", by="chị Lan")


def test_offices_and_years_count_for_themselves(corpus, clock):
    """The year is Vietnam's: it begins seven hours before that of Greenwich."""
    first = corpus.create_batch("lô", "test", "Sở A").id
    second = corpus.create_batch("lô", "test", "Sở B").id
    clock.now = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)
    old = [
        file_reading(corpus, reading(text), batch=batch).arrival
        for text, batch in (("1", first), ("2", second), ("3", first))
    ]
    clock.now += timedelta(minutes=2)
    new = file_reading(corpus, reading("4"), batch=first).arrival
    told = [(arrival.office, arrival.year, arrival.number) for arrival in (*old, new)]
    assert told == [("Sở A", 2026, 1), ("Sở B", 2026, 1), ("Sở A", 2026, 2), ("Sở A", 2027, 1)]


def test_a_clerk_fills_in_the_columns_of_an_entry(corpus):
    """Recipient, day passed on, acknowledgement, note; nothing else."""
    arrival = file_dispatch(corpus, "Một.", reference="1/X-Y").arrival
    filled = corpus.annotate_arrival(
        arrival.id, {"recipient": "Phòng Tổng hợp", "forwarded_on": on("2026-03-03")}, by="L"
    )
    assert (filled.recipient, filled.forwarded_on) == ("Phòng Tổng hợp", on("2026-03-03"))
    with pytest.raises(InvalidValue):
        corpus.annotate_arrival(arrival.id, {"number": "7"}, by="L")
