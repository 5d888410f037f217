"""Checking what is kept (kiểm tra kho): originals re-hashed, tables consistent, registers without gaps."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, func, select, text, update

from corpus.database import Database
from corpus.originals import CHUNK, Originals
from corpus.refusals import OriginalMissing
from corpus.tables.base import table
from corpus.tables.documents import DocumentRow, ReadingRow
from corpus.tables.intake import ItemRow, OriginalRow
from corpus.tables.logs import ChangeRow, EventRow
from corpus.tables.registers import ArrivalRow

ARRIVAL, CHANGE, DOCUMENT, EVENT = table(ArrivalRow), table(ChangeRow), table(DocumentRow), table(EventRow)
ITEM, ORIGINAL, READING = table(ItemRow), table(OriginalRow), table(ReadingRow)
Kind = Literal[
    "original_missing",
    "original_changed",
    "reading_missing",
    "register_gap",
    "number_wrong",
    "log_gap",
    "database",
    "stray_original",
]
NAMES = 5
"""Files told of one original."""
SENTENCES: dict[Kind, tuple[str, str]] = {
    "original_missing": ("Mất tệp gốc trong kho.", "The original is gone from the store."),
    "original_changed": (
        "Tệp gốc đã bị thay đổi: mã băm không khớp.",
        "The original changed: another hash.",
    ),
    "reading_missing": ("Tài liệu không có kết quả đọc.", "The document has no reading."),
    "register_gap": ("Sổ đến thiếu số.", "The arrival register has a gap."),
    "number_wrong": (
        "Tài liệu ghi sai việc đã có số đến hay chưa.",
        "Whether the document has an arrival number is noted wrongly.",
    ),
    "log_gap": ("Nhật ký thiếu số thứ tự.", "The log has a gap."),
    "database": ("Cơ sở dữ liệu bị hỏng.", "The database is damaged."),
    "stray_original": ("Tệp trong kho không thuộc hồ sơ nào.", "A file in the store that nothing refers to."),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong; `subject` is a SHA-256, an id or the name of a register."""

    kind: Kind
    subject: str
    message: str
    message_en: str
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was looked at and what was found; `stray_original` alone is no loss."""

    originals: int
    bytes: int
    documents: int
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is lost or changed."""
        return all(fault.kind == "stray_original" for fault in self.faults)


def check(database: Database, originals: Originals, now: datetime) -> CheckReport:
    """Read every byte again. The finding is noted on each original, so that lists can show it."""
    faults = []
    with database.read() as connection:
        kept = ORIGINAL.c.purged_at.is_(None)
        known = dict(connection.execute(select(ORIGINAL.c.sha256, ORIGINAL.c.bytes).where(kept)).all())
        held = select(func.count()).select_from(DOCUMENT).where(DOCUMENT.c.purged_at.is_(None))
        documents = int(connection.execute(held).scalar_one())
        faults += [*_readings(connection), *_registers(connection), *_logs(connection), *_tables(connection)]
    for sha256 in sorted(known):
        kind = original_fault(originals, sha256)
        if kind:
            faults.append(_fault(kind, sha256, _named(database, sha256)))
        with database.write() as connection:
            note = update(ORIGINAL).where(ORIGINAL.c.sha256 == sha256)
            connection.execute(note.values(checked_at=now, fault=kind))
    faults += [_fault("stray_original", sha256) for sha256 in originals.list() if sha256 not in known]
    return CheckReport(len(known), sum(known.values()), documents, tuple(faults))


def _named(database: Database, sha256: str) -> str | None:
    """What people know an original by: the files that came with these bytes, and the document they became."""
    query = select(ITEM.c.name, ITEM.c.document_id).where(ITEM.c.sha256 == sha256).distinct().limit(NAMES)
    with database.read() as connection:
        rows = connection.execute(query).all()
    return ", ".join(dict.fromkeys(part for row in rows for part in row if part)) or None


def original_fault(originals: Originals, sha256: str) -> Kind | None:
    """What is wrong with an original, after every byte was read; None when it is what its name says."""
    digest = hashlib.sha256()
    try:
        with originals.open(sha256) as stream:
            while piece := stream.read(CHUNK):
                digest.update(piece)
    except OriginalMissing:
        return "original_missing"
    return None if digest.hexdigest() == sha256 else "original_changed"


def _readings(connection: Connection) -> Iterator[Fault]:
    same = (READING.c.document_id == DOCUMENT.c.id) & (READING.c.version == DOCUMENT.c.reading_version)
    query = select(DOCUMENT.c.id).outerjoin(READING, same)
    query = query.where(READING.c.document_id.is_(None), DOCUMENT.c.purged_at.is_(None))
    for found in connection.execute(query).scalars():
        yield _fault("reading_missing", found)


def _registers(connection: Connection) -> Iterator[Fault]:
    query = select(
        ARRIVAL.c.office, ARRIVAL.c.year, func.count(), func.min(ARRIVAL.c.number), func.max(ARRIVAL.c.number)
    )
    for office, year, count, first, last in connection.execute(query.group_by(ARRIVAL.c.office, ARRIVAL.c.year)):
        if (first, last) != (1, count):
            yield _fault("register_gap", f"{office}/{year}", f"{count} entries from {first} to {last}")
    live = select(ARRIVAL.c.id).where(ARRIVAL.c.document_id == DOCUMENT.c.id, ARRIVAL.c.voided_at.is_(None)).exists()
    for found in connection.execute(select(DOCUMENT.c.id).where(DOCUMENT.c.numbered != live)).scalars():
        yield _fault("number_wrong", found)


def _logs(connection: Connection) -> Iterator[Fault]:
    for name, log in (("change", CHANGE), ("event", EVENT)):
        count, last = connection.execute(select(func.count(), func.coalesce(func.max(log.c.position), 0))).one()
        if count != last:
            yield _fault("log_gap", name, f"{count} lines up to {last}")


def _tables(connection: Connection) -> Iterator[Fault]:
    """SQLite checks its own pages and references; PostgreSQL keeps references itself."""
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.execute(text("PRAGMA quick_check")):
        if line != "ok":
            yield _fault("database", "sqlite", str(line))
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield _fault("database", str(row[0]), f"row {row[1]} refers to {row[2]}")


def _fault(kind: Kind, subject: str, detail: str | None = None) -> Fault:
    return Fault(kind, subject, *SENTENCES[kind], detail)
