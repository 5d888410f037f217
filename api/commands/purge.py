"""`vanthu purge`: remove for good what is in the trash and past its retention (tiêu hủy tài liệu hết thời hạn)."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.kept import faults_told, open_kept
from api.commands.terminal import terminal
from api.schedule import retention_of


def purge(
    context: typer.Context,
    by: Annotated[str, typer.Option("--by", metavar="NAME")],
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
) -> int:
    """Print each document that goes, or with `--dry-run` would go."""
    here = terminal(context)
    retention = retention_of(here.settings)
    with faults_told(here), open_kept(here.settings) as corpus:
        report = corpus.purge(retention, by, dry_run=dry_run)
    for found in report.documents:
        here.line(f"{found.document_id}  {', '.join(found.references) or found.name}  {found.due_on:%d/%m/%Y}")
    key = "cli.purge.would" if dry_run else "cli.purge.done"
    here.note(here.say(key, count=len(report.documents), originals=report.originals, bytes=report.bytes))
    if not retention.years:
        here.note(here.say("trash.no_schedule"))
    return 0
