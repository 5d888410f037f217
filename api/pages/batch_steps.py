"""Buttons of a batch (nút điều khiển lô): pause, go on, cancel, read again; each leads back to its page."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from api.deps import SAME_SITE, ServiceDep

router = APIRouter(prefix="/batches/{batch_id}", dependencies=[SAME_SITE])


@router.post("/pause")
def pause(batch_id: str, service: ServiceDep) -> Response:
    """Leave it alone for now."""
    service.engine.pause(batch_id)
    return _back(batch_id)


@router.post("/resume")
def resume(batch_id: str, service: ServiceDep) -> Response:
    """Go on."""
    service.engine.resume(batch_id)
    return _back(batch_id)


@router.post("/cancel")
def cancel(batch_id: str, service: ServiceDep) -> Response:
    """Cancel what was not read yet."""
    service.engine.cancel(batch_id)
    return _back(batch_id)


@router.post("/retry")
def retry(batch_id: str, service: ServiceDep) -> Response:
    """Read every file again that another try may read."""
    service.corpus.batch(batch_id)
    service.engine.retry_all(batch_id)
    return _back(batch_id)


def _back(batch_id: str) -> Response:
    return RedirectResponse(f"/batches/{batch_id}", 303)
