"""A batch (lô tiếp nhận), its items, and the balance: received = registered + returned + duplicate + pending."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from corpus.reading import Problem

BatchState = Literal["open", "closed", "paused", "cancelled"]
ItemState = Literal["stored", "registered", "returned", "duplicate", "expanded", "cancelled"]
"""`stored`: the original is safe, the reading is to come; `expanded`: its members stand for it in the balance."""
BATCH_STATES: dict[BatchState, str] = {
    "open": "đang nhận tệp", "closed": "đã đóng", "paused": "đang tạm dừng", "cancelled": "đã hủy",
}  # fmt: skip
ITEM_STATES: dict[ItemState, str] = {
    "stored": "chờ đọc", "registered": "vào sổ", "returned": "trả lại", "duplicate": "trùng", "expanded": "đã bung",
    "cancelled": "đã hủy",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that came in together; `source` says by which road: `upload`, `ingest`, `watch`, `edxml`, …"""

    id: str
    name: str
    source: str
    office: str
    """The register the arrival numbers are taken from; empty: the only one."""
    state: BatchState
    created_at: datetime
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One file of a batch; its original is in the store before this exists."""

    id: str
    batch_id: str
    position: int
    """Order of arrival in the batch, from 1."""
    name: str
    path: str
    sha256: str
    bytes: int
    state: ItemState
    priority: int
    parent_id: str | None
    document_id: str | None
    """The document it became, or the one it is a duplicate of."""
    problem: Problem | None
    attempts: int
    received_at: datetime
    finished_at: datetime | None
    suspects: tuple[str, ...] = ()
    """Documents of the same number, symbol, issuer and date, for which it got no arrival number when it was filed."""


@dataclass(frozen=True, slots=True)
class Balance:
    """The equation of the batch: `47 nhận = 44 vào sổ + 2 trả lại + 1 trùng`; expanded containers are outside it."""

    received: int
    registered: int
    returned: int
    duplicate: int
    cancelled: int = 0
    pending: int = 0
    expanded: int = 0

    @property
    def settled(self) -> bool:
        """Whether every file has its outcome."""
        return self.pending == 0

    @property
    def message(self) -> str:
        """The equation in Vietnamese."""
        more = (f" + {self.cancelled} hủy" if self.cancelled else "") + (
            f" + {self.pending} đang chờ" if self.pending else ""
        )
        return (
            f"{self.received} nhận = {self.registered} vào sổ + {self.returned} trả lại + {self.duplicate} trùng{more}"
        )

    @property
    def message_en(self) -> str:
        """The equation in English."""
        more = (f" + {self.cancelled} cancelled" if self.cancelled else "") + (
            f" + {self.pending} pending" if self.pending else ""
        )
        return (
            f"{self.received} received = {self.registered} registered + {self.returned} returned"
            f" + {self.duplicate} duplicate{more}"
        )


@dataclass(frozen=True, slots=True)
class BatchView:
    """A batch with its counts by item state."""

    batch: Batch
    balance: Balance
    counts: dict[ItemState, int] = field(default_factory=dict)
