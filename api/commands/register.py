"""The register on a terminal (bảng sổ): a line for each dispatch, and for each file that has none; then the balance."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from textwrap import shorten

from rich.markup import escape
from rich.table import Table

from api.commands.items import items_of
from api.commands.terminal import Terminal
from corpus.batch import Item
from corpus.corpus import Corpus
from corpus.document import DispatchView, DocumentSummary

COLUMNS = ("file", "reference", "issued_on", "issuer", "subject", "signature", "warnings")
SUBJECT = 160
"""Characters of a subject shown."""
MOST_FILES = 200
"""Files shown; of a larger batch the rest is told as a number."""


def print_register(here: Terminal, corpus: Corpus, batch_id: str) -> None:
    """The batch as a table of the register, and the equation that proves that nothing was lost."""
    view = corpus.batch(batch_id)
    table = Table(title=escape(view.batch.name), title_justify="left")
    for column in COLUMNS:
        table.add_column(here.say(f"register.{column}"), overflow="fold", no_wrap=column == "issued_on")
    shown = [item for item in islice(items_of(corpus, batch_id), MOST_FILES) if item.state != "expanded"]
    for item in shown:
        for row in _rows(here, corpus, item):
            table.add_row(*map(escape, row))
    here.out.print(table)
    if more := view.balance.received - len(shown):
        here.line(here.say("cli.register.more", count=more))
    here.line(here.pick(view.balance.message, view.balance.message_en))


def _rows(here: Terminal, corpus: Corpus, item: Item) -> Iterator[tuple[str, ...]]:
    if item.document_id is None:
        yield (item.name, "", "", "", _outcome(here, item), "", "")
        return
    document = corpus.document(item.document_id).summary
    first = (item.name, f"{item.name} ({here.say('state.duplicate')})")[item.state == "duplicate"]
    for position, dispatch in enumerate(document.dispatches):
        yield (first if not position else "", *_line(here, document, dispatch, position))
    if not document.dispatches:
        yield (first, "", "", "", "", _signature(here, document), _warnings(here, document.anomalies))


def _line(here: Terminal, document: DocumentSummary, dispatch: DispatchView, position: int) -> tuple[str, ...]:
    return (
        dispatch.reference or here.say("register.no_number"),
        dispatch.issued_on.strftime("%d/%m/%Y") if dispatch.issued_on else "",
        dispatch.issuer or "",
        shorten(dispatch.subject or "", SUBJECT, placeholder=" …"),
        _signature(here, document) if not position else "",
        _warnings(here, dispatch.anomalies),
    )


def _outcome(here: Terminal, item: Item) -> str:
    said = here.say(f"state.{item.state}")
    if item.problem is None:
        return said
    return f"{said}: {here.pick(item.problem.title, item.problem.title_en)}"


def _signature(here: Terminal, document: DocumentSummary) -> str:
    if not document.verdict:
        return ""
    said = here.say("verdict.waiting" if document.awaits_revocation else f"verdict.{document.verdict}")
    return f"{said} ({document.signatures})" if document.signatures else said


def _warnings(here: Terminal, count: int) -> str:
    return here.say("register.warnings.count", count=count) if count else ""
