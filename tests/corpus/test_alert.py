"""Saved searches: told once of each document that comes in and meets them, whatever happens in between."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus import alert
from corpus.corpus import open_corpus
from corpus.correction import Decision
from corpus.refusals import InvalidQuery, NotFound
from tests.corpus.compose_reading import cite, file_dispatch, on

QUERIES = {
    "words": "phòng cháy",
    "phrase": '"phòng cháy chữa cháy" -rừng',
    "filter": "cơ quan: Sở Tài chính",
    "number": "15/2020/QĐ-TTg",
    "fragment": "7 STC",
    "cites": "viện dẫn: 15/2020/QĐ-TTg; đê",
    "provision": "khoản 2 Điều 19 15/2020/QĐ-TTg",
    "period": "tháng 2/2026",
}


def told(corpus, search):
    """The documents of a search's alerts, oldest first."""
    return [found.document_id for found in corpus.alerts(search.id).items][::-1]


def fill(corpus):
    """One dispatch for each kind of query, by name."""
    fire = file_dispatch(corpus, "Về PHÒNG CHÁY chữa cháy.", reference="1/A-B").document_id
    forest = file_dispatch(corpus, "Phòng cháy chữa cháy rừng.", reference="2/A-B").document_id
    money = file_dispatch(
        corpus, "Giá đất.", reference="7/STC-QLG", issuer="Sở Tài chính", issued_on=on("2026-02-27")
    ).document_id
    whole = file_dispatch(corpus, "Về đê.", [cite("15/2020/QĐ-TTg")], reference="3/A-B").document_id
    part = file_dispatch(
        corpus, "Theo quyết định.", [cite("15/2020/QĐ-TTg", "dieu:19/khoan:2")], reference="4/A-B"
    ).document_id
    other = file_dispatch(corpus, "Khác.", [cite("15/2020/QĐ-TTg", "dieu:1")], reference="5/A-B").document_id
    return {"fire": fire, "forest": forest, "money": money, "whole": whole, "part": part, "other": other}


def test_each_kind_of_query_is_told_of_what_meets_it(corpus):
    """The same documents as a search finds, once each, and no more the second time."""
    saved = {name: corpus.save_search(name, query, "Lan") for name, query in QUERIES.items()}
    files = fill(corpus)
    corpus.catch_up_index()
    found = {name: {known for known, id_ in files.items() if id_ in told(corpus, saved[name])} for name in saved}
    assert found == {
        "words": {"fire", "forest"},
        "phrase": {"fire"},
        "filter": {"money"},
        "number": {"whole", "part", "other"},
        "fragment": {"money"},
        "cites": {"whole"},
        "provision": {"whole", "part"},
        "period": {"money"},
    }
    for name, search in saved.items():
        assert {hit.document_id for hit in corpus.run_saved_search(search.id).hits} == set(told(corpus, saved[name]))
    assert (corpus.check_alerts(), corpus.catch_up_index()) == (0, 0)
    raised = [event for event in corpus.events(limit=1000) if event.type == "alert.raised"]
    assert len(raised) == sum(len(names) for names in found.values())


def test_only_what_came_after_the_search_was_saved_is_told(corpus):
    """A correction that makes a document meet it is news; another one of the same document is not."""
    fill(corpus)
    saved = corpus.save_search("giá", "cơ quan: Sở Tài chính", "Lan")
    late = file_dispatch(corpus, "Mới.", reference="9/A-B", issuer="Sở Nội vụ").document_id
    assert corpus.check_alerts() == 0
    for note in ("một", "hai"):
        corpus.correct(late, [Decision(1, "issuer", "corrected", "Sở Tài chính", note)], "Lan")
        corpus.check_alerts()
    assert told(corpus, saved) == [late]
    corpus.trash(late, "nhầm", "Lan")
    assert (corpus.check_alerts(), told(corpus, saved)) == (0, [])


