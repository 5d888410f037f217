"""`vanthu authority list|grant|end|ask`: who may process or sign, and may this person, on that day (thẩm quyền)?"""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.kept import faults_told, open_kept
from api.commands.terminal import Terminal, terminal
from api.pages.typed import day_typed, text_typed
from corpus.authority import Action, Authority
from corpus.refusals import InvalidValue

app = typer.Typer(rich_markup_mode=None, context_settings={"help_option_names": []})
By = Annotated[str, typer.Option("--by", metavar="NAME")]
Person = Annotated[str, typer.Argument(metavar="PERSON")]
Doing = Annotated[str, typer.Option("--action", metavar="sign|process")]
For = Annotated[str | None, typer.Option("--procedure", metavar="KEY")]
ACTIONS: dict[str, Action] = {"sign": "sign", "process": "process"}


@app.callback()
def _authority() -> None:
    """Nothing of its own."""


@app.command("list")
def list_grants(
    context: typer.Context, person: Annotated[str | None, typer.Option("--person", metavar="PERSON")] = None
) -> int:
    """Print the table, newest first; 1 when it is empty."""
    here = terminal(context)
    with faults_told(here), open_kept(here.settings) as corpus:
        found = corpus.authorities(person)
    for grant in found:
        here.line(_line(here, grant))
    return 0 if found else 1


@app.command("grant")
def grant(
    context: typer.Context,
    person: Person,
    decision: Annotated[str, typer.Option("--decision", metavar="NUMBER")],
    first: Annotated[str, typer.Option("--from", metavar="DAY")],
    by: By,
    action: Doing = "sign",
    last: Annotated[str, typer.Option("--to", metavar="DAY")] = "",
    procedure: For = None,
    position: Annotated[str | None, typer.Option("--position", metavar="TEXT")] = None,
    organization: Annotated[str | None, typer.Option("--organization", metavar="TEXT")] = None,
) -> int:
    """Enter a decision and print it with its id."""
    here = terminal(context)
    with faults_told(here), open_kept(here.settings) as corpus:
        begins = day_typed(text_typed(first, "--from"))
        assert begins is not None  # a day, as something was typed
        made = corpus.grant_authority(
            text_typed(person, "PERSON"),
            _action(action),
            text_typed(decision, "--decision"),
            text_typed(by, "--by"),
            valid_from=begins,
            valid_to=day_typed(last),
            procedure=procedure,
            position=position,
            organization=organization,
        )
    here.line(_line(here, made))
    return 0


@app.command("end")
def end(
    context: typer.Context,
    grant_id: Annotated[str, typer.Argument(metavar="ID")],
    last_day: Annotated[str, typer.Option("--last-day", metavar="DAY")],
    by: By,
) -> int:
    """End a grant after a day."""
    here = terminal(context)
    with faults_told(here), open_kept(here.settings) as corpus:
        day = day_typed(text_typed(last_day, "--last-day"))
        assert day is not None  # a day, as something was typed
        here.line(_line(here, corpus.revoke_authority(grant_id, day, text_typed(by, "--by"))))
    return 0


@app.command("ask")
def ask(
    context: typer.Context,
    person: Person,
    on: Annotated[str, typer.Option("--on", metavar="DAY")] = "",
    action: Doing = "sign",
    procedure: For = None,
) -> int:
    """Answer by the grants held; 1 unless the answer is yes."""
    here = terminal(context)
    with faults_told(here), open_kept(here.settings) as corpus:
        day = day_typed(on) or corpus.today()
        found = corpus.may(text_typed(person, "PERSON"), _action(action), day, procedure)
    here.line(
        f"{day:%d/%m/%Y} · {here.say(f'permission.{found.answer}')}: {here.pick(found.message, found.message_en)}"
    )
    for held in found.grants:
        here.line(f"  {_line(here, held)}")
    return 0 if found.allowed else 1


def _action(word: str) -> Action:
    if word not in ACTIONS:
        raise InvalidValue(f"{word} ({', '.join(ACTIONS)})")
    return ACTIONS[word]


def _line(here: Terminal, found: Authority) -> str:
    who = ", ".join(filter(None, (found.person, found.position, found.organization)))
    what = here.say(f"authority.action.{found.action}")
    last = f"{found.valid_to:%d/%m/%Y}" if found.valid_to else "…"
    where = found.procedure or here.say("authority.any_procedure")
    return f"{who} · {what} · {where} · {found.decision} · {found.valid_from:%d/%m/%Y} – {last}  [{found.id}]"
