"""Who is alive (sự hiện diện): each engine holds a lock the system takes away the moment its process is gone.

On one machine it is a locked file; across machines an advisory lock of PostgreSQL, held by a connection of its own.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from corpus.remote import open_remote

ENGINES = "engines"
"""Folder beside the file of a queue, where the engines of the machine hold their locks."""


class Presence(Protocol):
    """The lock of one engine, and a look at those of others."""

    certain: bool
    """Whether a free lock proves death at once, or only when it stays free (a connection may be cut for a moment)."""

    def hold(self) -> None:
        """Be seen alive; again and again, as a connection may be lost."""

    def inherit(self, other: str) -> contextlib.AbstractContextManager[bool]:
        """Whether the other one is dead; while the answer is yes, nobody else gets it."""

    def release(self) -> None:
        """Be seen no more."""


class FilePresence:
    """Locked files in a folder all engines of the machine share."""

    certain = True

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._handle: int | None = None

    def hold(self) -> None:
        """See `Presence.hold`."""
        if self._handle is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._handle = lock_file(self._file(self._name))
            if self._handle is None:
                raise RuntimeError(f"another engine is called {self._name}")
            for file in self._folder.glob("*.alive"):  # what the dead left, even if nothing was in their hands
                with self.inherit(file.stem):
                    pass

    @contextmanager
    def inherit(self, other: str) -> Iterator[bool]:
        """See `Presence.inherit`."""
        handle = lock_file(self._file(other))
        try:
            yield handle is not None
        finally:
            if handle is not None:
                self._file(other).unlink(missing_ok=True)
                os.close(handle)

    def release(self) -> None:
        """See `Presence.release`."""
        if self._handle is not None:
            self._file(self._name).unlink(missing_ok=True)
            os.close(self._handle)
            self._handle = None

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.alive"


class PostgresPresence:
    """Advisory locks: the server drops them with the connection, and keepalives tell it of a machine that vanished."""

    certain = False

    def __init__(self, url: str, name: str) -> None:
        self._engine: Engine = open_remote(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        self._name = name
        self._held: Connection | None = None

    def hold(self) -> None:
        """See `Presence.hold`."""
        if self._held is not None:
            try:
                self._held.execute(text("SELECT 1"))
                return
            except SQLAlchemyError:
                self._drop()
        connection = self._engine.connect()
        _lock(connection, self._name)  # one that took it for dead lets go of it in a moment
        self._held = connection

    @contextmanager
    def inherit(self, other: str) -> Iterator[bool]:
        """See `Presence.inherit`."""
        with self._engine.connect() as connection:
            yield bool(connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _key(other)}).scalar())

    def release(self) -> None:
        """See `Presence.release`."""
        self._drop()
        self._engine.dispose()

    def _drop(self) -> None:
        if self._held is not None:
            with contextlib.suppress(SQLAlchemyError):
                self._held.close()
            self._held = None


def engines_at_work(queue_file: Path) -> tuple[str, ...]:
    """Names of the engines of this machine that work on a queue kept in a file."""
    folder = queue_file.parent / ENGINES
    return tuple(sorted(file.stem for file in folder.glob("*.alive") if _is_locked(file)))


def _is_locked(file: Path) -> bool:
    with file.open("rb") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def lock_file(path: Path) -> int | None:
    """The handle of a file locked by this process alone, or None where another holds it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(handle).st_ino == os.stat(path).st_ino:  # noqa: PTH116 - not one just removed by its last holder
            return handle
    except (BlockingIOError, FileNotFoundError):
        pass
    os.close(handle)
    return None


def _lock(connection: Connection, name: str) -> None:
    connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _key(name)})


def _key(name: str) -> int:
    return int.from_bytes(hashlib.sha256(f"vanthu engine {name}".encode()).digest()[:8], "big", signed=True)
