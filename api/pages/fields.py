"""Fields on a page (trường): each value in words, how sure it is, and its box on the page image."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from api.pages.marked_text import Mark
from api.pages.shell import Shell, day
from corpus.doubts import SURE

ORDER = (
    "document_type",
    "reference",
    "issued_on",
    "place",
    "issuer",
    "issuer_parent",
    "issuer_inferred",
    "subject",
    "urgency",
    "secrecy",
    "addressees",
    "signer_name",
    "signer_position",
    "signer_authority",
    "recipients",
    "archive",
    "arrival_stamp",
    "enclosure_note",
)
"""The order a clerk checks them in; `number` and `symbol` are inside `reference`."""
WORDS = {"document_type": "kind", "urgency": "urgency", "secrecy": "secrecy"}


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One value of one field; `id` is the row's anchor, `box` that of its first region, on `page`, or of its text."""

    id: str
    name: str
    label: str
    value: str
    percent: int
    unsure: bool
    decided: str
    """Who confirmed or corrected it, in words."""
    origin: str
    page: int | None
    box: str


@dataclass(frozen=True, slots=True)
class PageBox:
    """A rectangle on a page, in points from the top left, and the row it belongs to."""

    id: str
    row: str
    kind: str
    """`field` or `citation`."""
    label: str
    page: int
    x: float
    y: float
    width: float
    height: float


def field_rows(fields: Mapping[str, Any], position: int, shell: Shell) -> tuple[FieldRow, ...]:
    """The fields a dispatch shows, in the order of checking; lists give one row for each value."""
    return tuple(_row(found, name, anchor, shell) for name, anchor, found in _shown(fields, position))


def field_boxes(fields: Mapping[str, Any], position: int, shell: Shell) -> tuple[PageBox, ...]:
    """Every region of those fields."""
    return tuple(
        _box(region, anchor, index, say_value(name, found["value"], shell), shell.word("field", name))
        for name, anchor, found in _shown(fields, position)
        for index, region in enumerate(found["regions"])
    )


def citation_boxes(citations: Iterable[Mapping[str, Any]], position: int, shell: Shell) -> tuple[PageBox, ...]:
    """Every region of the citations of a dispatch; their rows are `d1-citation-1` and on."""
    word = shell.say("document.citation")
    return tuple(
        _box(region, citation_row(position, at), index, found["text"], word, "citation")
        for at, found in enumerate(citations, 1)
        for index, region in enumerate(found["regions"])
    )


def text_marks(dispatch: Mapping[str, Any], position: int, shell: Shell) -> tuple[Mark, ...]:
    """Where fields and citations stand in the text, for files that have no pages to show."""
    fields = (
        (shell.word("field", name), anchor, "field", found)
        for name, anchor, found in _shown(dispatch["fields"], position)
    )
    word = shell.say("document.citation")
    cited = ((word, citation_row(position, at), "citation", found) for at, found in enumerate(dispatch["citations"], 1))
    return tuple(
        Mark(found["start"], found["end"], row, kind, f"{label}: {found['text']}")
        for label, row, kind, found in (*fields, *cited)
        if found["start"] is not None
    )


def citation_row(position: int, number: int) -> str:
    """The anchor of a citation's row."""
    return f"d{position}-citation-{number}"


def say_value(name: str, value: Any, shell: Shell) -> str:
    """A value in words: `cong_van` → `Công văn`, `2020-05-20` → `20/05/2020`, a recipient with its purpose."""
    if value is None:
        return ""
    if name in WORDS:
        return shell.word(WORDS[name], str(value))
    if name == "issued_on":
        return day(str(value))
    if name == "recipients":
        members = ", ".join(value.get("members") or ())
        name = f"{value['name']}: {members}" if members else str(value["name"])
        return f"{name} ({value['purpose']})" if value.get("purpose") else name
    if name == "arrival_stamp":
        return " · ".join(part for part in (value["office"], value["number"], day(value["date"])) if part)
    return str(value)


def _shown(fields: Mapping[str, Any], position: int) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Name, anchor and field."""
    for name in ORDER:
        found = fields.get(name)
        if isinstance(found, list):
            yield from ((name, f"d{position}-{name}-{index}", each) for index, each in enumerate(found, 1))
        elif found:
            yield name, f"d{position}-{name}", found


def _row(found: Mapping[str, Any], name: str, anchor: str, shell: Shell) -> FieldRow:
    regions = found["regions"]
    return FieldRow(
        id=anchor,
        name=name,
        label=shell.word("field", name),
        value=say_value(name, found["value"], shell),
        percent=round(100 * found["confidence"]),
        unsure=found["confidence"] < SURE and not found.get("status"),
        decided=shell.say(f"decided.{found['status']}", by=found["by"]) if found.get("status") else "",
        origin=shell.word("field.origin", found["from"]),
        page=regions[0]["page"] if regions else None,
        box=f"{anchor}-box-0" if regions or found["start"] is not None else "",
    )


def _box(region: Mapping[str, Any], anchor: str, index: int, value: str, label: str, kind: str = "field") -> PageBox:
    x0, top, x1, bottom = region["bbox"]
    return PageBox(
        id=f"{anchor}-box-{index}",
        row=anchor,
        kind=kind,
        label=f"{label}: {value}",
        page=region["page"],
        x=x0,
        y=top,
        width=max(x1 - x0, 1),
        height=max(bottom - top, 1),
    )
