"""Verbs by which people change what is kept (hiệu đính, đọc lại, bỏ)."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import correction, log, revision
from corpus.correction import Correction, Decision
from corpus.document import DocumentView
from corpus.event import Audit
from corpus.reading import Reading
from corpus.verbs.documents import DocumentVerbs


class ChangeVerbs(DocumentVerbs):
    """See `corpus.corpus.Corpus`."""

    def correct(
        self, document_id: str, decisions: Sequence[Decision], by: str, version: int | None = None
    ) -> DocumentView:
        """Set, confirm or reject fields together; `Conflict` where the document is no longer at `version`."""
        self.database.transact(lambda c: correction.correct(c, document_id, decisions, by, version, self.clock()))
        return self.document(document_id)

    def corrections(self, document_id: str) -> tuple[Correction, ...]:
        """Every decision about a document, oldest first."""
        with self.database.read() as connection:
            return correction.list_corrections(connection, document_id)

    def revise(self, document_id: str, reading: Reading, by: str) -> DocumentView:
        """Replace the reading by a better one of the same bytes; corrections hold, works are keyed anew."""
        self.database.transact(lambda c: revision.revise(c, document_id, reading, by, self.clock()))
        return self.document(document_id)

    def trash(self, document_id: str, reason: str, by: str) -> None:
        """Take it out of lists, search and graph; register and original keep it."""
        self.database.transact(lambda c: revision.trash(c, document_id, reason, by, self.clock()))

    def restore(self, document_id: str, by: str) -> None:
        """Bring it back from the trash."""
        self.database.transact(lambda c: revision.restore(c, document_id, by, self.clock()))

    def audit(self, subject: str, limit: int = 200) -> tuple[Audit, ...]:
        """Who did what to a document, work, arrival, …, newest first."""
        with self.database.read() as connection:
            return log.read_audit(connection, subject, limit)
