"""Saved searches (câu tìm đã lưu): a query with a name, held against every document that comes in later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from corpus.ids import new_id
from corpus.log import last_change, log_audit, log_event
from corpus.query import Query
from corpus.refusals import InvalidQuery, NotFound
from corpus.tables.base import insert_rows, table
from corpus.tables.searches import AlertRow, SavedSearchRow
from corpus.understanding import read_query

ALERT, SAVED = table(AlertRow), table(SavedSearchRow)


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """One saved search; `query` as people write it, `position` how far of the change log it was held against.

    `alerts` and `unseen` count what came of it.
    """

    id: str
    name: str
    query: str
    saved_by: str
    saved_at: datetime
    position: int
    alerts: int = 0
    unseen: int = 0


def save_search(connection: Connection, name: str, query: str, by: str, now: datetime) -> SavedSearch:
    """Save a query; documents filed from now on are held against it. `InvalidQuery` where it asks for nothing."""
    asks_something(read_query(connection, query))
    row = {"id": new_id("srh", now), "name": name, "query": query, "saved_by": by, "saved_at": now}
    insert_rows(connection, SavedSearchRow, [row | {"position": last_change(connection)}])
    log_audit(connection, by, "search.saved", str(row["id"]), {"name": name, "query": query}, now)
    log_event(connection, "search.saved", {"search_id": row["id"]}, now)
    return load_search(connection, str(row["id"]))


def asks_something(query: Query) -> None:
    """`InvalidQuery` for one that every document meets."""
    if query == Query(query.text):
        raise InvalidQuery("câu tìm rỗng / the query asks for nothing", 0)


def load_search(connection: Connection, search_id: str) -> SavedSearch:
    """One saved search; `NotFound` where there is none."""
    found = list_searches(connection, None, search_id)
    if not found:
        raise NotFound(search_id)
    return found[0]


def list_searches(connection: Connection, by: str | None = None, search_id: str | None = None) -> list[SavedSearch]:
    """Saved searches, newest first, perhaps those of one person; people keep few, so there are no pages."""
    counted = (
        select(ALERT.c.search_id, func.count().label("alerts"), (func.count() - func.count(ALERT.c.seen_at)).label("u"))
        .group_by(ALERT.c.search_id)
        .subquery()
    )
    alerts, unseen = func.coalesce(counted.c.alerts, 0), func.coalesce(counted.c.u, 0)
    query = select(SAVED, alerts.label("alerts"), unseen.label("unseen"))
    query = query.outerjoin(counted, counted.c.search_id == SAVED.c.id).order_by(SAVED.c.id.desc())
    if by is not None:
        query = query.where(SAVED.c.saved_by == by)
    if search_id is not None:
        query = query.where(SAVED.c.id == search_id)
    return [SavedSearch(**row) for row in connection.execute(query).mappings()]


def delete_search(connection: Connection, search_id: str, by: str, now: datetime) -> None:
    """Forget a search and its alerts; what it was stays in the audit."""
    found = load_search(connection, search_id)
    connection.execute(delete(ALERT).where(ALERT.c.search_id == search_id))
    connection.execute(delete(SAVED).where(SAVED.c.id == search_id))
    log_audit(connection, by, "search.deleted", search_id, {"name": found.name, "query": found.query}, now)
    log_event(connection, "search.deleted", {"search_id": search_id}, now)
