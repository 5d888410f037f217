"""What the API answers about batches and their files (lô tiếp nhận, tệp)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel, Field

from api.schemas import Listing, Schema
from corpus.batch import BatchState, BatchView, Item, ItemState
from corpus.paging import Page

BatchStatus = Literal["queued", "running", "succeeded", "partly_succeeded", "failed", "paused", "cancelled"]


class FileProblem(Schema):
    """Why a file was returned; the types are documented at `/problems`."""

    type: str = Field(examples=["encrypted"])
    title: str = Field(examples=["Tệp được mã hóa, cần mật khẩu để mở."])
    title_en: str = Field(examples=["The file is encrypted and needs a password."])
    detail: str | None = None


class Balance(Schema):
    """received = registered + returned + duplicate + cancelled + pending; unpacked containers are outside it."""

    received: int = Field(examples=[15])
    registered: int = Field(examples=[12])
    returned: int = Field(examples=[2])
    duplicate: int = Field(examples=[1])
    cancelled: int = 0
    pending: int = 0
    expanded: int = 0
    settled: bool
    message: str = Field(examples=["15 nhận = 12 vào sổ + 2 trả lại + 1 trùng"])
    message_en: str = Field(examples=["15 received = 12 registered + 2 returned + 1 duplicate"])


class Progress(BaseModel):
    """Files with an outcome, of all files."""

    done: int
    total: int


class BatchOut(BaseModel):
    """A batch (lô tiếp nhận); one that returned some of its files has `partly_succeeded`, which is no error."""

    id: str = Field(examples=["bat_01k9xv5t3q7h2m8n4c6d0e1f2g"])
    name: str
    source: str = Field(examples=["upload"])
    state: BatchState = Field(description="Whether it takes more files.")
    status: BatchStatus = Field(description="How far the reading is.")
    created_at: datetime
    closed_at: datetime | None
    progress: Progress
    balance: Balance
    href: str

    @classmethod
    def of(cls, view: BatchView) -> Self:
        """The batch with its counts."""
        batch, balance = view.batch, view.balance
        return cls(
            id=batch.id,
            name=batch.name,
            source=batch.source,
            state=batch.state,
            status=batch_status(view),
            created_at=batch.created_at,
            closed_at=batch.closed_at,
            progress=Progress(done=balance.received - balance.pending, total=balance.received),
            balance=Balance.of(balance),
            href=f"/api/v1/batches/{batch.id}",
        )


def batch_status(view: BatchView) -> BatchStatus:
    """The state of the operation a batch is."""
    balance = view.balance
    if view.batch.state in ("cancelled", "paused"):
        return view.batch.state
    if balance.pending or view.batch.state == "open":
        return "running" if balance.pending < balance.received or balance.expanded else "queued"
    if not balance.returned:
        return "succeeded"
    return "partly_succeeded" if balance.registered + balance.duplicate else "failed"


Stage = Literal["waiting", "reading", "done"]


class ItemOut(Schema):
    """One file of a batch and its outcome."""

    id: str
    batch_id: str
    position: int
    name: str
    path: str
    sha256: str
    bytes: int
    state: ItemState
    parent_id: str | None = Field(description="The container it was found in.")
    document_id: str | None = Field(description="The document it became, or the one it is a duplicate of.")
    problem: FileProblem | None = Field(description="Why it was returned.")
    attempts: int
    received_at: datetime
    finished_at: datetime | None
    suspects: list[str] = Field(
        default_factory=list, description="Documents of the same number, issuer and date: it got no arrival number."
    )
    stage: Stage = Field(default="waiting", description="How far it is: in the queue, in hand, or with its outcome.")

    @classmethod
    def of(cls, value: object, begun: Collection[str] = ()) -> Self:
        """The schema of an item; `begun` are the ids of those an engine has in hand."""
        made = super().of(value)
        return made.model_copy(update={"stage": stage_of(made.id, made.state, begun)})


def staged(page: Page[Item], begun: Collection[str]) -> Listing[ItemOut]:
    """A page of items with their stages."""
    items = [ItemOut.of(item, begun) for item in page.items]
    return Listing[ItemOut](items=items, next_cursor=page.next_cursor, has_more=page.has_more, total=page.total)


def stage_of(item_id: str, state: ItemState, begun: Collection[str]) -> Stage:
    """How far a file is."""
    if state != "stored":
        return "done"
    return "reading" if item_id in begun else "waiting"


class RetryIn(BaseModel):
    """How to try a returned file again."""

    password: str | None = Field(
        default=None,
        description="Opens an encrypted file; held in memory only, to show its pages.",
        max_length=1000,
        examples=[None],
    )


class BatchWithItems(BatchOut):
    """A batch and the outcomes of its first files; more of them under `/items`."""

    items: Listing[ItemOut]
