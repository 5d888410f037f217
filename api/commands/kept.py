"""What is kept already (kho đang có): opened, never made anew, and faults of disk and database told by type."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from api.commands.terminal import Terminal
from api.settings import Settings
from corpus.corpus import Corpus, open_corpus
from corpus.database import normal_url
from corpus.refusals import NotFound


@contextmanager
def open_kept(settings: Settings, *, index: bool = False) -> Iterator[Corpus]:
    """The corpus, with its index where asked for; `NotFound` rather than a new, empty one that would look sound."""
    must_exist(settings.database_url)
    with open_corpus(settings.database_url, settings.originals, settings.index if index else None) as corpus:
        yield corpus


def must_exist(database_url: str) -> None:
    """`NotFound` where the URL is that of a SQLite file which is not there."""
    url = make_url(normal_url(database_url))
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise NotFound(url.database)


@contextmanager
def faults_told(here: Terminal) -> Iterator[None]:
    """A full disk, a folder closed to us, a database away or damaged: one typed line, and status 1."""
    try:
        yield
    except OSError as error:
        here.refuse("storage", here.say("cli.problem.storage"), f"{error.strerror or error}: {error.filename or ''}")
        raise typer.Exit(1) from error
    except _store_faults() as error:
        here.refuse("storage", here.say("cli.problem.storage"), str(error).partition("\n")[0])
        raise typer.Exit(1) from error
    except (DatabaseError, ArgumentError, ModuleNotFoundError) as error:
        here.refuse("database", here.say("cli.problem.database"), str(getattr(error, "orig", error)).partition("\n")[0])
        raise typer.Exit(1) from error


def _store_faults() -> tuple[type[Exception], ...]:
    """What an S3-compatible store may answer; nothing where the extra `scale` is not installed."""
    try:
        from obstore.exceptions import BaseError
    except ModuleNotFoundError:
        return ()
    return (BaseError,)
