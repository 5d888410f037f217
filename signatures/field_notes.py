"""What one revision did to each field (ghi nhận ô biểu mẫu): added, signed, filled, altered; judged elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import zip_longest
from typing import Any, Literal

from pyhanko.pdf_utils import generic
from pyhanko.sign.diff_analysis.form_rules_api import (
    FieldComparisonContext,
    FieldComparisonSpec,
    FieldMDPRule,
    FormUpdate,
)
from pyhanko.sign.diff_analysis.policy_api import ModificationLevel

from signatures.appearance import readable_text
from signatures.document import PARSE_ERRORS
from signatures.objects import Dict, entry, items, raw_entry, raw_items
from signatures.painted import contradicts, look_of, paints, prints, shown_text, state_of, words
from signatures.widgets import read_box

CARGO = frozenset({"/A", "/AA", "/AF", "/FS", "/Sound", "/Movie", "/RichMediaContent", "/3DD"})
"""What a new signature field has no business to bring along: actions, files, media."""
MARKUP = re.compile(r"<[^>]*>")
SEEN_FLAGS = 0b100110
"""Annotation flags that decide where a widget is seen: Hidden (bit 2), Print (3), NoView (6)."""


@dataclass(frozen=True, slots=True, eq=False)
class Widget:
    """A visible widget of a field: its object number and its dictionary."""

    number: tuple[int, int]
    dictionary: Dict


@dataclass(frozen=True, slots=True, eq=False)
class FieldNote:
    """What one revision did to one field.

    `altered`: it showed something before that is different now. `defaults`: not a field, but the form's fonts and
    settings, by which readers may draw filled fields anew.
    """

    name: str
    kind: Literal["added", "signed", "timestamped", "filled", "altered", "defaults"]
    widgets: tuple[Widget, ...] = ()
    old_value: str | None = None
    new_value: str | None = None
    acts: bool = False
    """Whether it brings an action, a script or a file, or is another kind of annotation in disguise."""
    switched: bool = False
    """Whether a widget changed its state (tick), or where it is seen (screen, print)."""
    misleads: bool = False
    """Whether it shows something else than its value, as far as that can be told."""
    shows_value: bool = False
    """Whether what it shows can be read, and is its value."""
    prints: bool = False
    """Of an added field: whether it has something to print, even where its box leaves no room; readers differ."""
    had_ground: bool = False
    """Whether it was a painted box before, with whatever lay beneath."""


FieldLog = list[FieldNote]


class FormObserver(FieldMDPRule):
    """Approves nothing; notes which fields were added, signed or filled, with old and new value."""

    def __init__(self, log: FieldLog) -> None:
        self._log = log

    def apply(self, context: FieldComparisonContext) -> Iterable[tuple[ModificationLevel, FormUpdate]]:
        written = context.new.explicit_refs_in_revision()
        if _changes_defaults(context) and any(_holds_text(spec) for spec in context.field_specs.values()):
            self._log.append(FieldNote("AcroForm", "defaults"))
        for name, spec in context.field_specs.items():
            try:
                note = _note(str(name), spec, written)
            except PARSE_ERRORS as error:
                note = FieldNote(str(name), "altered", new_value=f"{type(error).__name__}: {error}")
            if note is not None:
                self._log.append(note)
        return ()


def _changes_defaults(context: FieldComparisonContext) -> bool:
    """Whether the form's defaults, by which readers draw filled fields anew, are others than before."""
    before, after = (entry(revision.root, "/AcroForm") for revision in (context.old, context.new))
    if any(entry(before, key) != entry(after, key) for key in ("/DA", "/Q", "/NeedAppearances")):
        return True
    fonts = [entry(entry(form, "/DR"), "/Font") for form in (before, after)]
    if not isinstance(fonts[0], Dict):
        return False
    return any(raw_entry(fonts[0], key) != raw_entry(fonts[1], key) for key in fonts[0])


def _holds_text(spec: FieldComparisonSpec) -> bool:
    return spec.field_type != "/Sig" and entry(spec.old_field, "/V") is not None


