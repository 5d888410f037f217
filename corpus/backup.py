"""Backup and restore (sao lưu, phục hồi): the whole corpus as plain files, the same from and into either database.

A backup is a folder: `tables/NAME.ndjson.gz` from one consistent view, `originals/ab/cd/…`, and `manifest.json`,
written last, with the schema's revision, the count of each table and its SHA-256. Originals already there are left,
so a backup into the same folder copies only what is new.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, column, delete, func, insert, select, update
from sqlalchemy import table as lightweight
from sqlalchemy.types import JSON

from corpus.database import Database
from corpus.originals import LocalOriginals, Originals, sync_folder
from corpus.refusals import Conflict, CorpusRefusal
from corpus.schema import SchemaTooNew, downgrade, is_known, migrate, newest_revision
from corpus.tables import METADATA
from corpus.tables.base import Utc, table
from corpus.tables.intake import OriginalRow

PIECE = 500
FORMAT = 1
OPENED = ("installation", "counter", "agency")
"""Tables that opening an empty corpus writes to."""


class BackupDamaged(CorpusRefusal):
    """The backup is not whole, or not what was written."""

    type = "backup_damaged"
    title = "Bản sao lưu không đầy đủ hoặc đã bị thay đổi."
    title_en = "The backup is not whole, or was changed."


@dataclass(frozen=True, slots=True)
class BackupReport:
    """Rows by table, and originals copied and in all."""

    folder: str
    tables: dict[str, int]
    originals: int
    copied: int


def back_up(database: Database, originals: Originals, folder: Path) -> BackupReport:
    """Write a backup; the corpus may be used meanwhile. One that fails leaves the earlier one in the folder whole."""
    fresh = folder / "tables.new"
    fresh.mkdir(parents=True, exist_ok=True)
    tables: dict[str, dict[str, Any]] = {}
    with _snapshot(database) as connection:
        for found in METADATA.sorted_tables:
            tables[found.name] = _write_table(connection, found, fresh)
        wanted = kept_originals(connection)
    store = LocalOriginals(folder / "originals")
    copied = copy_originals(originals, store, wanted)
    manifest = {"format": FORMAT, "revision": newest_revision(), "tables": tables, "originals": len(wanted)}
    (folder / "manifest.json").unlink(missing_ok=True)  # between here and its writing there is no backup
    shutil.rmtree(folder / "tables", ignore_errors=True)
    fresh.rename(folder / "tables")
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1), "utf-8")
    sync_folder(folder)
    return BackupReport(str(folder), {name: found["rows"] for name, found in tables.items()}, len(wanted), copied)


def restore_backup(folder: Path, database: Database, originals: Originals) -> BackupReport:
    """Fill an empty database and a store from a backup, in one transaction, after checking every hash and count.

    A backup of an earlier version is filled into that version's tables, which then go through its migrations.
    """
    manifest = _read_manifest(folder)
    migrate(database)
    with database.read() as connection:
        must_be_empty(connection)
    store = LocalOriginals(folder / "originals")
    wanted = [row["sha256"] for row in _lines(folder, "original") if row.get("purged_at") is None]
    copied = copy_originals(store, originals, wanted)

    of_then = [found for found in METADATA.sorted_tables if found.name in manifest["tables"]]

    def fill(connection: Connection) -> None:
        make_room(connection, of_then)
        for found in of_then:
            columns = next((tuple(line) for line in _lines(folder, found.name)), ())
            fill_table(connection, found, _rows(found, _lines(folder, found.name)), columns)
        for name, told in manifest["tables"].items():
            count = connection.execute(select(func.count()).select_from(METADATA.tables[name])).scalar_one()
            if count != told["rows"]:
                raise BackupDamaged(f"{name}: {count} rows, not {told['rows']}")

    if manifest["revision"] != newest_revision():
        downgrade(database, manifest["revision"])  # there is nothing in it yet
    database.transact(fill)
    migrate(database)
    counts = {name: int(told["rows"]) for name, told in manifest["tables"].items()}
    return BackupReport(str(folder), counts, len(wanted), copied)


def make_room(connection: Connection, tables: Sequence[Table] = METADATA.sorted_tables) -> None:
    """`Conflict` unless nothing was taken in yet; the name and the counters of a corpus only opened give way."""
    must_be_empty(connection, tables)
    for found in tables:
        if found.name in OPENED:
            connection.execute(delete(found))


def must_be_empty(connection: Connection, tables: Sequence[Table] = METADATA.sorted_tables) -> None:
    """`Conflict` where anything was taken in."""
    for found in tables:
        if found.name not in OPENED and connection.execute(select(func.count()).select_from(found)).scalar_one():
            raise Conflict(f"cơ sở dữ liệu không trống: {found.name} / the database is not empty: {found.name}")


def kept_originals(connection: Connection) -> list[str]:
    """The originals the store must hold, in order: all but those whose retention is over."""
    original = table(OriginalRow)
    query = select(original.c.sha256).where(original.c.purged_at.is_(None)).order_by(original.c.sha256)
    return list(connection.execute(query).scalars())


def copy_originals(source: Originals, target: Originals, wanted: list[str]) -> int:
    """Copy those that are not there yet, checking each against its name; how many were copied."""
    copied = 0
    for sha256 in wanted:
        if not target.has(sha256):
            if target.put(source.get(sha256)) != sha256:
                raise BackupDamaged(f"original {sha256}")
            copied += 1
    return copied


def fill_table(
    connection: Connection, found: Table, rows: Iterator[dict[str, Any]], columns: Collection[str] = ()
) -> int:
    """Insert rows; references of a table to itself are set when all its rows are there.

    `columns` are those the rows have, where the table as it is now may have more.
    """
    into = lightweight(found.name, *(column(one.name, one.type) for one in found.columns if one.name in columns))
    own = [column.name for column in found.columns if any(key.column.table is found for key in column.foreign_keys)]
    count, later, piece = 0, [], []
    for row in rows:
        links = {name: row[name] for name in own if row[name] is not None}
        if links:
            later.append((row["id"], links))
            row |= dict.fromkeys(links)
        piece.append(row)
        count += 1
        if len(piece) == PIECE:
            connection.execute(insert(into if columns else found), piece)
            piece = []
    if piece:
        connection.execute(insert(into if columns else found), piece)
    for key, links in later:
        connection.execute(update(found).where(found.c.id == key).values(links))
    return count


def _snapshot(database: Database) -> AbstractContextManager[Connection]:
    """One view of all tables, whatever others write meanwhile."""
    return database.read(snapshot=True)


def _write_table(connection: Connection, found: Table, folder: Path) -> dict[str, Any]:
    digest, count = hashlib.sha256(), 0
    query = select(found).order_by(*found.primary_key).execution_options(yield_per=PIECE)
    with gzip.open(folder / f"{found.name}.ndjson.gz", "wb", 6) as stream:
        for row in connection.execute(query).mappings():
            line = json.dumps({name: plain_value(value) for name, value in row.items()}).encode() + b"\n"
            digest.update(line)
            stream.write(line)
            count += 1
    return {"rows": count, "sha256": digest.hexdigest()}


def _read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest, after the hash of every table was found to agree."""
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    except (FileNotFoundError, json.JSONDecodeError) as error:
        raise BackupDamaged("manifest.json") from error
    if manifest.get("format") != FORMAT:
        raise BackupDamaged(f"format {manifest.get('format')}")
    if not is_known(str(manifest.get("revision"))):
        raise SchemaTooNew(f"schema {manifest.get('revision')}")
    for name, told in manifest["tables"].items():
        digest = hashlib.sha256()
        try:
            with gzip.open(folder / "tables" / f"{name}.ndjson.gz", "rb") as stream:
                for line in stream:
                    digest.update(line)
        except (OSError, EOFError) as error:
            raise BackupDamaged(name) from error
        if digest.hexdigest() != told["sha256"]:
            raise BackupDamaged(name)
    return manifest


def _lines(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(folder / "tables" / f"{name}.ndjson.gz", "rb") as stream:
        for line in stream:
            yield json.loads(line)


def _rows(found: Table, lines: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for line in lines:
        yield {name: _value(found, name, value) for name, value in line.items()}


def plain_value(value: Any) -> Any:
    """A value of a row as JSON holds it."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value


def _value(found: Table, name: str, value: Any) -> Any:
    kind = found.c[name].type
    if value is None or isinstance(kind, JSON):
        return value
    python = datetime if isinstance(kind, Utc) else kind.python_type
    if python is bytes:
        return base64.b64decode(value)
    if python in (date, datetime):
        return python.fromisoformat(value)
    return value
