"""Messages (câu chữ): every sentence users read on pages and in commands, in Vietnamese and English."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

Lang = Literal["vi", "en"]
LANGUAGES: tuple[Lang, ...] = ("vi", "en")


class Message(NamedTuple):
    """One message; both sentences take the same `{values}`."""

    vi: str
    en: str


class UnknownMessageError(LookupError):
    """A key that no catalogue has: a mistake in the program, never in the input."""


def say(key: str, lang: Lang, **values: Any) -> str:
    """The message of this key: `say("batch.files", "vi", count=3)` → `3 tệp`; raises UnknownMessageError."""
    message = find_message(key)
    if message is None:
        raise UnknownMessageError(key)
    return (message.vi if lang == "vi" else message.en).format(**values)


def find_message(key: str) -> Message | None:
    """The message as the catalogue has it, or None; for keys made from values, such as `kind.cong_van`."""
    return messages().get(key)


@cache
def messages() -> dict[str, Message]:
    """Every message of `api/data/messages*.csv`: columns key, vi, en."""
    found: dict[str, Message] = {}
    for file in sorted(files("api").joinpath("data").iterdir(), key=lambda file: file.name):
        if file.name.startswith("messages") and file.name.endswith(".csv"):
            rows = csv.DictReader(file.read_text("utf-8").splitlines())
            found |= {row["key"]: Message(row["vi"], row["en"]) for row in rows}
    return found
