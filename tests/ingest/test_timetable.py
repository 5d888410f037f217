"""The timetable: what comes round is done once by one engine, and gone on with where it was cut off."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.corpus import Corpus, open_corpus
from corpus.retention import Retention
from ingest.chores import close_uploads, judging_again, retention_run, store_check
from ingest.options import ReadOptions
from ingest.passing import Stopping
from ingest.pool import ReaderPool
from ingest.presence import FilePresence
from ingest.timetable import Chore, Outcome, Progress, Timetable
from tests.compose.layout import compose_pdf
from tests.compose.many import as_text, draft_letters
from tests.signatures.pki import NOW, make_pki, sign_pdf

EVERY = timedelta(days=7)


class Clock:
    """Stands still until told."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock in the hand."""
    return Clock()


@pytest.fixture
def corpus(tmp_path: Path, clock: Clock) -> Iterator[Corpus]:
    """An empty corpus whose clock is ours."""
    with open_corpus(f"sqlite:///{tmp_path}/vanthu.db", str(tmp_path / "originals"), clock=clock) as corpus:
        yield corpus


def _timetable(corpus: Corpus, folder: Path, name: str = "engine") -> Timetable:
    return Timetable(corpus, FilePresence(folder / "engines", name), ())


def test_it_comes_round(corpus: Corpus, clock: Clock, tmp_path: Path) -> None:
    """The first time at once, then every week; one without a period never of itself."""
    table, stopping, done = _timetable(corpus, tmp_path), threading.Event(), []
    (tmp_path / "engines").mkdir()
    weekly = Chore("weekly", lambda progress: done.append(clock()) or {"count": len(done)}, EVERY)
    assert table.look(weekly, stopping) is not None
    clock.now += EVERY - timedelta(seconds=1)
    assert table.look(weekly, stopping) is None
    clock.now += timedelta(seconds=1)
    job = table.look(weekly, stopping)
    assert job is not None
    assert (job.outcome, job.finished_at, job.failure) == ({"count": 2}, clock.now, None)
    clock.now -= 10 * EVERY  # set back, so that the last time lies far ahead
    assert table.look(weekly, stopping) is not None
    assert table.look(replace(weekly, name="never", every=None), stopping) is None
    assert [each.name for each in corpus.jobs()] == ["weekly"]


def test_a_new_mark_is_a_reason(corpus: Corpus, tmp_path: Path) -> None:
    """What answers to a state of the world is done when that changed, however soon."""
    (tmp_path / "engines").mkdir()
    table, stopping, marks = _timetable(corpus, tmp_path), threading.Event(), ["a"]
    chore = Chore("marked", lambda _: {}, mark=lambda: marks[-1])
    looks = [table.look(chore, stopping) is not None for marks[-1] in ("a", "a", "b", "b")]
    assert looks == [True, False, True, False]


def test_cut_off_and_gone_on_with(corpus: Corpus, tmp_path: Path) -> None:
    """Another engine begins where the first one stopped; nobody does it while somebody else is at it."""
    (tmp_path / "engines").mkdir()
    stopping, seen = threading.Event(), []

    def run(progress: Progress) -> Outcome:
        seen.append(progress.job.cursor)
        assert _timetable(corpus, tmp_path, "third").look(chore, stopping) is None
        progress.reach("doc_2")
        return {}

    chore = Chore("long", run, EVERY)
    stopping.set()
    with pytest.raises(Stopping):
        _timetable(corpus, tmp_path).look(chore, stopping)
    stopping.clear()
    assert _timetable(corpus, tmp_path, "second").look(chore, stopping) is not None
    assert seen == ["", "doc_2"]


def test_a_failure_is_written_down(corpus: Corpus, tmp_path: Path) -> None:
    """It is tried again when its time comes, not at once; a cause that passes leaves it unfinished."""
    (tmp_path / "engines").mkdir()
    table, stopping = _timetable(corpus, tmp_path), threading.Event()

    def fail(_: Progress) -> Outcome:
        raise ValueError("no such thing")

    job = table.look(Chore("bad", fail, EVERY), stopping)
    assert job is not None
    assert job.failure == "ValueError: no such thing"
    assert table.look(Chore("bad", fail, EVERY), stopping) is None

    def fill(_: Progress) -> Outcome:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError):
        table.look(Chore("full", fill, EVERY), stopping)
    assert table.look(Chore("full", lambda _: {"done": True}, EVERY), stopping) is not None


