"""`vanthu backup` and `vanthu restore`: the whole corpus as plain files in a folder, and back (sao lưu, phục hồi)."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from api.commands.kept import faults_told, open_kept
from api.commands.terminal import Terminal, terminal
from corpus.backup import BackupReport, restore_backup
from corpus.corpus import open_corpus
from corpus.database import Database
from corpus.originals import open_originals


def backup(context: typer.Context, folder: Annotated[Path, typer.Argument(metavar="FOLDER", file_okay=False)]) -> int:
    """Write a backup, while the service goes on; into the same folder again only new originals are copied."""
    here = terminal(context)
    with faults_told(here), open_kept(here.settings) as corpus:
        _tell(here, "cli.backup.done", corpus.back_up(folder))
    return 0


def restore(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", exists=True, file_okay=False)],
) -> int:
    """Fill an empty installation, of either kind of database, from a backup; then make its index."""
    here = terminal(context)
    settings = here.settings
    with faults_told(here):
        with closing(Database(settings.database_url)) as database:
            report = restore_backup(folder, database, open_originals(settings.originals))
        with open_corpus(settings.database_url, settings.originals, settings.index) as corpus:
            corpus.catch_up_index()
    _tell(here, "cli.restore.done", report)
    return 0


def _tell(here: Terminal, key: str, report: BackupReport) -> None:
    rows, tables = sum(report.tables.values()), len(report.tables)
    here.line(
        here.say(key, folder=report.folder, rows=rows, tables=tables, originals=report.originals, copied=report.copied)
    )
