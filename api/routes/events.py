"""Events (sự kiện): the append-only log, for followers that must not miss anything."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import CorpusDep
from api.schemas import EventOut, Listing
from corpus.event_types import EventType

router = APIRouter(tags=["events"])


@router.get("/events", operation_id="listEvents", summary="Follow what happens")
def list_events(
    corpus: CorpusDep,
    after: Annotated[
        str | None,
        Query(description="Id of the last event you know; none: from the beginning.", pattern=r"^evt_[0-9a-z]{26}$"),
    ] = None,
    types: Annotated[
        list[EventType] | None, Query(description="Only events of these types.", examples=[["document.registered"]])
    ] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> Listing[EventOut]:
    """Oldest first, in the order they were committed; `next_cursor` is the `after` of the next call."""
    found = corpus.events(after, limit=limit + 1, types=tuple(types or ()))
    shown = EventOut.all_of(found[:limit])
    return Listing[EventOut](
        items=shown, next_cursor=shown[-1].id if shown else after, has_more=len(found) > limit, total=None
    )
