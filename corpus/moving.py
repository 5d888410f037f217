"""Moving the corpus (chuyển kho): every table into another, empty database, every original read again on the way.

Both sides are told by a fingerprint of each table, taken from the database itself after the copy and before its commit:
rows lost, changed in another database's types, or written meanwhile all show, and then nothing is kept.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from sqlalchemy import Connection, Table, select

from corpus.backup import PIECE, copy_originals, fill_table, kept_originals, make_room, must_be_empty, plain_value
from corpus.check import original_fault
from corpus.database import Database
from corpus.originals import Originals
from corpus.refusals import CopyDiffers
from corpus.schema import migrate
from corpus.tables import METADATA

MODULUS = 1 << 256


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """How many rows a table has, and the sum of their SHA-256: databases sort text differently, sums do not care."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class MoveReport:
    """Fingerprints by table, the same on both sides; originals read again, and those that were copied."""

    tables: dict[str, Fingerprint]
    originals: int
    copied: int


def move_corpus(source: Database, kept: Originals, target: Database, store: Originals) -> MoveReport:
    """Copy the originals into `store` (which may be the one they are in) and the tables into `target`.

    `Conflict` where the target is not empty, `CopyDiffers` where an original or a table is not what it was.
    """
    migrate(source)
    migrate(target)
    with target.read() as connection:
        must_be_empty(connection)
    with source.read() as connection:
        wanted = kept_originals(connection)
    for sha256 in wanted:
        if (fault := original_fault(kept, sha256)) is not None:
            raise CopyDiffers(f"{fault} {sha256}")
    copied = copy_originals(kept, store, wanted) if store is not kept else 0
    if store is not kept:
        for sha256 in wanted:
            if (fault := original_fault(store, sha256)) is not None:
                raise CopyDiffers(f"{fault} {sha256}")
    return MoveReport(move_database(source, target), len(wanted), copied)


def move_database(source: Database, target: Database) -> dict[str, Fingerprint]:
    """Copy every table into another, empty database (SQLite to PostgreSQL, say), in one transaction."""
    migrate(target)

    def fill(connection: Connection) -> dict[str, Fingerprint]:
        make_room(connection)
        with source.read(snapshot=True) as reader:
            for found in METADATA.sorted_tables:
                query = select(found).order_by(*found.primary_key).execution_options(yield_per=PIECE)
                fill_table(connection, found, (dict(row) for row in reader.execute(query).mappings()))
        return _compare(source, connection)

    return target.transact(fill)


def fingerprint(connection: Connection, found: Table) -> Fingerprint:
    """What a table holds now, the same on either kind of database."""
    rows, total = 0, 0
    for row in connection.execute(select(found).execution_options(yield_per=PIECE)).mappings():
        line = json.dumps({name: plain_value(value) for name, value in row.items()}, sort_keys=True)
        total += int.from_bytes(hashlib.sha256(line.encode()).digest())
        rows += 1
    return Fingerprint(rows, f"{total % MODULUS:064x}")


def _compare(source: Database, connection: Connection) -> dict[str, Fingerprint]:
    """The source is looked at afresh, so that what was written to it during the copy is not lost unseen."""
    tables = {}
    with source.read(snapshot=True) as reader:
        for found in METADATA.sorted_tables:
            tables[found.name] = fingerprint(connection, found)
            if (before := fingerprint(reader, found)) != tables[found.name]:
                raise CopyDiffers(f"{found.name}: {tables[found.name].rows} rows, not {before.rows}, or other values")
    return tables
