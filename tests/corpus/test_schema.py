"""Migrations: up and down on both databases, and the tables are those the code declares."""

from __future__ import annotations

from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from corpus.corpus import open_corpus
from corpus.correction import Decision
from corpus.database import Database
from corpus.document import DocumentFilter
from corpus.schema import SchemaTooNew, downgrade, migrate, newest_revision, revision_of
from corpus.tables import METADATA
from tests.corpus.compose_reading import file_dispatch


def test_migrations_go_up_and_down_and_up(database_url):
    """Down to nothing, and back."""
    with closing(Database(database_url)) as database:
        for _ in range(2):
            migrate(database)
            with database.read() as connection:
                assert revision_of(connection) == newest_revision()
                assert set(METADATA.tables) < set(inspect(connection).get_table_names())
            downgrade(database, "base")
            with database.read() as connection:
                assert inspect(connection).get_table_names() == ["alembic_version"]


def test_the_migrated_schema_is_the_declared_one(database_url):
    """No column, index or constraint was forgotten in a migration."""
    with closing(Database(database_url)) as database:
        migrate(database)
        with database.read() as connection:
            options = {"compare_type": False, "target_metadata": METADATA}
            context = MigrationContext.configure(connection, opts=options)
            assert compare_metadata(context, METADATA) == []


def test_a_database_of_a_later_version_is_left_alone(database_url, tmp_path):
    """An old program must not write into it."""
    open_corpus(database_url, str(tmp_path / "o")).close()
    with closing(Database(database_url)) as database, database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaTooNew):
        open_corpus(database_url, str(tmp_path / "o"))


def test_doubts_of_what_was_filed_before_are_counted(corpus):
    """By the latest reading and what was decided, as if they had been counted from the first."""
    filed = file_dispatch(corpus, "x", reference="1/A-B", document_type="cong_van", subject="họp")
    corpus.correct(filed.document_id, [Decision(1, "issuer", "rejected"), Decision(1, "issued_on", "rejected")], "Lan")
    corpus.correct(filed.document_id, [Decision(1, "issued_on", "withdrawn")], "Lan")
    downgrade(corpus.database, "0009")
    migrate(corpus.database)
    assert [found.doubts for found in corpus.document(filed.document_id).summary.dispatches] == [1]  # the day
    lists = [corpus.documents(DocumentFilter(numbered=has_one)).items for has_one in (True, False)]
    assert [len(found) for found in lists] == [1, 0]
