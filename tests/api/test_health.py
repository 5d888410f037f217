"""Health: what is checked, and what stops the service."""

from __future__ import annotations

from api.messages import messages
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


def test_the_page_tells_what_the_service_needs_and_returned(office: Office) -> None:
    """Every check in words, and the batches of which something was returned."""
    sent = [("files", ("khong-doc-duoc.pdf", b"khong phai PDF", "application/pdf"))]
    batch = office.settle(office.http.post("/api/v1/batches", files=sent, data={"name": "Lô hỏng"}).json()["id"])
    page = office.http.get("/status").text
    checks = office.http.get("/health").json()["checks"]
    assert [check["name"] for check in checks if f"check.{check['name']}" not in messages()] == []
    assert "Kho chứng thư tin cậy" in page
    assert f'href="/batches/{batch["id"]}?only=returned">Lô hỏng</a>' in page
    assert 'href="/status"' in office.http.get("/").text
