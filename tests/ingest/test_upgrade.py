"""An upgrade (nâng cấp): what an earlier version of the program left behind is gone on with by this one.

`installations/` holds the register and the queue of an installation of the first schema as that version left them when
it was killed: of six letters two filed, four begun. `test_the_last_upgrade` does the same from whatever the schema
before the newest is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.corpus import Corpus, open_corpus
from corpus.originals import LocalOriginals
from corpus.schema import downgrade, newest_revision, revision_of
from ingest.batch import follow
from ingest.engine import Engine
from ingest.pool import ReaderPool
from tests.compose.postgres import fresh_database

LETTER = """ỦY BAN NHÂN DÂN TỈNH AN SƠN
SỞ NỘI VỤ
Số: {n}/SNV-VP
V/v lập danh sách cán bộ số hóa

An Sơn, ngày {n} tháng 8 năm 2025

Kính gửi: Trung tâm Lưu trữ lịch sử.

Thực hiện Quyết định số 884/QĐ-UBND ngày 14 tháng 7 năm 2025 của Ủy ban nhân dân tỉnh An Sơn, Sở Nội vụ đề nghị
Trung tâm gửi danh sách trước ngày 20 tháng 9 năm 2025./.
"""
LETTERS = {f"cong-van-{n}.txt": LETTER.format(n=n).encode() for n in range(1, 7)}
HERE = Path(__file__).parent / "installations"


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    """One worker that really reads."""
    with ReaderPool(1) as pool:
        yield pool


@contextmanager
def _upgraded(url: str, folder: Path) -> Iterator[Corpus]:
    """The installation as this version of the program opens it."""
    with open_corpus(url, str(folder / "originals"), folder / "index") as corpus:
        with corpus.database.read() as connection:
            assert revision_of(connection) == newest_revision()
        yield corpus


def _finish(corpus: Corpus, queue: str, pool: ReaderPool) -> None:
    """What was left is done, numbered without a gap, told once, and found."""
    engine = Engine(corpus, pool, queue)
    engine.start()
    try:
        (batch,) = corpus.batches().items
        for view in follow(corpus, batch.id, 0.05):
            message = view.balance.message_en
    finally:
        engine.stop()
    assert message == "6 received = 6 registered + 0 returned + 0 duplicate"
    assert sorted(arrival.number for arrival in corpus.arrivals().items) == [1, 2, 3, 4, 5, 6]
    assert [event.position for event in corpus.events()] == list(range(1, len(corpus.events()) + 1))
    assert len(corpus.citations("884/QĐ-UBND").items) == 6
    assert corpus.search("số hóa").total == 6
    assert corpus.check().sound


def test_an_installation_of_the_first_schema(pool: ReaderPool, tmp_path: Path) -> None:
    """Killed with four letters in hand by an engine that will never come back, upgraded, started: all are filed."""
    for name in ("register", "queue"):
        with sqlite3.connect(tmp_path / f"{name}.db") as connection:
            connection.executescript((HERE / f"{name}-0001.sql").read_text())
        connection.close()
    originals = LocalOriginals(tmp_path / "originals")
    for letter in LETTERS.values():
        originals.put(letter)
    queue = f"sqlite:///{tmp_path}/queue.db"
    with _upgraded(f"sqlite:///{tmp_path}/register.db", tmp_path) as corpus:
        _finish(corpus, queue, pool)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def urls(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Where the register is, and where the queue."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/vanthu.db", f"sqlite:///{tmp_path}/queue.db"
    else:
        with fresh_database() as url:
            yield url, url


def test_from_the_schema_before(urls: tuple[str, str], pool: ReaderPool, tmp_path: Path) -> None:
    """Letters queued by the schema before the newest are read after the upgrade."""
    url, queue = urls
    with open_corpus(url, str(tmp_path / "originals"), tmp_path / "index") as corpus:
        batch = corpus.create_batch("Lô cũ", "ingest")
        items = [corpus.receive(batch.id, name, name, letter) for name, letter in LETTERS.items()]
        engine = Engine(corpus, pool, queue)
        engine.queue.submit(items)
        engine.queue.close()
        corpus.close_batch(batch.id)
        downgrade(corpus.database, "-1")
    with _upgraded(url, tmp_path) as corpus:
        _finish(corpus, queue, pool)
