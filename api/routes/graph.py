"""The graph of works (lược đồ viện dẫn): who cites whom, what is cited most, who changed what, what still holds."""

from __future__ import annotations

from io import BytesIO
from typing import Annotated

from fastapi import APIRouter, Body, Query, Response

from api.deps import SAME_SITE, CorpusDep
from api.downloads import download, file_described
from api.lists import LONGEST_LIST, decode_list
from api.schemas import Day, Listing
from api.work_schemas import ChangeOut, ChangesOut, GraphOut, ImportedOut, ValidityOut, WorkOut
from corpus.graph import NODE_LIMIT, to_graphml

router = APIRouter(prefix="/works", tags=["citations"])
GRAPHML = "application/graphml+xml"
EXAMPLE = "reference,issued_on,issuer,document_type,title\n1207/QĐ-UBND,2025-05-09,UBND tỉnh An Sơn,,\n"


@router.get("/most-cited", operation_id="listMostCited", summary="What is cited most")
def list_most_cited(
    corpus: CorpusDep,
    held: Annotated[bool | None, Query(description="false: only works not held, to know what to get next.")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Listing[WorkOut]:
    """Counted over all citations, partial ones with what they are bound to."""
    return Listing[WorkOut](items=WorkOut.all_of(corpus.most_relied_on(held=held, limit=limit)))


@router.get("/{work_id}/graph", operation_id="getWorkGraph", summary="Who cites a work, and whom it cites")
def get_graph(
    work_id: str,
    corpus: CorpusDep,
    depth: Annotated[int, Query(ge=1, le=3, description="How many citations away.")] = 1,
    limit: Annotated[int, Query(ge=1, le=NODE_LIMIT, description="Most works.")] = NODE_LIMIT,
) -> GraphOut:
    """In either direction; an ambiguous work stands for what it was settled to mean."""
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
    return ValidityOut.of(corpus.validity(work_id, on or corpus.today(), provision))


@router.get("/{work_id}/changes", operation_id="listChanges", summary="Who amended, replaced or repealed a work")
def list_changes(work_id: str, corpus: CorpusDep) -> ChangesOut:
    """And what it does to others."""
    to, by = corpus.changes_to(work_id), corpus.changes_by(work_id)
    return ChangesOut(to=ChangeOut.all_of(to), by=ChangeOut.all_of(by))


@router.get(
    "/{work_id}/graph.graphml",
    operation_id="exportWorkGraph",
    summary="The graph around a work, for yEd, Gephi or networkx",
    response_class=Response,
    responses={200: file_described(GRAPHML)},
)
def export_graph(
    work_id: str,
    corpus: CorpusDep,
    depth: Annotated[int, Query(ge=1, le=3, description="How many citations away.")] = 1,
    limit: Annotated[int, Query(ge=1, le=NODE_LIMIT, description="Most works.")] = NODE_LIMIT,
) -> Response:
    """The same works and edges as the graph in JSON."""
    drawn = to_graphml(corpus.neighbourhood(work_id, depth, limit))
    return download(BytesIO(drawn), f"vien-dan-{work_id}.graphml", GRAPHML)


@router.post("/import", operation_id="importWorks", summary="Tell what works there are", dependencies=[SAME_SITE])
def import_works(
    corpus: CorpusDep,
    sent: Annotated[
        bytes,
        Body(
            media_type="text/csv",
            max_length=LONGEST_LIST,
            description="UTF-8, with the header `reference,issued_on,issuer,document_type,title`.",
            examples=[EXAMPLE],
        ),
    ],
) -> ImportedOut:
    """All of it or, where a line is wrong, nothing; those known already stay as they are."""
    return ImportedOut(added=corpus.import_works(decode_list(sent)))
