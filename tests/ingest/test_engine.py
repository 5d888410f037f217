"""The engine: every item gets its outcome once, in its order, whatever happens to those who work on it."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from corpus.corpus import Corpus, open_corpus
from corpus.filing import Filing
from corpus.originals import LocalOriginals
from corpus.reading import Reading
from ingest.batch import follow, retryable, take_in
from ingest.engine import Engine
from ingest.intake import find_files
from ingest.pool import ReaderPool
from ingest.presence import lock_file
from tests.compose.archive import zip_of
from tests.compose.postgres import fresh_database

READER = "tests.compose.culprits:read_file"


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    """Two workers that do as the file says."""
    with ReaderPool(2, reader=READER) as pool:
        yield pool


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    """An empty corpus on SQLite."""
    with open_corpus(f"sqlite:///{tmp_path}/vanthu.db", str(tmp_path / "originals")) as corpus:
        yield corpus


@contextmanager
def _engine(corpus: Corpus, pool: ReaderPool, lead: Path | None = None) -> Iterator[Engine]:
    engine = Engine(corpus, pool, corpus.database.url, lead=lead)
    engine.start()
    try:
        yield engine
    finally:
        engine.stop()


def _wait(condition: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert condition()


def _files(folder: Path, *contents: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    for i, content in enumerate(contents):
        (folder / f"{i:04}.txt").write_bytes(content)
    return folder


def _settled(corpus: Corpus, batch_id: str) -> str:
    for view in follow(corpus, batch_id, 0.05):
        message = view.balance.message_en
    return message


def test_a_batch_balances(corpus: Corpus, pool: ReaderPool, tmp_path: Path) -> None:
    """Good files, bad ones, the same one twice, one that is not there: each has its outcome."""
    folder = _files(tmp_path / "in", b"a", b"b", b"segfault", b"a", b"fault", b"c")
    with _engine(corpus, pool) as engine:
        heard = []
        files = find_files([folder, tmp_path / "none"])
        taken = take_in(corpus, engine.queue, files, "lô", received=lambda found: heard.append(found.name))
        assert _settled(corpus, taken.batch_id) == "6 received = 3 registered + 2 returned + 1 duplicate"
    assert len(heard) == 7
    assert [found.problem.type for found in taken.refused if found.problem] == ["missing"]
    states = [item.state for item in corpus.items(taken.batch_id).items]
    assert states[1:3] + states[4:] == ["registered", "returned", "returned", "registered"]
    assert {states[0], states[3]} == {"registered", "duplicate"}  # whichever of the twins was read first


def test_an_item_nobody_queued_is_found(corpus: Corpus, pool: ReaderPool) -> None:
    """Received by a process that died before it could queue it: the next engine does."""
    batch = corpus.create_batch("lô", "upload")
    item = corpus.receive(batch.id, "a.txt", "a.txt", b"a")
    with _engine(corpus, pool):
        _wait(lambda: corpus.item(item.id).state == "registered")


def test_submitting_twice_is_submitting_once(corpus: Corpus, pool: ReaderPool) -> None:
    """Before, while and after it is read."""
    batch = corpus.create_batch("lô", "upload")
    item = corpus.receive(batch.id, "a.txt", "a.txt", b"a")
    with _engine(corpus, pool) as engine:
        for _ in range(3):
            engine.submit(item.id)
        _wait(lambda: corpus.item(item.id).state == "registered")
        engine.submit(item.id)
    assert len([event for event in corpus.events() if event.type == "document.registered"]) == 1
    assert corpus.batch(batch.id).balance.message_en == "1 received = 1 registered + 0 returned + 0 duplicate"


def test_an_urgent_item_overtakes(corpus: Corpus, pool: ReaderPool) -> None:
    """One of high priority, received last, is filed long before a bulk run ends, however slow the machine."""
    batch = corpus.create_batch("lô", "ingest")
    bulk = [corpus.receive(batch.id, f"{i}.txt", f"{i}.txt", b"doze:%d" % i) for i in range(24)]
    urgent = corpus.receive(batch.id, "u.txt", "u.txt", b"urgent", priority=5)
    with _engine(corpus, pool) as engine:
        engine.queue.submit([*bulk, urgent])
        _wait(lambda: corpus.batch(batch.id).balance.pending == 0)
    filed = [event.data["document_id"] for event in corpus.events() if event.type == "document.registered"]
    assert filed.index(corpus.item(urgent.id).document_id) < 12


def test_pause_and_resume(corpus: Corpus, pool: ReaderPool) -> None:
    """A paused batch rests, whoever starts meanwhile; resumed, it goes on to the end."""
    batch = corpus.create_batch("lô", "ingest")
    items = [corpus.receive(batch.id, f"{i}.txt", f"{i}.txt", b"doze:%d" % i) for i in range(40)]
    corpus.close_batch(batch.id)
    with _engine(corpus, pool) as engine:
        engine.queue.submit(items)
        _wait(lambda: corpus.batch(batch.id).balance.registered > 0)
        engine.pause(batch.id)
        _wait(lambda: engine.queue.waiting() == 0)
    rested = corpus.batch(batch.id).balance.pending
    assert rested > 0
    with _engine(corpus, pool) as engine:
        time.sleep(0.5)
        assert corpus.batch(batch.id).balance.pending == rested
        engine.resume(batch.id)
        assert _settled(corpus, batch.id) == "40 received = 40 registered + 0 returned + 0 duplicate"


def test_a_pause_outlasts_the_upload(corpus: Corpus, pool: ReaderPool) -> None:
    """Paused while files still came in: those rest, too, closing does not end the pause, and nothing is left behind."""
    batch = corpus.create_batch("lô", "ingest")
    items = [corpus.receive(batch.id, f"{i}.txt", f"{i}.txt", b"plain:%d" % i) for i in range(4)]
    with _engine(corpus, pool) as engine:
        engine.queue.submit(items[:1])
        engine.queue.withdraw(items[:1])
        corpus.pause_batch(batch.id)  # and killed before it could withdraw them
        engine.queue.submit(items[1:])
        _wait(lambda: engine.queue.waiting() == 0)
        corpus.close_batch(batch.id)
        assert corpus.batch(batch.id).batch.state == "paused"
        engine.resume(batch.id)
        assert _settled(corpus, batch.id) == "4 received = 4 registered + 0 returned + 0 duplicate"
    assert corpus.batch(batch.id).batch.state == "closed"
    told = [event.type for event in corpus.events() if event.type.startswith("batch.")]
    assert told == ["batch.created", "batch.paused", "batch.closed", "batch.resumed"]


def test_text_does_not_wait_for_scans(corpus: Corpus, tmp_path: Path) -> None:
    """More scans than places for them, then text: it is filed while scans wait; and an urgent scan has a place kept."""
    batch = corpus.create_batch("lô", "ingest")
    scans = [corpus.receive(batch.id, f"s{i}.pdf", f"s{i}.pdf", b"scan:%d" % i) for i in range(5)]
    texts = [corpus.receive(batch.id, f"t{i}.txt", f"t{i}.txt", b"plain:%d" % i) for i in range(5)]
    urgent = corpus.receive(batch.id, "u.pdf", "u.pdf", b"scan:u", priority=1)
    corpus.close_batch(batch.id)
    with ReaderPool(1, reader=READER) as pool, _engine(corpus, pool) as engine:
        engine.queue.submit([*scans, *texts, urgent])
        assert _settled(corpus, batch.id) == "11 received = 11 registered + 0 returned + 0 duplicate"
        assert engine.queue.executors() <= {engine.executor}
    ends = {item.id: item.finished_at for item in corpus.items(batch.id).items}
    scanned = sorted(ends[item.id] for item in scans)
    assert max(ends[item.id] for item in texts) < scanned[2]
    assert ends[urgent.id] < scanned[3]


def test_cancel(corpus: Corpus, pool: ReaderPool) -> None:
    """What was read keeps its outcome, the rest is cancelled, and nothing stays queued."""
    batch = corpus.create_batch("lô", "ingest")
    items = [corpus.receive(batch.id, f"{i}.txt", f"{i}.txt", b"doze:%d" % i) for i in range(30)]
    with _engine(corpus, pool) as engine:
        engine.queue.submit(items)
        _wait(lambda: corpus.batch(batch.id).balance.registered > 0)
        engine.cancel(batch.id)
        _wait(lambda: engine.queue.waiting() == 0)
    balance = corpus.batch(batch.id).balance
    assert balance.cancelled > 0
    assert balance.registered + balance.cancelled == 30


def test_try_again(corpus: Corpus, pool: ReaderPool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours returns the file as `not_filed`; once mended, trying again registers it."""
    batch = corpus.create_batch("lô", "ingest")
    item = corpus.receive(batch.id, "a.txt", "a.txt", b"a")
    file = Corpus.file

    def faulty(self: Corpus, item_id: str, reading: Reading) -> Filing:
        if reading.problem is None:
            raise ArithmeticError("two and two make five")
        return file(self, item_id, reading)

    with _engine(corpus, pool) as engine:
        with monkeypatch.context() as patch:
            patch.setattr(Corpus, "file", faulty)
            engine.submit(item.id)
            _wait(lambda: corpus.item(item.id).state == "returned")
        problem = corpus.item(item.id).problem
        assert problem is not None
        assert (problem.type, problem.detail) == ("not_filed", "ArithmeticError: two and two make five")
        assert [found.id for found in retryable(corpus, batch.id)] == [item.id]
        engine.retry(item.id)
        _wait(lambda: corpus.item(item.id).state == "registered")


