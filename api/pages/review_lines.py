"""Lists and stamps as they are typed (Kính gửi, Nơi nhận, dấu đến): a value on each line, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from api.pages.fields import say_value
from api.pages.shell import Shell, day
from api.pages.typed import day_typed

LINE_FIELDS = ("addressees", "recipients")
STAMP = "arrival_stamp"
PARTS = ("number", "date", "office")
"""Of the stamp, in the order of filling in."""
_RECIPIENT = re.compile(r"(?P<name>.+?)(?: ?\((?P<purpose>[^()]+)\))?")


def lines_shown(found: Sequence[Mapping[str, Any]], name: str, shell: Shell) -> list[str]:
    """Each value on one line: `UBND tỉnh: CT, các PCT (để b/c)`."""
    return [" ".join(say_value(name, one["value"], shell).split()) for one in found]


def lines_typed(typed: str, name: str, fields: Mapping[str, Any], shell: Shell) -> list[Any]:
    """The values typed; a line that stands as it was shown is the very value that was read."""
    found = fields.get(name) or ()
    known = dict(zip(lines_shown(found, name, shell), (one["value"] for one in found), strict=True))
    lines = [" ".join(line.split()) for line in typed.splitlines()]
    return [known[line] if line in known else _value(line, name) for line in lines if _bare(line)]


def _bare(line: str) -> str:
    """Without what a list is printed with: `- Như trên;`."""
    return line.lstrip("-–•+* ").rstrip(";. ")


def _value(line: str, name: str) -> Any:
    """What is in brackets at the end of a recipient's line is the purpose: `Văn phòng Chính phủ (để b/c)`."""
    if name != "recipients":
        return _bare(line)
    parts = _RECIPIENT.fullmatch(_bare(line))
    found = parts.groupdict() if parts else {"name": _bare(line), "purpose": None}
    return {"name": found["name"], "purpose": found["purpose"], "members": []}


def stamp_shown(found: Mapping[str, Any] | None) -> dict[str, str]:
    """Number, day and office of the stamp; empty where it says nothing, or there is none."""
    value = found["value"] if found else {}
    return {part: (day(value.get(part)) if part == "date" else value.get(part)) or "" for part in PARTS}


def stamp_typed(sent: Mapping[str, str]) -> list[Any] | None:
    """The stamp as a list of one; an empty list where nothing is typed, None where the form has no place for it."""
    typed = {part: sent.get(f"{STAMP}-{part}") for part in PARTS}
    if None in typed.values():
        return None
    if not any(typed.values()):
        return []
    issued = day_typed(typed["date"] or "")
    return [
        {
            "office": typed["office"] or None,
            "number": typed["number"] or None,
            "date": issued.isoformat() if issued else None,
        }
    ]
