"""Dossiers (hồ sơ): open, fill in, move, chase, and hold against the rules of their procedure."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.deps import SAME_SITE, CorpusDep, ProceduresDep
from api.dossier_schemas import (
    AttachIn,
    ChaserIn,
    ChecklistOut,
    DossierDetail,
    DossierIn,
    DossierOut,
    DossierPatch,
    SignatureCheckOut,
    StepIn,
)
from api.downloads import download_pieces, file_described
from api.entity_tags import UNCHANGED, IfMatch, IfNoneMatch, tagged, version_asked
from api.procedures import checklist_of, note_of, put_in, signers_of, zip_of
from api.routes.batches import Cursor, Limit
from api.schemas import Listing
from corpus.corpus import Corpus
from corpus.dossier import DossierView
from corpus.refusals import InvalidValue
from corpus.state import State

router = APIRouter(prefix="/dossiers", tags=["dossiers"])
PDF = file_described("application/pdf")
ZIP = file_described("application/zip")
OWN_ID = re.compile("dos_[0-9a-z]+")


@router.post("", operation_id="createDossier", status_code=201, summary="Open a dossier", dependencies=[SAME_SITE])
def create_dossier(asked: DossierIn, response: Response, corpus: CorpusDep, known: ProceduresDep) -> DossierDetail:
    """With a dossier code, every document that shows it is in it from the start, and later ones join."""
    known.known(asked.procedure)
    view = corpus.open_dossier(**asked.model_dump())
    shown = _shown(corpus, view)
    response.headers["Location"] = shown.href
    return shown


@router.get("", operation_id="listDossiers", summary="List dossiers, newest first")
def list_dossiers(
    corpus: CorpusDep,
    state: Annotated[State | None, Query(description="Only those in this state.")] = None,
    overdue: Annotated[bool, Query(description="Only those open past their deadline.")] = False,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Listing[DossierOut]:
    """Both filters must hold; days are those of Vietnam."""
    page, today = corpus.dossiers(state, overdue=overdue, cursor=cursor, limit=limit), corpus.today()
    shown = [DossierOut.told(dossier, today) for dossier in page.items]
    return Listing[DossierOut](items=shown, next_cursor=page.next_cursor, has_more=page.has_more, total=None)


@router.get(
    "/{dossier_id}",
    operation_id="getDossier",
    summary="One dossier with its documents and history",
    response_model=DossierDetail,
    responses={304: UNCHANGED},
)
def get_dossier(dossier_id: str, corpus: CorpusDep, if_none_match: IfNoneMatch = None) -> Response:
    """By its id or its dossier code."""
    shown = _shown(corpus, corpus.dossier(dossier_id))
    return tagged(shown, shown.version, if_none_match)


@router.patch(
    "/{dossier_id}",
    operation_id="amendDossier",
    summary="Fill in a dossier",
    dependencies=[SAME_SITE],
    response_model=DossierDetail,
)
def amend_dossier(
    dossier_id: str, asked: DossierPatch, corpus: CorpusDep, known: ProceduresDep, if_match: IfMatch = None
) -> Response:
    """Title, procedure, deadline, facts; not once it is closed."""
    kept = corpus.dossier(dossier_id).dossier
    version = version_asked(if_match, kept.version, asked.version)
    known.known(asked.procedure, kept.procedure)
    shown = _shown(corpus, corpus.amend_dossier(dossier_id, asked.values(), asked.by, version))
    return tagged(shown, shown.version)


@router.post(
    "/{dossier_id}/documents", operation_id="attachDocument", summary="Put a document in", dependencies=[SAME_SITE]
)
def attach_document(dossier_id: str, asked: AttachIn, corpus: CorpusDep, known: ProceduresDep) -> DossierDetail:
    """Or say as which component a document that is in it counts."""
    return _shown(corpus, put_in(corpus, known, dossier_id, asked.document_id, asked.by, asked.component))


@router.post(
    "/{dossier_id}/transitions",
    operation_id="moveDossier",
    summary="Take the next step",
    dependencies=[SAME_SITE],
    response_model=DossierDetail,
)
def move_dossier(dossier_id: str, asked: StepIn, corpus: CorpusDep, if_match: IfMatch = None) -> Response:
    """By state or by edXML status code; a step that is none is refused, and the refusal names those there are."""
    version = version_asked(if_match, corpus.dossier(dossier_id).dossier.version, asked.version)
    if asked.code is not None and asked.state is None:
        view = corpus.answer_dossier(dossier_id, asked.code, asked.by, asked.note, version)
    elif asked.state is not None and asked.code is None:
        view = corpus.move_dossier(dossier_id, asked.state, asked.by, asked.note, version)
    else:
        raise InvalidValue("cần đúng một trong hai: state, code / exactly one of state, code")
    shown = _shown(corpus, view)
    return tagged(shown, shown.version)


@router.post(
    "/{dossier_id}/chasers", operation_id="chaseDossier", summary="Remind whoever has it", dependencies=[SAME_SITE]
)
def chase_dossier(dossier_id: str, asked: ChaserIn, corpus: CorpusDep) -> DossierDetail:
    """Kept for good; `chased` tells how many there were."""
    return _shown(corpus, corpus.chase_dossier(dossier_id, asked.by, asked.note))


@router.get("/{dossier_id}/checklist", operation_id="getChecklist", summary="Which components are there")
def get_checklist(dossier_id: str, corpus: CorpusDep, known: ProceduresDep) -> ChecklistOut:
    """By what a person said, else by the words of file names and abstracts."""
    return ChecklistOut.told(checklist_of(corpus, known, dossier_id))


@router.get("/{dossier_id}/signature-check", operation_id="checkSigners", summary="Whether everybody signed who had to")
def check_signers(dossier_id: str, corpus: CorpusDep, known: ProceduresDep) -> SignatureCheckOut:
    """By the signer rule of its procedure and the signature reports that are kept."""
    return SignatureCheckOut.of(signers_of(corpus, known, dossier_id))


@router.get(
    "/{dossier_id}/signature-note.pdf",
    operation_id="getSignatureNote",
    summary="The note on its signatures, to print",
    response_class=Response,
    responses={200: PDF},
)
def get_signature_note(dossier_id: str, corpus: CorpusDep, known: ProceduresDep) -> Response:
    """Phiếu kiểm tra chữ ký số: hashes, signers, times, policy, and the conclusion where a signer rule applies."""
    name = f"{_name_of(dossier_id, 'phieu-kiem-tra')}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(note_of(corpus, known, dossier_id), media_type="application/pdf", headers=headers)


@router.get(
    "/{dossier_id}/export",
    operation_id="exportDossier",
    summary="The dossier as a zip",
    response_class=Response,
    responses={200: ZIP},
)
def export_dossier(dossier_id: str, corpus: CorpusDep, known: ProceduresDep) -> Response:
    """Originals, fields, signature reports (JSON, ETSI XML, note), history; `manifest.json` and `SHA256SUMS`.

    Made while it is sent: a zip without its end was cut short.
    """
    return download_pieces(zip_of(corpus, known, dossier_id), f"{_name_of(dossier_id, 'ho-so')}.zip", "application/zip")


def _name_of(dossier_id: str, word: str) -> str:
    return f"{word}-{dossier_id}" if OWN_ID.fullmatch(dossier_id) else word


def _shown(corpus: Corpus, view: DossierView) -> DossierDetail:
    return DossierDetail.of_view(view, corpus.today())
