"""The supervisor: what is unread and in no queue is queued, whoever was killed before he could."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.corpus import Corpus, open_corpus
from ingest.presence import FilePresence
from ingest.queue import WorkQueue
from ingest.supervisor import Supervisor


class Clock:
    """Stands where it is put."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Of the corpus."""
    return Clock()


@pytest.fixture
def corpus(tmp_path: Path, clock: Clock) -> Iterator[Corpus]:
    """An empty corpus."""
    with open_corpus(f"sqlite:///{tmp_path}/vanthu.db", str(tmp_path / "originals"), clock=clock) as corpus:
        yield corpus


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[WorkQueue]:
    """Its queue, which nobody works on."""
    queue = WorkQueue(f"sqlite:///{tmp_path}/queue.db")
    yield queue
    queue.close()


@pytest.mark.parametrize("hours", [-1, 0, 1])
def test_what_nobody_queued(corpus: Corpus, queue: WorkQueue, clock: Clock, tmp_path: Path, hours: int) -> None:
    """Also where the clock was set back or forward meanwhile; what has just come in is left to who receives it."""
    supervisor = Supervisor(corpus, queue, FilePresence(tmp_path / "engines", "one"), "one")
    batch = corpus.create_batch("lô", "ingest")
    first = corpus.receive(batch.id, "a.txt", "a.txt", b"a")
    supervisor.round()
    assert queue.waiting() == 1
    clock.now += timedelta(hours=hours)
    second = corpus.receive(batch.id, "b.txt", "b.txt", b"b")
    supervisor.sweep()
    assert queue.waiting() == 1
    queue.withdraw([first])  # by one who was killed while he cancelled something
    clock.now += timedelta(seconds=30)
    supervisor.sweep()
    assert queue.waiting() == 2
    queue.withdraw([second])
    corpus.pause_batch(batch.id)
    supervisor.sweep()
    assert queue.waiting() == 1
