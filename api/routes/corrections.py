"""Corrections (hiệu đính): what people decided about fields, beside what was read."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.correction_schemas import CorrectionOut, CorrectionsIn
from api.deps import SAME_SITE, CorpusDep
from api.entity_tags import IfMatch, tagged, version_asked
from api.routes.documents import document_out
from api.schemas import DocumentOut, Listing

router = APIRouter(prefix="/documents/{document_id}/corrections", tags=["documents"])


@router.get("", operation_id="listCorrections", summary="Every decision about a document, oldest first")
def list_corrections(document_id: str, corpus: CorpusDep) -> Listing[CorrectionOut]:
    """The last one about a field holds."""
    corpus.document(document_id)
    return Listing[CorrectionOut](items=CorrectionOut.all_of(corpus.corrections(document_id)))


@router.post(
    "",
    operation_id="correctDocument",
    summary="Confirm, correct or reject fields",
    dependencies=[SAME_SITE],
    response_model=DocumentOut,
)
def correct_document(
    document_id: str,
    asked: CorrectionsIn,
    corpus: CorpusDep,
    if_match: IfMatch = None,
) -> Response:
    """Lists, search, register and graph follow; what was read is kept. All decisions hold, or none."""
    decisions = [one.decision() for one in asked.decisions]
    version = version_asked(if_match, corpus.document(document_id).summary.version, asked.version)
    view = corpus.correct(document_id, decisions, asked.by, version)
    shown = document_out(view, corpus.suspects(document_id))
    return tagged(shown, shown.version)
