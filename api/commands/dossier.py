"""`vanthu dossier list|show|open|add|move|chase|export`: cases and their papers (hồ sơ)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from api.commands.kept import faults_told, open_kept
from api.commands.terminal import Terminal, terminal
from api.pages.shell import moment
from api.pages.typed import day_typed, text_typed
from api.procedures import checklist_of, procedures_of, put_in, signers_of, zip_of
from api.sentence import refusal_detail
from corpus.corpus import Corpus
from corpus.dossier import Dossier, DossierView, Step
from corpus.refusals import InvalidValue, NoProcedure
from corpus.state import CODES, LABELS, LABELS_EN, STEPS, State

app = typer.Typer(rich_markup_mode=None, context_settings={"help_option_names": []})
By = Annotated[str, typer.Option("--by", metavar="NAME")]
Which = Annotated[str, typer.Argument(metavar="CODE|ID")]
MOST = 200
"""Dossiers printed."""


@app.callback()
def _dossier() -> None:
    """Nothing of its own."""


@app.command("list")
def list_dossiers(
    context: typer.Context,
    state: Annotated[str | None, typer.Option("--state", metavar="STATE|CODE")] = None,
    overdue: Annotated[bool, typer.Option("--overdue")] = False,
) -> int:
    """Print them, newest first; 1 when there is none."""
    here = terminal(context)
    with faults_told(here), open_kept(here.settings) as corpus:
        found = corpus.dossiers(_state(state) if state else None, overdue=overdue, limit=MOST).items
        for dossier in found:
            here.line(_line(here, dossier, corpus.today()))
    return 0 if found else 1


@app.command("show")
def show(context: typer.Context, dossier: Which) -> int:
    """Print one with its papers, checklist, signers and history."""
    here = terminal(context)
    with faults_told(here), open_kept(here.settings) as corpus:
        _print(here, corpus, corpus.dossier(dossier))
    return 0


@app.command("open")
def open_dossier(
    context: typer.Context,
    title: Annotated[str, typer.Argument(metavar="TITLE")],
    by: By,
    code: Annotated[str | None, typer.Option("--code", metavar="CODE")] = None,
    procedure: Annotated[str | None, typer.Option("--procedure", metavar="KEY")] = None,
    due: Annotated[str, typer.Option("--due", metavar="DAY")] = "",
) -> int:
    """Open one and print its id."""
    here = terminal(context)
    with faults_told(here), open_kept(here.settings) as corpus:
        view = corpus.open_dossier(
            text_typed(title, "TITLE"),
            text_typed(by, "--by"),
            code=code,
            procedure=procedures_of(here.settings.procedures).known(procedure),
            due_on=day_typed(due),
        )
    here.line(view.dossier.id)
    return 0


@app.command("add")
def add(
    context: typer.Context,
    dossier: Which,
    document: Annotated[str, typer.Argument(metavar="REFERENCE|ID")],
    by: By,
    component: Annotated[str | None, typer.Option("--component", metavar="ID")] = None,
) -> int:
    """Put a document in, or say which component it is."""
    here = terminal(context)
    with faults_told(here), open_kept(here.settings) as corpus:
        found = corpus.dossier(dossier).dossier.id
        known = procedures_of(here.settings.procedures)
        put_in(corpus, known, found, corpus.document_meant(document), by, component)
    return 0


@app.command("move")
def move(
    context: typer.Context,
    dossier: Which,
    state: Annotated[str, typer.Argument(metavar="STATE|CODE")],
    by: By,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT")] = None,
) -> int:
    """Take a step, by state (`accepted`) or status code (`03`)."""
    here = terminal(context)
    with faults_told(here), open_kept(here.settings) as corpus:
        view = corpus.dossier(dossier)
        after = view.state_meant(state) if state.isdigit() else _state(state)
        moved = corpus.move_dossier(view.dossier.id, after, by, note, view.dossier.version)
        here.line(_line(here, moved.dossier, corpus.today()))
    return 0


@app.command("chase")
def chase(
    context: typer.Context,
    dossier: Which,
    by: By,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT")] = None,
) -> int:
    """Write a reminder down, and print how many there were."""
    here = terminal(context)
    with faults_told(here), open_kept(here.settings) as corpus:
        view = corpus.chase_dossier(corpus.dossier(dossier).dossier.id, text_typed(by, "--by"), note)
        times = here.say("dossier.times", count=view.chased)
        here.line(f"{_line(here, view.dossier, corpus.today())} · {here.say('dossier.chased')}: {times}")
    return 0


@app.command("export")
def export(
    context: typer.Context,
    dossier: Which,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", dir_okay=False)] = None,
) -> int:
    """Write the zip, whole or not at all."""
    here = terminal(context)
    with faults_told(here), open_kept(here.settings) as corpus:
        found = corpus.dossier(dossier).dossier
        target = output or Path(f"{found.code or found.id}.zip")
        draft = target.with_name(f"{target.name}.part")
        try:
            with draft.open("wb") as stream:
                stream.writelines(zip_of(corpus, procedures_of(here.settings.procedures), found.id))
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    here.note(here.say("cli.search.exported", file=target))
    return 0


def _state(word: str) -> State:
    """A state by its name or its status code; InvalidValue names those there are."""
    found = next((known for known in STEPS if word in (known, CODES[known])), None)
    if found is None:
        every = ", ".join(f"{CODES[known]} {known}" for known in STEPS)
        raise InvalidValue(f"{word} ({every})")
    return found


def _line(here: Terminal, dossier: Dossier, today: date) -> str:
    state = here.pick(LABELS[dossier.state], LABELS_EN[dossier.state])
    due = f" · {here.say('dossier.due_on')} {dossier.due_on:%d/%m/%Y}" if dossier.due_on else ""
    late = f" · {here.say('dossier.overdue')}" if dossier.overdue(today) else ""
    return f"{dossier.code or dossier.id}  {dossier.title} · {CODES[dossier.state]} {state}{due}{late}"


def _print(here: Terminal, corpus: Corpus, view: DossierView) -> None:
    dossier = view.dossier
    here.line(_line(here, dossier, corpus.today()))
    for document in corpus.dossier_documents(dossier.id):
        named = ", ".join(dispatch.reference for dispatch in document.dispatches if dispatch.reference)
        here.line(f"  {named or document.name}  [{document.id}]")
    for told in (checklist_of, signers_of):
        try:
            found = told(corpus, procedures_of(here.settings.procedures), dossier.id)
        except NoProcedure:
            continue
        except InvalidValue as refused:
            here.line(f"  {refusal_detail(refused, here.lang)}")
            continue
        here.line(f"  {here.pick(found.message, found.message_en)}")
    for step in view.steps:
        here.line(f"  {moment(step.at)}  {_done(here, step)} · {step.by}{f': {step.note}' if step.note else ''}")


def _done(here: Terminal, step: Step) -> str:
    if step.after:
        return here.pick(LABELS[step.after], LABELS_EN[step.after])
    return here.say("dossier.was_chased" if step.kind == "chase" else "dossier.note")
