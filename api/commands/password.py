"""The password of locked files (mật khẩu), as a command is given it: asked for, never an argument others could see."""

from __future__ import annotations

import getpass
import sys
from typing import Annotated

import typer

from api.commands.terminal import Terminal

AskPassword = Annotated[bool, typer.Option("--ask-password")]


def ask_password(here: Terminal, wanted: bool) -> str | None:
    """What is typed unseen, or, where input is no terminal, its first line; None where it is not wanted or empty."""
    if not wanted:
        return None
    if sys.stdin.isatty():
        return getpass.getpass(f"{here.say('cli.password')} ", stream=sys.stderr) or None
    return sys.stdin.readline().rstrip("\r\n") or None
