"""Steering (điều khiển lô): pause, go on, cancel; files returned for a cause that may be gone, and their next try."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.batch_schemas import BatchOut, ItemOut
from api.deps import SAME_SITE, CorpusDep, ServiceDep
from api.schemas import Listing
from api.steering_schemas import Retried, RetryManyIn
from ingest.batch import WORTH_ANOTHER_TRY

router = APIRouter(tags=["batches"])

Cursor = Annotated[str | None, Query(description="`next_cursor` of the page before.", max_length=2000)]
Limit = Annotated[int, Query(ge=1, le=200, description="Most items on one page.")]


@router.post("/batches/{batch_id}/pause", operation_id="pauseBatch", summary="Pause", dependencies=[SAME_SITE])
def pause_batch(batch_id: str, service: ServiceDep) -> BatchOut:
    """Files being read are finished; the others wait until it is resumed."""
    service.engine.pause(batch_id)
    return BatchOut.of(service.corpus.batch(batch_id))


@router.post("/batches/{batch_id}/resume", operation_id="resumeBatch", summary="Go on", dependencies=[SAME_SITE])
def resume_batch(batch_id: str, service: ServiceDep) -> BatchOut:
    """Undoes a pause."""
    service.engine.resume(batch_id)
    return BatchOut.of(service.corpus.batch(batch_id))


@router.post("/batches/{batch_id}/cancel", operation_id="cancelBatch", summary="Cancel", dependencies=[SAME_SITE])
def cancel_batch(batch_id: str, service: ServiceDep) -> BatchOut:
    """What was not read yet is cancelled; what has its outcome keeps it."""
    service.engine.cancel(batch_id)
    return BatchOut.of(service.corpus.batch(batch_id))


@router.get("/dead-letters", operation_id="listDeadLetters", summary="Returned files another try may read")
def list_dead_letters(
    corpus: CorpusDep,
    batch_id: Annotated[str | None, Query(description="Only those of one batch.", max_length=60)] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Listing[ItemOut]:
    """The time, the memory or the service failed, not plainly the file; oldest first."""
    return Listing.page(ItemOut, corpus.dead_letters(WORTH_ANOTHER_TRY, batch_id, cursor, limit))


@router.post("/dead-letters/retry", operation_id="retryDeadLetters", summary="Try many again", dependencies=[SAME_SITE])
def retry_dead_letters(service: ServiceDep, which: RetryManyIn) -> Retried:
    """Those named, or all of a batch, or all there are."""
    if which.items is not None:
        return Retried(retried=len([service.engine.retry(item_id) for item_id in which.items]))
    return Retried(retried=service.engine.retry_all(which.batch_id))
