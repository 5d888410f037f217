"""Originals known, batches, items."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from corpus.batch import BatchState, ItemState
from corpus.tables.base import Key, Row, Utc


class OriginalRow(Row, table=True):
    """A file in the store of originals, by its SHA-256."""

    __tablename__ = "original"

    sha256: str = Field(primary_key=True, sa_type=Key)
    bytes: int = Field(sa_type=BigInteger)
    stored_at: datetime = Field(sa_type=Utc)
    checked_at: datetime | None = Field(default=None, sa_type=Utc)
    fault: str | None = None
    """What the last check found: `missing`, `changed`; None when all was well."""
    purged_at: datetime | None = Field(default=None, sa_type=Utc)
    """When nothing needed it any more, its retention being over."""
    removed_at: datetime | None = Field(default=None, sa_type=Utc)
    """When it was then taken out of the store."""


class BatchRow(Row, table=True):
    """See `corpus.batch.Batch`."""

    __tablename__ = "batch"
    __table_args__ = (CheckConstraint("state IN ('open','closed','paused','cancelled')", name="state"),)

    id: str = Field(primary_key=True, sa_type=Key)
    name: str
    source: str
    office: str = ""
    state: BatchState = Field(default="open", sa_type=Key)
    created_at: datetime = Field(sa_type=Utc)
    closed_at: datetime | None = Field(default=None, sa_type=Utc)


class ItemRow(Row, table=True):
    """See `corpus.batch.Item`; `key` makes receiving idempotent."""

    __tablename__ = "item"
    __table_args__ = (
        UniqueConstraint("batch_id", "position"),
        UniqueConstraint("batch_id", "key"),
        CheckConstraint(
            "state IN ('stored','registered','returned','duplicate','expanded','cancelled')",
            name="state",
        ),
        Index("ix_item_batch_id_state", "batch_id", "state"),
    )

    id: str = Field(primary_key=True, sa_type=Key)
    batch_id: str = Field(foreign_key="batch.id", sa_type=Key)
    position: int
    key: str | None = Field(default=None, sa_type=Key)
    name: str
    path: str
    sha256: str = Field(foreign_key="original.sha256", index=True, sa_type=Key)
    bytes: int = Field(sa_type=BigInteger)
    state: ItemState = Field(default="stored", sa_type=Key)
    priority: int = 0
    parent_id: str | None = Field(default=None, foreign_key="item.id", index=True, sa_type=Key)
    document_id: str | None = Field(default=None, index=True, sa_type=Key)
    problem: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    suspects: list[str] | None = Field(default=None, sa_type=JSON)
    carrier: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    """What an envelope (edXML) tells of what it holds."""
    attempts: int = 0
    received_at: datetime = Field(sa_type=Utc)
    finished_at: datetime | None = Field(default=None, sa_type=Utc)


class SignedContentRow(Row, table=True):
    """A file that a signature of its own signs, by one digest; see `signatures.report.SignedContent`."""

    __tablename__ = "signed_content"
    __table_args__ = (Index("ix_signed_content_sha256_algorithm", "sha256", "algorithm"),)

    item_id: str = Field(primary_key=True, foreign_key="item.id", sa_type=Key)
    position: int = Field(primary_key=True)
    algorithm: str = Field(primary_key=True, sa_type=Key)
    """Empty, as the digest, where the signature states none."""
    digest: str = Field(index=True, sa_type=Key)
    name: str | None = None
    sha256: str | None = Field(default=None, sa_type=Key)
    """Of the file it was judged with; None while that is lacking."""


class ReceiptRow(Row, table=True):
    """See `corpus.receipt.Receipt`; `holder` is the request at work on it, until `held_until` at most."""

    __tablename__ = "receipt"

    name: str = Field(primary_key=True, sa_type=Key)
    holder: str | None = Field(default=None, sa_type=Key)
    held_until: datetime | None = Field(default=None, sa_type=Utc)
    body_sha256: str | None = Field(default=None, sa_type=Key)
    batch_id: str | None = Field(default=None, sa_type=Key)
    kept_at: datetime = Field(sa_type=Utc, index=True)
