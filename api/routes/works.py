"""Works (văn bản được viện dẫn): what a number or title can mean, held or not, and what a person settles."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import SAME_SITE, CorpusDep
from api.schemas import Listing
from api.work_schemas import SettlementIn, WorkOut
from corpus.refusals import UnknownWork

router = APIRouter(prefix="/works", tags=["citations"])


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
