"""What the engine costs: processor time per document beside a bare loop that receives, reads and files the same.

The readers do next to nothing, so that what is measured is receiving, queueing, handing over and filing. On PostgreSQL
the server's time is counted in; it is a server of our own.
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import psycopg
from sqlalchemy import insert

from corpus.batch import Item
from corpus.corpus import Corpus, open_corpus
from corpus.tables.base import table
from corpus.tables.intake import ItemRow
from ingest.batch import follow, take_in
from ingest.engine import Engine
from ingest.intake import find_files
from ingest.limits import cpu_seconds
from ingest.pool import ReaderPool
from tests.compose.postgres import Cluster, own_cluster

DOCUMENTS = 400
READER = "tests.compose.culprits:read_file"


def main() -> None:
    """Both databases, and what ten thousand queued files cost in memory."""
    with tempfile.TemporaryDirectory() as folder:
        _compare("SQLite", Path(folder), None)
    with tempfile.TemporaryDirectory() as folder, own_cluster() as cluster:
        _compare("PostgreSQL, server included", Path(folder), cluster)
    with tempfile.TemporaryDirectory() as folder:
        _queue_many(Path(folder), 10_000)


def _compare(title: str, folder: Path, cluster: Cluster | None) -> None:
    files = folder / "files"
    files.mkdir()
    for number in range(DOCUMENTS):
        (files / f"{number:05}.txt").write_bytes(b"plain:%d" % number)
    bare = _bare(folder / "bare", files, cluster)
    engine = _engine(folder / "engine", files, cluster)
    print(
        f"{title}: bare loop {bare:.1f}, engine {engine:.1f} ms/document:"
        f" overhead {engine - bare:.1f} ms of processor time"
    )


def _bare(folder: Path, files: Path, cluster: Cluster | None) -> float:
    with _opened(folder, cluster, "bare") as corpus, ReaderPool(1, reader=READER) as pool:
        pool.read(b"warm", "a.txt")

        def work() -> None:
            batch = corpus.create_batch("bare", "bench")
            for found in find_files([files]):
                item = corpus.receive(batch.id, found.name, found.path, file=found.file)
                corpus.file(item.id, pool.read(found.file, item.name, item.path))
            corpus.catch_up_index()

        return _milliseconds(work, cluster)


def _engine(folder: Path, files: Path, cluster: Cluster | None) -> float:
    with _opened(folder, cluster, "engine") as corpus, ReaderPool(2, reader=READER) as pool:
        pool.read(b"warm", "a.txt")
        engine = Engine(corpus, pool, corpus.database.url if cluster else f"sqlite:///{folder}/queue.db")
        engine.start()
        try:
            return _milliseconds(lambda: _take_in(corpus, engine, files), cluster)
        finally:
            engine.stop()


def _take_in(corpus: Corpus, engine: Engine, files: Path) -> None:
    taken = take_in(corpus, engine.queue, find_files([files]), "engine", source="bench")
    for view in follow(corpus, taken.batch_id, 0.5):
        settled = view.balance
    assert settled.registered == DOCUMENTS, settled.message_en


def _queue_many(folder: Path, count: int) -> None:
    """Queue files that are never done with, and let the engine begin on them."""
    with (
        open_corpus(f"sqlite:///{folder}/vanthu.db", str(folder / "originals")) as corpus,
        ReaderPool(1, reader=READER) as pool,
    ):
        pool.read(b"warm", "a.txt")
        batch = corpus.create_batch("many", "bench")
        first = corpus.receive(batch.id, "a.txt", "a.txt", b"spin")
        _multiply(corpus, first, count)
        engine = Engine(corpus, pool, f"sqlite:///{folder}/queue.db")
        before = _resident()
        engine.start()
        began = time.monotonic()
        while engine.queue.waiting() < count and time.monotonic() < began + 60:
            time.sleep(0.5)
        grown = (_resident() - before) / 1024**2
        print(f"{count} files found and queued: {grown:.0f} MB more in the engine's process")
        engine.cancel(batch.id)
        pool.close()
        engine.stop(5)


def _multiply(corpus: Corpus, first: Item, count: int) -> None:
    """Rows like the first one, as receiving so many would take the most of a minute."""
    rows = [asdict(replace(first, id=f"{first.id}{i:05}", position=i)) for i in range(2, count + 1)]
    for row in rows:
        row |= {"problem": None, "path": f"{row['position']}.txt"}
    with corpus.database.write() as connection:
        connection.execute(insert(table(ItemRow)), rows)


def _opened(folder: Path, cluster: Cluster | None, name: str) -> Corpus:
    url = f"sqlite:///{folder}/vanthu.db"
    if cluster is not None:
        with psycopg.connect(cluster.url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        url = f"{cluster.url.rpartition('/')[0]}/{name}"
    return open_corpus(url, str(folder / "originals"), folder / "index")


def _milliseconds(work: Callable[[], None], cluster: Cluster | None) -> float:
    """Processor time of this process, and of the server, per document."""
    began, served = time.process_time(), _served(cluster)
    work()
    return (time.process_time() - began + _served(cluster) - served) / DOCUMENTS * 1000


def _served(cluster: Cluster | None) -> float:
    return sum(cpu_seconds(pid) for pid in cluster.processes()) if cluster else 0.0


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


if __name__ == "__main__":
    main()
