"""`vanthu register`: the arrival register of an office and year, for printing and keeping (sổ đăng ký văn bản đến)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from api.commands.kept import faults_told, open_kept
from api.commands.terminal import terminal
from corpus.refusals import NotFound


def register(
    context: typer.Context,
    office: Annotated[str, typer.Option("--office", metavar="NAME")] = "",
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR", min=1945, max=9999)] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", dir_okay=False)] = None,
) -> int:
    """Print the ten columns of Decree 30/2020/NĐ-CP, Appendix IV, as CSV; 1 when the register has no entry."""
    here = terminal(context)
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
