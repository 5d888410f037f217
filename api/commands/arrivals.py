"""`vanthu register`: the arrival register of an office and year, for printing and keeping (sổ đăng ký văn bản đến)."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from api.commands.kept import faults_told, open_kept
from api.commands.terminal import Terminal, terminal
from corpus.document import DocumentFilter, DocumentSummary
from corpus.refusals import NotFound

UNNUMBERED = DocumentFilter(numbered=False)
PIECE = 200
"""Documents read at a time."""


def register(
    context: typer.Context,
    office: Annotated[str, typer.Option("--office", metavar="NAME")] = "",
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR", min=1945, max=9999)] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", dir_okay=False)] = None,
    unnumbered: Annotated[bool, typer.Option("--unnumbered")] = False,
) -> int:
    """Print the ten columns of Decree 30/2020/NĐ-CP, Appendix IV, as CSV; 1 when the register has no entry."""
    here = terminal(context)
    if unnumbered:
        return _print_unnumbered(here)
    with faults_told(here), open_kept(here.settings) as corpus:
        if not corpus.arrivals(office, year, limit=1).items:
            shown = year or corpus.today().year
            raise NotFound(f"sổ năm {shown} chưa có số nào / the register of {shown} has no entry")
        as_book = output is not None and output.suffix.casefold() == ".xlsx"
        data = corpus.export_register(office, year, "xlsx" if as_book else "csv")
        if output is not None:
            output.write_bytes(data)
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    return 0


def _print_unnumbered(here: Terminal) -> int:
    """A line for each document without a number, the newest first, with what it may be the same as; 1 for none."""
    found = 0
    with faults_told(here), open_kept(here.settings) as corpus:
        page = corpus.documents(UNNUMBERED, None, PIECE)
        while page.items:
            for document in page.items:
                here.line(_line(here, document, corpus.suspects(document.id)))
            found += len(page.items)
            page = corpus.documents_after(UNNUMBERED, page.items[-1].id, PIECE)
    return 0 if found else 1


def _line(here: Terminal, document: DocumentSummary, twins: Sequence[str]) -> str:
    named = ", ".join(dispatch.reference for dispatch in document.dispatches if dispatch.reference)
    same = f" · {here.say('document.twins')} {', '.join(twins)}" if twins else ""
    return f"{named or here.say('register.no_number')} · {document.name}{same}  [{document.id}]"
