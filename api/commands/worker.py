"""`vanthu worker`: more processes for the queue, here or on a machine with the same database and originals."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.kept import faults_told
from api.commands.terminal import terminal
from api.commands.until import until_told, wait_for
from api.service import open_service


def worker(
    context: typer.Context,
    jobs: Annotated[int | None, typer.Option("-j", "--jobs", metavar="N", min=1, max=64)] = None,
) -> int:
    """Read and file what is queued until a signal ends it; files under way are finished first."""
    here = terminal(context)
    settings = here.settings.model_copy(update={"workers": jobs or here.settings.workers})
    with faults_told(here), until_told() as told, open_service(settings, beside=True) as service:
        here.note(here.say("cli.worker.ready", executor=service.engine.executor))
        wait_for(told)
    here.note(here.say("cli.serve.stopped"))
    return 0
