"""Taking files in (tiếp nhận): batches and items; an item exists only once its original is safe."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, get_args

from sqlalchemy import Connection, RowMapping, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from corpus.batch import BATCH_STATES, ITEM_STATES, Balance, Batch, BatchState, BatchView, Item, ItemState
from corpus.event_types import EventType
from corpus.ids import new_id
from corpus.log import log_event
from corpus.paging import Page, clamp, make_cursor, read_cursor
from corpus.reading import Problem
from corpus.refusals import BatchClosed, Conflict, NotFound
from corpus.tables.base import check_row, insert_rows, table
from corpus.tables.intake import BatchRow, ItemRow, OriginalRow

_EVENT_OF: dict[BatchState, EventType] = {
    "open": "batch.resumed", "closed": "batch.closed", "paused": "batch.paused", "cancelled": "batch.cancelled",
}  # fmt: skip
BATCH = table(BatchRow)
ITEM = table(ItemRow)
ORIGINAL = table(OriginalRow)


def create_batch(connection: Connection, name: str, source: str, office: str, now: datetime) -> Batch:
    """A new, open batch."""
    row = {"id": new_id("bat", now), "name": name, "source": source, "office": office, "created_at": now}
    insert_rows(connection, BatchRow, [row])
    log_event(connection, "batch.created", {"batch_id": row["id"]}, now)
    return load_batch(connection, str(row["id"]))


def load_batch(connection: Connection, batch_id: str, *, lock: bool = False) -> Batch:
    """One batch; `NotFound` where there is none. With `lock`, others wait to change it (PostgreSQL)."""
    query = select(BATCH).where(BATCH.c.id == batch_id)
    row = connection.execute(query.with_for_update() if lock else query).mappings().first()
    if row is None:
        raise NotFound(batch_id)
    return Batch(**row)


def note_original(connection: Connection, sha256: str, size: int, now: datetime) -> bool:
    """Remember that the store holds these bytes; False where they were known, and nothing changes."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    row = check_row(OriginalRow, {"sha256": sha256, "bytes": size, "stored_at": now})
    return connection.execute(dialect.insert(ORIGINAL).values(row).on_conflict_do_nothing()).rowcount == 1


def revive_original(connection: Connection, sha256: str) -> bool:
    """Bytes that were purged came in again: from now on they are kept. Whether they must be stored anew.

    Under the lock of their row, so that a purge on its way either is over, or leaves them alone.
    """
    query = select(ORIGINAL.c.purged_at).where(ORIGINAL.c.sha256 == sha256).with_for_update()
    if connection.execute(query).scalar() is None:
        return False
    connection.execute(update(ORIGINAL).where(ORIGINAL.c.sha256 == sha256).values(purged_at=None, removed_at=None))
    return True


def receive(
    connection: Connection, batch_id: str, values: dict[str, Any], keep: Callable[[], object], now: datetime
) -> Item:
    """Enter an item whose original is stored; the same `key` in the same batch again gives the item there is.

    `keep` stores the original once more: where it had been purged, it may be gone again since it was stored.
    """
    batch = load_batch(connection, batch_id, lock=True)
    key, parent = values.get("key"), values.get("parent_id")
    if key is not None:
        query = select(ITEM).where(ITEM.c.batch_id == batch_id, ITEM.c.key == key)
        if known := connection.execute(query).mappings().first():
            return item_of_row(known)
    if batch.state == "cancelled" or (batch.closed_at is not None and parent is None):
        raise BatchClosed(batch_id)
    is_new = note_original(connection, values["sha256"], values["bytes"], now)
    if not is_new and revive_original(connection, values["sha256"]):
        keep()
    last = connection.execute(select(func.max(ITEM.c.position)).where(ITEM.c.batch_id == batch_id)).scalar()
    row = values | {"id": new_id("itm", now), "batch_id": batch_id, "position": (last or 0) + 1, "received_at": now}
    connection.execute(insert(ITEM), [check_row(ItemRow, row)])
    return load_item(connection, row["id"])


def load_item(connection: Connection, item_id: str) -> Item:
    """One item; `NotFound` where there is none."""
    row = connection.execute(select(ITEM).where(ITEM.c.id == item_id)).mappings().first()
    if row is None:
        raise NotFound(item_id)
    return item_of_row(row)


def set_batch_state(connection: Connection, batch_id: str, state: BatchState, now: datetime) -> Batch:
    """Close, pause, open again or cancel; cancelling cancels what was not read yet. Closed stays closed."""
    batch = load_batch(connection, batch_id, lock=True)
    if batch.state == state:
        return batch
    if batch.state == "cancelled" or (batch.closed_at and state == "open"):
        raise Conflict(f"lô {BATCH_STATES[batch.state]} / the batch is {batch.state}")
    if state in ("paused", "cancelled") and batch.closed_at is not None and not _has_unread(connection, batch_id):
        raise Conflict("mọi tệp trong lô đã có kết quả / every file of the batch has its outcome")
    if state == "cancelled":
        waiting = (ITEM.c.batch_id == batch_id) & (ITEM.c.state == "stored")
        connection.execute(update(ITEM).where(waiting).values(state="cancelled", finished_at=now))
    closed_at = batch.closed_at or (now if state in ("closed", "cancelled") else None)
    connection.execute(update(BATCH).where(BATCH.c.id == batch_id).values(state=state, closed_at=closed_at))
    resumed = batch.state == "paused" and state in ("open", "closed")
    log_event(connection, "batch.resumed" if resumed else _EVENT_OF[state], {"batch_id": batch_id}, now)
    return load_batch(connection, batch_id)


