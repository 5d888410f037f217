"""`vanthu works missing|find|import|graph`: works that are cited, held or not (văn bản được viện dẫn, lược đồ)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter

from api.commands.kept import faults_told, open_kept
from api.commands.terminal import Terminal, terminal
from api.lists import read_list
from api.work_schemas import GraphOut
from corpus.graph import to_graphml
from corpus.refusals import InvalidValue, UnknownWork
from corpus.work import WorkView

app = typer.Typer(rich_markup_mode=None, context_settings={"help_option_names": []})
Which = Annotated[str, typer.Argument(metavar="REFERENCE|ID")]
DEEPEST = 3


@app.callback()
def _works() -> None:
    """Nothing of its own."""


@app.command("missing")
def missing(
    context: typer.Context, limit: Annotated[int, typer.Option("-n", "--limit", metavar="N", min=1, max=200)] = 50
) -> int:
    """Print what is cited most and not held; 1 when nothing is."""
    here = terminal(context)
    with faults_told(here), open_kept(here.settings) as corpus:
        found = corpus.most_relied_on(held=False, limit=limit)
    for work in found:
        here.line(_line(here, work))
    return 0 if found else 1


@app.command("find")
def find(context: typer.Context, work: Which) -> int:
    """Print what a number or title can mean."""
    here = terminal(context)
    with faults_told(here), open_kept(here.settings) as corpus:
        found = corpus.works(work)
    if not found:
        raise UnknownWork(work)
    for one in found:
        here.line(_line(here, one))
    return 0


@app.command("import")
def import_works(
    context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, exists=True)]
) -> int:
    """Tell what works there are, by a CSV list: all of it or nothing."""
    here = terminal(context)
    with faults_told(here), open_kept(here.settings) as corpus, file.open("rb") as stream:
        here.line(here.say("works.added", count=corpus.import_works(read_list(stream))))
    return 0


@app.command("graph")
def graph(
    context: typer.Context,
    work: Which,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", dir_okay=False)],
    depth: Annotated[int, typer.Option("--depth", metavar="N", min=1, max=DEEPEST)] = 2,
) -> int:
    """Write who cites it and whom it cites, so many citations away, as GraphML or JSON by the file's name."""
    here = terminal(context)
    suffix = output.suffix.casefold()
    if suffix not in (".graphml", ".json"):
        raise InvalidValue(f"{output} (.graphml, .json)")
    with faults_told(here), open_kept(here.settings) as corpus:
        drawn = corpus.neighbourhood(_meant(corpus.works(work), work).id, depth)
        if suffix == ".graphml":
            output.write_bytes(to_graphml(drawn))
        else:
            output.write_bytes(TypeAdapter(GraphOut).dump_json(GraphOut.of(drawn), indent=1))
    here.note(here.say("cli.search.exported", file=output))
    return 0


def _meant(found: tuple[WorkView, ...], told: str) -> WorkView:
    """The one whole work of that number; InvalidValue that names them where there are several."""
    whole = [work for work in found if not work.bound_to]
    if not whole:
        raise UnknownWork(told)
    if len(whole) > 1:
        several = ", ".join(work.id for work in whole)
        raise InvalidValue(f"nhiều văn bản mang số {told}: {several} / several have the number {told}: {several}")
    return whole[0]


def _line(here: Terminal, work: WorkView) -> str:
    state = "resolved" if work.held else "ambiguous" if work.ambiguous else "not_held"
    day = f"{work.issued_on:%d/%m/%Y}" if work.issued_on else None
    told = (work.label, work.title if work.reference else None, work.issuer, day, here.say(f"resolution.{state}"))
    return f"{' · '.join(filter(None, told))} · {here.say('works.cited_by')}: {work.cited_by}  [{work.id}]"
