"""Citations (viện dẫn): who cites a document, or a provision of it, and what they say."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import SAME_SITE, CorpusDep
from api.quotes import quotes_of
from api.resolve_schemas import ResolvedOut, ResolveIn
from api.routes.batches import Cursor, Limit
from api.schemas import Listing
from api.search_schemas import CitingOut
from corpus.refusals import UnknownWork
from extract.citation import Relation

router = APIRouter(tags=["citations"])


@router.get("/citations", operation_id="listCitations", summary="Who cites this document or provision")
def list_citations(
    corpus: CorpusDep,
    reference: Annotated[
        str,
        Query(min_length=1, max_length=300, description="Number and symbol, or a title.", examples=["15/2020/QĐ-TTg"]),
    ],
    provision: Annotated[
        str | None,
        Query(
            max_length=200,
            description="In words (`khoản 2 Điều 19`; `khoản 1, 2 Điều 19`: any of them) or a path "
            "(`dieu:19/khoan:2`); none: the whole and every part.",
            examples=["khoản 2 Điều 19"],
        ),
    ] = None,
    issuer: Annotated[str | None, Query(description="Where several bodies issued that number.")] = None,
    year: Annotated[int | None, Query(ge=1900, le=2200)] = None,
    relation: Annotated[Relation | None, Query(examples=["based_on"])] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Listing[CitingOut]:
    """Nearest match first: the very provision, then parts of it, then what contains it; each newest first.

    An empty list is an answer: the work is known, and nobody cites it. One that is not known at all is `unknown_work`.
    """
    page = corpus.citations(
        reference, provision, issuer=issuer, year=year, relation=relation, cursor=cursor, limit=limit
    )
    if not page.items and cursor is None and not corpus.works(reference, issuer=issuer, year=year):
        raise UnknownWork(reference)
    items = [
        CitingOut.of(citing).model_copy(update={"quote": text, "mark": mark})
        for citing, text, mark in quotes_of(corpus, page.items)
    ]
    return Listing[CitingOut](items=items, next_cursor=page.next_cursor, has_more=page.has_more, total=None)


@router.post(
    "/citations:resolve",
    operation_id="resolveCitations",
    summary="Find the references of a text, and whether they are held",
    dependencies=[SAME_SITE],
)
def resolve_citations(asked: ResolveIn, corpus: CorpusDep) -> Listing[ResolvedOut]:
    """In the order of the text. Day and issuer, where the text tells them, leave out works that are another."""
    return Listing[ResolvedOut](items=[ResolvedOut.told(found) for found in corpus.resolve_text(asked.text)])
