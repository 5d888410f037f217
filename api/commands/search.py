"""`vanthu search`: dispatches by number, fragment of a number, or words, with or without diacritics."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from api.commands.terminal import Terminal, terminal
from corpus.corpus import open_corpus
from corpus.hit import Hit, Snippet


def search(
    context: typer.Context,
    query: Annotated[list[str], typer.Argument(metavar="QUERY")],
    limit: Annotated[int, typer.Option("-n", "--limit", metavar="N", min=1, max=200)] = 20,
) -> int:
    """Print the best hits; 1 when there is none."""
    here = terminal(context)
    settings = here.settings
    with open_corpus(settings.database_url, settings.originals, settings.index) as corpus:
        corpus.catch_up_index()
        result = corpus.search(" ".join(query), limit=limit)
    out = here.out
    for hit in result.hits:
        _print_hit(here, out, hit)
    here.line(here.say("cli.search.total", shown=len(result.hits), total=result.total))
    for suggestion in result.suggestions:
        here.line(here.say("cli.search.suggestion", query=suggestion))
    return 0 if result.hits else 1


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
