"""`vanthu search`: dispatches by number, fragment of a number, or words, with or without diacritics."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from api.commands.kept import faults_told, open_kept
from api.commands.terminal import Terminal, terminal
from corpus.corpus import open_corpus
from corpus.found_file import format_of
from corpus.hit import Hit, Snippet


def search(
    context: typer.Context,
    query: Annotated[list[str], typer.Argument(metavar="QUERY")],
    limit: Annotated[int, typer.Option("-n", "--limit", metavar="N", min=1, max=200)] = 20,
    export: Annotated[Path | None, typer.Option("--export", metavar="FILE", dir_okay=False)] = None,
) -> int:
    """Print the best hits, or write all of them to a file; 1 when there is none."""
    here = terminal(context)
    settings = here.settings
    if export is not None:
        return _export(here, " ".join(query), export)
    with faults_told(here), open_corpus(settings.database_url, settings.originals, settings.index) as corpus:
        corpus.catch_up_index()
        result = corpus.search(" ".join(query), limit=limit)
    out = here.out
    for hit in result.hits:
        _print_hit(here, out, hit)
    here.line(here.say("cli.search.total", shown=len(result.hits), total=result.total))
    for suggestion in result.suggestions:
        here.line(here.say("cli.search.suggestion", query=suggestion))
    return 0 if result.hits else 1


def _export(here: Terminal, query: str, path: Path) -> int:
    wanted = format_of(path.name)
    with faults_told(here), open_kept(here.settings, index=True) as corpus:
        if not corpus.search(query, limit=1, facets=False).total:
            return 1
        with corpus.export_search(query, wanted) as found, path.open("wb") as target:
            shutil.copyfileobj(found, target)
    here.note(here.say("cli.search.exported", file=path))
    return 0


def _print_hit(here: Terminal, out: Console, hit: Hit) -> None:
    dispatch = hit.dispatch
    head = Text(dispatch.reference or here.say("register.no_number") if dispatch else hit.document_id, style="bold")
    if dispatch:
        day = dispatch.issued_on.strftime("%d/%m/%Y") if dispatch.issued_on else None
        facts = filter(None, (day, dispatch.issuer, dispatch.subject))
        head.append("".join(f" · {fact}" for fact in facts), style="not bold")
    head.append(f"  [{hit.document_id}]", style="dim not bold")
    out.print(head)
    if hit.snippet is not None:
        out.print(Text("  ").append_text(_marked(hit.snippet)))


def _marked(snippet: Snippet) -> Text:
    text = Text(snippet.text.replace("\n", " "))
    for mark in snippet.marks:
        text.stylize("bold red", mark.start, mark.end)
    return text
