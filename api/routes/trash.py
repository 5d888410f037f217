"""The trash (thùng rác): documents taken out of lists, search and graph, and brought back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import SAME_SITE, CorpusDep, SettingsDep
from api.routes.batches import Limit
from api.schedule import retention_of
from api.schemas import DocumentSummary, Listing
from api.trash_schemas import RestorationIn, TrashedOut, TrashIn

router = APIRouter(tags=["trash"])


@router.get("/trash", operation_id="listTrash", summary="What is in the trash, oldest first")
def list_trash(
    corpus: CorpusDep,
    settings: SettingsDep,
    after: Annotated[str, Query(description="`next_cursor` of the page before.", max_length=100)] = "",
    limit: Limit = 50,
) -> Listing[TrashedOut]:
    """With the day from which the retention schedule lets each go; `vanthu purge` then removes it."""
    found = corpus.trashed(retention_of(settings), after, limit + 1)
    shown = TrashedOut.all_of(found[:limit])
    more = len(found) > limit
    return Listing[TrashedOut](
        items=shown, next_cursor=shown[-1].document_id if more else None, has_more=more, total=None
    )


@router.post(
    "/documents/{document_id}/trash",
    operation_id="trashDocument",
    status_code=204,
    summary="Take a document out",
    dependencies=[SAME_SITE],
)
def trash_document(document_id: str, asked: TrashIn, corpus: CorpusDep) -> None:
    """Its number stays in the register, and its original in the store."""
    corpus.trash(document_id, asked.reason, asked.by)


@router.post(
    "/documents/{document_id}/restoration",
    operation_id="restoreDocument",
    summary="Bring a document back from the trash",
    dependencies=[SAME_SITE],
)
def restore_document(document_id: str, asked: RestorationIn, corpus: CorpusDep) -> DocumentSummary:
    """As it was."""
    corpus.restore(document_id, asked.by)
    return DocumentSummary.of(corpus.document(document_id).summary)
