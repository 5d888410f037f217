"""A dossier held against its procedure (kiểm tra thành phần hồ sơ): who had to sign, by the reports that are kept."""

from __future__ import annotations

from pydantic import TypeAdapter
from sqlalchemy import Connection

from corpus.document import DocumentSummary, DocumentView
from corpus.documents import load_documents, view_document
from corpus.dossier import DossierView
from corpus.reading import Json
from corpus.refusals import InvalidValue
from corpus.signed_content import signatures_over
from signatures.dossier import DossierFile, DossierFinding, check_dossier
from signatures.joined import join_detached
from signatures.report import SignatureReport
from signatures.rules import RuleError, SignerRule

REPORT = TypeAdapter(SignatureReport)


def report_of(reading: Json) -> SignatureReport:
    """The signature report out of a reading's JSON; a file without one counts as unsigned."""
    found = reading.get("signatures")
    return REPORT.validate_python(found) if found else SignatureReport("unsigned", "unsigned")


def files_of(connection: Connection, dossier: DossierView) -> tuple[DossierFile, ...]:
    """The files of a dossier with their signature reports, in the order they came in; the trash is left out.

    Detached signatures count for the files they sign, whether or not they were put into the dossier themselves.
    """
    members = [member.document_id for member in dossier.members]
    held = load_documents(connection, members)
    return _joined(connection, [held[document_id] for document_id in members if document_id in held])


def file_of(connection: Connection, view: DocumentView) -> DossierFile:
    """A document with its signature report, the detached signatures over it included."""
    found = _joined(connection, [view.summary])
    return next((file for file in found if file.sha256 == view.summary.sha256), _file(view))


def _joined(connection: Connection, documents: list[DocumentSummary]) -> tuple[DossierFile, ...]:
    over = (found for document in documents for found in signatures_over(connection, document.sha256))
    ids = dict.fromkeys(document.id for document in (*documents, *over))
    return join_detached([_file(view_document(connection, document_id)) for document_id in ids])


def _file(view: DocumentView) -> DossierFile:
    return DossierFile(view.summary.name, view.summary.sha256, report_of(view.reading))


def check_signers(connection: Connection, dossier: DossierView, rule: SignerRule) -> DossierFinding:
    """Whether everybody signed who had to; `InvalidValue` where the dossier lacks a fact the rule asks for.

    What lies in the trash counts for nothing.
    """
    try:
        return check_dossier(
            rule, files_of(connection, dossier), {name: str(value) for name, value in dossier.dossier.facts.items()}
        )
    except RuleError as error:
        raise InvalidValue(str(error)) from error
