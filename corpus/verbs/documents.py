"""Verbs that ask for documents and citations (tra sổ, viện dẫn)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus import documents
from corpus.asked import Asked
from corpus.citing import Citing, count_citing, find_citing
from corpus.document import DispatchView, DocumentFilter, DocumentSummary, DocumentView
from corpus.paging import Page, make_cursor
from corpus.provision import Match
from corpus.provision_words import read_provisions
from corpus.reference import reference_key
from corpus.refusals import InvalidValue, NotFound
from corpus.verbs.base import Verbs


class DocumentVerbs(Verbs):
    """See `corpus.corpus.Corpus`."""

    def documents(
        self, filters: DocumentFilter | None = None, cursor: str | None = None, limit: int = 50, *, count: bool = False
    ) -> Page[DocumentSummary]:
        """Documents, newest first; with `count`, also how many there are in all."""
        wanted = filters or DocumentFilter()
        with self.database.read() as connection:
            page = documents.list_documents(connection, wanted, cursor, limit)
            total = documents.count_documents(connection, wanted) if count else None
        return Page(page.items, page.next_cursor, total)

    def documents_after(self, filters: DocumentFilter, document_id: str, limit: int = 50) -> Page[DocumentSummary]:
        """The same list, from below a document on, which need not be in it any more."""
        return self.documents(filters, make_cursor("documents", document_id), limit)

    def summaries(self, ids: Sequence[str]) -> dict[str, DocumentSummary]:
        """Lines of the register by id, without readings; unknown and trashed ones are left out."""
        with self.database.read() as connection:
            return documents.load_documents(connection, ids)

    def document(self, document_id: str) -> DocumentView:
        """One document with everything; `NotFound` where there is none."""
        with self.database.read() as connection:
            return documents.view_document(connection, document_id)

    def dispatch_texts(self, ids: Iterable[str]) -> dict[str, str]:
        """The canonical text of each of these dispatches; offsets in it begin at the dispatch's `start`."""
        with self.database.read() as connection:
            return documents.texts_of(connection, ids)

    def find_reference(self, reference: str) -> tuple[DispatchView, ...]:
        """Dispatches filed under a number, however it is spelt (`15/2020/qd-ttg`); several issuers may have it."""
        key = reference_key(reference)
        with self.database.read() as connection:
            return tuple(documents.find_by_reference(connection, key)) if key else ()

    def document_meant(self, told: str) -> str:
        """The id of the one document a person means by its number or id; NotFound, or InvalidValue for several."""
        if told.startswith("doc_"):
            return told
        ids = sorted({found.document_id for found in self.find_reference(told)})
        if not ids:
            raise NotFound(told)
        if len(ids) > 1:
            several = ", ".join(ids)
            raise InvalidValue(f"nhiều văn bản mang số {told}: {several} / several have the number {told}: {several}")
        return ids[0]

    def citations(
        self,
        reference: str,
        provision: str | None = None,
        *,
        issuer: str | None = None,
        year: int | None = None,
        relation: str | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Page[Citing]:
        """Who cites a work (number, title or `wrk_…`), or some provisions of it, nearest first.

        The provision is a path (`dieu:19/khoan:2`) or words (`khoản 2, 3 Điều 19`); InvalidValue where it is neither.
        """
        paths = read_provisions(provision) if provision else ()
        asked = Asked(reference, paths, issuer, year, relation)
        with self.database.read() as connection:
            return find_citing(connection, asked, cursor, limit)

    def count_citations(
        self, reference: str, provision: str | None = None, *, issuer: str | None = None, year: int | None = None
    ) -> dict[Match, int]:
        """How many citations match exactly, within, or by containing the provision."""
        with self.database.read() as connection:
            paths = read_provisions(provision) if provision else ()
            return count_citing(connection, Asked(reference, paths, issuer, year))
