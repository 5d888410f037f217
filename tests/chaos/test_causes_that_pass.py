"""Disk full, database gone, a machine lost: the batch completes when the cause goes."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.corpus import Corpus, open_corpus
from tests.chaos.storm import Storm
from tests.compose.bucket import failing_bucket
from tests.compose.postgres import fresh_database, own_cluster

pytestmark = pytest.mark.slow
CULPRITS = "tests.compose.culprits:read_file"


def _told(database: str, folder: Path, files: Path, originals: Path) -> dict[str, str]:
    folder.mkdir(exist_ok=True)
    return {
        "database": database,
        "queue": database if database.startswith("postgresql") else f"sqlite:///{folder}/queue.db",
        "originals": str(originals),
        "folder": str(folder),
        "files": str(files),
        "log": str(folder / "service.log"),
        "reader": CULPRITS,
        "seconds": "5",
    }


def _compose(files: Path, count: int, size: int = 0) -> None:
    files.mkdir()
    for i in range(count):
        (files / f"{i:04}.txt").write_bytes(b"doze:%d" % i + b" " * size)


def _wait(condition: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def _registered(corpus: Corpus, batch_id: str) -> int:
    return corpus.batch(batch_id).balance.registered


@pytest.mark.postgres
@pytest.mark.parametrize("away", [3, 30])
def test_the_database_is_killed(tmp_path: Path, away: int) -> None:
    """Every process of PostgreSQL at once, in the middle of the work; it is back after a while."""
    _compose(tmp_path / "files", 120)
    with own_cluster() as cluster:
        told = _told(cluster.url, tmp_path / "data", tmp_path / "files", tmp_path / "originals")
        corpus = open_corpus(cluster.url, told["originals"])
        told["batch"] = corpus.create_batch("chaos", "ingest").id
        corpus.close()
        storm = Storm(told, f"away-{tmp_path.name}-{os.getpid()}", every=(1e9, 1e9))
        try:
            storm.keep_up("open")
            time.sleep(8)
            cluster.kill()
            time.sleep(away)
            cluster.start()
            with open_corpus(cluster.url, told["originals"]) as corpus:
                storm.rage(corpus, told["batch"], 300)
                assert _registered(corpus, told["batch"]) == 120
        finally:
            storm.end()


@pytest.mark.postgres
def test_a_machine_is_lost(tmp_path: Path) -> None:
    """Two machines on one database and one store of originals: one dies with all its processes, the other goes on."""
    _compose(tmp_path / "files", 150)
    with fresh_database() as url, open_corpus(url, str(tmp_path / "originals")) as corpus:
        batch_id = corpus.create_batch("chaos", "ingest").id
        machines = [
            Storm(
                _told(url, tmp_path / name, tmp_path / "files", tmp_path / "originals") | {"batch": batch_id},
                f"machine-{name}-{tmp_path.name}-{os.getpid()}",
                every=(1e9, 1e9),
            )
            for name in ("a", "b")
        ]
        try:
            machines[0].keep_up("closed")
            machines[1].keep_up("open")
            _wait(lambda: _registered(corpus, batch_id) > 30, 60)
            machines[0].end()
            machines[1].rage(corpus, batch_id, 120)
            assert _registered(corpus, batch_id) == 150
        finally:
            for machine in machines:
                machine.end()


def test_the_bucket_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One call in five: what is stored is whole, and the batch completes."""
    _compose(tmp_path / "files", 60)
    with failing_bucket(5) as bucket:
        for name, value in bucket.environment.items():
            monkeypatch.setenv(name, value)
        told = _told(f"sqlite:///{tmp_path}/vanthu.db", tmp_path / "data", tmp_path / "files", tmp_path)
        told["originals"] = bucket.url
        with open_corpus(told["database"], bucket.url) as corpus:
            told["batch"] = corpus.create_batch("chaos", "ingest").id
            storm = Storm(told, f"bucket-{tmp_path.name}-{os.getpid()}", every=(1e9, 1e9))
            try:
                storm.rage(corpus, told["batch"], 200)
            finally:
                storm.end()
            assert _registered(corpus, told["batch"]) == 60
            assert bucket.failures > 10
            assert len(list(corpus.originals.list())) == 60


def test_the_disk_is_full(tmp_path: Path) -> None:
    """Originals, register, queue and index on a small disk; when room is made, the batch completes."""
    _compose(tmp_path / "files", 60, 100_000)
    with _small_disk("24m") as disk:
        told = _told(f"sqlite:///{disk}/vanthu.db", disk / "data", tmp_path / "files", disk / "originals")
        told |= {"log": str(tmp_path / "service.log"), "queue": f"sqlite:///{disk}/queue.db"}
        with open_corpus(told["database"], told["originals"]) as corpus:
            told["batch"] = corpus.create_batch("chaos", "ingest").id
            (disk / "filler").write_bytes(bytes(20_000_000))
            storm = Storm(told, f"full-{tmp_path.name}-{os.getpid()}", every=(1e9, 1e9))
            try:
                storm.keep_up("open")
                time.sleep(12)
                assert corpus.batch(told["batch"]).batch.state == "open"  # there is no room for all originals
                (disk / "filler").unlink()
                storm.rage(corpus, told["batch"], 120)
                assert corpus.batch(told["batch"]).balance.message_en == (
                    "60 received = 60 registered + 0 returned + 0 duplicate"
                )
            finally:
                storm.end()


@contextmanager
def _small_disk(size: str) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="vanthu-disk-"))
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=False)
    if mounted.returncode != 0:
        folder.rmdir()
        pytest.skip("may not mount a file system here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
        folder.rmdir()
