"""The pool of reading processes: whatever a file does to its process, the service lives and the file is typed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.crew import PoolClosed, ReadersDown
from ingest.intake import find_files
from ingest.options import ReadOptions
from ingest.pool import ReaderPool
from ingest.problems import Crashed, Damaged
from tests.compose.archive import zip_of

NOW = datetime(2026, 3, 2, tzinfo=UTC)
CULPRITS = "tests.compose.culprits"
QUICK = ReadOptions(limits=replace(ReadOptions().limits, seconds=0.6, memory=400 * 1024**2))


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    """Two workers that do as the file says."""
    with ReaderPool(2, reader=f"{CULPRITS}:read_file") as pool:
        yield pool


@pytest.mark.parametrize(
    ("behaviour", "problem"),
    [
        (b"spin", "timeout"),
        (b"allocate", "out_of_memory"),
        (b"abort", "out_of_memory"),  # PDFium, when an allocation fails
        (b"ruin", "crashed"),  # the C library, when its heap is ruined
        (b"segfault", "crashed"),
        (b"leave", "crashed"),
        (b"fault", "crashed"),
        (b"kill", "out_of_memory"),  # again and again: the system does not want it
        (b"refuse", "damaged"),
        (b"shout", None),
        (b"nap", None),
        (b"ask", None),  # longer than the limit, but asked for
    ],
)
def test_every_death_has_its_type(pool: ReaderPool, behaviour: bytes, problem: str | None) -> None:
    """The reading says why, and its source is complete all the same."""
    reading = pool.read(behaviour, "a.txt", "in/a.txt", QUICK, now=NOW)
    assert problem == (reading.problem.type if reading.problem else None)
    assert ("a.txt", "in/a.txt", hashlib.sha256(behaviour).hexdigest(), len(behaviour)) == (
        reading.source.name,
        reading.source.path,
        reading.source.sha256,
        reading.source.bytes,
    )


def test_a_path_is_read_by_the_worker(pool: ReaderPool, tmp_path: Path) -> None:
    """Its bytes never pass through the service; what cannot be opened is typed."""
    file = tmp_path / "a.txt"
    file.write_bytes(b"hello")
    assert hashlib.sha256(b"hello").hexdigest() == pool.read(file, "a.txt", now=NOW).source.sha256
    gone = pool.read(tmp_path / "b.txt", "b.txt", now=NOW)
    assert gone.problem is not None
    assert gone.problem.type == "unreadable"


def test_a_file_too_large_is_not_loaded(pool: ReaderPool, tmp_path: Path) -> None:
    """It is refused by its size, and still has its hash."""
    file = tmp_path / "big.txt"
    file.write_bytes(b"0123456789" * 100)
    small = ReadOptions(limits=replace(ReadOptions().limits, bytes=999))
    reading = pool.read(file, "big.txt", options=small, now=NOW)
    assert reading.problem is not None
    assert (reading.problem.type, reading.source.bytes) == ("too_large", 1000)
    assert hashlib.sha256(file.read_bytes()).hexdigest() == reading.source.sha256


def test_map_keeps_the_order(pool: ReaderPool, tmp_path: Path) -> None:
    """Slow and quick files, bad ones and missing ones come back as they went in."""
    for i, behaviour in enumerate([b"nap", b"a", b"segfault", b"nap", b"b", b"c", b"fault", b"d"]):
        (tmp_path / f"{i}.txt").write_bytes(behaviour)
    found = list(find_files([tmp_path, tmp_path / "none"]))
    readings = list(pool.map(iter(found), QUICK, now=NOW))
    assert [file.path for file in found] == [reading.source.path for reading in readings]
    assert [reading.problem.type if reading.problem else None for reading in readings] == [
        None,
        None,
        "crashed",
        None,
        None,
        None,
        "crashed",
        None,
        "missing",
    ]


def test_map_looks_ahead_no_further_than_it_must(pool: ReaderPool, tmp_path: Path) -> None:
    """Ten thousand files are not opened at once: twice the workers are under way, no more."""
    (tmp_path / "a.txt").write_bytes(b"a")
    (found,) = find_files([tmp_path / "a.txt"])
    taken = []

    def files() -> Iterator[object]:
        for i in range(1000):
            taken.append(i)
            yield found

    readings = pool.map(files(), now=NOW)  # type: ignore[arg-type]
    next(readings)
    assert len(taken) <= 5
    readings.close()  # type: ignore[attr-defined]


def test_calls_do_not_wait_for_readings(pool: ReaderPool) -> None:
    """A page image is drawn while every reader is busy."""
    with ThreadPoolExecutor(2) as threads:
        busy = [threads.submit(pool.read, b"nap", "a.txt", now=NOW) for _ in range(2)]
        assert os.getpid() != pool.call(f"{CULPRITS}:pid")
        assert not all(reading.done() for reading in busy)


def test_a_call_raises_what_happened(pool: ReaderPool) -> None:
    """Refusals come back as themselves, faults as `crashed`."""
    with pytest.raises(Damaged, match="by half"):
        pool.call(f"{CULPRITS}:refuse")
    with pytest.raises(Crashed, match="no such thing"):
        pool.call(f"{CULPRITS}:fault")


def test_a_poisoned_answer_is_not_loaded(pool: ReaderPool) -> None:
    """What comes back may only be values of ours: the process had a hostile file in its hands."""
    with pytest.raises(Crashed, match=r"posix\.system"):
        pool.call(f"{CULPRITS}:evil")
    assert pool.call(f"{CULPRITS}:pid") in pool.processes


def test_a_swollen_process_is_replaced(pool: ReaderPool) -> None:
    """Memory goes back to where it was."""
    first = pool.read(b"a", "a.txt", now=NOW).notes[1]
    swollen = pool.read(b"swell", "a.txt", now=NOW).notes[1]
    assert first == swollen
    assert swollen not in {str(pid) for pid in pool.processes}


def test_a_process_that_swells_with_its_first_file_is_replaced() -> None:
    """What the first file took is no yardstick for the rest."""
    with ReaderPool(1, reader=f"{CULPRITS}:read_file") as pool:
        swollen = pool.read(b"swell", "a.txt", now=NOW).notes[1]
        assert swollen not in {str(pid) for pid in pool.processes}


def test_a_killed_process_is_no_fault_of_the_file(pool: ReaderPool) -> None:
    """Killed from outside in the middle of a file, the file is simply read again."""
    with ThreadPoolExecutor(1) as threads:
        before = set(pool.processes)
        future = threads.submit(pool.read, b"nap", "a.txt", now=NOW)
        time.sleep(0.1)
        for pid in before | set(pool.processes):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        assert future.result().problem is None


@pytest.mark.usefixtures("cold_nurseries")
def test_a_killed_nursery_is_replaced(pool: ReaderPool) -> None:
    """With it go all workers; the next reading starts anew."""
    pool.read(b"a", "a.txt", now=NOW)
    nursery = _parent(pool.processes[0])
    workers = pool.processes
    os.kill(nursery, signal.SIGKILL)
    _wait_until_gone(nursery, *workers)
    assert pool.read(b"a", "a.txt", now=NOW).problem is None
    assert not set(workers) & set(pool.processes)


def test_files_inside_files_follow_their_container(tmp_path: Path) -> None:
    """Zips within zips, each member with the path that led to it; a bad one does not stop the others."""
    inner = zip_of({"c.txt": b"ba", "xau.txt": b""})
    (tmp_path / "lo.zip").write_bytes(zip_of({"a.txt": b"mot", "trong.zip": inner, "b/b.txt": b"hai"}))
    (tmp_path / "sau.txt").write_bytes(b"sau")
    with ReaderPool(1) as pool:
        readings = list(pool.map(find_files([tmp_path]), now=NOW))
    root = str(tmp_path)
    assert [reading.source.path.removeprefix(f"{root}/") for reading in readings] == [
        "lo.zip",
        "lo.zip!a.txt",
        "lo.zip!trong.zip",
        "lo.zip!trong.zip!c.txt",
        "lo.zip!trong.zip!xau.txt",
        "lo.zip!b/b.txt",
        "sau.txt",
    ]
    assert [reading.problem.type for reading in readings if reading.problem] == ["empty_file"]


def test_reload_takes_new_workers(pool: ReaderPool) -> None:
    """After a change of the trust folder, nobody reads with the old one."""
    pool.read(b"a", "a.txt", now=NOW)
    before = set(pool.processes)
    pool.reload()
    pool.read(b"a", "a.txt", now=NOW)
    assert not before & set(pool.processes)


def test_a_change_of_the_trust_folder_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A certificate added on the command line holds for the next file the service reads."""
    monkeypatch.setattr("ingest.watched._EVERY", 0.0)
    with ReaderPool(1, trust=tmp_path, reader=f"{CULPRITS}:read_file") as pool:
        pool.read(b"a", "a.txt", now=NOW)
        before = pool.processes
        pool.read(b"a", "a.txt", now=NOW)
        assert pool.processes == before
        (tmp_path / "ca.pem").write_text("")
        pool.read(b"a", "a.txt", now=NOW)
        assert not set(before) & set(pool.processes)


