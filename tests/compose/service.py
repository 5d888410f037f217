"""The service, as `vanthu serve` runs it, for tests that ask it over HTTP; its readers start warm."""

from __future__ import annotations

import uvicorn

from api.app import create_app
from api.settings import Settings
from ingest import nursery
from tests.compose.warm import WarmStart, start_nursery


def serve(readers: str) -> None:
    """Serve as the environment says, until told to stop; `readers` is where its nursery comes from."""
    nursery.start = lambda *told: start_nursery(WarmStart(readers), *told)  # type: ignore[assignment]
    settings = Settings()
    uvicorn.run(create_app(settings), host=settings.host, port=settings.port, log_level="warning")
