"""Verbs that tell a sender what became of a document (thông điệp trạng thái)."""

from __future__ import annotations

from corpus import carrier
from corpus.carrier import Envelope, NoEnvelope
from corpus.dossier import view_dossier
from corpus.intake import load_item
from corpus.refusals import NotFound
from corpus.status_message import StatusMessage, status_of_dossier, status_of_item
from corpus.verbs.base import Verbs


class StatusVerbs(Verbs):
    """See `corpus.corpus.Corpus`."""

    def item_status(self, item_id: str) -> StatusMessage:
        """01, 02 or 03 by the outcome of a file that came in an edXML envelope; `NoEnvelope` for any other."""
        with self.database.read() as connection:
            envelope = carrier.envelope_of_item(connection, item_id)
            item = load_item(connection, item_id)
        return status_of_item(item, envelope, item.received_at)

    def dossier_status(
        self, dossier_id: str, document_id: str | None = None, step_id: str | None = None
    ) -> StatusMessage:
        """What a dossier's last step, or the one given, means for its sender.

        Without `document_id` the first of its documents that came in an envelope is answered.
        """
        with self.database.read() as connection:
            view = view_dossier(connection, dossier_id)
            members = [member.document_id for member in view.members]
        if document_id is not None and document_id not in members:
            raise NotFound(document_id)
        for wanted in [document_id] if document_id is not None else members:
            envelope = self.envelope(wanted)
            if envelope is not None:
                return status_of_dossier(view, envelope, step_id)
        raise NoEnvelope(document_id or dossier_id)

    def envelope(self, document_id: str) -> Envelope | None:
        """The envelope a document came in; None where it came otherwise."""
        with self.database.read() as connection:
            try:
                return carrier.envelope_of_document(connection, document_id)
            except NoEnvelope:
                return None