def test_a_cause_that_passes_is_waited_out(corpus: Corpus, pool: ReaderPool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database is away for a while: the reading is kept, the filing done when it is back."""
    batch = corpus.create_batch("lô", "ingest")
    item = corpus.receive(batch.id, "a.txt", "a.txt", b"a")
    away = threading.Event()
    away.set()
    tries = []
    file = Corpus.file

    def filing(self: Corpus, item_id: str, reading: Reading) -> Filing:
        tries.append(item_id)
        if away.is_set():
            raise OperationalError("INSERT", {}, sqlite3.OperationalError("database or disk is full"))
        return file(self, item_id, reading)

    monkeypatch.setattr(Corpus, "file", filing)
    with _engine(corpus, pool) as engine:
        engine.submit(item.id)
        _wait(lambda: len(tries) > 1)
        assert corpus.item(item.id).state == "stored"
        away.clear()
        _wait(lambda: corpus.item(item.id).state == "registered")


def test_stopping_leaves_work_for_the_next(corpus: Corpus, pool: ReaderPool, monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine stopped in the middle of a file leaves it; the next one takes it over at once."""
    batch = corpus.create_batch("lô", "ingest")
    item = corpus.receive(batch.id, "a.txt", "a.txt", b"a")
    with monkeypatch.context() as patch:
        patch.setattr(Corpus, "file", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with _engine(corpus, pool) as engine:
            engine.submit(item.id)
            _wait(lambda: bool(engine.queue.executors()))
    assert corpus.item(item.id).state == "stored"
    with _engine(corpus, pool):
        _wait(lambda: corpus.item(item.id).state == "registered")


def test_one_engine_leads(corpus: Corpus, pool: ReaderPool, tmp_path: Path) -> None:
    """While another process holds the lead, an engine only queues; it takes over when the other one ends."""
    lead = tmp_path / "lead"
    handle = lock_file(lead)
    assert handle is not None
    batch = corpus.create_batch("lô", "ingest")
    item = corpus.receive(batch.id, "a.txt", "a.txt", b"a")
    with _engine(corpus, pool, lead) as engine:
        engine.submit(item.id)
        assert not engine.running
        os.close(handle)
        _wait(lambda: corpus.item(item.id).state == "registered")
        assert engine.running


def test_an_engine_that_never_led_can_be_stopped(corpus: Corpus, pool: ReaderPool, tmp_path: Path) -> None:
    """And leaves the queue as it was."""
    handle = lock_file(tmp_path / "lead")
    assert handle is not None
    with _engine(corpus, pool, tmp_path / "lead") as engine:
        assert engine.queue.waiting() == 0
    os.close(handle)


def test_an_original_that_is_gone(corpus: Corpus, pool: ReaderPool) -> None:
    """Or was changed on the disk: returned with its problem, never read as what it is not."""
    batch = corpus.create_batch("lô", "ingest")
    gone = corpus.receive(batch.id, "a.txt", "a.txt", b"a")
    changed = corpus.receive(batch.id, "b.txt", "b.txt", b"b")
    corpus.originals.delete(gone.sha256)
    assert isinstance(corpus.originals, LocalOriginals)
    path = corpus.originals.path(changed.sha256)
    path.chmod(0o644)
    path.write_bytes(b"c")
    with _engine(corpus, pool):
        _wait(lambda: corpus.batch(batch.id).balance.settled)
    problems = [item.problem.type for item in corpus.items(batch.id).items if item.problem]
    assert problems == ["missing", "damaged"]


def test_the_queue_is_quiet(corpus: Corpus, pool: ReaderPool, capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing is printed, and nobody is called on the network."""
    with _engine(corpus, pool):
        pass
    assert capfd.readouterr() == ("", "")


def test_traces_of_finished_work_are_forgotten(corpus: Corpus, pool: ReaderPool) -> None:
    """The corpus keeps what became of a file; the queue need not."""
    batch = corpus.create_batch("lô", "ingest")
    item = corpus.receive(batch.id, "a.txt", "a.txt", b"a")
    with _engine(corpus, pool) as engine:
        engine.submit(item.id)
        _wait(lambda: corpus.item(item.id).state == "registered" and engine.queue.waiting() == 0)
        assert engine.queue.forget(corpus.clock() + timedelta(minutes=1)) == 1
        assert engine.queue.forget(corpus.clock() + timedelta(minutes=1)) == 0


def test_members_of_containers_are_items_of_the_batch(corpus: Corpus, tmp_path: Path) -> None:
    """A zip in a zip: both stand for their members, which are read like any file; a bad one is returned by itself."""
    inner = zip_of({"c.txt": b"ba", "xau.txt": b""})
    batch = corpus.create_batch("lô", "upload")
    item = corpus.receive(batch.id, "lo.zip", "lo.zip", zip_of({"a.txt": b"mot", "trong.zip": inner, "b.txt": b"mot"}))
    corpus.close_batch(batch.id)
    with ReaderPool(1) as pool, _engine(corpus, pool) as engine:
        engine.submit(item.id)
        assert _settled(corpus, batch.id) == "4 received = 2 registered + 1 returned + 1 duplicate"
    states = {found.path: found.state for found in corpus.items(batch.id).items}
    assert states["lo.zip"] == states["lo.zip!trong.zip"] == "expanded"
    assert states["lo.zip!trong.zip!xau.txt"] == "returned"


@pytest.mark.postgres
def test_on_postgres(pool: ReaderPool, tmp_path: Path) -> None:
    """The same engine, and what one engine left when it was stopped, on a server."""
    folder = _files(tmp_path / "in", *(b"plain:%d" % i for i in range(20)), b"segfault")
    with fresh_database() as url, open_corpus(url, str(tmp_path / "originals")) as corpus:
        with _engine(corpus, pool) as engine:
            taken = take_in(corpus, engine.queue, find_files([folder]), "lô")
        with _engine(corpus, pool):
            assert _settled(corpus, taken.batch_id) == "21 received = 20 registered + 1 returned + 0 duplicate"
