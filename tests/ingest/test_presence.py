"""Who is alive: a lock that goes with its process, on one machine and across."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.database import normal_url
from ingest.presence import FilePresence, PostgresPresence, Presence, lock_file
from tests.compose.postgres import fresh_database


@pytest.fixture(params=["file", pytest.param("postgres", marks=pytest.mark.postgres)])
def presences(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Presence, Presence]]:
    """Two engines, `a` and `b`."""
    with contextlib.ExitStack() as stack:
        if request.param == "file":
            pair: tuple[Presence, Presence] = (FilePresence(tmp_path, "a"), FilePresence(tmp_path, "b"))
        else:
            url = normal_url(stack.enter_context(fresh_database()))
            pair = (PostgresPresence(url, "a"), PostgresPresence(url, "b"))
        for presence in pair:
            stack.callback(presence.release)
        yield pair


def test_the_living_are_left_alone(presences: tuple[Presence, Presence]) -> None:
    """Seen alive as long as it holds, however often it says so; dead once it let go."""
    a, b = presences
    a.hold()
    a.hold()
    with b.inherit("a") as dead:
        assert not dead
    a.release()
    with b.inherit("a") as dead:
        assert dead


def test_only_one_inherits(presences: tuple[Presence, Presence]) -> None:
    """While one takes over from the dead, nobody else does."""
    a, b = presences
    with a.inherit("c") as first, b.inherit("c") as second:
        assert (first, second) == (True, False)


def test_files_of_the_dead_are_swept(tmp_path: Path) -> None:
    """An engine that died with nothing in its hands leaves only its file; the next one to start removes it."""
    handle = lock_file(tmp_path / "alive.alive")
    assert handle is not None
    (tmp_path / "dead.alive").touch()
    presence = FilePresence(tmp_path, "new")
    presence.hold()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["alive.alive", "new.alive"]
    presence.release()
    os.close(handle)


def test_a_lock_is_had_once(tmp_path: Path) -> None:
    """By whoever came first; and again when it is given back."""
    first = lock_file(tmp_path / "lock")
    assert first is not None
    assert lock_file(tmp_path / "lock") is None
    os.close(first)
    again = lock_file(tmp_path / "lock")
    assert again is not None
    os.close(again)
