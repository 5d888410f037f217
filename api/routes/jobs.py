"""Jobs (việc định kỳ): what the service does of itself, and what came of it the last time."""

from __future__ import annotations

from fastapi import APIRouter

from api.deps import CorpusDep
from api.job_schemas import JobOut
from api.schemas import Listing

router = APIRouter(tags=["health"])


@router.get("/jobs", operation_id="listJobs", summary="What comes round, and how it went")
def list_jobs(corpus: CorpusDep) -> Listing[JobOut]:
    """By name; a job that never ran is not listed."""
    items = JobOut.all_of(corpus.jobs())
    return Listing[JobOut](items=items, next_cursor=None, has_more=False, total=len(items))
