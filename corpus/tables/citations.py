"""Citations: edges from dispatches to works, and the provisions they touch."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlmodel import Field

from corpus.tables.base import Key, Row


class CitationRow(Row, table=True):
    """See `corpus.document.CitationView`."""

    __tablename__ = "citation"
    __table_args__ = (
        UniqueConstraint("dispatch_id", "position"),
        Index("ix_citation_work_id_id", "work_id", "id"),
        Index("ix_citation_work_id_relation_id", "work_id", "relation", "id"),
    )

    id: str = Field(primary_key=True, sa_type=Key)
    document_id: str = Field(foreign_key="document.id", index=True, sa_type=Key)
    dispatch_id: str = Field(foreign_key="dispatch.id", sa_type=Key)
    position: int
    start: int
    end: int
    page: int | None = None
    text: str
    kind: str = Field(sa_type=Key)
    relation: str = Field(sa_type=Key)
    document_type: str | None = Field(default=None, sa_type=Key)
    reference: str | None = None
    title: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    provisions: list[str] = Field(default_factory=list, sa_type=JSON)
    key: str | None = Field(default=None, sa_type=Key)
    confidence: float
    edge: str | None = Field(default=None, sa_type=Key)
    """What another work cited here suffers from this one, by the words of the text (`amended_by`)."""
    edge_from: int | None = None
    """The position of the citation of that other work."""
    work_id: str | None = Field(default=None, foreign_key="work.id", sa_type=Key)


class CitedProvisionRow(Row, table=True):
    """One provision of one citation; path '' is the whole act. Paths are normal: article first (`dieu:19/khoan:2`)."""

    __tablename__ = "cited_provision"
    __table_args__ = (
        Index("ix_cited_provision_work_id_path_citation_id", "work_id", "path", "citation_id"),
        Index(
            "ix_cited_provision_work_id_ranged",
            "work_id",
            "path",
            sqlite_where=text("ranged = 1"),
            postgresql_where=text("ranged = true"),
        ),
    )

    citation_id: str = Field(primary_key=True, foreign_key="citation.id", sa_type=Key)
    path: str = Field(primary_key=True, sa_type=Key)
    work_id: str = Field(foreign_key="work.id", sa_type=Key)
    ranged: bool = False
    """Whether a level of the path is a range (`dieu:5..9`)."""
