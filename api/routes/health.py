"""Health (tình trạng): for supervisors and load balancers."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.deps import ServiceDep
from api.health import check_health
from api.schemas import Health

router = APIRouter(prefix="/health", tags=["health"])


@router.get("", operation_id="getHealth", summary="Whether the service can do its work")
def get_health(service: ServiceDep, response: Response) -> Health:
    """200 while every need is met, be it with something missing (`degraded`); 503 when one check failed."""
    health = check_health(service)
    if health.status == "failed":
        response.status_code = 503
    return health


@router.get("/live", operation_id="getLiveness", summary="Whether the process answers")
async def get_liveness() -> dict[str, str]:
    """Always 200: nothing is checked but that this was reached."""
    return {"status": "ok"}
