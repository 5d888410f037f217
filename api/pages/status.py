"""How the service does (tình trạng): its needs, what it does of itself, and where files were returned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from api.deps import LangDep, ServiceDep
from api.health import check_health
from api.pages.shell import Shell, render
from api.schemas import Health
from corpus.batch import BatchView
from corpus.job import Job

router = APIRouter()
BATCHES = 20
"""Looked through for returned files."""


@dataclass(frozen=True, slots=True)
class JobLine:
    """One job: its name, when it ended the last time, what came of it, in words."""

    name: str
    finished_at: datetime | None
    outcome: str
    failure: str | None


@dataclass(frozen=True, slots=True)
class StatusPage:
    """Checks, jobs, and the newest batches of which something was returned."""

    health: Health
    jobs: tuple[JobLine, ...]
    returned: tuple[BatchView, ...]


@router.get("/status")
def show_status(request: Request, service: ServiceDep, lang: LangDep) -> HTMLResponse:
    """What an operator looks at first when somebody complains."""
    shell = Shell.of(request, lang, "intake")
    newest = [service.corpus.batch(batch.id) for batch in service.corpus.batches(limit=BATCHES).items]
    page = StatusPage(
        check_health(service),
        tuple(_line(job, shell) for job in service.corpus.jobs()),
        tuple(view for view in newest if view.balance.returned),
    )
    return render(request, "status.html", "intake", page)


def _line(job: Job, shell: Shell) -> JobLine:
    return JobLine(shell.word("job", job.name), job.finished_at, _told(job.outcome, shell), job.failure)


def _told(outcome: Mapping[str, Any], shell: Shell) -> str:
    counts = {name: len(value) if isinstance(value, list) else value for name, value in outcome.items()}
    return "; ".join(f"{shell.word('job.outcome', name)}: {count}" for name, count in counts.items())
