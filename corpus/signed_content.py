"""Signatures that are files of their own, and what they sign (chữ ký rời và tệp được ký): who waits for which file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, select
from sqlalchemy.sql import and_, or_

from corpus.batch import Item
from corpus.document import DocumentSummary
from corpus.documents import load_documents
from corpus.intake import load_item, reopen_item
from corpus.reading import Reading
from corpus.tables.base import insert_rows, table
from corpus.tables.documents import DocumentRow
from corpus.tables.intake import ItemRow, OriginalRow, SignedContentRow
from signatures.report import SignedContent

CONTENT, ITEM, ORIGINAL = table(SignedContentRow), table(ItemRow), table(OriginalRow)
DOCUMENT = table(DocumentRow)
NEAR = 2000
"""Files received before and after a signature in its batch that count as lying beside it: more than one upload has."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item returned for want of a file it signs."""

    item_id: str
    path: str
    contents: tuple[SignedContent, ...]
    beside: bool = False
    """Whether it came in the same batch and container as the file in question."""


@dataclass(frozen=True, slots=True)
class Sibling:
    """A file received beside another: of the same batch and the same container."""

    path: str
    sha256: str


def keep_contents(connection: Connection, item_id: str, reading: Reading, *, again: bool) -> None:
    """Write down what the item signs; what an earlier attempt (`again`) wrote goes."""
    contents = reading.signatures.contents if reading.signatures is not None else ()
    if again:
        connection.execute(delete(CONTENT).where(CONTENT.c.item_id == item_id))
    rows = [
        {
            "item_id": item_id,
            "position": position,
            "algorithm": algorithm,
            "digest": digest,
            "name": content.name,
            "sha256": content.sha256,
        }
        for position, content in enumerate(contents, 1)
        for algorithm, digest in (content.digests or {"": ""}).items()
    ]
    insert_rows(connection, SignedContentRow, rows)


def algorithms_sought(connection: Connection) -> tuple[str, ...]:
    """Hash algorithms in which files are sought, by their names; none where nothing is sought."""
    query = select(CONTENT.c.algorithm).where(CONTENT.c.sha256.is_(None)).distinct()
    return tuple(connection.execute(query).scalars())


def waiting_for(connection: Connection, item: Item, digests: Mapping[str, str]) -> tuple[Waiting, ...]:
    """Items that may wait for the file of `item`: by one of its digests, or because they lie beside it and are called
    as it is, or name a file."""
    of_digest = or_(*(and_(CONTENT.c.digest == value, CONTENT.c.algorithm == name) for name, value in digests.items()))
    query = _waiting().where(of_digest)
    ids: list[str] = list(connection.execute(query).scalars()) if digests else []
    like = ITEM.c.path.startswith(str(PurePosixPath(item.path).with_suffix("")) + ".", autoescape=True)
    beside = _beside(item) & (like | CONTENT.c.name.is_not(None))
    ids.extend(connection.execute(_waiting().where(beside)).scalars())
    found = (_load(connection, item_id, item) for item_id in dict.fromkeys(ids) if item_id != item.id)
    return tuple(found)


def waits(connection: Connection, item: Item) -> Waiting | None:
    """What the item waits for, if it does; None otherwise."""
    found = connection.execute(_waiting().where(ITEM.c.id == item.id)).scalar()
    return _load(connection, item.id, item) if found else None


def reopen_waiting(connection: Connection, item_id: str, now: datetime) -> Item | None:
    """Let it be read again: None where it no longer waits. One that was reopened already is given once more: whoever
    did it may have died before queueing it."""
    connection.execute(select(ITEM.c.id).where(ITEM.c.id == item_id).with_for_update())
    if connection.execute(_waiting().where(ITEM.c.id == item_id)).first() is None:
        return None
    item = load_item(connection, item_id)
    return item if item.state == "stored" else reopen_item(connection, item_id, now)


def siblings(connection: Connection, item: Item, path: str | None = None) -> tuple[Sibling, ...]:
    """Files received beside `item`, itself left out; only the one at `path` where that is given."""
    query = select(ITEM.c.path, ITEM.c.sha256).where(_beside(item), ITEM.c.id != item.id).order_by(ITEM.c.position)
    if path is not None:
        query = query.where(ITEM.c.path == path)
    return tuple(Sibling(row.path, row.sha256) for row in connection.execute(query))


def is_held(connection: Connection, sha256: str) -> bool:
    """Whether a file of that content was received, and not purged since."""
    query = select(ORIGINAL.c.sha256).where(ORIGINAL.c.sha256 == sha256, ORIGINAL.c.purged_at.is_(None))
    return connection.execute(query).first() is not None


def signatures_over(connection: Connection, sha256: str) -> tuple[DocumentSummary, ...]:
    """Documents that are signatures over the file of that content, oldest first."""
    joined = CONTENT.join(ITEM, ITEM.c.id == CONTENT.c.item_id)
    mine = (CONTENT.c.sha256 == sha256) & ITEM.c.document_id.is_not(None)
    ids = list(connection.execute(select(ITEM.c.document_id).select_from(joined).where(mine).distinct()).scalars())
    held = load_documents(connection, ids)
    return tuple(held[document_id] for document_id in sorted(held))


def documents_of(connection: Connection, contents: Iterable[str]) -> tuple[DocumentSummary, ...]:
    """The documents, not in the trash, that files of these SHA-256 became."""
    query = select(DOCUMENT.c.id).where(DOCUMENT.c.sha256.in_(list(contents)))
    held = load_documents(connection, list(connection.execute(query).scalars()))
    return tuple(held[document_id] for document_id in sorted(held))


def _beside(item: Item) -> ColumnElement[bool]:
    """Of the same batch and the same container, and not far."""
    near = ITEM.c.position.between(item.position - NEAR, item.position + NEAR)
    same = ITEM.c.parent_id.is_(None) if item.parent_id is None else ITEM.c.parent_id == item.parent_id
    return (ITEM.c.batch_id == item.batch_id) & near & same


def _waiting() -> Select[Any]:
    joined = CONTENT.join(ITEM, ITEM.c.id == CONTENT.c.item_id)
    lacking = CONTENT.c.sha256.is_(None) & ITEM.c.state.in_(("returned", "stored"))
    return select(ITEM.c.id).select_from(joined).where(lacking).distinct().order_by(ITEM.c.id)


def _load(connection: Connection, item_id: str, other: Item) -> Waiting:
    item = load_item(connection, item_id)
    query = select(CONTENT).where(CONTENT.c.item_id == item_id).order_by(CONTENT.c.position)
    found: dict[int, SignedContent] = {}
    for row in connection.execute(query).mappings():
        known = found.get(row["position"])
        digests = (known.digests if known else {}) | ({row["algorithm"]: row["digest"]} if row["digest"] else {})
        found[row["position"]] = SignedContent(digests, row["name"], row["sha256"])
    beside = (item.batch_id, item.parent_id) == (other.batch_id, other.parent_id)
    return Waiting(item_id, item.path, tuple(found.values()), beside)
