"""Alerts (báo tin): a document that came in and meets a saved search, told once for each of the two.

Each search carries its place in the change log, moved on in the transaction that writes its alerts: after a crash
the same changes are looked at again, and nothing is told twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, select, update

from corpus.database import Database
from corpus.document import DispatchView
from corpus.documents import DISPATCH, DOCUMENT, view_dispatches
from corpus.ids import new_id
from corpus.index import SearchIndex
from corpus.log import CHANGE, last_change, log_event
from corpus.paging import Page, clamp, make_cursor, read_cursor
from corpus.refusals import InvalidQuery
from corpus.saved_search import ALERT, SAVED, load_search
from corpus.scope import EVERYTHING
from corpus.selection import Selection, dispatches_of
from corpus.tables.base import insert_rows
from corpus.tables.searches import AlertRow
from corpus.understanding import read_query

PIECE = 500
"""Changes looked at in one go."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One document that meets one search; `dispatches` is what is in it now, `name` the file."""

    id: str
    search_id: str
    document_id: str
    name: str
    raised_at: datetime
    seen_at: datetime | None = None
    seen_by: str | None = None
    dispatches: tuple[DispatchView, ...] = ()


@dataclass(frozen=True, slots=True)
class _Due:
    """A saved search that has not been held against the newest changes."""

    id: str
    query: str
    position: int


def check_alerts(database: Database, index: SearchIndex | None, now: datetime) -> int:
    """Hold what was filed or corrected since against every saved search; how many alerts were raised.

    A search for words waits for the index: it goes as far as the index has followed the log. Safe to repeat, and to
    run in several processes at once.
    """
    raised = 0
    if index is not None:
        index.reload()
    while True:
        with database.read() as connection:
            newest = last_change(connection)
            due = _due(connection, newest)
        found = [_look(database, index, search, newest) for search in due]
        moved = [(search, until, documents) for search, until, documents in found if until > search.position]
        if not moved:
            return raised
        raised += database.transact(partial(_raise, moved=moved, now=now))


def _due(connection: Connection, newest: int) -> list[_Due]:
    query = select(SAVED.c.id, SAVED.c.query, SAVED.c.position).where(SAVED.c.position < newest)
    return [_Due(*row) for row in connection.execute(query.order_by(SAVED.c.id)).all()]


def _look(database: Database, index: SearchIndex | None, search: _Due, newest: int) -> tuple[_Due, int, Sequence[str]]:
    """The documents of the next changes that meet the search, and the place up to which it was looked at."""
    with database.read() as connection:
        try:
            query = read_query(connection, search.query)
        except InvalidQuery:  # understood when it was saved, and no more: it finds nothing, but must not stop others
            return search, newest, ()
        until = min(newest, search.position + PIECE)
        if query.needs_index:
            until = min(until, index.position()) if index is not None else search.position
        changed = (CHANGE.c.position > search.position) & (CHANGE.c.position <= until) & (CHANGE.c.kind != "removed")
        documents = list(connection.execute(select(CHANGE.c.document_id).where(changed).distinct()).scalars())
        ids = Selection(connection, index, query, EVERYTHING).among(dispatches_of(connection, documents))
        met = select(DISPATCH.c.document_id).where(DISPATCH.c.id.in_(ids)).distinct().order_by(DISPATCH.c.document_id)
        return search, until, list(connection.execute(met).scalars())


def _raise(connection: Connection, moved: Sequence[tuple[_Due, int, Sequence[str]]], now: datetime) -> int:
    """Write the alerts and move each search on, unless another process was quicker."""
    rows: list[dict[str, object]] = []
    for search, until, documents in moved:
        mine = (SAVED.c.id == search.id) & (SAVED.c.position == search.position)
        if not connection.execute(update(SAVED).where(mine).values(position=until)).rowcount:
            continue
        told = select(ALERT.c.document_id).where(ALERT.c.search_id == search.id, ALERT.c.document_id.in_(documents))
        known = set(connection.execute(told).scalars())
        rows += [
            {"id": new_id("alt", now), "search_id": search.id, "document_id": document, "raised_at": now}
            for document in documents
            if document not in known
        ]
    insert_rows(connection, AlertRow, rows)
    for row in rows:
        data = {"alert_id": row["id"], "search_id": row["search_id"], "document_id": row["document_id"]}
        log_event(connection, "alert.raised", data, now)
    return len(rows)


def list_alerts(
    connection: Connection, search_id: str | None, unseen: bool, cursor: str | None, limit: int
) -> Page[Alert]:
    """Alerts, newest first, of one search or of all; those on documents in the trash are left out."""
    if search_id is not None:
        load_search(connection, search_id)
    query = select(ALERT, DOCUMENT.c.name).join(DOCUMENT, DOCUMENT.c.id == ALERT.c.document_id)
    query = query.where(DOCUMENT.c.deleted_at.is_(None)).order_by(ALERT.c.id.desc()).limit(clamp(limit) + 1)
    if search_id is not None:
        query = query.where(ALERT.c.search_id == search_id)
    if unseen:
        query = query.where(ALERT.c.seen_at.is_(None))
    if cursor:
        query = query.where(ALERT.c.id < read_cursor("alerts", cursor)[0])
    rows = connection.execute(query).mappings().all()
    shown = rows[: clamp(limit)]
    held: dict[str, list[DispatchView]] = {}
    for view in view_dispatches(connection, DISPATCH.c.document_id.in_([row["document_id"] for row in shown])):
        held.setdefault(view.document_id, []).append(view)
    alerts = tuple(Alert(**row, dispatches=tuple(held.get(row["document_id"], ()))) for row in shown)
    return Page(alerts, make_cursor("alerts", alerts[-1].id) if len(rows) > len(shown) else None)


def mark_seen(connection: Connection, search_id: str, by: str, now: datetime) -> int:
    """Somebody has looked at the alerts of a search; how many were new."""
    load_search(connection, search_id)
    new = (ALERT.c.search_id == search_id) & ALERT.c.seen_at.is_(None)
    return int(connection.execute(update(ALERT).where(new).values(seen_at=now, seen_by=by)).rowcount)
