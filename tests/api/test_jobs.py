"""Jobs: what came round is listed, and one that went wrong shows in the health of the service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from corpus.corpus import open_corpus
from corpus.job import Job
from tests.api.conftest import serve

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def http(tmp_path: Path) -> Iterator[httpx.Client]:
    """A service one of whose jobs found a fault."""
    data = tmp_path / "data"
    with open_corpus(f"sqlite:///{data}/vanthu.db", str(data / "originals")) as corpus:
        corpus.keep_job(Job("close_uploads", AT, finished_at=AT, outcome={"closed": 0}))
        corpus.keep_job(Job("storage_check", AT, finished_at=AT, outcome={"faults": ["original_missing ab"]}))
    with serve(tmp_path) as client:
        yield client


def test_what_came_round_is_told(http: httpx.Client) -> None:
    """By name, with what came of it; the fault degrades the health."""
    listed = http.get("/api/v1/jobs").json()
    assert [job["name"] for job in listed["items"]] == ["close_uploads", "storage_check"]
    assert listed["items"][1]["outcome"] == {"faults": ["original_missing ab"]}
    checks = {check["name"]: check for check in http.get("/health").json()["checks"]}
    assert checks["jobs"] == {"name": "jobs", "status": "degraded", "detail": "look at storage_check"}
