"""`vanthu read` and `vanthu verify`: files in, one JSON object a line out, in the order of the files; no database."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Annotated, Any

import typer

from api.commands.password import AskPassword, ask_password
from api.commands.terminal import Terminal, terminal
from corpus.reading import Reading, to_json
from ingest.intake import find_files
from ingest.options import ReadOptions
from ingest.pool import ReaderPool

VIETNAM = timezone(timedelta(hours=7))

Paths = Annotated[list[Path], typer.Argument(metavar="PATH", readable=False)]
Jobs = Annotated[int | None, typer.Option("-j", "--jobs", metavar="N", min=1, max=64)]
Trust = Annotated[Path | None, typer.Option("--trust", metavar="DIR", exists=True, file_okay=False)]
At = Annotated[str | None, typer.Option("--at", metavar="TIME")]


def read(
    context: typer.Context,
    paths: Paths,
    jobs: Jobs = None,
    trust: Trust = None,
    at: At = None,
    no_ocr: Annotated[bool, typer.Option("--no-ocr")] = False,
    text: Annotated[bool, typer.Option("--text")] = False,
    ask: AskPassword = False,
) -> int:
    """All that each file yields."""
    here = terminal(context)
    options = here.settings.read_options
    options = replace(options, ocr=options.ocr and not no_ocr, password=ask_password(here, ask))
    return _read_all(here, paths, jobs, trust, at, options, lambda reading: to_json(reading, with_text=text))


def verify(
    context: typer.Context,
    paths: Paths,
    jobs: Jobs = None,
    trust: Trust = None,
    at: At = None,
    ask: AskPassword = False,
) -> int:
    """The signature report of each file."""
    here = terminal(context)
    password = ask_password(here, ask)
    options = replace(here.settings.read_options, ocr=False, text=False, tables=False, password=password)
    return _read_all(here, paths, jobs, trust, at, options, _verdict)


def _verdict(reading: Reading) -> dict[str, Any]:
    line = to_json(reading)
    return {key: line[key] for key in ("source", "problem", "signatures")}


def parse_moment(said: str | None) -> datetime | None:
    """`2025-05-29`, `2025-05-29T10:00` or with an offset; without one, Vietnamese time is meant."""
    if said is None:
        return None
    try:
        moment = datetime.fromisoformat(said)
    except ValueError as error:
        raise typer.BadParameter(said, param_hint="--at") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)


def _read_all(
    here: Terminal,
    paths: Iterable[Path],
    jobs: int | None,
    trust: Path | None,
    at: str | None,
    options: ReadOptions,
    shape: Any,
) -> int:
    """Print a line for every file; 1 when one or more were refused."""
    moment, now, status = parse_moment(at), datetime.now(UTC), 0
    files = list(find_files(paths))
    folder = trust or (here.settings.trust if here.settings.trust.is_dir() else None)
    with ReaderPool(jobs or here.settings.workers, options.limits, folder) as pool:
        for reading in here.track(pool.map(files, options, now=now, at=moment), len(files)):
            here.line(json.dumps(shape(reading), ensure_ascii=False))
            status = 1 if reading.problem else status
    return status
