"""Works (văn bản được viện dẫn): what a number or title can mean, held or not, and what a person settles."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.deps import SAME_SITE, CorpusDep
from api.dossier_schemas import BY, Words
from api.schemas import Day, Listing, Schema
from corpus.corpus import Corpus
from corpus.graph import NODE_LIMIT
from corpus.provision_words import read_provision
from corpus.refusals import UnknownWork
from corpus.work import Force

router = APIRouter(prefix="/works", tags=["citations"])


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
    """Whether a work holds on a day, as far as the documents held tell."""

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


@router.get("", operation_id="listWorks", summary="What a number or title can mean")
def list_works(
    corpus: CorpusDep,
    reference: Annotated[
        str,
        Query(min_length=1, max_length=300, description="Number and symbol, or a title.", examples=["15/2020/QĐ-TTg"]),
    ],
    issuer: Annotated[str | None, Query(description="Where several bodies issued that number.")] = None,
    year: Annotated[int | None, Query(ge=1900, le=2200)] = None,
) -> Listing[WorkOut]:
    """Held or not, partial ones included; `unknown_work` where there is none."""
    found = corpus.works(reference, issuer=issuer, year=year)
    if not found:
        raise UnknownWork(reference)
    return Listing[WorkOut](items=WorkOut.all_of(found))


@router.get("/{work_id}/graph", operation_id="getWorkGraph", summary="Who cites a work, and whom it cites")
def get_graph(
    work_id: str,
    corpus: CorpusDep,
    depth: Annotated[int, Query(ge=1, le=3, description="How many citations away.")] = 1,
    limit: Annotated[int, Query(ge=1, le=NODE_LIMIT, description="Most works.")] = NODE_LIMIT,
) -> GraphOut:
    """In either direction; an ambiguous work stands for what it was settled to mean."""
    _known(corpus, work_id)
    return GraphOut.of(corpus.neighbourhood(work_id, depth, limit))


@router.get("/{work_id}/validity", operation_id="getValidity", summary="Whether a work holds on a day")
def get_validity(
    work_id: str,
    corpus: CorpusDep,
    on: Annotated[Day | None, Query(description="Today unless told.")] = None,
    provision: Annotated[
        str | None, Query(description="One provision of it, as path or words.", examples=["khoản 2 Điều 19"])
    ] = None,
) -> ValidityOut:
    """By what the documents held say of it; effective dates are taken as the days of issue."""
    _known(corpus, work_id)
    asked = read_provision(provision) if provision else None
    return ValidityOut.of(corpus.validity(work_id, on or corpus.today(), asked))


def _known(corpus: Corpus, work_id: str) -> None:
    if not (work_id.startswith("wrk_") and corpus.works(work_id)):
        raise UnknownWork(work_id)


@router.post(
    "/{work_id}/settlement",
    operation_id="settleWork",
    summary="Say which work an ambiguous one means",
    dependencies=[SAME_SITE],
)
def settle_work(work_id: str, asked: SettlementIn, corpus: CorpusDep) -> WorkOut:
    """Every citation of it leads there from now on, until somebody settles it anew."""
    return WorkOut.of(corpus.settle_work(work_id, asked.full_id, asked.by))
