"""Works (văn bản được viện dẫn): what a number or title can mean, held or not, and what a person settles."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.deps import SAME_SITE, CorpusDep
from api.dossier_schemas import BY, Words
from api.schemas import Listing, Schema
from corpus.refusals import UnknownWork

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


@router.post(
    "/{work_id}/settlement",
    operation_id="settleWork",
    summary="Say which work an ambiguous one means",
    dependencies=[SAME_SITE],
)
def settle_work(work_id: str, asked: SettlementIn, corpus: CorpusDep) -> WorkOut:
    """Every citation of it leads there from now on, until somebody settles it anew."""
    return WorkOut.of(corpus.settle_work(work_id, asked.full_id, asked.by))
