"""Receipts of requests (biên nhận): what became of a request with a key, so that a repeat does nothing twice.

They are rows, so that every server of one register knows them. Who works on one holds it for a while, and renews that:
when a server dies, its hold runs out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from corpus.tables.base import insert_rows, table
from corpus.tables.intake import ReceiptRow

RECEIPT = table(ReceiptRow)
LIFETIME = timedelta(days=7)
HOLD = timedelta(minutes=2)
"""How long a hold lasts unless it is renewed: what comes in longer renews it file by file."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The body that came with the key, and the batch it became."""

    body_sha256: str
    batch_id: str


def take_turn(connection: Connection, name: str, hold: str, is_gone: Callable[[str], bool], now: datetime) -> bool:
    """Hold the receipt of this name; False while another request has it whose server is not known to be gone."""
    row = connection.execute(select(RECEIPT).where(RECEIPT.c.name == name).with_for_update()).first()
    if row is None:
        insert_rows(connection, ReceiptRow, [{"name": name, "holder": hold, "held_until": now + HOLD, "kept_at": now}])
        return True
    if row.holder is not None and row.held_until > now and not is_gone(row.holder):
        return False
    values = {"holder": hold, "held_until": now + HOLD}
    connection.execute(update(RECEIPT).where(RECEIPT.c.name == name).values(values))
    return True


def renew_turn(connection: Connection, name: str, hold: str, now: datetime) -> bool:
    """Hold it on; False where it ran out and another request has it."""
    mine = (RECEIPT.c.name == name) & (RECEIPT.c.holder == hold)
    return connection.execute(update(RECEIPT).where(mine).values(held_until=now + HOLD)).rowcount == 1


def end_turn(connection: Connection, name: str, hold: str) -> None:
    """Let go; a receipt nothing was written on is as if it had not been."""
    mine = (RECEIPT.c.name == name) & (RECEIPT.c.holder == hold)
    connection.execute(delete(RECEIPT).where(mine, RECEIPT.c.batch_id.is_(None)))
    connection.execute(update(RECEIPT).where(mine).values(holder=None, held_until=None))


def find_receipt(connection: Connection, name: str, now: datetime) -> Receipt | None:
    """What is written on it; None where nothing is, or too long ago."""
    row = connection.execute(select(RECEIPT).where(RECEIPT.c.name == name)).first()
    if row is None or row.batch_id is None or row.kept_at < now - LIFETIME:
        return None
    return Receipt(row.body_sha256, row.batch_id)


def keep_receipt(connection: Connection, name: str, receipt: Receipt, now: datetime) -> None:
    """Write it down, under the hold."""
    values = {"body_sha256": receipt.body_sha256, "batch_id": receipt.batch_id, "kept_at": now}
    connection.execute(update(RECEIPT).where(RECEIPT.c.name == name).values(values))


def sweep_receipts(connection: Connection, now: datetime) -> int:
    """Forget those that are too old to count; how many."""
    old = (RECEIPT.c.kept_at < now - LIFETIME) & (RECEIPT.c.holder.is_(None) | (RECEIPT.c.held_until < now))
    return int(connection.execute(delete(RECEIPT).where(old)).rowcount)
