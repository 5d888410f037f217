"""Two machines on one PostgreSQL and one bucket: both work, either may die or be cut off, and nothing is done twice."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.corpus import Corpus, open_corpus
from tests.chaos.storm import Storm
from tests.compose.bucket import failing_bucket
from tests.compose.network import Machine, network
from tests.compose.postgres import own_cluster

pytestmark = [pytest.mark.slow, pytest.mark.postgres]
FILES = 200


@dataclass
class Site:
    """What both machines share, and the programs of each."""

    corpus: Corpus
    batch_id: str
    machines: tuple[Machine, ...]
    programs: tuple[Storm, ...]

    def registered(self) -> int:
        """How many files are in the register."""
        return self.corpus.batch(self.batch_id).balance.registered

    def reach(self, count: int, seconds: float = 90) -> None:
        """Wait until so many are."""
        _wait(lambda: self.registered() >= count, seconds)

    def check(self) -> None:
        """Every file once, numbered without a gap, its bytes in the bucket, told once."""
        assert self.corpus.batch(self.batch_id).balance.message_en == (
            f"{FILES} received = {FILES} registered + 0 returned + 0 duplicate"
        )
        report = self.corpus.check()
        assert (report.originals, report.faults) == (FILES, ())
        told = [event for event in self.corpus.events(limit=10_000) if event.type == "document.registered"]
        assert len({event.data["item_id"] for event in told}) == len(told) == FILES


@contextmanager
def _site(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    files = folder / "files"
    files.mkdir()
    for number in range(FILES):
        (files / f"{number:04}.txt").write_bytes(b"doze:%d" % number)
    with network("a", "b") as net, own_cluster(net.host) as cluster, failing_bucket(10**9, net.host) as bucket:
        for name, value in bucket.environment.items():
            monkeypatch.setenv(name, value)
        with open_corpus(cluster.url, bucket.url) as corpus:
            batch_id = corpus.create_batch("chaos", "ingest").id
            programs = tuple(_programs(machine, folder, cluster.url, bucket.url, batch_id) for machine in net.machines)
            try:
                yield Site(corpus, batch_id, net.machines, programs)
            finally:
                for each in programs:
                    each.end()


def _programs(machine: Machine, folder: Path, database: str, originals: str, batch_id: str) -> Storm:
    own = folder / machine.name
    own.mkdir()
    told = {
        "database": database,
        "queue": database,
        "originals": originals,
        "folder": str(own),
        "files": str(folder / "files"),
        "log": str(own / "service.log"),
        "reader": "tests.compose.culprits:read_file",
        "seconds": "5",
        "batch": batch_id,
    }
    return Storm(told, f"{machine.name}-{os.getpid()}", every=(1e9, 1e9), prefix=machine.prefix)


def _wait(condition: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_one_dies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All processes of one at once; the other takes over and ends the batch."""
    with _site(tmp_path, monkeypatch) as site:
        one, other = site.programs
        one.keep_up("closed")
        other.keep_up("open")
        site.reach(30)
        one.end()
        other.rage(site.corpus, site.batch_id, 120)
        site.check()


def test_a_cable_is_pulled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine falls silent with files in hand: the other finishes them; plugged in again, it does none of them twice,
    and works on."""
    with _site(tmp_path, monkeypatch) as site:
        one, other = site.programs
        one.keep_up("closed")
        other.keep_up("open")
        site.reach(30)
        site.machines[0].pull()
        site.reach(FILES)
        site.machines[0].plug()
        other.end()
        site.check()
        again = site.corpus.create_batch("again", "ingest")
        site.corpus.receive(again.id, "last.txt", "last.txt", b"plain:last")
        site.corpus.close_batch(again.id)
        _wait(lambda: site.corpus.batch(again.id).balance.registered == 1, 120)
        assert one.service is not None
        one.service.terminate()
        assert one.service.wait(60) == 0
