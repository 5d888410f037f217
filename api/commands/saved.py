"""`vanthu saved list|add|remove|alerts`: saved searches and what came in since (câu tìm đã lưu, báo tin)."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.kept import faults_told, open_kept
from api.commands.terminal import terminal
from corpus.alert import Alert

app = typer.Typer(rich_markup_mode=None, context_settings={"help_option_names": []})
By = Annotated[str, typer.Option("--by", metavar="NAME")]
MOST = 200
"""Alerts printed."""


@app.callback()
def _saved() -> None:
    """Nothing of its own."""


@app.command("list")
def list_saved(context: typer.Context) -> int:
    """Print them, newest first."""
    here = terminal(context)
    with faults_told(here), open_kept(here.settings) as corpus:
        for found in corpus.saved_searches():
            count = here.say("cli.saved.count", alerts=found.alerts, unseen=found.unseen)
            here.line(f"{found.id}  {found.name}: {found.query}  [{found.saved_by}]  {count}")
    return 0


@app.command("add")
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME")],
    query: Annotated[str, typer.Argument(metavar="QUERY")],
    by: By,
) -> int:
    """Save a query and print its id."""
    here = terminal(context)
    with faults_told(here), open_kept(here.settings) as corpus:
        here.line(corpus.save_search(name, query, by).id)
    return 0


@app.command("remove")
def remove(context: typer.Context, search_id: Annotated[str, typer.Argument(metavar="ID")], by: By) -> int:
    """Forget it."""
    here = terminal(context)
    with faults_told(here), open_kept(here.settings) as corpus:
        corpus.delete_search(search_id, by)
    return 0


@app.command("alerts")
def alerts(context: typer.Context, every: Annotated[bool, typer.Option("--all")] = False) -> int:
    """Look for new ones, then print them; 1 when there are none."""
    here = terminal(context)
    with faults_told(here), open_kept(here.settings, index=True) as corpus:
        corpus.catch_up_index()
        found = corpus.alerts(unseen=not every, limit=MOST).items
        names = {search.id: search.name for search in corpus.saved_searches()}
    for alert in found:
        here.line(_line(alert, names[alert.search_id]))
    return 0 if found else 1


def _line(alert: Alert, name: str) -> str:
    told = ", ".join(dispatch.reference for dispatch in alert.dispatches if dispatch.reference) or alert.name
    subject = next((dispatch.subject for dispatch in alert.dispatches if dispatch.subject), None)
    return f"{name}: {told}{f' · {subject}' if subject else ''}  [{alert.document_id}]"