def test_words_wait_for_the_index(corpus):
    """Nothing is passed over: the place in the log moves no further than the index did."""
    saved = corpus.save_search("đê", "đê điều", "Lan")
    document = file_dispatch(corpus, "Về đê điều.", reference="1/A-B").document_id
    assert (corpus.check_alerts(), corpus.saved_search(saved.id).position) == (0, saved.position)
    corpus.catch_up_index()
    assert (told(corpus, saved), corpus.saved_search(saved.id).position) == ([document], saved.position + 1)


def test_a_crash_before_the_commit_loses_and_doubles_nothing(corpus, monkeypatch):
    """Alerts and the place in the log are written together or not at all."""
    saved = corpus.save_search("giá", "năm: 2026", "Lan")
    files = [
        file_dispatch(corpus, f"Số {number}.", reference=f"{number}/A-B", issued_on=on("2026-01-05")).document_id
        for number in range(1, 8)
    ]
    monkeypatch.setattr(alert, "PIECE", 2)
    log_event, calls = alert.log_event, []

    def crash(*told):
        calls.append(told)
        if len(calls) == 4:
            raise RuntimeError("killed")
        log_event(*told)

    monkeypatch.setattr(alert, "log_event", crash)
    with pytest.raises(RuntimeError):
        corpus.check_alerts()
    assert len(told(corpus, saved)) == 2
    assert corpus.check_alerts() == 5
    assert told(corpus, saved) == files


def test_several_processes_may_check_at_once(corpus, migrated_url, tmp_path, clock):
    """Each alert once, whoever is quicker."""
    saved = corpus.save_search("giá", "năm: 2026", "Lan")
    for number in range(1, 21):
        file_dispatch(corpus, f"Số {number}.", reference=f"{number}/A-B", issued_on=on("2026-01-05"))
    with (
        open_corpus(migrated_url, str(tmp_path / "originals"), tmp_path / "index", clock=clock) as other,
        ThreadPoolExecutor(4) as clerks,
    ):
        raised = list(clerks.map(lambda found: found.check_alerts(), [corpus, other] * 2))
    assert (sum(raised), len(told(corpus, saved))) == (20, 20)


def test_they_are_listed_seen_and_deleted(corpus):
    """With counts; deleting one takes its alerts along and stays in the audit."""
    first, second = corpus.save_search("một", "năm: 2026", "Lan"), corpus.save_search("hai", "năm: 2026", "Bình")
    for number in range(1, 4):
        file_dispatch(corpus, f"Số {number}.", reference=f"{number}/A-B", issued_on=on("2026-01-05"))
    assert corpus.check_alerts() == 6
    assert [(found.name, found.alerts, found.unseen) for found in corpus.saved_searches()] == [
        ("hai", 3, 3), ("một", 3, 3),
    ]  # fmt: skip
    page = corpus.alerts(first.id, limit=2)
    rest = corpus.alerts(first.id, cursor=page.next_cursor)
    assert (len(page.items), len(rest.items), page.items[0].dispatches[0].reference) == (2, 1, "3/A-B")
    assert (corpus.mark_alerts_seen(first.id, "Lan"), corpus.mark_alerts_seen(first.id, "Lan")) == (3, 0)
    assert (len(corpus.alerts(unseen=True).items), corpus.saved_search(first.id).unseen) == (3, 0)
    corpus.delete_search(second.id, "Bình")
    assert [found.id for found in corpus.saved_searches("Lan")] == [first.id]
    assert (corpus.saved_searches("Bình"), len(corpus.alerts().items)) == ((), 3)
    assert [found.action for found in corpus.audit(second.id)] == ["search.deleted", "search.saved"]
    for ask in (corpus.saved_search, corpus.alerts, lambda id_: corpus.mark_alerts_seen(id_, "L")):
        with pytest.raises(NotFound):
            ask(second.id)


@pytest.mark.parametrize("query", ["", "  ", 'một "hai', "loại: thần thoại"])
def test_what_cannot_be_asked_is_not_saved(corpus, query):
    """As for a search; and a query that everything would meet."""
    with pytest.raises(InvalidQuery):
        corpus.save_search("sai", query, "Lan")
    assert corpus.saved_searches() == ()
