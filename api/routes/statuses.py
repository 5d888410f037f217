"""Status messages (thông điệp trạng thái): what to send back over the document axis, as edXML."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.deps import CorpusDep, ServiceDep, SettingsDep
from api.downloads import about
from api.passwords import item_of
from api.settings import Settings
from corpus.status_message import Organ, StatusMessage, to_edxml

router = APIRouter(tags=["status messages"])
EDXML = {"content": {"application/xml": {"schema": {"type": "string"}}}}


@router.get(
    "/batches/{batch_id}/items/{item_id}/status.edxml",
    operation_id="getItemStatus",
    summary="What to tell the sender of a file",
    response_class=Response,
    responses={200: EDXML},
)
def get_item_status(batch_id: str, item_id: str, service: ServiceDep) -> Response:
    """01 while it waits, 02 with the reason where it was returned, 03 once it is filed."""
    item_of(service, batch_id, item_id)
    return _answer(service.corpus.item_status(item_id), service.settings, item_id)


@router.get(
    "/documents/{document_id}/status.edxml",
    operation_id="getDocumentStatus",
    summary="What to tell the sender of a document",
    response_class=Response,
    responses={200: EDXML},
)
def get_document_status(document_id: str, corpus: CorpusDep, settings: SettingsDep) -> Response:
    """03: it is in the register. What comes after is told of its dossier."""
    summary = corpus.document(document_id).summary
    return _answer(corpus.item_status(summary.item_id), settings, document_id)


@router.get(
    "/dossiers/{dossier_id}/status.edxml",
    operation_id="getDossierStatus",
    summary="What to tell the sender of a dossier",
    response_class=Response,
    responses={200: EDXML},
)
def get_dossier_status(
    dossier_id: str,
    corpus: CorpusDep,
    settings: SettingsDep,
    document_id: Annotated[str | None, Query(description="Answer the sender of this one of its documents.")] = None,
    step_id: Annotated[str | None, Query(description="Of an earlier step; none: the last.")] = None,
) -> Response:
    """Code, note and officer of its last step; 16 where a recall was refused."""
    return _answer(corpus.dossier_status(dossier_id, document_id, step_id), settings, dossier_id)


def _answer(message: StatusMessage, settings: Settings, name: str) -> Response:
    told = to_edxml(message, Organ(settings.organ_id, settings.organ_name))
    plain = name if name.replace("_", "").isalnum() else "status"
    return Response(told, media_type="application/xml", headers=about(f"{plain}.{message.code}.edxml"))
