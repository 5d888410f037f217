"""Whatever dies meanwhile, the batch balances: nothing lost, nothing done twice, every file with its outcome."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.corpus import Corpus, open_corpus
from tests.chaos.storm import Storm
from tests.compose.postgres import fresh_database

CULPRITS = "tests.compose.culprits:read_file"
EXPECTED = {
    "segfault": "crashed",
    "spin": "timeout",
    "allocate": "out_of_memory",
    "fault": "crashed",
    "refuse": "damaged",
}


POSTGRES = pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.slow])


@pytest.fixture(params=["sqlite", POSTGRES])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/vanthu.db"
    else:
        with fresh_database() as url:
            yield url


def test_a_small_storm(database: str, tmp_path: Path) -> None:
    """A hundred files; everyone is killed once, the readers more often."""
    plan = ((0, "uploader"), (5, "reader"), (20, "nursery"), (35, "reader"), (45, "service"), (60, "reader"))
    _weather(database, tmp_path, Measure(80, 1, 10, plan=plan, seconds=120), kills=len(plan))


@pytest.mark.slow
def test_a_great_storm(database: str, tmp_path: Path) -> None:
    """A thousand files."""
    _weather(database, tmp_path, Measure(900, 10, 50, seconds=1200), kills=20)


@dataclass(frozen=True)
class Measure:
    """How many files of each sort, and how hard the storm."""

    good: int
    bad: int
    twins: int
    seconds: float
    plan: tuple[tuple[int, str], ...] = ()


def _weather(database: str, tmp_path: Path, measure: Measure, kills: int) -> None:
    files = tmp_path / "files"
    contents = _contents(measure)
    files.mkdir()
    for name, content in contents.items():
        (files / name).write_bytes(content)
    told = {
        "database": database,
        "queue": database if database.startswith("postgresql") else f"sqlite:///{tmp_path}/queue.db",
        "originals": str(tmp_path / "originals"),
        "folder": str(tmp_path),
        "files": str(files),
        "log": str(tmp_path / "service.log"),
        "reader": CULPRITS,
        "seconds": "0.5",
    }
    with open_corpus(database, told["originals"]) as corpus:
        told["batch"] = corpus.create_batch("chaos", "ingest").id
        storm = Storm(told, f"storm-{tmp_path.name}-{random.randrange(10**9)}", plan=measure.plan)
        try:
            storm.rage(corpus, told["batch"], measure.seconds)
            assert storm.kills.total() >= kills
            assert storm.processes() == []
            _check(corpus, told["batch"], contents)
        finally:
            storm.end()
    assert [path for path in tmp_path.rglob("*") if "incoming" in path.name or path.suffix in {".alive", ".tmp"}] == []


def _contents(measure: Measure) -> dict[str, bytes]:
    good, bad, twins = measure.good, measure.bad, measure.twins
    files = {f"good-{i:04}.txt": b"%s:%d" % (b"doze" if i % 5 == 0 else b"plain", i) for i in range(good)}
    files |= {f"twin-{i:04}.txt": b"plain:%d" % (5 * i + 1) for i in range(twins)}
    files |= {f"{word}-{i:04}.txt": b"%s:%d" % (word.encode(), i) for word in EXPECTED for i in range(bad)}
    names = list(files)
    random.Random(3).shuffle(names)
    return {f"{i:05}-{name}": files[name] for i, name in enumerate(names)}


def _check(corpus: Corpus, batch_id: str, contents: dict[str, bytes]) -> None:
    items = []
    cursor = None
    while True:
        page = corpus.items(batch_id, None, cursor, 200)
        items += page.items
        if (cursor := page.next_cursor) is None:
            break
    assert sorted(item.name for item in items) == sorted(contents)
    _check_outcomes(corpus, batch_id, contents, {item.name: item for item in items})
    _check_register(corpus, sum(item.state == "registered" for item in items))
    _check_originals(corpus, contents)
    _check_events(corpus, len(items))


def _check_outcomes(corpus: Corpus, batch_id: str, contents: dict[str, bytes], items: dict[str, object]) -> None:
    balance = corpus.batch(batch_id).balance
    distinct = len({content for content in contents.values() if content.split(b":")[0].decode() not in EXPECTED})
    bad = sum(content.split(b":")[0].decode() in EXPECTED for content in contents.values())
    assert (balance.registered, balance.returned) == (distinct, bad)
    assert balance.received == len(contents) == balance.registered + balance.returned + balance.duplicate
    for name, content in contents.items():
        word = content.split(b":")[0].decode()
        problem = items[name].problem  # type: ignore[attr-defined]
        assert (problem.type if problem else None) == EXPECTED.get(word)


def _check_register(corpus: Corpus, registered: int) -> None:
    numbers = []
    cursor = None
    while True:
        page = corpus.arrivals(cursor=cursor, limit=200)
        numbers += [arrival.number for arrival in page.items]
        if (cursor := page.next_cursor) is None:
            break
    assert numbers == list(range(1, registered + 1))


def _check_originals(corpus: Corpus, contents: dict[str, bytes]) -> None:
    held = list(corpus.originals.list())
    assert set(held) == {hashlib.sha256(content).hexdigest() for content in contents.values()}
    assert all(hashlib.sha256(corpus.originals.get(sha)).hexdigest() == sha for sha in held)


def _check_events(corpus: Corpus, count: int) -> None:
    events = list(corpus.events(limit=100_000))
    assert [event.position for event in events] == list(range(1, len(events) + 1))
    kinds = {"document.registered", "item.returned", "item.duplicate"}
    settled = Counter(event.data["item_id"] for event in events if event.type in kinds)
    assert len(settled) == count
    assert set(settled.values()) == {1}