def _has_unread(connection: Connection, batch_id: str) -> bool:
    waiting = (ITEM.c.batch_id == batch_id) & (ITEM.c.state == "stored")
    return connection.execute(select(ITEM.c.id).where(waiting).limit(1)).first() is not None


def close_batch(connection: Connection, batch_id: str, now: datetime) -> Batch:
    """No more files may come in. One that is paused stays so: whoever paused it decides when it goes on."""
    batch = load_batch(connection, batch_id, lock=True)
    if batch.state != "paused":
        return set_batch_state(connection, batch_id, "closed", now)
    if batch.closed_at is None:
        connection.execute(update(BATCH).where(BATCH.c.id == batch_id).values(closed_at=now))
        log_event(connection, "batch.closed", {"batch_id": batch_id}, now)
    return load_batch(connection, batch_id)


def resume_batch(connection: Connection, batch_id: str, now: datetime) -> Batch:
    """Undo a pause: the batch is open, or closed if it was closed before or meanwhile."""
    batch = load_batch(connection, batch_id, lock=True)
    if batch.state in ("open", "closed"):
        return batch
    return set_batch_state(connection, batch_id, "closed" if batch.closed_at else "open", now)


def close_abandoned(connection: Connection, source: str, before: datetime, now: datetime) -> int:
    """Close the open batches of a source made before a moment. How many."""
    made_before = (BATCH.c.source == source) & BATCH.c.closed_at.is_(None) & (BATCH.c.created_at < before)
    found = list(connection.execute(select(BATCH.c.id).where(made_before)).scalars())
    for batch_id in found:
        close_batch(connection, batch_id, now)
    return len(found)


def reopen_item(connection: Connection, item_id: str, now: datetime) -> Item:
    """Try a returned or cancelled item again; `Conflict` for one that has another outcome."""
    item = load_item(connection, item_id)
    if item.state not in ("returned", "cancelled", "stored"):
        raise Conflict(f"kết quả của tệp là {ITEM_STATES[item.state]} / the outcome of the file is {item.state}")
    values = {"state": "stored", "problem": None, "finished_at": None, "attempts": item.attempts + 1}
    connection.execute(update(ITEM).where(ITEM.c.id == item_id).values(values))
    log_event(connection, "item.retried", {"item_id": item_id, "batch_id": item.batch_id}, now)
    return load_item(connection, item_id)


def view_batch(connection: Connection, batch_id: str) -> BatchView:
    """The batch with its balance, counted now."""
    batch = load_batch(connection, batch_id)
    query = select(ITEM.c.state, func.count()).where(ITEM.c.batch_id == batch_id).group_by(ITEM.c.state)
    found = {row[0]: row[1] for row in connection.execute(query)}
    counts: dict[ItemState, int] = {state: found.get(state, 0) for state in get_args(ItemState)}
    return BatchView(batch, _balance(counts), counts)


def list_batches(connection: Connection, cursor: str | None, limit: int) -> Page[Batch]:
    """Batches, newest first."""
    query = select(BATCH).order_by(BATCH.c.id.desc()).limit(clamp(limit) + 1)
    if cursor:
        query = query.where(BATCH.c.id < read_cursor("batches", cursor)[0])
    found = [Batch(**row) for row in connection.execute(query).mappings()]
    more = found[clamp(limit) :]
    shown = tuple(found[: clamp(limit)])
    return Page(shown, make_cursor("batches", shown[-1].id) if more else None)


def list_items(
    connection: Connection, batch_id: str | None, state: ItemState | None, cursor: str | None, limit: int
) -> Page[Item]:
    """Items of a batch in order of arrival; without a batch, of all, oldest first."""
    order = (ITEM.c.position,) if batch_id else (ITEM.c.id,)
    query = select(ITEM).order_by(*order).limit(clamp(limit) + 1)
    if batch_id:
        query = query.where(ITEM.c.batch_id == batch_id)
    if state:
        query = query.where(ITEM.c.state == state)
    if cursor:
        query = query.where(order[0] > read_cursor(f"items {batch_id}", cursor)[0])
    found = [item_of_row(row) for row in connection.execute(query).mappings()]
    shown = tuple(found[: clamp(limit)])
    if len(found) == len(shown):
        return Page(shown)
    last = shown[-1]
    return Page(shown, make_cursor(f"items {batch_id}", last.position if batch_id else last.id))


def item_of_row(row: RowMapping) -> Item:
    """The item a row tells of."""
    values = {name: value for name, value in row.items() if name not in ("key", "suspects", "problem", "carrier")}
    problem = Problem(**row["problem"]) if row["problem"] else None
    return Item(**values, problem=problem, suspects=tuple(row["suspects"] or ()))


def _balance(counts: dict[ItemState, int]) -> Balance:
    return Balance(
        received=sum(count for state, count in counts.items() if state != "expanded"),
        registered=counts["registered"],
        returned=counts["returned"],
        duplicate=counts["duplicate"],
        cancelled=counts["cancelled"],
        pending=counts["stored"],
        expanded=counts["expanded"],
    )
