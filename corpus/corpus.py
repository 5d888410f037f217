"""The corpus (kho văn bản): what was read, kept and answered for. One face for API, command line and batches.

Every verb is one transaction; the work itself is in the room named for the noun.
"""

from __future__ import annotations

import secrets
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, select

from corpus.agency import is_seeded, seed_agencies
from corpus.database import Database
from corpus.index import SearchIndex
from corpus.log import take
from corpus.originals import open_originals
from corpus.schema import migrate
from corpus.tables.base import insert_rows, table
from corpus.tables.terms import InstallationRow
from corpus.verbs.base import Clock, utc_now
from corpus.verbs.cases import CaseVerbs
from corpus.verbs.changes import ChangeVerbs
from corpus.verbs.documents import DocumentVerbs
from corpus.verbs.intake import IntakeVerbs
from corpus.verbs.jobs import JobVerbs
from corpus.verbs.registers import RegisterVerbs
from corpus.verbs.safety import SafetyVerbs
from corpus.verbs.searches import SavedSearchVerbs
from corpus.verbs.signed import SignedVerbs
from corpus.verbs.works import WorkVerbs

INSTALLATION = table(InstallationRow)


class Corpus(
    IntakeVerbs,
    SignedVerbs,
    ChangeVerbs,
    RegisterVerbs,
    DocumentVerbs,
    WorkVerbs,
    SavedSearchVerbs,
    CaseVerbs,
    JobVerbs,
    SafetyVerbs,
):
    """Made by `open_corpus`; safe to share between threads, and to open in several processes at once."""

    def close(self) -> None:
        """Give everything back; also done by `with`."""
        self.database.close()

    def __enter__(self) -> Corpus:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_corpus(database_url: str, originals: str, index: Path | None = None, *, clock: Clock = utc_now) -> Corpus:
    """Open a corpus, making what is missing: `sqlite:///data/vanthu.db` or `postgresql://…`; originals in a folder
    or `s3://bucket/prefix`; the search index in a folder of its own, or none. Migrations are run first."""
    with ExitStack() as undo:
        database = Database(database_url)
        undo.callback(database.close)
        migrate(database)
        with database.read() as connection:
            seeded = is_seeded(connection)
        if not seeded:
            database.transact(partial(seed_agencies, now=clock()))
        search_index = SearchIndex(index, installation_id(database)) if index is not None else None
        corpus = Corpus(database, open_originals(originals), search_index, clock)
        undo.pop_all()
    return corpus


def installation_id(database: Database) -> str:
    """The name of this corpus, given when it is first opened."""

    def work(connection: Connection) -> str:
        take(connection, "installation")  # one process at a time: there must be one name
        found = connection.execute(select(INSTALLATION.c.id)).scalar()
        if found is None:
            found = secrets.token_hex(4)
            insert_rows(connection, InstallationRow, [{"id": found}])
        return str(found)

    with database.read() as connection:
        found = connection.execute(select(INSTALLATION.c.id)).scalar()
    return str(found) if found else database.transact(work)


__all__ = ["Clock", "Corpus", "open_corpus", "utc_now"]
