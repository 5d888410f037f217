"""What the API takes and answers about works (văn bản được viện dẫn) and their graph."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field

from api.dossier_schemas import BY, Words
from api.schemas import Schema
from corpus.work import Force


class WorkOut(Schema):
    """One work; a partial one (no issuer, no year) is bound to the full one it means, by rule or by a person."""

    id: str = Field(examples=["wrk_01k9xv5t3q7h2m8n4c6d0e1f2g"])
    reference: str | None
    document_type: str | None
    title: str | None
    issuer: str | None
    issued_on: date | None
    year: int | None
    document_id: str | None = Field(description="The document that holds it; null: not held.")
    bound_to: str | None
    bound_by: str | None = Field(description="`rule`, or the person who settled it.")
    ambiguous: bool
    candidates: list[str] = Field(description="Works an ambiguous one may mean.")
    cited_by: int


class EdgeOut(Schema):
    """`source` cites `target`, with this relation, that many times."""

    source: str
    target: str
    relation: str
    count: int


class GraphOut(Schema):
    """Works by distance from `center`, and who cites whom."""

    center: str
    nodes: list[WorkOut]
    edges: list[EdgeOut]
    depths: dict[str, int] = Field(description="Of each work, by its id: how many citations away.")
    truncated: bool = Field(description="Whether limits cut it.")


class ChangeOut(Schema):
    """One work does something to another, on the day it was issued."""

    by: str
    relation: str
    to: str
    on: date | None
    provisions: list[str]
    document_id: str
    told: bool = Field(description="Whether a third document tells of it, not the one that does it.")


class ValidityOut(Schema):
    """Whether a work holds on a day, as far as the documents held tell: `in_force` is that none of them ends it."""

    work_id: str
    on: date
    force: Force
    changes: list[ChangeOut]
    message: str
    message_en: str


class SettlementIn(BaseModel):
    """Which work an ambiguous one means."""

    full_id: Words | None = Field(description="One of its candidates; null leaves it to the rule again.")
    by: Words = BY


class ChangesOut(BaseModel):
    """What was done to a work, and what it does to others."""

    to: list[ChangeOut]
    by: list[ChangeOut]


class ImportedOut(BaseModel):
    """How many works of a list were new."""

    added: int