def _note(name: str, spec: FieldComparisonSpec, written: set[generic.Reference]) -> FieldNote | None:
    old, new = spec.old_field, spec.new_field
    if new is None:
        return None
    if spec.field_type == "/Sig":
        return _signature_note(name, old, new, spec.new_field_ref, written)
    if old is None or not _is_touched(new, spec.new_field_ref, written):
        return None
    values = _value(old, spec.field_type), _value(new, spec.field_type)
    had, has = bool(values[0]) or _prints(old), _prints(new)
    lurks = _lurks(old, new, written)
    if values[0] == values[1] and not had and not has and not lurks:
        return None
    return FieldNote(
        name,
        "altered" if had or (not values[1] and (has or lurks)) else "filled",
        _visible(new, spec.new_field_ref),
        *values,
        switched=_is_switched(old, new),
        misleads=lurks or _misleads(spec.field_type, old, new, values[1]),
        shows_value=bool(values[1]) and words(values[1] or "") in words(shown_text(new) or ""),
        had_ground=_prints(old, ground=True),
    )


def _signature_note(
    name: str, old: Dict | None, new: Dict, reference: generic.Reference | None, written: set[generic.Reference]
) -> FieldNote | None:
    before, after = entry(old, "/V"), entry(new, "/V")
    widgets, acts = _visible(new, reference), old is None and _acts(new)
    if before is None and isinstance(after, Dict):
        is_stamp = entry(after, "/Type") == "/DocTimeStamp" or entry(after, "/SubFilter") == "/ETSI.RFC3161"
        lurks = _lurks(old or Dict(), new, written) or any(_has_states(item.dictionary) for item in widgets)
        return FieldNote(name, "timestamped" if is_stamp else "signed", widgets, acts=acts, misleads=lurks)
    if old is not None:
        return None
    prints_anyway = any(paints(item) for item in _widgets(new))
    return FieldNote(name, "added", widgets, acts=acts, prints=prints_anyway)


def _widgets(field: Dict) -> list[Dict]:
    """The field itself and its widgets; kids that bear a name are fields of their own."""
    found = [item.get_object() if isinstance(item, generic.IndirectObject) else item for item in _kids(field)]
    return [field, *(item for item in found if isinstance(item, Dict))]


def _kids(field: Dict) -> list[Any]:
    return [raw for raw in raw_items(field, "/Kids") if entry(_followed(raw), "/T") is None]


def _followed(raw: Any) -> Any:
    return raw.get_object() if isinstance(raw, generic.IndirectObject) else raw


def _acts(field: Dict) -> bool:
    return any(
        not set(item).isdisjoint(CARGO) or entry(item, "/Subtype", "/Widget") != "/Widget" for item in _widgets(field)
    )


def _is_switched(old: Dict, new: Dict) -> bool:
    """Whether a widget that was there already is ticked off, or seen elsewhere; or the rich text is another."""
    if entry(old, "/RV") != entry(new, "/RV"):
        return True
    pairs = list(zip(_widgets(old), _widgets(new), strict=False))
    ticked_off = any(state_of(before) not in {state_of(after), "/Off"} for before, after in pairs)
    return ticked_off or any(_seen(before) != _seen(after) or _redrawn(before, after) for before, after in pairs)


def _redrawn(before: Dict, after: Dict) -> bool:
    """Whether the states of a tick box look otherwise than before."""
    old, new = (entry(entry(widget, "/AP"), "/N") for widget in (before, after))
    if isinstance(old, generic.StreamObject) or not isinstance(old, Dict) or not isinstance(new, Dict):
        return False
    return any(raw_entry(old, key) != raw_entry(new, key) for key in old)


def _seen(widget: Dict) -> int:
    flags = entry(widget, "/F", 0)
    return int(flags) & SEEN_FLAGS if isinstance(flags, int) else 0


def _lurks(old: Dict, new: Dict, written: set[generic.Reference]) -> bool:
    """Whether something was written that shows only under the pointer: no filling in needs that."""
    for before, after in zip_longest(_widgets(old), _widgets(new)):
        for key in ("/R", "/D"):
            had = dict(_states(before, key))
            for state, raw in _states(after, key):
                if raw == raw_entry(entry(after, "/AP"), "/N"):
                    continue
                is_new = raw != had.get(state) or (isinstance(raw, generic.IndirectObject) and raw.reference in written)
                form = _followed(raw)
                if is_new and isinstance(form, generic.StreamObject) and prints(form):
                    return True
    return False


def _has_states(widget: Dict) -> bool:
    """Whether it has several looks to choose from, which is for tick boxes."""
    look = entry(entry(widget, "/AP"), "/N")
    return isinstance(look, Dict) and not isinstance(look, generic.StreamObject)


