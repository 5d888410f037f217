"""Verbs that gather, fill in and check a dossier as a case (hồ sơ công việc)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from corpus import amending, authority, components, dossier, gathering
from corpus.authority import Authority, Permission
from corpus.checklist import files_of
from corpus.components import Checklist
from corpus.document import DocumentSummary, DocumentView
from corpus.documents import load_documents, view_document
from corpus.dossier import Dossier, DossierView
from corpus.dossier_file import DossierPapers, write_dossier
from corpus.procedure import Procedure
from corpus.refusals import InvalidValue
from corpus.register import VIETNAM
from corpus.verbs.dossiers import DossierVerbs
from signatures.dossier import DossierFile, DossierFinding
from signatures.rules import SignerRule


class CaseVerbs(DossierVerbs):
    """See `corpus.corpus.Corpus`."""

    def today(self) -> date:
        """The day it is in Vietnam, by which deadlines are judged."""
        return self.clock().astimezone(VIETNAM).date()

    def answer_dossier(
        self, dossier_id: str, code: str, by: str, note: str | None = None, version: int | None = None
    ) -> DossierView:
        """Take the step an edXML status code means; `IllegalStep` where it is none, `Conflict` if it just moved."""
        view = self.dossier(dossier_id)
        return self.move_dossier(view.dossier.id, view.state_meant(code), by, note, version or view.dossier.version)

    def gather_dossier(self, document_id: str, by: str) -> DossierView | None:
        """After filing: the dossier of the one code the document shows, opened where there is none; else None.

        Safe to repeat; a document without a code costs one look-up.
        """
        with self.database.read() as connection:
            code = gathering.only_code(connection, document_id)
        if code is None:
            return None
        return self.database.transact(lambda c: gathering.gather_dossier(c, document_id, code, by, self.clock()))

    def amend_dossier(
        self, dossier_id: str, values: Mapping[str, Any], by: str, version: int | None = None
    ) -> DossierView:
        """Change `title`, `procedure`, `due_on` or `facts`; `Conflict` where it is no longer at `version`."""
        return self.database.transact(
            lambda c: amending.amend_dossier(c, dossier_id, values, by, version, self.clock())
        )

    def dossier_documents(self, dossier_id: str) -> tuple[DocumentSummary, ...]:
        """Its documents in the order they came in, those in the trash left out."""
        with self.database.read() as connection:
            members = [member.document_id for member in dossier.view_dossier(connection, dossier_id).members]
            held = load_documents(connection, members)
        return tuple(held[document_id] for document_id in members if document_id in held)

    def dossiers_of(self, document_id: str) -> tuple[Dossier, ...]:
        """The dossiers a document is in, oldest first."""
        with self.database.read() as connection:
            return dossier.dossiers_of(connection, document_id)

    def dossier_files(self, dossier_id: str) -> tuple[DossierFile, ...]:
        """Its files with the signature reports that are kept, for a note (see `signatures.note`)."""
        with self.database.read() as connection:
            return files_of(connection, dossier.view_dossier(connection, dossier_id))

    def export_dossier(
        self, dossier_id: str, procedure: Procedure | None = None, rule: SignerRule | None = None
    ) -> Iterator[bytes]:
        """The dossier as a zip, in pieces (see `corpus.dossier_file`), with what its procedure and its rule say of it.

        Where the rule lacks a fact to judge by, the zip says so.
        """
        view = self.dossier(dossier_id)
        documents = self.dossier_documents(view.dossier.id)
        checklist = self.check_components(view.dossier.id, procedure) if procedure else None
        finding, refused = self._judge(view.dossier.id, rule) if rule else (None, None)
        papers = DossierPapers(view, documents, checklist, finding, refused)
        return write_dossier(papers, self._view, self.originals, self.clock())

    def _view(self, document_id: str) -> DocumentView:
        with self.database.read() as connection:
            return view_document(connection, document_id)

    def _judge(self, dossier_id: str, rule: SignerRule) -> tuple[DossierFinding | None, str | None]:
        """What the rule says, or why it says nothing."""
        try:
            return self.check_dossier(dossier_id, rule), None
        except InvalidValue as error:
            return None, error.detail

    def check_components(self, dossier_id: str, procedure: Procedure) -> Checklist:
        """What of the procedure's components is there (see `corpus.components`)."""
        with self.database.read() as connection:
            return components.check_components(connection, dossier.view_dossier(connection, dossier_id), procedure)

    def authorities(self, person: str | None = None) -> tuple[Authority, ...]:
        """The table of authority, newest first, perhaps of one person."""
        with self.database.read() as connection:
            return authority.list_grants(connection, person)

    def may_sign(self, person: str, on: date, procedure: str | None = None) -> Permission:
        """May this person sign, on that day? `answer` is yes, no or unknown, with the grants it rests on."""
        return self.may(person, "sign", on, procedure)
