"""`vanthu watch`: what is put into a folder is taken in, and moved away once it is stored."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands.kept import faults_told
from api.commands.terminal import terminal
from api.commands.until import until_told
from api.pages.shell import moment
from api.service import open_service
from ingest.watch import Watch


def watch(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", exists=True, file_okay=False)],
) -> int:
    """Look through the folder until a signal ends it; reads the files itself unless `vanthu serve` does."""
    here = terminal(context)
    with faults_told(here), until_told() as told, open_service(here.settings) as service:
        here.note(here.say("cli.watch.ready", folder=folder))
        Watch(
            service.corpus,
            service.engine.queue,
            folder,
            name=lambda now: here.say("cli.watch.batch", folder=folder.absolute().name, time=moment(now)),
        ).run(told)
    here.note(here.say("cli.serve.stopped"))
    return 0
