"""A corpus on every database: SQLite always, PostgreSQL where a server answers."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from corpus.corpus import Corpus, open_corpus
from corpus.database import Database
from corpus.schema import migrate

SERVER = os.environ.get("VANTHU_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")


class Clock:
    """Stands still until told; one second further at each look, so that order shows."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The clock the corpus reads."""
    return Clock()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request, tmp_path) -> Iterator[str]:
    """The URL of an empty database, dropped afterwards."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/vanthu.db"
        return
    yield from postgres_database()


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def shelf(request, tmp_path_factory) -> Iterator[Corpus]:
    """A corpus that the tests of one module fill once and only ask."""
    folder = tmp_path_factory.mktemp("shelf")
    urls = iter([f"sqlite:///{folder}/vanthu.db"]) if request.param == "sqlite" else postgres_database()
    with open_corpus(next(urls), str(folder / "originals"), folder / "index", clock=Clock()) as opened:
        yield opened
    next(urls, None)


@pytest.fixture
def corpus(migrated_url, tmp_path, clock) -> Iterator[Corpus]:
    """An empty corpus with its index."""
    with open_corpus(migrated_url, str(tmp_path / "originals"), tmp_path / "index", clock=clock) as opened:
        yield opened


@pytest.fixture
def migrated_url(database_url, request, tmp_path) -> str:
    """The same database with its tables made."""
    if not database_url.startswith("sqlite"):
        migrate_empty(database_url)
        return database_url
    shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "vanthu.db")
    return database_url


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory) -> Path:
    """A SQLite file with every table and nothing in them."""
    path = tmp_path_factory.mktemp("migrated") / "vanthu.db"
    migrate_empty(f"sqlite:///{path}")
    return path


def migrate_empty(url: str) -> None:
    """Make the tables."""
    with closing(Database(url)) as database:
        migrate(database)


def postgres_database() -> Iterator[str]:
    """A database of our own; skipped where no server answers."""
    name = f"vanthu_test_{secrets.token_hex(6)}"
    try:
        server = psycopg.connect(SERVER, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL server answers")
    with server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield SERVER.rpartition("/")[0] + f"/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
