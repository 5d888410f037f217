"""The golden texts: dispatches composed for the tests, their references marked in place.

A file holds a line of JSON, a line `=====`, and the text. In the text a reference is written
`⟦surface¦kind relation type reference date¦provisions¦title⟧`: `-` is nothing, `*` is left open.
`⟦surface¦?⟧` neither rewards nor punishes a reference, `⟦#⟧` is where a dispatch of a bundle begins.
A field the JSON does not name is left open, null is a field that must stay empty.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_MARK = re.compile(r"⟦([^⟦⟧]*)⟧")
_RULE = "=====\n"
FOLDER = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class GoldReference:
    """One reference as it should be found; None where the gold leaves a value open, "" where there is none."""

    start: int
    end: int
    text: str
    kind: str | None
    relation: str | None
    document_type: str | None
    reference: str | None
    issued_on: str | None
    provisions: tuple[str, ...] | None
    title: str


@dataclass(frozen=True, slots=True)
class GoldText:
    """One text without its marks, and what should be read from it."""

    name: str
    text: str
    references: tuple[GoldReference, ...]
    spared: tuple[tuple[int, int], ...]
    dispatches: tuple[dict[str, Any], ...]


def gold_texts(*variants: str) -> tuple[GoldText, ...]:
    """Every golden text by name, in the hand it asks for or in a given one: `nfd`, `crlf`."""
    return tuple(_read(path, variants) for path in sorted(FOLDER.glob("*.txt")))


def _read(path: Path, variants: tuple[str, ...] = ()) -> GoldText:
    facts, marked = path.read_text("utf-8").split(_RULE, 1)
    head = json.loads(facts)
    marked = _vary(marked, variants or tuple(head.get("variant", ())))
    plain: list[str] = []
    references: list[GoldReference] = []
    spared: list[tuple[int, int]] = []
    at = here = 0
    for mark in _MARK.finditer(marked):
        before = marked[at : mark.start()]
        surface, *notes = mark[1].split("¦")
        surface = "" if surface == "#" else surface
        start = here + len(before)
        here, at = start + len(surface), mark.end()
        plain += [before, surface]
        if notes == ["?"]:
            spared.append((start, here))
        elif notes:
            references.append(_reference(start, surface, notes))
    text = "".join([*plain, marked[at:]])
    return GoldText(path.stem, text, tuple(references), tuple(spared), tuple(head["dispatches"]))


def _vary(marked: str, variants: tuple[str, ...]) -> str:
    """The text as another hand would have written it: decomposed letters, DOS line ends."""
    if "nfd" in variants:
        marked = unicodedata.normalize("NFD", marked)
    return marked.replace("\n", "\r\n") if "crlf" in variants else marked


def _reference(start: int, surface: str, notes: list[str]) -> GoldReference:
    facts, provisions, title = [unicodedata.normalize("NFC", note) for note in [*notes, "", ""][:3]]
    kind, relation, document_type, reference, issued_on = [
        {"*": None, "-": ""}.get(fact, fact) for fact in facts.split(" ")
    ]
    paths = None if provisions == "*" else tuple(provisions.split())
    end = start + len(surface)
    return GoldReference(
        start, end, surface, kind, relation, document_type, reference, issued_on, paths, title.replace("*", "")
    )
