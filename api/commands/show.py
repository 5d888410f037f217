"""`vanthu show`: one document by its reference (`1207/SNV-CCHC`) or id (`doc_…`): fields, citations, signatures."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.commands.kept import faults_told, open_kept
from api.commands.terminal import Terminal, terminal
from api.messages import find_message
from corpus.corpus import Corpus
from corpus.document import DispatchView, DocumentView
from corpus.refusals import NotFound

FIELDS = (
    "reference",
    "document_type",
    "issued_on",
    "place",
    "issuer",
    "issuer_parent",
    "subject",
    "urgency",
    "secrecy",
    "signer_name",
    "signer_position",
)
KINDS = {"document_type": "kind", "urgency": "urgency", "secrecy": "secrecy"}
"""Fields whose values are codes, and where the catalogue names them."""


def show(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="REFERENCE|ID")],
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> int:
    """Print every document that answers to the reference or id."""
    here = terminal(context)
    with faults_told(here), open_kept(here.settings, index=True) as corpus:
        for view in _find(corpus, what):
            if as_json:
                here.line(json.dumps(view.reading, ensure_ascii=False))
            else:
                _print_document(here, here.out, view)
    return 0


def _find(corpus: Corpus, what: str) -> list[DocumentView]:
    """The documents meant; NotFound where nothing answers."""
    if what.startswith("doc_"):
        return [corpus.document(what)]
    ids = list(dict.fromkeys(found.document_id for found in corpus.find_reference(what)))
    if not ids:
        raise NotFound(what)
    return [corpus.document(each) for each in ids]


def _print_document(here: Terminal, out: Console, view: DocumentView) -> None:
    summary = view.summary
    out.print(f"[bold]{escape(summary.name)}[/bold]  {summary.id}")
    key = "verdict.waiting" if summary.awaits_revocation else f"verdict.long.{summary.verdict}"
    verdict = here.say(key) if summary.verdict else ""
    out.print(escape(verdict))
    for dispatch in summary.dispatches:
        out.print(_fields(here, dispatch))
        cited = [item for item in view.citations if item.dispatch_id == dispatch.id]
        if cited:
            out.print(f"[bold]{here.say('cli.show.citations')}[/bold]")
            for citation in cited:
                kept = here.say(f"resolution.{citation.resolution}")
                cited_text = escape(" ".join(citation.text.split()))
                out.print(f"  {cited_text}  [dim]{here.say(f'relation.{citation.relation}')}; {kept}[/dim]")
    for signature in view.signatures:
        said = here.pick(signature.explanation, signature.explanation_en)
        out.print(f"[bold]{escape(signature.signer or signature.field)}[/bold]: {escape(said)}")
    out.print()


def _fields(here: Terminal, dispatch: DispatchView) -> Table:
    table = Table(show_header=False, box=None, pad_edge=False)
    for name in FIELDS:
        value = getattr(dispatch, name)
        if value is not None:
            table.add_row(here.say(f"field.{name}"), escape(_said(here, name, value)))
    return table


def _said(here: Terminal, name: str, value: object) -> str:
    """Codes by their names, days as people write them."""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    key = f"{KINDS.get(name)}.{value}"
    return here.say(key) if name in KINDS and find_message(key) else str(value)
