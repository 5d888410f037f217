"""The corpus (kho văn bản): what was read, kept and answered for. One face for API, command line and batches.

Every verb is one transaction; the work itself is in the room named for the noun.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from sqlalchemy import Connection, select

from corpus import authority, correction, documents, dossier, exports, filing, intake, log, register, revision
from corpus.arrival import Arrival
from corpus.authority import Action, Authority, Permission
from corpus.backup import BackupReport, back_up
from corpus.batch import Batch, BatchState, BatchView, Item, ItemState
from corpus.catalogue import import_works, most_relied_on, settle_work, view_works
from corpus.check import CheckReport, check
from corpus.checklist import check_signers
from corpus.citing import Asked, Citing, count_citing, find_citing, find_works
from corpus.correction import Correction, Decision
from corpus.database import Database
from corpus.document import DispatchView, DocumentFilter, DocumentSummary, DocumentView
from corpus.dossier import Dossier, DossierView
from corpus.event import Audit, Event
from corpus.filing import Filing
from corpus.graph import NODE_LIMIT, Graph, read_neighbourhood
from corpus.hit import SearchResult
from corpus.index import SearchIndex
from corpus.indexing import catch_up, rebuild
from corpus.originals import Originals, open_originals
from corpus.paging import Page
from corpus.provision import Match
from corpus.reading import Reading
from corpus.reference import reference_key
from corpus.schema import migrate
from corpus.scope import EVERYTHING, Scope
from corpus.search import Order, search
from corpus.state import State
from corpus.succession import changes_by, changes_to, read_validity
from corpus.tables.base import insert_rows, table
from corpus.tables.terms import InstallationRow
from corpus.work import Change, Validity, WorkView
from signatures.dossier import DossierFinding
from signatures.rules import SignerRule

INSTALLATION = table(InstallationRow)
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock used unless another is handed in."""
    return datetime.now(UTC)


