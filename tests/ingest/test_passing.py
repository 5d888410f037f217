"""Which causes pass, and how they are waited out."""

from __future__ import annotations

import errno
import sqlite3
import threading

import psycopg
import pytest
from obstore.exceptions import GenericError, NotFoundError, PermissionDeniedError
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from ingest.passing import Stopping, passes, patiently


def _sqlite(message: str) -> DBAPIError:
    return OperationalError("INSERT", {}, sqlite3.OperationalError(message))


def _postgres(sqlstate: str | None) -> DBAPIError:
    error = psycopg.errors.lookup(sqlstate)("…") if sqlstate else psycopg.OperationalError("connection failed")
    return OperationalError("INSERT", {}, error)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (_sqlite("database is locked"), True),
        (_sqlite("database or disk is full"), True),
        (_sqlite("unable to open database file"), True),
        (_sqlite("no such table: item"), False),
        (IntegrityError("INSERT", {}, sqlite3.IntegrityError("UNIQUE constraint failed")), False),
        (_postgres("57P01"), True),  # the administrator shuts it down
        (_postgres("53100"), True),  # disk full
        (_postgres("40001"), True),  # lost race
        (_postgres("08006"), True),  # connection failure
        (_postgres(None), True),  # nobody answers
        (ProgrammingError("SELECT", {}, psycopg.errors.UndefinedTable("…")), False),
        (PoolTimeout(), True),
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (ConnectionResetError(), True),
        (FileNotFoundError(errno.ENOENT, "No such file"), False),
        (PermissionError(errno.EACCES, "Permission denied"), False),
        (GenericError("503 Service Unavailable"), True),
        (PermissionDeniedError("403"), True),  # someone will mend the keys; the file is not to blame
        (NotFoundError("404"), False),
        (ValueError("nonsense"), False),
    ],
)
def test_what_passes(error: Exception, expected: bool) -> None:
    """Disk, database and bucket; never what the file or the program is to blame for."""
    assert passes(error) == expected


def test_it_is_tried_until_it_works() -> None:
    """With a pause that grows."""
    causes: list[Exception] = [OSError(errno.ENOSPC, "full"), _sqlite("database is locked")]

    def work() -> str:
        if causes:
            raise causes.pop()
        return "done"

    assert patiently(work, threading.Event()) == "done"


def test_what_stays_is_raised_at_once() -> None:
    """Nobody waits for a mistake to mend itself."""
    with pytest.raises(ValueError, match="nonsense"):
        patiently(lambda: (_ for _ in ()).throw(ValueError("nonsense")), threading.Event())


def test_stopping_ends_the_wait() -> None:
    """At once, and so that nothing takes it for a failure of the work."""
    stopping = threading.Event()
    stopping.set()
    with pytest.raises(Stopping):
        patiently(lambda: (_ for _ in ()).throw(ConnectionResetError()), stopping)
    assert not issubclass(Stopping, Exception)
