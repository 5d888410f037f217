"""`vanthu reindex`: the search index made anew from the database (lập lại chỉ mục)."""

from __future__ import annotations

import typer

from api.commands.kept import faults_told, open_kept
from api.commands.terminal import terminal
from corpus.refusals import Conflict


def reindex(context: typer.Context) -> int:
    """Make the index anew; searches go on meanwhile by the old one."""
    here = terminal(context)
    with faults_told(here), open_kept(here.settings, index=True) as corpus:
        changes = corpus.rebuild_index()
    if changes is None:
        raise Conflict(str(here.settings.index))
    here.line(here.say("cli.reindex.done", changes=changes))
    return 0
