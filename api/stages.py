"""How far files are (giai đoạn xử lý): waiting, in hand, or done."""

from __future__ import annotations

from api.service import Service


def begun(service: Service, settled: bool) -> frozenset[str]:
    """Ids of items an engine has in hand; the queue is not asked about a batch that is settled."""
    return frozenset() if settled else service.engine.queue.begun()
