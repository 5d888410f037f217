"""Documents (văn bản): list, fields, citations, original, page images, text, signature report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import PlainTextResponse
from pydantic import JsonValue

from api.deps import SAME_SITE, CorpusDep, ServiceDep
from api.downloads import file_described
from api.entity_tags import UNCHANGED, IfNoneMatch, tagged
from api.originals import original_response
from api.page_images import DRAWABLE, WIDTHS, page_image
from api.passwords import open_pages
from api.routes.batches import Cursor, Limit
from api.schemas import Day, DocumentOut, DocumentSummary, Listing, PasswordIn
from corpus.document import DocumentFilter, DocumentView
from corpus.refusals import InvalidValue
from extract.names_of_types import type_names
from signatures.report import FileIntegrity, FileVerdict

router = APIRouter(prefix="/documents", tags=["documents"])

Urgency = Literal["hoa_toc", "thuong_khan", "khan"]
Secrecy = Literal["tuyet_mat", "toi_mat", "mat"]
BINARY = file_described("*/*")
WEBP = file_described("image/webp")
TEXT = {"content": {"text/plain": {"schema": {"type": "string"}}}}


@router.get("", operation_id="listDocuments", summary="List documents, newest first")
def list_documents(
    corpus: CorpusDep,
    document_type: Annotated[
        str | None,
        Query(description="As in the reading; `invalid_value` where no type is called so.", examples=["cong_van"]),
    ] = None,
    issuer: Annotated[str | None, Query(description="Name of the issuer; case and accents are ignored.")] = None,
    year: Annotated[int | None, Query(ge=1900, le=2200)] = None,
    issued_from: Day | None = None,
    issued_to: Day | None = None,
    batch_id: str | None = None,
    verdict: Annotated[FileVerdict | None, Query(examples=["passed"])] = None,
    integrity: Annotated[FileIntegrity | None, Query(examples=["intact"])] = None,
    has_anomalies: bool | None = None,
    doubtful: Annotated[bool | None, Query(description="With fields a person should look at.")] = None,
    numbered: Annotated[
        bool | None, Query(description="With an arrival number; false: likely duplicates, and those voided.")
    ] = None,
    urgency: Urgency | None = None,
    secrecy: Secrecy | None = None,
    cursor: Cursor = None,
    limit: Limit = 50,
    count: Annotated[bool, Query(description="Whether to count the whole list.")] = False,
) -> Listing[DocumentSummary]:
    """All filters given must hold."""
    if document_type is not None and document_type not in type_names():
        raise InvalidValue(f"không có loại văn bản “{document_type}” / there is no type “{document_type}”")
    filters = DocumentFilter(
        document_type=document_type,
        issuer=issuer,
        year=year,
        issued_from=issued_from,
        issued_to=issued_to,
        batch_id=batch_id,
        verdict=verdict,
        integrity=integrity,
        has_anomalies=has_anomalies,
        doubtful=doubtful,
        numbered=numbered,
        urgency=urgency,
        secrecy=secrecy,
    )
    return Listing.page(DocumentSummary, corpus.documents(filters, cursor, limit, count=count))


@router.get(
    "/{document_id}",
    operation_id="getDocument",
    summary="One document with all that was read from it",
    response_model=DocumentOut,
    responses={304: UNCHANGED},
)
def get_document(document_id: str, corpus: CorpusDep, if_none_match: IfNoneMatch = None) -> Response:
    """Fields with their place on the page, citations and what they were resolved to, the signature report."""
    shown = document_out(corpus.document(document_id), corpus.suspects(document_id))
    return tagged(shown, shown.version, if_none_match)


def document_out(view: DocumentView, suspects: Sequence[str]) -> DocumentOut:
    """The view as the API tells it."""
    href = f"/api/v1/documents/{view.summary.id}"
    links = {name: f"{href}/{name}" for name in ("original", "text", "signature-report")} | {"self": href}
    links["signature-note"] = f"{href}/signature-note.pdf"
    if (view.reading.get("signatures") or {}).get("signatures"):
        links["signature-report-xml"] = f"{href}/signature-report.xml"
    if view.summary.media_type in DRAWABLE:
        links["page"] = f"{href}/pages/{{number}}.webp"
    shown: dict[str, Any] = DocumentSummary.of(view.summary).model_dump()
    more = {"reading": view.reading, "citations": view.citations, "suspects": list(suspects), "links": links}
    return DocumentOut.model_validate(shown | more)


@router.get(
    "/{document_id}/original",
    operation_id="getOriginal",
    summary="The file as received",
    response_class=Response,
    responses={200: BINARY, 206: BINARY | {"description": "The range asked for."}},
)
def get_original(
    document_id: str,
    request: Request,
    corpus: CorpusDep,
    inline: Annotated[bool, Query(description="To be shown, not saved; only for PDF, text and images.")] = False,
) -> Response:
    """The very bytes, with `Range` and `ETag`."""
    return original_response(corpus, corpus.document(document_id).summary, request.headers, inline=inline)


@router.get(
    "/{document_id}/pages/{number}.webp",
    operation_id="getPageImage",
    summary="The image of a page",
    response_class=Response,
    responses={200: WEBP},
)
def get_page_image(
    document_id: str,
    number: Annotated[int, Path(ge=1, description="From 1.")],
    service: ServiceDep,
    width: Annotated[int, Query(ge=1, le=WIDTHS[-1], description=f"Rounded up to one of {WIDTHS}.")] = WIDTHS[1],
) -> Response:
    """WebP, as wide as asked for; the height follows. An encrypted document needs its password first."""
    image = page_image(service, service.corpus.document(document_id), number, width)
    kept = "no-store" if image.secret else "private, max-age=86400, immutable"
    return Response(image.webp, media_type="image/webp", headers={"Cache-Control": kept})


@router.post(
    "/{document_id}/password",
    operation_id="openPages",
    status_code=204,
    summary="Give the password of an encrypted document, to see its pages",
    dependencies=[SAME_SITE],
)
def open_document_pages(document_id: str, service: ServiceDep, given: PasswordIn) -> Response:
    """Held in the memory of the service until it stops, or for eight hours after its last use; never written down."""
    open_pages(service, service.corpus.document(document_id), given.password)
    return Response(status_code=204)


@router.get(
    "/{document_id}/text",
    operation_id="getText",
    summary="The text, which all offsets count in",
    response_class=PlainTextResponse,
    responses={200: TEXT},
)
def get_text(document_id: str, corpus: CorpusDep) -> PlainTextResponse:
    """UTF-8; offsets are Unicode code points."""
    return PlainTextResponse(corpus.document(document_id).text)


@router.get("/{document_id}/signature-report", operation_id="getSignatureReport", summary="The signature report")
def get_signature_report(document_id: str, corpus: CorpusDep) -> dict[str, JsonValue] | None:
    """Integrity, later changes and trust of each signature, in the words of ETSI EN 319 102-1."""
    report: dict[str, JsonValue] | None = corpus.document(document_id).reading.get("signatures")
    return report