class Corpus:
    """Made by `open_corpus`; safe to share between threads, and to open in several processes at once."""

    def __init__(
        self, database: Database, originals: Originals, index: SearchIndex | None = None, clock: Clock = utc_now
    ) -> None:
        self.database = database
        self.originals = originals
        self.index = index
        self.clock = clock

    def close(self) -> None:
        """Give everything back; also done by `with`."""
        self.database.close()

    def __enter__(self) -> Corpus:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- intake (tiếp nhận)

    def create_batch(self, name: str, source: str, office: str = "") -> Batch:
        """A new, open batch; `office` names the register its arrival numbers come from."""
        return self.database.transact(lambda c: intake.create_batch(c, name, source, office, self.clock()))

    def receive(
        self,
        batch_id: str,
        name: str,
        path: str,
        data: bytes | None = None,
        *,
        file: str | os.PathLike[str] | None = None,
        priority: int = 0,
        parent: str | None = None,
        key: str | None = None,
    ) -> Item:
        """Keep the original (`data`, or the `file` at a path), then enter its item.

        The same `key` in the same batch gives the same item: hand one in wherever the call may be repeated.
        A member of an archive (`parent`) has one by itself, made of parent, path and content.
        """
        sha256 = self.originals.put(data) if data is not None else self.originals.put_file(_required(file))
        size = len(data) if data is not None else self.originals.size(sha256)
        if key is None and parent is not None:
            key = f"{parent}!{path}!{sha256}"
        values = {"name": name, "path": path, "sha256": sha256, "bytes": size, "priority": priority}
        values |= {"parent_id": parent, "key": key}
        return self.database.transact(lambda c: intake.receive(c, batch_id, values, self.clock()))

    def close_batch(self, batch_id: str) -> Batch:
        """No more files may come in; members of archives still do."""
        return self._set_state(batch_id, "closed")

    def pause_batch(self, batch_id: str) -> Batch:
        """Ask the workers to leave its files alone for now."""
        return self._set_state(batch_id, "paused")

    def resume_batch(self, batch_id: str) -> Batch:
        """Undo a pause: the batch is open, or closed if it was closed before."""
        state: BatchState = "closed" if self.batch(batch_id).batch.closed_at else "open"
        return self._set_state(batch_id, state)

    def cancel_batch(self, batch_id: str) -> Batch:
        """Take no more files, and cancel those not read yet; what has its outcome keeps it."""
        return self._set_state(batch_id, "cancelled")

    def batch(self, batch_id: str) -> BatchView:
        """The batch with its balance; `NotFound` where there is none."""
        with self.database.read() as connection:
            return intake.view_batch(connection, batch_id)

    def batches(self, cursor: str | None = None, limit: int = 50) -> Page[Batch]:
        """Batches, newest first."""
        with self.database.read() as connection:
            return intake.list_batches(connection, cursor, limit)

    def item(self, item_id: str) -> Item:
        """One item; `NotFound` where there is none."""
        with self.database.read() as connection:
            return intake.load_item(connection, item_id)

    def items(
        self, batch_id: str | None = None, state: ItemState | None = None, cursor: str | None = None, limit: int = 50
    ) -> Page[Item]:
        """Items of a batch in order of arrival, or of all batches, perhaps of one state only."""
        with self.database.read() as connection:
            return intake.list_items(connection, batch_id, state, cursor, limit)

    def retry_item(self, item_id: str) -> Item:
        """A returned or cancelled item waits to be read again; `Conflict` for any other."""
        return self.database.transact(lambda c: intake.reopen_item(c, item_id, self.clock()))

    # --- filing (vào sổ)

    def file(self, item_id: str, reading: Reading) -> Filing:
        """One transaction: document, dispatches, citations, signatures, arrival number, logs, outcome. Idempotent."""
        return self.database.transact(lambda c: filing.file_item(c, item_id, reading, self.clock()))

    # --- documents (tài liệu)

    def documents(
        self, filters: DocumentFilter | None = None, cursor: str | None = None, limit: int = 50, *, count: bool = False
    ) -> Page[DocumentSummary]:
        """Documents, newest first; with `count`, also how many there are in all."""
        wanted = filters or DocumentFilter()
        with self.database.read() as connection:
            page = documents.list_documents(connection, wanted, cursor, limit)
            total = documents.count_documents(connection, wanted) if count else None
        return Page(page.items, page.next_cursor, total)

    def document(self, document_id: str) -> DocumentView:
        """One document with everything; `NotFound` where there is none."""
        with self.database.read() as connection:
            return documents.view_document(connection, document_id)

    def find_reference(self, reference: str) -> tuple[DispatchView, ...]:
        """Dispatches filed under a number, however it is spelt (`15/2020/qd-ttg`); several issuers may have it."""
        key = reference_key(reference)
        with self.database.read() as connection:
            return tuple(documents.find_by_reference(connection, key)) if key else ()

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
        """Who cites a work (number, title or `wrk_…`), or one provision of it (`dieu:19/khoan:2`); nearest first."""
        asked = Asked(reference, provision, issuer, year, relation)
        with self.database.read() as connection:
            return find_citing(connection, asked, cursor, limit)

    def count_citations(
        self, reference: str, provision: str | None = None, *, issuer: str | None = None, year: int | None = None
    ) -> dict[Match, int]:
        """How many citations match exactly, within, or by containing the provision."""
        with self.database.read() as connection:
            return count_citing(connection, Asked(reference, provision, issuer, year))

    # --- changes by people (hiệu đính, đọc lại, bỏ)

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

    # --- works and their graph (văn bản được viện dẫn, lược đồ)

    def works(self, reference: str, *, issuer: str | None = None, year: int | None = None) -> tuple[WorkView, ...]:
        """Works a number, title or `wrk_…` can mean, held or not, partial ones included."""
        with self.database.read() as connection:
            return tuple(view_works(connection, find_works(connection, Asked(reference, None, issuer, year))))

    def most_relied_on(self, *, held: bool | None = None, limit: int = 50) -> tuple[WorkView, ...]:
        """Works cited most; with `held=False` those cited most that are not held: what to get next."""
        with self.database.read() as connection:
            return tuple(most_relied_on(connection, held=held, limit=limit))

    def settle_work(self, partial_id: str, full_id: str | None, by: str) -> WorkView:
        """A person says which work an ambiguous one means; None leaves it to the rule again."""
        return self.database.transact(lambda c: settle_work(c, partial_id, full_id, by, self.clock()))

    def import_works(self, csv_text: str) -> int:
        """Seed works from CSV (see `corpus.catalogue`); how many are new."""
        return self.database.transact(lambda c: import_works(c, csv_text, self.clock()))

    def changes_to(self, work_id: str) -> tuple[Change, ...]:
        """Who amended, replaced, repealed, corrected or consolidated it, oldest first."""
        with self.database.read() as connection:
            return changes_to(connection, work_id)

    def changes_by(self, work_id: str) -> tuple[Change, ...]:
        """What it does to others."""
        with self.database.read() as connection:
            return changes_by(connection, work_id)

    def validity(self, work_id: str, on: date, provision: str | None = None) -> Validity:
        """Whether a work, or a provision of it, holds on a day, as far as the documents held tell."""
        with self.database.read() as connection:
            return read_validity(connection, work_id, on, provision)

    def neighbourhood(self, work_id: str, depth: int = 1, limit: int = NODE_LIMIT) -> Graph:
        """Works at most so many citations away; `corpus.graph` writes it as GraphML or JSON."""
        with self.database.read() as connection:
            return read_neighbourhood(connection, work_id, depth, limit)

    # --- search (tra cứu)

    def search(
        self,
        query: str,
        *,
        scope: Scope = EVERYTHING,
        cursor: str | None = None,
        limit: int = 20,
        facets: bool = True,
        order: Order = "relevance",
    ) -> SearchResult:
        """Hits for a query as people write it (see `corpus.query`); `InvalidQuery` explains what is not understood."""
        return search(self.database, self.index, query, scope, cursor=cursor, limit=limit, facets=facets, order=order)

    def catch_up_index(self) -> int | None:
        """Take all changes into the index; how many, or None while another process does it (or there is no index)."""
        return catch_up(self.database, self.index) if self.index else None

    def rebuild_index(self) -> int | None:
        """Make the index anew from the database; searches go on meanwhile."""
        return rebuild(self.database, self.index) if self.index else None

    # --- arrival register (sổ đăng ký văn bản đến)

    def arrivals(
        self, office: str = "", year: int | None = None, cursor: str | None = None, limit: int = 50
    ) -> Page[Arrival]:
        """The register in the order of its numbers; this year's unless told."""
        chosen = year or self.clock().astimezone(register.VIETNAM).year
        with self.database.read() as connection:
            return register.list_arrivals(connection, office, chosen, cursor, limit)

    def register_document(self, document_id: str, by: str) -> Arrival:
        """Spend a number on a document without one: a suspected duplicate found to be none, or one voided."""
        return self.database.transact(lambda c: register.register_document(c, document_id, by, self.clock()))

    def void_arrival(self, arrival_id: str, reason: str, by: str) -> Arrival:
        """Strike an entry out; its number is never given again."""
        return self.database.transact(lambda c: register.void_arrival(c, arrival_id, reason, by, self.clock()))

    def annotate_arrival(self, arrival_id: str, values: dict[str, str | date | None], by: str) -> Arrival:
        """Fill in `recipient`, `forwarded_on`, `received_by`, `note`."""
        return self.database.transact(lambda c: register.annotate_arrival(c, arrival_id, values, by, self.clock()))

    # --- dossiers and authority (hồ sơ, thẩm quyền)

    def open_dossier(
        self,
        title: str,
        by: str,
        *,
        code: str | None = None,
        procedure: str | None = None,
        office: str = "",
        due_on: date | None = None,
        facts: dict[str, Any] | None = None,
    ) -> DossierView:
        """A new dossier; with a dossier code, every document that shows it is in it, and later ones join."""
        values: dict[str, Any] = {"title": title, "code": code, "procedure": procedure, "office": office}
        values |= {"due_on": due_on, "facts": facts or {}}
        return self.database.transact(lambda c: dossier.open_dossier(c, values, by, self.clock()))

    def dossier(self, dossier_id: str) -> DossierView:
        """One dossier by id or code, with its documents and history."""
        with self.database.read() as connection:
            return dossier.view_dossier(connection, dossier_id)

    def dossiers(
        self, state: State | None = None, *, overdue: bool = False, cursor: str | None = None, limit: int = 50
    ) -> Page[Dossier]:
        """Dossiers, newest first; with `overdue`, those open past their deadline."""
        today = self.clock().astimezone(register.VIETNAM).date() if overdue else None
        with self.database.read() as connection:
            return dossier.list_dossiers(connection, state, today, cursor, limit)

    def move_dossier(
        self, dossier_id: str, state: State, by: str, note: str | None = None, version: int | None = None
    ) -> DossierView:
        """Take a step (see `corpus.state`); `Conflict` where there is none."""
        return self.database.transact(lambda c: dossier.move(c, dossier_id, state, by, note, version, self.clock()))

    def chase_dossier(self, dossier_id: str, by: str, note: str | None = None) -> DossierView:
        """Đôn đốc."""
        return self.database.transact(lambda c: dossier.chase(c, dossier_id, by, note, self.clock()))

    def add_to_dossier(self, dossier_id: str, document_id: str, by: str, component: str | None = None) -> DossierView:
        """Put a document in by hand, or say which component it is."""
        return self.database.transact(
            lambda c: dossier.add_document(c, dossier_id, document_id, component, by, self.clock())
        )

    def check_dossier(self, dossier_id: str, rule: SignerRule) -> DossierFinding:
        """Whether everybody signed who had to, by the rule of the procedure (see `signatures.rules`)."""
        with self.database.read() as connection:
            return check_signers(connection, dossier.view_dossier(connection, dossier_id), rule)

    def grant_authority(
        self,
        person: str,
        action: Action,
        decision: str,
        by: str,
        *,
        valid_from: date,
        valid_to: date | None = None,
        procedure: str | None = None,
        position: str | None = None,
        organization: str | None = None,
    ) -> Authority:
        """Who may `process` or `sign`, from when to when, by which decision."""
        values = {"person": person, "action": action, "decision": decision, "valid_from": valid_from}
        values |= {"valid_to": valid_to, "procedure": procedure, "position": position, "organization": organization}
        return self.database.transact(lambda c: authority.grant(c, values, by, self.clock()))

    def revoke_authority(self, authority_id: str, last_day: date, by: str) -> Authority:
        """End a grant after a day."""
        return self.database.transact(lambda c: authority.revoke(c, authority_id, last_day, by, self.clock()))

    def may(self, person: str, action: Action, on: date, procedure: str | None = None) -> Permission:
        """May this person do this, on that day?"""
        with self.database.read() as connection:
            return authority.may(connection, person, action, on, procedure)

    # --- exports (xuất)

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

    # --- keeping it safe (kiểm tra, sao lưu)

    def check(self) -> CheckReport:
        """Read every original again and look for what is lost, changed or missing in the tables."""
        return check(self.database, self.originals, self.clock())

    def back_up(self, folder: Path) -> BackupReport:
        """Write a backup that `corpus.backup.restore_backup` reads, into this or the other kind of database."""
        return back_up(self.database, self.originals, folder)

    # --- logs (nhật ký)

    def events(
        self, after: str | int | None = None, limit: int = 100, types: tuple[str, ...] = ()
    ) -> tuple[Event, ...]:
        """Events after an event's id or position, oldest first, without gaps."""
        with self.database.read() as connection:
            return log.read_events(connection, after, limit, types)

    def _every_document(self, filters: DocumentFilter) -> Iterator[DocumentSummary]:
        cursor: str | None = None
        while True:
            page = self.documents(filters, cursor, 200)
            yield from page.items
            cursor = page.next_cursor
            if cursor is None:
                return

    def _set_state(self, batch_id: str, state: BatchState) -> Batch:
        return self.database.transact(lambda c: intake.set_batch_state(c, batch_id, state, self.clock()))


def open_corpus(database_url: str, originals: str, index: Path | None = None, *, clock: Clock = utc_now) -> Corpus:
    """Open a corpus, making what is missing: `sqlite:///data/vanthu.db` or `postgresql://…`; originals in a folder
    or `s3://bucket/prefix`; the search index in a folder of its own, or none. Migrations are run first."""
    database = Database(database_url)
    migrate(database)
    search_index = SearchIndex(index, installation_id(database)) if index is not None else None
    return Corpus(database, open_originals(originals), search_index, clock)


def installation_id(database: Database) -> str:
    """The name of this corpus, given when it is first opened."""

    def work(connection: Connection) -> str:
        found = connection.execute(select(INSTALLATION.c.id)).scalar()
        if found is None:
            found = secrets.token_hex(4)
            insert_rows(connection, InstallationRow, [{"id": found}])
        return str(found)

    with database.read() as connection:
        found = connection.execute(select(INSTALLATION.c.id)).scalar()
    return str(found) if found else database.transact(work)


def _required(file: str | os.PathLike[str] | None) -> str | os.PathLike[str]:
    if file is None:
        raise TypeError("receive() needs data or file")
    return file
