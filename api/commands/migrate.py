"""`vanthu migrate`: from the SQLite file of one machine to a PostgreSQL that many share (chuyển cơ sở dữ liệu)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import make_url

from api.commands.kept import faults_told, must_exist
from api.commands.terminal import Terminal, terminal
from corpus.database import Database
from corpus.moving import MoveReport, move_corpus
from corpus.originals import open_originals
from ingest.presence import engines_at_work, lock_file


def migrate(
    context: typer.Context,
    to: Annotated[str, typer.Option("--to", metavar="URL")],
    originals: Annotated[str | None, typer.Option("--originals", metavar="DIR|URL")] = None,
) -> int:
    """Copy everything, compare both sides, and tell the settings to use; the old register is left as it was."""
    here = terminal(context)
    settings = here.settings
    must_exist(settings.database_url)
    with (
        faults_told(here),
        _service_stopped(here),
        closing(Database(settings.database_url)) as source,
        closing(Database(to)) as target,
    ):
        kept = open_originals(settings.originals)
        report = move_corpus(source, kept, target, open_originals(originals) if originals else kept)
        _tell(here, report, target, originals or settings.originals)
    return 0


@contextmanager
def _service_stopped(here: Terminal) -> Iterator[None]:
    """Hold the lead of the queue, so that nobody begins to work on the data meanwhile."""
    here.settings.data.mkdir(parents=True, exist_ok=True)
    lead = None if _workers(here) else lock_file(here.settings.data / "engine.lock")
    if lead is None:
        here.refuse("in_use", here.say("cli.problem.in_use"), str(here.settings.data))
        raise typer.Exit(1)
    try:
        yield
    finally:
        os.close(lead)


def _workers(here: Terminal) -> tuple[str, ...]:
    """Those of this machine that work beside the service."""
    queue = make_url(here.settings.system_database_url)
    return engines_at_work(Path(queue.database or "")) if queue.get_backend_name() == "sqlite" else ()


def _tell(here: Terminal, report: MoveReport, target: Database, originals: str) -> None:
    rows = sum(found.rows for found in report.tables.values())
    counts = {"tables": len(report.tables), "originals": report.originals, "copied": report.copied}
    here.line(here.say("cli.migrate.done", rows=rows, **counts))
    shown = make_url(target.url).render_as_string(hide_password=True)
    here.line(here.say("cli.migrate.next", database=shown, originals=originals))
