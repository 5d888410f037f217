"""Verbs of the arrival register (sổ đăng ký văn bản đến), and exports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from corpus import exports, filing, register
from corpus.arrival import Arrival, Book
from corpus.document import DispatchView, DocumentFilter, DocumentSummary
from corpus.paging import Page
from corpus.verbs.documents import DocumentVerbs


class RegisterVerbs(DocumentVerbs):
    """See `corpus.corpus.Corpus`."""

    def arrivals(
        self, office: str = "", year: int | None = None, cursor: str | None = None, limit: int = 50
    ) -> Page[Arrival]:
        """The register in the order of its numbers; this year's unless told."""
        chosen = year or self.clock().astimezone(register.VIETNAM).year
        with self.database.read() as connection:
            return register.list_arrivals(connection, office, chosen, cursor, limit)

    def books(self) -> tuple[Book, ...]:
        """Every register there is: an office and a year each, the newest first."""
        with self.database.read() as connection:
            return register.list_books(connection)

    def arrival(self, arrival_id: str) -> tuple[Arrival, DispatchView | None]:
        """One entry with the dispatch it is for; `NotFound` where there is none."""
        with self.database.read() as connection:
            return register.read_entry(connection, arrival_id)

    def entries(self, book: Book, first: int, last: int) -> tuple[tuple[Arrival, DispatchView | None], ...]:
        """The entries of a register from one number to another, each with the dispatch it is for."""
        with self.database.read() as connection:
            return tuple(register.read_register(connection, book.office, book.year, first, last))

    def suspects(self, document_id: str) -> tuple[str, ...]:
        """Other documents with a dispatch of the same number, symbol, issuer and date, oldest first."""
        with self.database.read() as connection:
            return filing.find_suspects(connection, document_id)

    def voided_arrivals(self, documents: Iterable[str]) -> dict[str, tuple[Arrival, ...]]:
        """The voided entries of each of these documents that has any, oldest first."""
        with self.database.read() as connection:
            return register.voided_arrivals(connection, documents)

    def register_document(self, document_id: str, by: str) -> Arrival:
        """Spend a number on a document without one: a suspected duplicate found to be none, or one voided."""
        return self.database.transact(lambda c: register.register_document(c, document_id, by, self.clock()))

    def void_arrival(self, arrival_id: str, reason: str, by: str) -> Arrival:
        """Strike an entry out; its number is never given again."""
        return self.database.transact(lambda c: register.void_arrival(c, arrival_id, reason, by, self.clock()))

    def annotate_arrival(self, arrival_id: str, values: dict[str, str | date | None], by: str) -> Arrival:
        """Fill in `recipient`, `forwarded_on`, `received_by`, `note`."""
        return self.database.transact(lambda c: register.annotate_arrival(c, arrival_id, values, by, self.clock()))

    def export_register(
        self, office: str = "", year: int | None = None, format: Literal["csv", "xlsx"] = "csv"
    ) -> bytes:
        """The arrival register of an office and year in the ten columns of Decree 30/2020/NĐ-CP, Appendix IV."""
        chosen = year or self.clock().astimezone(register.VIETNAM).year
        with self.database.read(snapshot=True) as connection:
            rows = exports.register_rows(register.read_register(connection, office, chosen))
            if format == "csv":
                return exports.write_csv(exports.REGISTER_COLUMNS, rows)
            return exports.write_xlsx(f"Sổ đến {chosen}", exports.REGISTER_COLUMNS, rows)

    def export_documents(
        self, filters: DocumentFilter | None = None, format: Literal["csv", "xlsx", "ndjson"] = "csv"
    ) -> Iterator[bytes]:
        """All documents of a list, newest first, in pieces: CSV, XLSX or one JSON object a line."""
        found = self._every_document(filters or DocumentFilter())
        if format == "ndjson":
            yield from exports.write_ndjson(found)
        elif format == "csv":
            yield exports.write_csv(exports.LIST_COLUMNS, exports.list_rows(found))
        else:
            yield exports.write_xlsx("Văn bản", exports.LIST_COLUMNS, exports.list_rows(found))

    def _every_document(self, filters: DocumentFilter) -> Iterator[DocumentSummary]:
        cursor: str | None = None
        while True:
            page = self.documents(filters, cursor, 200)
            yield from page.items
            cursor = page.next_cursor
            if cursor is None:
                return