def _states(widget: Dict | None, key: str) -> Iterator[tuple[str, Any]]:
    """The appearances under one key, by state; one that has no states is under the empty name."""
    looks = entry(widget, "/AP")
    found = entry(looks, key)
    if isinstance(found, Dict) and not isinstance(found, generic.StreamObject):
        yield from ((state, raw_entry(found, state)) for state in found)
    elif found is not None:
        yield "", raw_entry(looks, key)


def _misleads(kind: Any, old: Dict, new: Dict, value: str | None) -> bool:
    if kind == "/Btn":
        pairs = list(zip(_widgets(old), _widgets(new), strict=False))
        return any(_has_new_state(*pair) or _redrawn(*pair) or (not value and _is_ticked(*pair)) for pair in pairs)
    if kind not in {"/Tx", "/Ch"} or not value:
        return False
    if contradicts(value, unescape(MARKUP.sub(" ", _rich_text(new)))):
        return True
    shown = shown_text(new)
    if shown is None:
        return False
    offered = [str(item) for item in _offered(new)] if kind == "/Ch" else []
    return all(contradicts(text, shown) for text in (value, *offered))


def _rich_text(field: Dict) -> str:
    """The value once more, marked up: what readers show of a field that has such a one."""
    found = entry(field, "/RV", "")
    return found.data.decode("utf-8", "replace") if isinstance(found, generic.StreamObject) else str(found)


def _is_ticked(before: Dict, after: Dict) -> bool:
    """Whether a tick box that was off, or in another state, is on."""
    return state_of(after) not in {state_of(before), "/Off"}


def _has_new_state(before: Dict, after: Dict) -> bool:
    """Whether a tick box shows a state it did not have when it was signed; if it had none, words in place of a tick."""
    states = entry(entry(before, "/AP"), "/N")
    if isinstance(states, generic.StreamObject) or not isinstance(states, Dict) or not set(states) - {"/Off"}:
        return len(words(readable_text(look_of(after)) or "")) > 1
    return state_of(after) not in {*states, "/Off"}


def _offered(field: Dict) -> Iterator[Any]:
    """What a list offers: `/Opt`, each perhaps a pair of what is stored and what is shown."""
    for item in items(field, "/Opt") or items(entry(field, "/Parent"), "/Opt"):
        yield from item if isinstance(item, generic.ArrayObject) else (item,)


def _is_touched(new: Dict, reference: generic.Reference | None, written: set[generic.Reference]) -> bool:
    """Whether the field, a widget of it or an appearance of one was written in this revision."""
    for raw in (reference, *_kids(new)):
        target = raw.reference if isinstance(raw, generic.IndirectObject) else raw
        if target in written:
            return True
        widget = target.get_object() if isinstance(target, generic.Reference) else target
        if any(state in written for state in _appearance_references(widget)):
            return True
    return False


def _appearance_references(widget: object) -> Iterator[generic.Reference]:
    raw = raw_entry(widget, "/AP")
    if isinstance(raw, generic.IndirectObject):
        yield raw.reference
    states = entry(widget, "/AP")
    for key in states if isinstance(states, Dict) else ():
        state = raw_entry(states, key)
        if isinstance(state, generic.IndirectObject):
            yield state.reference


def _prints(field: Dict, *, ground: bool = False) -> bool:
    """Whether the field shows anything: text, an image, a shape; with `ground`, also a bare painted box."""
    appearances = (look_of(widget) for widget in _widgets(field))
    return any(isinstance(form, generic.StreamObject) and prints(form, ground=ground) for form in appearances)


def _visible(field: Dict, reference: generic.Reference | None) -> tuple[Widget, ...]:
    out: list[Widget] = []
    for raw in (reference, *_kids(field)):
        target = raw.reference if isinstance(raw, generic.IndirectObject) else raw
        widget = target.get_object() if isinstance(target, generic.Reference) else None
        if not isinstance(target, generic.Reference) or not isinstance(widget, Dict):
            continue
        box = read_box(widget)
        if box is not None and box[0] < box[2] and box[1] < box[3]:
            out.append(Widget((target.idnum, target.generation), widget))
    return tuple(out)


def _value(field: Dict, kind: Any) -> str | None:
    """The value in words; an unticked box has none."""
    value = entry(field, "/V")
    if value is None or (kind == "/Btn" and value == "/Off"):
        return None
    return str(value)[:500]
