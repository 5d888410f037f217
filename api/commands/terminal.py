"""The terminal (màn hình lệnh): what a command says, in the user's language; results to standard output only."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from api.messages import Lang, say
from api.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where a command speaks; made by `main` and carried by the context."""

    lang: Lang
    settings: Settings

    def say(self, key: str, **values: Any) -> str:
        """The message of this key in the user's language."""
        return say(key, self.lang, **values)

    def pick(self, vi: str, en: str) -> str:
        """Of a value that carries both sentences, the user's."""
        return vi if self.lang == "vi" else en

    def line(self, text: str = "") -> None:
        """One line of result."""
        typer.echo(text)

    def note(self, text: str) -> None:
        """One line to standard error: told to a person, no part of the result."""
        typer.echo(text, err=True)

    def refuse(self, type_: str, sentence: str, detail: str | None = None) -> None:
        """A typed problem to standard error, with what it is about."""
        tell(type_, f"{sentence.rstrip('.')}{f': {detail}' if detail else ''}")

    @property
    def out(self) -> Console:
        """For tables; as wide as the terminal, and wide enough for one where there is none."""
        return Console(file=sys.stdout, width=None if sys.stdout.isatty() else 160, highlight=False, soft_wrap=False)

    def track(self, values: Iterable[T], total: int) -> Iterator[T]:
        """The values, with a progress bar on standard error, where that is a terminal; `total` is a lower bound."""
        with self.progress() as progress:
            task = progress.add_task(self.say("cli.progress.reading"), total=total)
            for done, value in enumerate(values, 1):
                yield value
                progress.update(task, completed=done, total=max(done, total))

    def progress(self) -> Progress:
        """A progress bar on standard error; mute where that is no terminal."""
        return Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(file=sys.stderr),
            disable=not sys.stderr.isatty(),
            transient=True,
        )


def tell(type_: str, sentence: str) -> None:
    """A typed problem to standard error: `vanthu: missing: No such file or folder: in/a.pdf`."""
    typer.echo(f"vanthu: {type_}: {sentence}", err=True)


def terminal(context: typer.Context) -> Terminal:
    """The terminal of this run."""
    found: Terminal = context.obj
    return found
