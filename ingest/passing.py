"""Causes that pass (lỗi tạm thời): disk full, database away, store of originals unreachable. They are waited out."""

from __future__ import annotations

import errno
import logging
import random
import threading
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

log = logging.getLogger(__name__)

T = TypeVar("T")
_FIRST_WAIT = 0.2
_LONGEST_WAIT = 15.0
_ERRNOS = frozenset(
    {
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EMFILE,
        errno.ENFILE,
        errno.ENOMEM,
        errno.EAGAIN,
        errno.EIO,
        errno.ESTALE,
        errno.ETIMEDOUT,
        errno.ECONNREFUSED,
        errno.ECONNRESET,
        errno.EHOSTUNREACH,
        errno.ENETUNREACH,
        errno.EPIPE,
    }
)
_SQLITE = ("locked", "busy", "disk is full", "disk i/o error", "unable to open database file", "readonly")
_SQLSTATES = ("08", "40", "53", "57", "55P03", "25P03", "25006")
"""Connection, lost race, resources (53100: disk full), operator (57P01: shutting down), lock, idle, read-only."""


_ABOUT_THE_FILE = frozenset({"NotFoundError", "InvalidPathError", "NotSupportedError", "AlreadyExistsError"})


class Stopping(BaseException):
    """The engine stops: leave the work where it is, to be taken up again. No Exception, so nothing takes it for a
    failure of the work."""


def passes(error: BaseException) -> bool:
    """Whether waiting may help."""
    if isinstance(error, DBAPIError):
        return _database_passes(error)
    if isinstance(error, OSError):
        return error.errno in _ERRNOS or isinstance(error, (ConnectionError, TimeoutError))
    return isinstance(error, PoolTimeout) or _store_passes(error)


def patiently(work: Callable[[], T], stopping: threading.Event, also: tuple[type[Exception], ...] = ()) -> T:
    """Do the work, again after a while as long as the cause passes; Stopping when the engine stops meanwhile.

    The work must be idempotent. `also` names further exceptions to wait for.
    """
    wait = _FIRST_WAIT
    while True:
        try:
            return work()
        except Exception as error:
            if not (passes(error) or isinstance(error, also)):
                raise
            log.warning("waiting %.1f s for a cause to pass: %s", wait, error)
        if stopping.wait(wait * random.uniform(0.75, 1.25)):
            raise Stopping
        wait = min(2 * wait, _LONGEST_WAIT)


def _store_passes(error: BaseException) -> bool:
    """Whatever a bucket answers that is not about this file: also refused keys, which someone will mend."""
    kind = type(error)
    return kind.__module__.startswith("obstore") and kind.__name__ not in _ABOUT_THE_FILE


def _database_passes(error: DBAPIError) -> bool:
    if error.connection_invalidated:
        return True
    state = getattr(error.orig, "sqlstate", None)
    if state:
        return str(state).startswith(_SQLSTATES)
    if type(error.orig).__module__.startswith("psycopg"):
        return type(error.orig).__name__ in {"OperationalError", "InterfaceError", "ConnectionTimeout"}
    return any(word in str(error.orig).lower() for word in _SQLITE)
