"""The engine: every item gets its outcome once, in its order, whatever happens to those who work on it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.corpus import Corpus, open_corpus
from ingest.batch import follow, take_in
from ingest.engine import Engine
from ingest.intake import find_files
from ingest.pool import ReaderPool

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


def _wait(condition: Callable[[], bool], seconds: float = 10) -> None:
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
        taken = take_in(corpus, engine, files, "lô", received=lambda found: heard.append(found.name))
        assert _settled(corpus, taken.batch_id) == "6 received = 3 registered + 2 returned + 1 duplicate"
    assert len(heard) == 7
    assert [found.problem.type for found in taken.refused if found.problem] == ["missing"]
    states = [item.state for item in corpus.items(taken.batch_id).items]
    assert states == ["registered", "registered", "returned", "duplicate", "returned", "registered"]
