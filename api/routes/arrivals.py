"""The register of arrivals (sổ đăng ký văn bản đến): read, fill in, void; nothing is ever taken out of it."""

from __future__ import annotations

from io import BytesIO
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from api.arrival_schemas import ArrivalOut, ArrivalPatch, EntryIn, VoidIn
from api.deps import SAME_SITE, CorpusDep
from api.downloads import TABLES, download, file_described
from api.routes.batches import Cursor, Limit
from api.schemas import Listing

router = APIRouter(tags=["register"])
Office = Annotated[str, Query(description="Whose register; empty for an installation of one office.", max_length=300)]
Year = Annotated[int | None, Query(ge=1900, le=2200, description="This year unless told.")]


@router.get("/arrivals", operation_id="listArrivals", summary="The register of a year, in the order of its numbers")
def list_arrivals(
    corpus: CorpusDep, office: Office = "", year: Year = None, cursor: Cursor = None, limit: Limit = 50
) -> Listing[ArrivalOut]:
    """Voided entries included."""
    return Listing.page(ArrivalOut, corpus.arrivals(office, year, cursor, limit))


@router.get(
    "/arrivals/export",
    operation_id="exportArrivals",
    summary="The register of a year as a file",
    response_class=Response,
    responses={200: file_described(TABLES["csv"], TABLES["xlsx"])},
)
def export_arrivals(
    corpus: CorpusDep, office: Office = "", year: Year = None, format: Literal["csv", "xlsx"] = "csv"
) -> Response:
    """The ten columns of Decree 30/2020/NĐ-CP, Appendix IV."""
    body = BytesIO(corpus.export_register(office, year, format))
    name = f"so-van-ban-den-{year or corpus.today().year}.{format}"
    return download(body, name, TABLES[format])


@router.get("/arrivals/{arrival_id}", operation_id="getArrival", summary="One entry of the register")
def get_arrival(arrival_id: str, corpus: CorpusDep) -> ArrivalOut:
    """As it stands."""
    return ArrivalOut.of(corpus.arrival(arrival_id)[0])


@router.patch(
    "/arrivals/{arrival_id}",
    operation_id="fillInArrival",
    summary="Fill in recipient, day passed on, acknowledgement, note",
    dependencies=[SAME_SITE],
)
def fill_in_arrival(arrival_id: str, asked: ArrivalPatch, corpus: CorpusDep) -> ArrivalOut:
    """The other columns follow the document."""
    return ArrivalOut.of(corpus.annotate_arrival(arrival_id, asked.values(), asked.by))


@router.post(
    "/arrivals/{arrival_id}/void", operation_id="voidArrival", summary="Strike an entry out", dependencies=[SAME_SITE]
)
def void_arrival(arrival_id: str, asked: VoidIn, corpus: CorpusDep) -> ArrivalOut:
    """It keeps its number, which is never given again, and says why."""
    return ArrivalOut.of(corpus.void_arrival(arrival_id, asked.reason, asked.by))


@router.post(
    "/documents/{document_id}/arrival",
    operation_id="enterArrival",
    summary="Give a number to a document that has none",
    dependencies=[SAME_SITE],
)
def enter_arrival(document_id: str, asked: EntryIn, corpus: CorpusDep) -> ArrivalOut:
    """For one held back as a suspected duplicate, or whose entry was voided; one that has a number keeps it."""
    return ArrivalOut.of(corpus.register_document(document_id, asked.by))
