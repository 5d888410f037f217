"""Whatever dies meanwhile, the batch balances: nothing lost, nothing done twice, every file with its outcome."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.corpus import Corpus, open_corpus
from tests.chaos.reckoning import all_items, check_events, check_litter, check_originals, check_register
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
    """Nearly two thousand files: a quick machine must be in the storm long enough for twenty strikes, too."""
    _weather(database, tmp_path, Measure(1800, 10, 50, seconds=1200), kills=20)


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
    check_litter(tmp_path)


def _contents(measure: Measure) -> dict[str, bytes]:
    good, bad, twins = measure.good, measure.bad, measure.twins
    files = {f"good-{i:04}.txt": b"%s:%d" % (b"doze" if i % 5 == 0 else b"plain", i) for i in range(good)}
    files |= {f"twin-{i:04}.txt": b"plain:%d" % (5 * i + 1) for i in range(twins)}
    files |= {f"{word}-{i:04}.txt": b"%s:%d" % (word.encode(), i) for word in EXPECTED for i in range(bad)}
    names = list(files)
    random.Random(3).shuffle(names)
    return {f"{i:05}-{name}": files[name] for i, name in enumerate(names)}


def _check(corpus: Corpus, batch_id: str, contents: dict[str, bytes]) -> None:
    items = all_items(corpus, batch_id)
    assert sorted(item.name for item in items) == sorted(contents)
    _check_outcomes(corpus, batch_id, contents, {item.name: item for item in items})
    check_register(corpus, sum(item.state == "registered" for item in items))
    check_originals(corpus, list(contents.values()))
    check_events(corpus, len(items))


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
