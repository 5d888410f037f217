"""The form of a review (biểu mẫu kiểm tra): a field each to look at, and what was decided by what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from starlette.datastructures import FormData

from api.correction_schemas import FIELD_NAMES
from api.pages.fields import WORDS, say_value
from api.pages.review_lines import LINE_FIELDS, STAMP, lines_shown, lines_typed, stamp_shown, stamp_typed
from api.pages.shell import Shell, day
from api.pages.typed import day_typed
from corpus.correction import Decision
from corpus.correction_values import KNOWN
from corpus.document import DocumentView
from corpus.doubts import NEEDED, SURE

NOTHING: Mapping[str, Any] = MappingProxyType({})
WIDE = ("subject", "signer_authority", "issuer", "issuer_parent")
"""Fields that may need more than one line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One field to look at; `value` as it is typed, `doubt` says why to look, `choices` where it is one of a list."""

    id: str
    label: str
    value: str
    told: str
    doubt: str
    sureness: float = 0
    hints: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    rows: int = 0
    """Of a box of several lines; 0 for one line."""
    is_day: bool = False


@dataclass(frozen=True, slots=True)
class DispatchForm:
    """One dispatch of the file."""

    position: int
    heading: str
    doubts: int
    entries: tuple[Entry, ...]


def forms_of(view: DocumentView, shell: Shell, typed: Mapping[str, Any] = NOTHING) -> tuple[DispatchForm, ...]:
    """One for each dispatch; what was typed already stands in it."""
    count = len(view.summary.dispatches)
    read = view.reading.get("dispatches") or []
    return tuple(
        DispatchForm(
            found.position,
            shell.say("review.dispatch", position=found.position, count=count) if count > 1 else "",
            found.doubts,
            tuple(
                replace(entry, value=str(typed.get(entry.id, entry.value)))
                for entry in _entries(read[found.position - 1], found.position, shell)
            ),
        )
        for found in view.summary.dispatches
    )


def _entries(read: Mapping[str, Any], position: int, shell: Shell) -> tuple[Entry, ...]:
    """The doubtful first, the least sure of all before them; the others in the order of the document."""
    fields = read["fields"]
    entries = [_entry(read, name, position, shell) for name in FIELD_NAMES]
    entries += [_lines_entry(fields.get(name) or (), name, position, shell) for name in LINE_FIELDS]
    entries += _stamp_entries(fields.get(STAMP), position, shell)
    return tuple(sorted(entries, key=lambda entry: (not entry.doubt, entry.sureness if entry.doubt else 0)))


def _entry(read: Mapping[str, Any], name: str, position: int, shell: Shell) -> Entry:
    found = read["fields"].get(name)
    if name == "issuer" and found is None:
        found = read["fields"].get("issuer_inferred")
    value = _value_of(found)
    shown = day(value) if name == "issued_on" else value
    return Entry(
        id=f"d{position}-{name}",
        label=shell.word("field", name),
        value=shown,
        told=_told(found, shell),
        doubt=_doubt(found, name, shell),
        hints=tuple(
            say_value(name, one["value"], shell) for one in read.get("candidates") or () if one["field"] == name
        ),
        choices=_choices(name, value, shell),
        rows=_rows(shown) if name in WIDE else 0,
        is_day=name == "issued_on",
        sureness=found["confidence"] if found else 0,
    )


def _lines_entry(found: Sequence[Mapping[str, Any]], name: str, position: int, shell: Shell) -> Entry:
    """A list as it is typed, a value on each line; the least sure of them speaks for it."""
    worst = min(found, key=lambda one: float(one["confidence"]), default=None)
    shown = lines_shown(found, name, shell)
    return Entry(
        id=f"d{position}-{name}",
        label=shell.word("field", name),
        value="\n".join(shown),
        told=" · ".join(filter(None, (_told(worst, shell), shell.say("review.lines")))),
        doubt=_doubt(worst, name, shell),
        sureness=worst["confidence"] if worst else 0,
        rows=max(len(shown), 1),
    )


def _stamp_entries(found: Mapping[str, Any] | None, position: int, shell: Shell) -> list[Entry]:
    """Number, day and office of the ĐẾN stamp, a line each."""
    return [
        Entry(
            id=f"d{position}-{STAMP}-{part}",
            label=shell.say(f"review.stamp.{part}"),
            value=value,
            told=_told(found, shell),
            doubt=_doubt(found, STAMP, shell),
            sureness=found["confidence"] if found else 0,
            is_day=part == "date",
        )
        for part, value in stamp_shown(found).items()
    ]


def _rows(shown: str) -> int:
    return 3 if len(shown) > 110 else 2 if len(shown) > 48 else 1


def _value_of(found: Mapping[str, Any] | None) -> str:
    return "" if found is None or found["value"] is None else str(found["value"])


def _told(found: Mapping[str, Any] | None, shell: Shell) -> str:
    """Where a value comes from, or who decided on it."""
    if found is None:
        return ""
    if found.get("status"):
        return shell.say(f"decided.{found['status']}", by=found["by"])
    return f"{round(100 * found['confidence'])}% · {shell.word('field.origin', found['from'])}"


def _doubt(found: Mapping[str, Any] | None, name: str, shell: Shell) -> str:
    if found is None:
        return shell.say("review.missing") if name in NEEDED else ""
    return shell.say("field.unsure") if found["confidence"] < SURE and not found.get("status") else ""


def _choices(name: str, value: str, shell: Shell) -> tuple[tuple[str, str], ...]:
    if name not in WORDS:
        return ()
    known = {*KNOWN[name], *((value,) if value else ())}
    return tuple(sorted(((slug, shell.word(WORDS[name], slug)) for slug in known), key=lambda choice: choice[1]))


def read_decisions(view: DocumentView, typed: FormData, shell: Shell) -> list[Decision]:
    """One for each field that stands in the form and is not decided already as it stands."""
    read = view.reading.get("dispatches") or []
    found: list[Decision | None] = []
    for position in (dispatch.position for dispatch in view.summary.dispatches):
        fields, sent = read[position - 1]["fields"], _sent(typed, position)
        found += [_decision(position, name, fields, sent[name]) for name in FIELD_NAMES if name in sent]
        found += [
            _decision_of(position, name, fields.get(name) or (), lines_typed(sent[name], name, fields, shell))
            for name in LINE_FIELDS
            if name in sent
        ]
        if (stamp := stamp_typed(sent)) is not None:
            before = (fields[STAMP],) if fields.get(STAMP) else ()
            found.append(_decision_of(position, STAMP, before, stamp))
    return [decision for decision in found if decision]


def _sent(typed: FormData, position: int) -> dict[str, str]:
    """What was typed about one dispatch, by the names of its fields."""
    mine = f"d{position}-"
    return {name.removeprefix(mine): str(value).strip() for name, value in typed.items() if name.startswith(mine)}


def _decision_of(position: int, name: str, before: Sequence[Mapping[str, Any]], values: list[Any]) -> Decision | None:
    """On a list, or on a stamp, which is a list of one or none."""
    if not values:
        return Decision(position, name, "rejected") if before else None
    if values == [one["value"] for one in before]:
        undecided = any(not one.get("status") for one in before)
        return Decision(position, name, "confirmed") if undecided else None
    return Decision(position, name, "corrected", values[0] if name == STAMP else values)


def _decision(position: int, name: str, fields: Mapping[str, Any], typed: str) -> Decision | None:
    before = fields.get(name)
    if name == "issued_on" and (issued_on := day_typed(typed)):
        typed = issued_on.isoformat()
    if not typed:
        return Decision(position, name, "rejected") if before or name in NEEDED else None
    if typed == _value_of(before):
        return None if before and before.get("status") else Decision(position, name, "confirmed")
    return Decision(position, name, "corrected", typed)
