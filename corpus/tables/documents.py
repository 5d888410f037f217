"""Documents, their readings, dispatches, signatures, and corrections made by people."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, LargeBinary, UniqueConstraint, false, text
from sqlmodel import Field

from corpus.tables.base import Key, Row, Utc


class DocumentRow(Row, table=True):
    """One registered file."""

    __tablename__ = "document"
    __table_args__ = (
        Index(
            "ix_document_deleted_at",
            "deleted_at",
            sqlite_where=text("deleted_at IS NOT NULL"),
            postgresql_where=text("deleted_at IS NOT NULL"),
        ),
        Index(
            "ix_document_unnumbered",
            "id",
            sqlite_where=text("numbered = 0"),
            postgresql_where=text("NOT numbered"),
        ),
    )
    id: str = Field(primary_key=True, sa_type=Key)
    sha256: str = Field(unique=True, foreign_key="original.sha256", sa_type=Key)
    """One document per content: this is what makes filing the same bytes twice impossible."""
    item_id: str = Field(foreign_key="item.id", index=True, sa_type=Key)
    batch_id: str = Field(foreign_key="batch.id", index=True, sa_type=Key)
    office: str = ""
    name: str
    path: str
    media_type: str
    bytes: int = Field(sa_type=BigInteger)
    page_count: int | None = None
    registered_at: datetime = Field(sa_type=Utc)
    integrity: str | None = Field(default=None, sa_type=Key)
    verdict: str | None = Field(default=None, index=True, sa_type=Key)
    signatures: int = 0
    anomalies: int = 0
    numbered: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether it has an arrival that is not voided; kept by `corpus.register`, as asking a million arrivals is slow."""
    version: int = 1
    """Counted up by every change; the ETag of the document."""
    reading_version: int = 1
    deleted_at: datetime | None = Field(default=None, sa_type=Utc)
    purged_at: datetime | None = Field(default=None, sa_type=Utc)
    """When all but this row was removed for good."""


class ReadingRow(Row, table=True):
    """One reading of a document, as JSON with its text, deflated; a better reading adds a version."""

    __tablename__ = "reading"

    document_id: str = Field(primary_key=True, foreign_key="document.id", sa_type=Key)
    version: int = Field(primary_key=True)
    made_at: datetime = Field(sa_type=Utc)
    body: bytes = Field(sa_type=LargeBinary)


class DispatchRow(Row, table=True):
    """See `corpus.document.DispatchView`; position 0 is the file itself, where no dispatch was found in it."""

    __tablename__ = "dispatch"
    __table_args__ = (
        UniqueConstraint("document_id", "position"),
        Index("ix_dispatch_number_value_symbol_key", "number_value", "symbol_key"),
        Index("ix_dispatch_document_type_document_id", "document_type", "document_id"),
        Index("ix_dispatch_issuer_key_document_id", "issuer_key", "document_id"),
        Index("ix_dispatch_year_document_id", "year", "document_id"),
        Index(
            "ix_dispatch_doubts",
            "document_id",
            sqlite_where=text("doubts > 0"),
            postgresql_where=text("doubts > 0"),
        ),
    )

    id: str = Field(primary_key=True, sa_type=Key)
    document_id: str = Field(foreign_key="document.id", sa_type=Key)
    position: int
    first_page: int
    last_page: int
    start: int
    end: int
    document_type: str | None = Field(default=None, sa_type=Key)
    number: str | None = None
    number_value: int | None = None
    symbol: str | None = None
    symbol_key: str | None = Field(default=None, sa_type=Key)
    reference: str | None = None
    reference_key: str | None = Field(default=None, index=True, sa_type=Key)
    issued_on: date | None = Field(default=None, index=True)
    year: int | None = None
    place: str | None = None
    issuer: str | None = None
    issuer_key: str | None = Field(default=None, sa_type=Key)
    issuer_parent: str | None = None
    subject: str | None = None
    urgency: str | None = Field(default=None, sa_type=Key)
    secrecy: str | None = Field(default=None, sa_type=Key)
    signer_name: str | None = None
    signer_position: str | None = None
    work_id: str | None = Field(default=None, foreign_key="work.id", index=True, sa_type=Key)
    anomalies: int = 0
    severity: str | None = Field(default=None, sa_type=Key)
    doubts: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    """See `corpus.doubts`."""


class DispatchTextRow(Row, table=True):
    """The canonical text of one dispatch, apart from its row so that lists stay small."""

    __tablename__ = "dispatch_text"

    dispatch_id: str = Field(primary_key=True, foreign_key="dispatch.id", sa_type=Key)
    text: str
    page_starts: list[int] = Field(default_factory=list, sa_type=JSON)
    """Offsets, within this text, at which pages begin, the first page included."""


class SignatureRow(Row, table=True):
    """See `corpus.document.SignatureView`."""

    __tablename__ = "signature"
    __table_args__ = (UniqueConstraint("document_id", "position"),)

    id: str = Field(primary_key=True, sa_type=Key)
    document_id: str = Field(foreign_key="document.id", sa_type=Key)
    position: int
    field: str
    kind: str = Field(sa_type=Key)
    status: str = Field(sa_type=Key)
    integrity: str = Field(sa_type=Key)
    later_changes: str = Field(sa_type=Key)
    trust: str = Field(sa_type=Key)
    indication: str = Field(sa_type=Key)
    sub_indication: str | None = Field(default=None, sa_type=Key)
    signer: str | None = None
    organization: str | None = None
    signed_at: datetime | None = Field(default=None, sa_type=Utc)
    explanation: str
    explanation_en: str


class CorrectionRow(Row, table=True):
    """A value set by a person: together with the readings, the whole history of a field."""

    __tablename__ = "correction"
    __table_args__ = (Index("ix_correction_document_id_position", "document_id", "position"),)

    id: str = Field(primary_key=True, sa_type=Key)
    document_id: str = Field(foreign_key="document.id", sa_type=Key)
    position: int
    """Of the dispatch within the document."""
    field: str = Field(sa_type=Key)
    status: str = Field(sa_type=Key)
    """`confirmed`, `corrected`, `rejected` or `withdrawn`."""
    old: Any = Field(default=None, sa_type=JSON)
    new: Any = Field(default=None, sa_type=JSON)
    by: str
    note: str | None = None
    at: datetime = Field(sa_type=Utc)
