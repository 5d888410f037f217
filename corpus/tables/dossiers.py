"""Dossiers, their documents and steps; codes found in documents; who may do what."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import JSON, Index
from sqlmodel import Field

from corpus.tables.base import Key, Row, Utc


class DossierRow(Row, table=True):
    """See `corpus.dossier.Dossier`."""

    __tablename__ = "dossier"
    __table_args__ = (Index("ix_dossier_state_due_on", "state", "due_on"),)

    id: str = Field(primary_key=True, sa_type=Key)
    code: str | None = Field(default=None, unique=True, sa_type=Key)
    title: str
    procedure: str | None = Field(default=None, sa_type=Key)
    office: str = ""
    state: str = Field(sa_type=Key)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    due_on: date | None = None
    opened_at: datetime = Field(sa_type=Utc)
    closed_at: datetime | None = Field(default=None, sa_type=Utc)
    version: int = 1


class DossierDocumentRow(Row, table=True):
    """A document of a dossier, and which component of it it is."""

    __tablename__ = "dossier_document"

    dossier_id: str = Field(primary_key=True, foreign_key="dossier.id", sa_type=Key)
    document_id: str = Field(primary_key=True, foreign_key="document.id", index=True, sa_type=Key)
    component: str | None = None
    added_at: datetime = Field(sa_type=Utc)
    added_by: str


class DossierStepRow(Row, table=True):
    """See `corpus.dossier.Step`."""

    __tablename__ = "dossier_step"
    __table_args__ = (Index("ix_dossier_step_dossier_id_id", "dossier_id", "id"),)

    id: str = Field(primary_key=True, sa_type=Key)
    dossier_id: str = Field(foreign_key="dossier.id", sa_type=Key)
    kind: Literal["transition", "chase", "note"] = Field(sa_type=Key)
    before: str | None = Field(default=None, sa_type=Key)
    after: str | None = Field(default=None, sa_type=Key)
    by: str
    at: datetime = Field(sa_type=Utc)
    note: str | None = None


class DossierCodeRow(Row, table=True):
    """A dossier code (mã số hồ sơ) that stands in a document."""

    __tablename__ = "dossier_code"

    code: str = Field(primary_key=True, sa_type=Key)
    document_id: str = Field(primary_key=True, foreign_key="document.id", index=True, sa_type=Key)
    unit_code: str = Field(sa_type=Key)
    received_on: date | None = None


class AuthorityRow(Row, table=True):
    """See `corpus.authority.Authority`."""

    __tablename__ = "authority"
    __table_args__ = (Index("ix_authority_person_key_action", "person_key", "action"),)

    id: str = Field(primary_key=True, sa_type=Key)
    person: str
    person_key: str = Field(sa_type=Key)
    position: str | None = None
    organization: str | None = None
    action: Literal["process", "sign"] = Field(sa_type=Key)
    procedure: str | None = Field(default=None, sa_type=Key)
    """None: every procedure."""
    valid_from: date
    valid_to: date | None = None
    decision: str
    """The decision that grants it, by number."""
    granted_by: str
    revoked_by: str | None = None
