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


def check_signers(connection: Connection, dossier: DossierView, rule: SignerRule) -> DossierFinding:
    """Whether everybody signed who had to; `InvalidValue` where the dossier lacks a fact the rule asks for.

    What lies in the trash counts for nothing.
    """
    files = []
    for document_id in load_documents(connection, [member.document_id for member in dossier.members]):
        view = view_document(connection, document_id)
        files.append(DossierFile(view.summary.name, view.summary.sha256, report_of(view.reading)))
    try:
        return check_dossier(rule, files, {name: str(value) for name, value in dossier.dossier.facts.items()})
    except RuleError as error:
        raise InvalidValue(str(error)) from error
