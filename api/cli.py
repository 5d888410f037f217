"""The command line (dòng lệnh): `vanthu read`, `verify`, `ingest`, `search`, `saved`, `show`, `dossier`, `authority`,
`works`, `serve`, `worker`, `watch`, `register`, `check`, `backup`, `restore`, `purge`, `migrate`, `reindex`, `trust`.

Exit status 0: done; 1: something was refused, and was told by type; 2: wrong usage. No user error ends in a traceback.
"""

from __future__ import annotations

import gc
import pkgutil
import sys
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

import typer
from pydantic import ValidationError

from api.commands.language import UnknownLanguage, take_language
from api.commands.terminal import Terminal, tell
from api.commands.usage import USAGE_ERROR, asks_for_help, complaint, find_command, help_page
from api.messages import Lang, say
from api.sentence import refusal_detail
from api.settings import Settings
from corpus.refusals import CorpusRefusal
from ingest.problems import Refusal

REFUSED = 1


COMMANDS = {
    "read": "api.commands.read:read",
    "verify": "api.commands.read:verify",
    "ingest": "api.commands.ingest:ingest",
    "search": "api.commands.search:search",
    "saved": "api.commands.saved:app",
    "show": "api.commands.show:show",
    "dossier": "api.commands.dossier:app",
    "authority": "api.commands.authority:app",
    "works": "api.commands.works:app",
    "serve": "api.commands.serve:serve",
    "worker": "api.commands.worker:worker",
    "watch": "api.commands.watch:watch",
    "register": "api.commands.arrivals:register",
    "check": "api.commands.check:check",
    "backup": "api.commands.backup:backup",
    "restore": "api.commands.backup:restore",
    "purge": "api.commands.purge:purge",
    "migrate": "api.commands.migrate:migrate",
    "reindex": "api.commands.reindex:reindex",
    "trust": "api.commands.trust:app",
}
"""Every command and where it is; only the one that is run is imported, so that `read` starts without web or queue."""


def build(names: Iterable[str] = COMMANDS) -> Any:
    """The commands of these names, as Typer's own command tree."""
    app = typer.Typer(
        name="vanthu", add_completion=False, rich_markup_mode=None, context_settings={"help_option_names": []}
    )
    app.callback()(_root)
    for name in names:
        found = pkgutil.resolve_name(COMMANDS[name])
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)
    return typer.main.get_command(app)


def _root() -> None:
    """Nothing of its own."""


def main(words: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    sys.exit(run(sys.argv[1:] if words is None else words))


def run(words: Sequence[str]) -> int:
    """Run one command; its exit status."""
    try:
        asked, rest = take_language(words)
    except UnknownLanguage as error:
        return _wrong_usage("en", say("cli.usage.language", "en", word=error.word))
    try:
        settings = Settings()
    except ValidationError as error:
        return _wrong_settings(asked or "en", error)
    lang = asked or settings.command_language
    root = build([word for word in rest[:1] if word in COMMANDS])
    _look_for_garbage()
    if not rest or asks_for_help(rest):
        typer.echo(help_page(*find_command(root, rest), lang, COMMANDS))
        return 0 if rest else USAGE_ERROR
    return _perform(root, rest, Terminal(lang, settings))


def _look_for_garbage() -> None:
    """From now on, where `api.start` had put it off; what is loaded stays as long as the program does."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _perform(root: Any, words: Sequence[str], here: Terminal) -> int:
    try:
        status = root.main(words, prog_name="vanthu", standalone_mode=False, obj=here)
    except typer.TyperException as error:
        return _wrong_usage(here.lang, complaint(error, here.lang), find_command(root, words)[1])
    except (Refusal, CorpusRefusal) as refusal:
        here.refuse(refusal.type, refusal_detail(refusal, here.lang))
        return REFUSED
    return status if isinstance(status, int) else 0


def _wrong_usage(lang: Lang, sentence: str, path: Sequence[str] = ()) -> int:
    tell("usage", sentence)
    typer.echo(say("cli.usage.see", lang, command=" ".join(("vanthu", *path, "--help"))), err=True)
    return USAGE_ERROR


def _wrong_settings(lang: Lang, error: ValidationError) -> int:
    for found in error.errors():
        name = f"{Settings.model_config['env_prefix']}{'_'.join(map(str, found['loc']))}".upper()
        tell("settings", say("cli.usage.setting", lang, name=name, value=found["input"]))
    return USAGE_ERROR
