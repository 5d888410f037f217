"""Bringing the schema (lược đồ) up to date, by the migrations shipped with the package."""

from __future__ import annotations

from functools import cache

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from corpus.database import Database
from corpus.refusals import CorpusRefusal

ADVISORY_LOCK = 0x76616E746875


class SchemaTooNew(CorpusRefusal):
    """The database was written by a later version of the program."""

    type = "schema_too_new"
    title = "Cơ sở dữ liệu thuộc phiên bản mới hơn của chương trình."
    title_en = "The database belongs to a later version of the program."


def migrate(database: Database, revision: str = "head") -> None:
    """Upgrade to the newest schema, in one transaction, one process at a time; nothing to do is the usual case."""
    with database.read() as connection:
        if revision == "head" and _is_current(connection):
            return
    with database.write() as connection:
        _lock(connection)
        command.upgrade(_config(connection), revision)


def downgrade(database: Database, revision: str) -> None:
    """Back to an earlier schema (`base`: no tables at all); data of later tables is lost."""
    with database.write() as connection:
        _lock(connection)
        command.downgrade(_config(connection), revision)


def revision_of(connection: Connection) -> str | None:
    """The revision the database is at; None where there are no tables."""
    return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    """The revision this version of the program writes."""
    return _revisions()[0]


def is_known(revision: str) -> bool:
    """Whether it is the newest revision or one that led to it."""
    return revision in _revisions()[1]


def _is_current(connection: Connection) -> bool:
    at = revision_of(connection)
    newest, known = _revisions()
    if at is not None and at not in known:
        raise SchemaTooNew(at)
    return at == newest


@cache
def _revisions() -> tuple[str | None, frozenset[str]]:
    """The newest revision and all there are; read off the files once."""
    scripts = ScriptDirectory.from_config(_config(None))
    return scripts.get_current_head(), frozenset(script.revision for script in scripts.walk_revisions())


def _lock(connection: Connection) -> None:
    """On SQLite the transaction itself is the lock; PostgreSQL is asked for one, kept to the end of it."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", "corpus:migrations")
    config.attributes["connection"] = connection
    return config
