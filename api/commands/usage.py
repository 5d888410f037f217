"""Usage (cách dùng): help pages and complaints about wrong usage, in the user's language.

Typer parses; its own help and errors speak English only, so both are written here, from the catalogue:
`cli.<command>.help`, `.example`, `.exits`, and for an option `cli.<command>.<name>` or `cli.option.<name>`.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import typer

from api.messages import Lang, find_message, say

WIDTH = 100
USAGE_ERROR = 2

_SENTENCES = (
    (re.compile(r"No such command '(?P<name>[^']*)'"), "cli.usage.no_command"),
    (re.compile(r"Missing command"), "cli.usage.missing_command"),
    (re.compile(r"unexpected extra argument(?:s|\(s\))? \((?P<name>.*)\)"), "cli.usage.extra_argument"),
    (re.compile(r"No such option:? '?(?P<name>--?[\w-]+)"), "cli.usage.no_option"),
    (re.compile(r"Option '(?P<name>[^']*)' requires"), "cli.usage.option_needs_value"),
    (re.compile(r"Option '(?P<name>[^']*)' does not take"), "cli.usage.option_takes_no_value"),
    (re.compile(r"Missing (?:argument|option|parameter)"), "cli.usage.missing"),
    (re.compile(r"Invalid value"), "cli.usage.invalid"),
)
"""What Typer says, and our sentence for it; `name` comes from the pattern, or from the parameter it is about."""
_REASONS = (
    (re.compile(r"less than or equal to (?P<le>\d+)"), "invalid.less_than_equal"),
    (re.compile(r"greater than or equal to (?P<ge>\d+)"), "invalid.greater_than_equal"),
    (re.compile(r"valid integer"), "invalid.int_parsing"),
    (re.compile(r"'(?P<path>[^']*)' does not exist"), "cli.usage.no_path"),
)
"""Why Typer takes a value for none, and our sentence for it."""


def complaint(error: typer.TyperException, lang: Lang) -> str:
    """The error in the user's language; what Typer said, where we have no sentence for it."""
    said = error.format_message()
    for pattern, key in _SENTENCES:
        if match := pattern.search(said):
            told = say(key, lang, name=match.groupdict().get("name") or _about(error).rstrip("."))
            return told.rstrip(".") + _reason(said, lang) if key == "cli.usage.invalid" else told
    return say("cli.usage.other", lang, said=said)


def _reason(said: str, lang: Lang) -> str:
    """Why a value is not valid, where Typer told it in a form we know."""
    for pattern, key in _REASONS:
        if match := pattern.search(said):
            return f": {say(key, lang, **match.groupdict())}"
    return "."


def asks_for_help(words: Sequence[str]) -> bool:
    """Whether `--help` or `-h` stands among the words, before a `--`."""
    before = words[: words.index("--")] if "--" in words else words
    return any(word in ("--help", "-h") for word in before)


def find_command(root: Any, words: Sequence[str]) -> tuple[Any, list[str]]:
    """The command the words lead to, and its full name: `trust add x.pem` → (add, [trust, add])."""
    command, path = root, []
    for word in words:
        below = getattr(command, "commands", {})
        if word in below:
            command = below[word]
            path.append(word)
    return command, path


def help_page(command: Any, path: Sequence[str], lang: Lang, every: Iterable[str]) -> str:
    """The help of one command, of a group of commands, or (`path` empty) of the whole, which has `every` command."""
    key = ".".join(("cli", *path))
    below = list(getattr(command, "commands", ())) if path else list(every)
    lines = [say("cli.page.usage", lang, usage=_usage(command, path, lang, bool(below))), ""]
    lines += [*textwrap.wrap(say(f"{key}.help", lang), WIDTH), ""]
    if below:
        rows = [(name, say(f"{key}.{name}.help", lang).partition(". ")[0].rstrip(".")) for name in below]
        lines += _section(say("cli.page.commands", lang), rows)
    for kind in ("argument", "option"):
        found = [param for param in command.params if param.param_type_name == kind]
        rows = [(_shown(param), describe_parameter(path, param, lang)) for param in found]
        if kind == "option":
            rows.append(("--lang vi|en", say("cli.option.lang", lang)))
            rows.append(("-h, --help", say("cli.option.help", lang)))
        if rows:
            lines += _section(say(f"cli.page.{kind}s", lang), rows)
    if find_message(f"{key}.example"):
        lines += [say("cli.page.example", lang), f"  {say(f'{key}.example', lang)}", ""]
    if find_message(f"{key}.exits"):
        lines += [say("cli.page.exits", lang), *_wrapped(say(f"{key}.exits", lang), "  ", WIDTH)]
    return "\n".join(lines).rstrip()


def describe_parameter(path: Sequence[str], param: Any, lang: Lang) -> str:
    """What an argument or option is for; the command's own words before those shared by all commands."""
    own = ".".join(("cli", *path, param.name))
    return say(own if find_message(own) else f"cli.option.{param.name}", lang)


def _usage(command: Any, path: Sequence[str], lang: Lang, has_commands: bool) -> str:
    arguments = [_shown(param) for param in command.params if param.param_type_name == "argument"]
    below = [say("cli.page.command", lang)] if has_commands else []
    return " ".join(["vanthu", *path, f"[{say('cli.page.option', lang)}]", *below, *arguments])


def _about(error: typer.TyperException) -> str:
    """What the error is about: the hint it carries, or its parameter."""
    if hint := getattr(error, "param_hint", None):
        return str(hint)
    param = getattr(error, "param", None)
    return "?" if param is None else _names(param)


def _shown(param: Any) -> str:
    """`-j, --jobs N`, or `PATH...`."""
    takes_none = param.param_type_name == "argument" or getattr(param, "is_flag", False)
    return _names(param) if takes_none else f"{_names(param)} {_metavar(param)}"


def _names(param: Any) -> str:
    if param.param_type_name == "argument":
        return f"{_metavar(param)}{'...' if param.nargs == -1 else ''}"
    return ", ".join(sorted(param.opts, key=len))


def _metavar(param: Any) -> str:
    return str(param.metavar or param.name.upper())


def _section(title: str, rows: Sequence[tuple[str, str]]) -> list[str]:
    left = max(len(name) for name, _ in rows) + 4
    lines = [title]
    for name, text in rows:
        first, *rest = list(_wrapped(text, " " * left, WIDTH))
        lines += [f"  {name}".ljust(left) + first.lstrip(), *rest]
    return [*lines, ""]


def _wrapped(text: str, margin: str, width: int) -> Iterator[str]:
    yield from textwrap.wrap(text, width, initial_indent=margin, subsequent_indent=margin) or [margin]
