"""Words the corpus has learnt from what was filed: names of issuers, parts of symbols."""

from __future__ import annotations

from typing import Literal

from sqlmodel import Field

from corpus.tables.base import Key, Row


class TermRow(Row, table=True):
    """One issuer (`key` as in `dispatch.issuer_key`, `label` its name) or one part of a symbol (`VPCP`)."""

    __tablename__ = "term"

    kind: Literal["issuer", "symbol"] = Field(primary_key=True, sa_type=Key)
    key: str = Field(primary_key=True, sa_type=Key)
    label: str


class InstallationRow(Row, table=True):
    """The one row that names this corpus, so that an index made from another is not mistaken for its own."""

    __tablename__ = "installation"

    id: str = Field(primary_key=True, sa_type=Key)
