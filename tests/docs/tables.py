"""The README's tables of commands, settings and problems, made from the code; `make docs` sets them in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from pydantic_core import PydanticUndefined

from api.cli import COMMANDS, build
from api.commands.usage import describe_parameter, find_command, help_page
from api.errors import problem_title, request_problems
from api.messages import messages, say
from api.settings import Settings
from ingest.problems import REFUSALS

README: Final = Path(__file__).parents[2] / "README.md"


def commands() -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command that can be run, with its full name."""
    root = build()
    for name in COMMANDS:
        command, path = find_command(root, [name])
        below = getattr(command, "commands", {})
        yield from (((*path, each), below[each]) for each in below) if below else [(tuple(path), command)]


def command_table() -> str:
    """Usage, what it does, and its exit statuses."""
    rows = ["| Command | What it does | Exit status |", "| --- | --- | --- |"]
    for path, command in commands():
        usage = help_page(command, path, "en", COMMANDS).partition("\n")[0].partition(": ")[2]
        key = ".".join(("cli", *path))
        rows.append(f"| `{_cell(usage)}` | {_cell(say(f'{key}.help', 'en'))} | {say(f'{key}.exits', 'en')} |")
    return "\n".join(rows)


def option_table() -> str:
    """Every option of every command."""
    rows = ["| Option | Command | Meaning |", "| --- | --- | --- |"]
    for path, command in commands():
        for param in command.params:
            if param.param_type_name == "option":
                names = ", ".join(sorted(param.opts, key=len))
                meaning = describe_parameter(path, param, "en")
                rows.append(f"| `{names}` | `{' '.join(path)}` | {_cell(meaning)} |")
    return "\n".join(rows)


def setting_table() -> str:
    """Every `VANTHU_*` variable."""
    rows = ["| Variable | Default | Meaning |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        fixed = field.default_factory is None and field.default is not PydanticUndefined
        default = f"`{field.default}`" if fixed and field.default not in (None, "") else ""
        rows.append(f"| `VANTHU_{name.upper()}` | {default} | {_cell(field.description or '')} |")
    return "\n".join(rows)


def problem_table() -> str:
    """Every type of problem: why a file was returned, a request refused, or a command ended."""
    rows = ["| Type | Met by | Vietnamese | English |", "| --- | --- | --- | --- |"]
    rows += [f"| `{kind.type}` | a file | {kind.title} | {kind.title_en} |" for kind in REFUSALS]
    for type_, status in request_problems().items():
        titles = " | ".join(_cell(problem_title(type_, lang)) for lang in ("vi", "en"))
        rows.append(f"| `{type_}` | a request ({status}) | {titles} |")
    for type_ in sorted(key.split(".")[2] for key in messages() if key.startswith("cli.problem.")):
        titles = " | ".join(_cell(say(f"cli.problem.{type_}", lang)) for lang in ("vi", "en"))
        rows.append(f"| `{type_}` | a command | {titles} |")
    return "\n".join(rows)


TABLES: Final[dict[str, Callable[[], str]]] = {
    "commands": command_table,
    "options": option_table,
    "settings": setting_table,
    "problems": problem_table,
}


def set_in(text: str) -> str:
    """The README with every table as the code has it now."""
    for name, make in TABLES.items():
        begin, end = f"<!-- {name}: begin (written by make docs) -->", f"<!-- {name}: end -->"
        before, _, rest = text.partition(begin)
        _, found, after = rest.partition(end)
        if not found:
            raise LookupError(f"README.md lacks {begin} … {end}")
        text = f"{before}{begin}\n{make()}\n{end}{after}"
    return text


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
