"""A dossier held against its procedure (kiểm tra thành phần hồ sơ): who had to sign, by the reports that are kept."""

from __future__ import annotations

from pydantic import TypeAdapter
from sqlalchemy import Connection

from corpus.documents import load_documents, view_document
from corpus.dossier import DossierView
from corpus.reading import Json
from corpus.refusals import InvalidValue
from signatures.dossier import DossierFile, DossierFinding, check_dossier
from signatures.report import SignatureReport
from signatures.rules import RuleError, SignerRule

REPORT = TypeAdapter(SignatureReport)


def report_of(reading: Json) -> SignatureReport:
    """The signature report out of a reading's JSON; a file without one counts as unsigned."""
    found = reading.get("signatures")
    return REPORT.validate_python(found) if found else SignatureReport("unsigned", "unsigned")


def files_of(connection: Connection, dossier: DossierView) -> tuple[DossierFile, ...]:
    """The files of a dossier with their signature reports, in the order they came in; the trash is left out."""
    members = [member.document_id for member in dossier.members]
    held = load_documents(connection, members)
    views = [view_document(connection, document_id) for document_id in members if document_id in held]
    return tuple(DossierFile(view.summary.name, view.summary.sha256, report_of(view.reading)) for view in views)


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