def test_a_fault_of_the_store_is_told_once(corpus: Corpus, clock: Clock, tmp_path: Path) -> None:
    """An original that vanished: one event, however many weeks go by."""
    (tmp_path / "engines").mkdir()
    batch = corpus.create_batch("Lô", "ingest")
    item = corpus.receive(batch.id, "a.txt", "a.txt", b"a")
    corpus.originals.path(item.sha256).unlink()  # type: ignore[attr-defined]
    for _ in range(2):
        assert _timetable(corpus, tmp_path).look(store_check(corpus, EVERY), threading.Event()) is not None
        clock.now += EVERY
    told = [event.data for event in corpus.events() if event.type == "storage.fault"]
    assert told == [{"kind": "original_missing", "subject": item.sha256}]


def test_signatures_are_judged_again(corpus: Corpus, tmp_path: Path) -> None:
    """The root comes into the trust folder: the signature is trusted; it goes again: it is not."""
    (tmp_path / "engines").mkdir()
    trust, kept = tmp_path / "trust", tmp_path / "kept"
    trust.mkdir()
    pki = make_pki("Lịch việc")
    data = sign_pdf(
        compose_pdf(next(draft_letters(1))), pki.issue("Ngô Văn Thạch"), at=datetime(2026, 3, 1, tzinfo=UTC)
    )
    batch = corpus.create_batch("Lô", "ingest")
    item = corpus.receive(batch.id, "a.pdf", "a.pdf", data)
    with ReaderPool(1, trust=trust) as pool:
        document_id = corpus.file(item.id, pool.read(data, "a.pdf", now=corpus.clock())).document_id
        assert document_id is not None
        chore = judging_again(corpus, pool, ReadOptions())
        verdicts = [_judge(corpus, tmp_path, chore, document_id)]
        pki.write_trust(trust)
        pool.reload()
        verdicts += [_judge(corpus, tmp_path, chore, document_id) for _ in range(2)]
        trust.rename(kept)
        trust.mkdir()
        pool.reload()
        verdicts.append(_judge(corpus, tmp_path, chore, document_id))
    assert [trust for trust, _, _ in verdicts] == ["unknown", "trusted", "trusted", "unknown"]
    assert [version for _, version, _ in verdicts] == [1, 2, 2, 3]
    assert [ran for _, _, ran in verdicts] == [True, True, False, True]
    told = [event.data for event in corpus.events() if event.type == "signatures.rejudged"]
    assert [event["document_id"] for event in told] == [document_id] * 2
    assert corpus.document(document_id).reading["dispatches"]


def _judge(corpus: Corpus, folder: Path, chore: Chore, document_id: str) -> tuple[str, int, bool]:
    """Trust in the signature after a look, the version of the document, and whether anything was due."""
    ran = _timetable(corpus, folder).look(chore, threading.Event()) is not None
    view = corpus.document(document_id)
    return view.signatures[0].trust, view.summary.version, ran


def test_uploads_nobody_will_finish_are_closed(corpus: Corpus, clock: Clock, tmp_path: Path) -> None:
    """A day after; what is being filled just now, or by other means, stays open."""
    (tmp_path / "engines").mkdir()
    dead, watched = corpus.create_batch("Cũ", "upload"), corpus.create_batch("Thư mục", "watch")
    clock.now += timedelta(days=1, seconds=1)
    new = corpus.create_batch("Mới", "upload")
    job = _timetable(corpus, tmp_path).look(close_uploads(corpus), threading.Event())
    assert job is not None
    assert job.outcome == {"closed": 1}
    assert [corpus.batch(batch.id).batch.state for batch in (dead, watched, new)] == ["closed", "open", "open"]


def test_what_is_past_its_retention_goes(corpus: Corpus, clock: Clock, tmp_path: Path) -> None:
    """By the schedule of that day: none at first, then one year; the original goes with the document."""
    (tmp_path / "engines").mkdir()
    schedule = Retention({})
    chore = retention_run(corpus, lambda: schedule)
    batch = corpus.create_batch("Lô", "ingest")
    letter = as_text(next(draft_letters(1))).encode()
    item = corpus.receive(batch.id, "a.txt", "a.txt", letter)
    with ReaderPool(1) as pool:
        document_id = corpus.file(item.id, pool.read(letter, "a.txt", now=clock())).document_id
    assert document_id is not None
    corpus.trash(document_id, "trùng", "an")
    gone = []
    for schedule in (Retention({}), Retention({"*": 1})):  # noqa: B007 - the chore asks for it
        clock.now += timedelta(days=800)
        job = _timetable(corpus, tmp_path).look(chore, threading.Event())
        assert job is not None
        gone.append((job.outcome["documents"], corpus.originals.has(item.sha256)))
    assert gone == [(0, True), (1, False)]
