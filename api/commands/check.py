"""`vanthu check`: every original hashed again, tables and registers looked through (kiểm tra kho)."""

from __future__ import annotations

import typer

from api.commands.kept import faults_told, open_kept
from api.commands.terminal import Terminal, terminal
from corpus.check import Fault


def check(context: typer.Context) -> int:
    """Print what is lost, changed or missing, a line each; 1 when something is. A stray file alone is no loss."""
    here = terminal(context)
    with faults_told(here), open_kept(here.settings) as corpus:
        report = corpus.check()
    for fault in report.faults:
        here.line(_line(here, fault))
    counts = {"originals": report.originals, "bytes": report.bytes, "documents": report.documents}
    here.line(here.say("cli.check.sound" if report.sound else "cli.check.unsound", **counts, faults=len(report.faults)))
    return 0 if report.sound else 1


def _line(here: Terminal, fault: Fault) -> str:
    detail = f" ({fault.detail})" if fault.detail else ""
    return f"{fault.kind} {fault.subject}: {here.pick(fault.message, fault.message_en)}{detail}"
