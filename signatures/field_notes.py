"""What one revision did to each field (ghi nhận ô biểu mẫu): added, signed, filled, altered; judged elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pyhanko.pdf_utils import generic
from pyhanko.sign.diff_analysis.form_rules_api import (
    FieldComparisonContext,
    FieldComparisonSpec,
    FieldMDPRule,
    FormUpdate,
)
from pyhanko.sign.diff_analysis.policy_api import ModificationLevel

from signatures.document import PARSE_ERRORS
from signatures.field_entries import is_drawn_otherwise
from signatures.field_looks import has_states, is_switched, kids_of, lurks_under_pointer, misleads, widgets_of
from signatures.objects import Dict, entry, items, raw_entry
from signatures.painted import look_of, paints, prints, shown_text, words
from signatures.widgets import read_box

CARGO = frozenset({"/A", "/AA", "/AF", "/FS", "/Sound", "/Movie", "/RichMediaContent", "/3DD"})
"""What a new signature field has no business to bring along: actions, files, media."""


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
    is_unreadable: bool = False
    """Whether it shows its value in a font that does not tell what it says."""
    prints: bool = False
    """Of an added field: whether it has something to print, even where its box leaves no room; readers differ."""
    is_new: bool = False
    """Whether the field was added in this revision, and so replaces no look of its own."""
    had_ground: bool = False
    """Whether it was a painted box before, with whatever lay beneath."""


FieldLog = list[FieldNote]


class FormObserver(FieldMDPRule):
    """Approves nothing; notes which fields were added, signed or filled, with old and new value."""

    def __init__(self, log: FieldLog) -> None:
        self._log = log

    def apply(self, context: FieldComparisonContext) -> Iterable[tuple[ModificationLevel, FormUpdate]]:
        written = context.new.explicit_refs_in_revision()
        holding = [spec for spec in context.field_specs.values() if _holds_text(spec)]
        if holding and _changes_defaults(context):
            self._log.append(FieldNote("AcroForm", "defaults", misleads=any(_may_turn(spec) for spec in holding)))
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


def _may_turn(spec: FieldComparisonSpec) -> bool:
    """Whether a field that is drawn anew by its value may show something else than it did when it was signed."""
    field, value = spec.old_field or Dict(), entry(spec.old_field, "/V")
    if spec.field_type not in {"/Tx", "/Ch"} or not any(look_of(widget) is not None for widget in widgets_of(field)):
        return False
    shown = shown_text(field)
    return shown is None or not words(shown) or misleads(spec.field_type, field, field, str(value))


def _note(name: str, spec: FieldComparisonSpec, written: set[generic.Reference]) -> FieldNote | None:
    old, new = spec.old_field, spec.new_field
    if new is None:
        return None
    if spec.field_type == "/Sig":
        return _signature_note(name, old, new, spec.new_field_ref, written)
    if old is None or not _is_touched(new, spec.new_field_ref, written):
        return None
    values = _value(old, spec.field_type), _value(new, spec.field_type)
    had, has = bool(values[0]) or _prints(old) or _passes_on(old, new), _prints(new)
    lurks = lurks_under_pointer(old, new, written)
    if values[0] == values[1] and not had and not has and not lurks:
        return None
    return FieldNote(
        name,
        "altered" if had or (not values[1] and (has or lurks)) else "filled",
        _visible(new, spec.new_field_ref),
        *values,
        switched=is_switched(old, new),
        misleads=lurks or misleads(spec.field_type, old, new, values[1]),
        shows_value=bool(values[1]) and words(values[1] or "") in words(shown_text(new) or ""),
        is_unreadable=bool(values[1]) and has and spec.field_type in {"/Tx", "/Ch"} and shown_text(new) is None,
        had_ground=_prints(old, ground=True),
    )


def _passes_on(old: Dict, new: Dict) -> bool:
    """Whether fields below inherit another font, colour or kind of box."""
    return is_drawn_otherwise(old, new) and any(entry(kid, "/T") is not None for kid in items(new, "/Kids"))


def _signature_note(
    name: str, old: Dict | None, new: Dict, reference: generic.Reference | None, written: set[generic.Reference]
) -> FieldNote | None:
    before, after = entry(old, "/V"), entry(new, "/V")
    widgets, acts = _visible(new, reference), old is None and _acts(new)
    if before is None and isinstance(after, Dict):
        is_stamp = entry(after, "/Type") == "/DocTimeStamp" or entry(after, "/SubFilter") == "/ETSI.RFC3161"
        lurks = lurks_under_pointer(old or Dict(), new, written) or any(has_states(item.dictionary) for item in widgets)
        kind: Literal["timestamped", "signed"] = "timestamped" if is_stamp else "signed"
        return FieldNote(name, kind, widgets, acts=acts, misleads=lurks, is_new=old is None)
    if old is not None:
        return None
    prints_anyway = any(paints(item) for item in widgets_of(new))
    return FieldNote(name, "added", widgets, acts=acts, prints=prints_anyway)


def _acts(field: Dict) -> bool:
    return any(
        not set(item).isdisjoint(CARGO) or entry(item, "/Subtype", "/Widget") != "/Widget" for item in widgets_of(field)
    )


def _is_touched(new: Dict, reference: generic.Reference | None, written: set[generic.Reference]) -> bool:
    """Whether the field, a widget of it or an appearance of one was written in this revision."""
    for raw in (reference, *kids_of(new)):
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
    appearances = (look_of(widget) for widget in widgets_of(field))
    return any(isinstance(form, generic.StreamObject) and prints(form, ground=ground) for form in appearances)


def _visible(field: Dict, reference: generic.Reference | None) -> tuple[Widget, ...]:
    out: list[Widget] = []
    for raw in (reference, *kids_of(field)):
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
