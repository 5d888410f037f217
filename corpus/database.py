"""The database (cơ sở dữ liệu): SQLite out of the box, PostgreSQL by URL, and the two kinds of transaction.

A writer on SQLite takes the lock when it begins (BEGIN IMMEDIATE), so it never fails half-way because another wrote;
on PostgreSQL a filing that lost a race for the same row is simply run again.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from corpus.remote import open_remote
from corpus.storable import keep_storable

T = TypeVar("T")
BUSY_SECONDS = 30
POOL = 64
"""Sixteen workers deadlocked on a pool of fifteen; waiting connections cost little."""
SERIALIZATION_FAILURES = {"40001", "40P01"}
ATTEMPTS = 5


class Database:
    """An engine and its transactions; close it when done."""

    def __init__(self, url: str) -> None:
        self.url = normal_url(url)
        self.engine = _make_engine(self.url)
        keep_storable(self.engine)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is a file (or memory) rather than a server."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self, *, snapshot: bool = False) -> Iterator[Connection]:
        """A connection to read by; with `snapshot`, one view to the end, as SQLite gives it anyway."""
        with self.engine.connect() as connection:
            if snapshot and not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: committed at the end, rolled back by any exception."""
        with self.engine.connect() as connection:
            connection = connection.execution_options(vanthu_write=True)
            with connection.begin():
                yield connection

    def transact(self, work: Callable[[Connection], T]) -> T:
        """Run the work in one transaction, again when another writer got in between (lost race, deadlock)."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with self.write() as connection:
                    return work(connection)
            except (IntegrityError, OperationalError) as error:
                if attempt == ATTEMPTS or not _lost_race(error):
                    raise
                time.sleep(random.uniform(0.005, 0.05) * attempt)
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def normal_url(url: str) -> str:
    """A bare path becomes a SQLite URL, `postgresql://` gets the psycopg driver."""
    if "://" not in url:
        return f"sqlite:///{Path(url).absolute()}"
    parsed = make_url(url)
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed.render_as_string(hide_password=False)


def _make_engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return open_remote(url, pool_size=8, max_overflow=POOL - 8, pool_pre_ping=True)
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, pool_size=8, max_overflow=POOL - 8, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    """WAL, so readers never wait; FULL, so a commit survives a power cut; transactions begun by us alone."""
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "cache_size=-16384",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("vanthu_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _lost_race(error: DBAPIError) -> bool:
    """Two filings of the same bytes or the same new work at once: the second sees the first when run again."""
    if isinstance(error, IntegrityError):
        return True
    return getattr(error.orig, "sqlstate", None) in SERIALIZATION_FAILURES
