"""Health: what is checked, and what stops the service."""

from __future__ import annotations

from tests.api.conftest import Office


def test_everything_is_checked(office: Office) -> None:
    """Each need by name, with a sentence; the service is ready."""
    answer = office.http.get("/health")
    told = {check["name"]: check["status"] for check in answer.json()["checks"]}
    assert (answer.status_code, list(told)) == (
        200,
        ["database", "originals", "index", "engine", "jobs", "ocr", "trust"],
    )
    assert {told[name] for name in ("database", "originals", "index", "engine", "jobs", "trust")} == {"ok"}


def test_the_process_answers(office: Office) -> None:
    """Liveness asks nothing of anybody."""
    assert office.http.get("/health/live").json() == {"status": "ok"}