def test_close_ends_everything() -> None:
    """Readings under way get `PoolClosed`; no process is left."""
    pool = ReaderPool(1, reader=f"{CULPRITS}:read_file")
    pool.read(b"a", "a.txt", now=NOW)
    processes = [*pool.processes, _parent(pool.processes[0])]
    ended: list[BaseException] = []

    def run() -> None:
        try:
            pool.read(b"spin", "a.txt", now=NOW)
        except PoolClosed as error:
            ended.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    time.sleep(0.2)
    pool.close()
    thread.join(60)
    assert [PoolClosed] == [type(error) for error in ended]
    _wait_until_gone(*processes)
    with pytest.raises(PoolClosed):
        pool.read(b"a", "a.txt", now=NOW)


def test_a_reader_that_does_not_start_is_said_so() -> None:
    """Rather than tried for ever."""
    with ReaderPool(1, reader="tests.compose.culprits:no_such_function") as pool:  # noqa: SIM117
        with pytest.raises(ReadersDown, match="no_such_function"):
            pool.read(b"a", "a.txt", now=NOW)


def test_nobody_outlives_a_killed_service(tmp_path: Path) -> None:
    """SIGKILL of the service, in the middle of a file: nursery and workers are gone at once."""
    script = f"""
import sys, threading, time
sys.path[:] = {sys.path!r}
from ingest.pool import ReaderPool
pool = ReaderPool(2, reader="{CULPRITS}:read_file")
pool.read(b"a", "a.txt")
thread = threading.Thread(target=pool.read, args=(b"spin", "a.txt"))
thread.start()
time.sleep(0.3)
print(*pool.processes, flush=True)
time.sleep(60)
"""
    service = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert service.stdout is not None
    workers = [int(word) for word in service.stdout.readline().split()]
    family = [*workers, _parent(workers[0])]
    assert all(_alive(pid) for pid in family)
    service.kill()
    service.communicate()
    _wait_until_gone(*family)


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def _wait_until_gone(*processes: int) -> None:
    deadline = time.monotonic() + 60
    while any(_alive(pid) for pid in processes) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert [pid for pid in processes if _alive(pid)] == []


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):  # gone before it was opened, or between that and the reading
        return False
