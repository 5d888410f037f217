"""What is handed on about a document's signatures: the ETSI report (XML), the printable note (phiếu kiểm tra, PDF)."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.deps import CorpusDep, ProceduresDep
from api.downloads import file_described
from api.originals import disposition
from api.procedures import Procedures, procedures_of, unknown_procedure
from api.refusals import NoSignature
from corpus.checklist import report_of
from corpus.document import DocumentView
from corpus.refusals import InvalidValue
from signatures.dossier import DossierFile, DossierFinding, check_dossier
from signatures.etsi_report import to_etsi_xml
from signatures.note import render_note
from signatures.rules import RuleError

router = APIRouter(prefix="/documents", tags=["documents"])

XML = {"content": {"application/xml": {"schema": {"type": "string"}}}}
PDF = file_described("application/pdf")


@router.get(
    "/{document_id}/signature-report.xml",
    operation_id="getSignatureReportXml",
    summary="The signature report as ETSI TS 119 102-2 XML",
    response_class=Response,
    responses={200: XML},
)
def get_signature_report_xml(document_id: str, corpus: CorpusDep) -> Response:
    """For other validators and for archives; a document without signatures has none (`no_signature`)."""
    view = corpus.document(document_id)
    report = report_of(view.reading)
    if not report.signatures:
        raise NoSignature
    told = to_etsi_xml(report, sha256=view.summary.sha256, validated_at=view.summary.registered_at)
    return Response(told, media_type="application/xml", headers=_named(view, ".signatures.xml", inline=False))


@router.get(
    "/{document_id}/signature-note.pdf",
    operation_id="getDocumentSignatureNote",
    summary="The printable note on the signatures (phiếu kiểm tra)",
    response_class=Response,
    responses={200: PDF},
)
def get_signature_note(
    document_id: str,
    corpus: CorpusDep,
    known: ProceduresDep,
    procedure: Annotated[
        str | None,
        Query(
            description="With the conclusion of this procedure's signer rule.",
            examples=[next(iter(procedures_of(None).rules))],
        ),
    ] = None,
    fact: Annotated[
        list[str] | None,
        Query(description="`name=value`: what the rule has to know.", examples=[["employer_tax_code=0312345678"]]),
    ] = None,
) -> Response:
    """In Vietnamese, with its evidence: hash of the file, signers, times, policy, version of the trust store.
    Detached signatures over the document are among them.

    The time of checking is that of the verdicts, when the document was registered; so the same note comes each time.
    """
    view = corpus.document(document_id)
    file = corpus.file_of(view)
    finding = None if procedure is None else _conclusion(known, procedure, file, _facts(fact or []))
    note = render_note([file], now=view.summary.registered_at, dossier=finding)
    return Response(note, media_type="application/pdf", headers=_named(view, ".phieu-kiem-tra.pdf", inline=True))


def _conclusion(known: Procedures, procedure: str, file: DossierFile, facts: dict[str, str]) -> DossierFinding:
    """InvalidValue for a procedure without a rule, or a fact that is lacking."""
    rule = known.rules.get(procedure)
    if rule is None:
        raise unknown_procedure(procedure, known.rules)
    try:
        return check_dossier(rule, [file], facts)
    except RuleError as error:
        raise InvalidValue(str(error)) from error


def _facts(given: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    if not all(name and sign and value for name, sign, value in pairs):
        raise InvalidValue("fact: cần tên=giá trị / fact: name=value is needed")
    return {name: value for name, _, value in pairs}


def _named(view: DocumentView, ending: str, *, inline: bool) -> dict[str, str]:
    return {"Content-Disposition": disposition(PurePosixPath(view.summary.name).stem + ending, inline=inline)}
