"""Batches (lô tiếp nhận): send files, follow what becomes of each."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.batch_schemas import BatchOut, BatchWithItems, ItemOut, RetryIn, staged
from api.deps import SAME_SITE, CorpusDep, LangDep, ServiceDep
from api.intake import take_upload, upload_limits
from api.passwords import item_of, unlock_item
from api.schemas import Listing
from api.stages import begun
from api.upload import receive_upload
from corpus.batch import ItemState

router = APIRouter(prefix="/batches", tags=["batches"])

Cursor = Annotated[str | None, Query(description="`next_cursor` of the page before.", max_length=2000)]
Limit = Annotated[int, Query(ge=1, le=200, description="Most items on one page.")]
IdempotencyKey = Annotated[
    str | None,
    Header(description="Any text of your own, new for each upload: a repeat with the same key does nothing twice."),
]

UPLOAD_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "properties": {
                        "files": {
                            "type": "array",
                            "items": {"type": "string", "format": "binary"},
                            "description": "PDF, DOCX, text, edXML or zip; a name may be a path (`tháng 5/a.pdf`).",
                        },
                        "name": {"type": "string", "description": "Name of the batch.", "examples": ["Ngày 20/5"]},
                    },
                }
            }
        },
    }
}


@router.post(
    "",
    operation_id="createBatch",
    status_code=202,
    summary="Send files",
    dependencies=[SAME_SITE],
    openapi_extra=UPLOAD_BODY,
)
async def create_batch(
    request: Request, response: Response, service: ServiceDep, lang: LangDep, idempotency_key: IdempotencyKey = None
) -> BatchOut:
    """Takes in one or many files; answers once every one of them is safely stored, and reads them afterwards."""
    async with receive_upload(request, service.settings.incoming, upload_limits(service)) as upload:
        now = datetime.now(UTC)
        taken = await run_in_threadpool(take_upload, service, upload, idempotency_key, now, lang)
    batch = BatchOut.of(await run_in_threadpool(service.corpus.batch, taken.batch_id))
    response.headers["Location"] = response.headers["Operation-Location"] = batch.href
    response.headers["Retry-After"] = "1"
    if taken.repeated:
        response.headers["Idempotency-Replayed"] = "true"
    return batch


@router.get("", operation_id="listBatches", summary="List batches, newest first")
def list_batches(corpus: CorpusDep, cursor: Cursor = None, limit: Limit = 50) -> Listing[BatchOut]:
    """Each with its balance."""
    page = corpus.batches(cursor, limit)
    items = [BatchOut.of(corpus.batch(batch.id)) for batch in page.items]
    return Listing[BatchOut](items=items, next_cursor=page.next_cursor, has_more=page.has_more)


@router.get("/{batch_id}", operation_id="getBatch", summary="Follow a batch")
def get_batch(batch_id: str, service: ServiceDep) -> BatchWithItems:
    """Progress, balance and the stage and outcome of each file, the first 200 of them here."""
    batch = BatchOut.of(service.corpus.batch(batch_id))
    items = staged(service.corpus.items(batch_id), begun(service, batch.balance.settled))
    return BatchWithItems(**batch.model_dump(), items=items)


@router.get("/{batch_id}/items", operation_id="listBatchItems", summary="Files of a batch and their outcomes")
def list_items(
    batch_id: str,
    service: ServiceDep,
    state: Annotated[ItemState | None, Query(description="Only files with this outcome.")] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Listing[ItemOut]:
    """In order of arrival."""
    settled = service.corpus.batch(batch_id).balance.settled
    found = service.corpus.items(batch_id, state=state, cursor=cursor, limit=limit)
    return staged(found, begun(service, settled))


@router.post(
    "/{batch_id}/items/{item_id}/retry",
    operation_id="retryItem",
    summary="Try a returned file again",
    dependencies=[SAME_SITE],
)
def retry_item(batch_id: str, item_id: str, service: ServiceDep, how: RetryIn | None = None) -> ItemOut:
    """With a password, the file is read with it at once; without one, or a body, it is queued again as it is."""
    item_of(service, batch_id, item_id)
    if how is None or how.password is None:
        return ItemOut.of(service.engine.retry(item_id))
    unlock_item(service, item_id, how.password)
    return ItemOut.of(service.corpus.item(item_id))
