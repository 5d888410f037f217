"""Rules beside pyHanko's: what may differ between two revisions without changing what a reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis.commons import compare_dicts
from pyhanko.sign.diff_analysis.form_rules_api import (
    FieldComparisonContext,
    FieldComparisonSpec,
    FieldMDPRule,
    FormUpdate,
)
from pyhanko.sign.diff_analysis.policy_api import ModificationLevel
from pyhanko.sign.diff_analysis.rules_api import QualifiedWhitelistRule, ReferenceUpdate, WhitelistRule

from signatures.document import PARSE_ERRORS
from signatures.fields import read_box
from signatures.objects import Dict, entry, items, raw_entry, raw_items
from signatures.report import Change

Log = list[Change]
SHOWS = re.compile(rb"(?<![^\s])(?:Tj|TJ|'|\"|Do|BI|sh|f|F|f\*|B|B\*|b|b\*)(?![^\s])")
"""Operators that paint something a reader takes in; a bare border (`S`, `s`) is none."""


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


FieldLog = list[FieldNote]


class FreedNoise(WhitelistRule):
    """Entries that free an object nobody had: `0000000000 65534 f`, as some writers pad their tables."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterator[ReferenceUpdate]:
        for reference in new.refs_freed_in_revision():
            plain = generic.Reference(reference.idnum, 0, reference.pdf)
            if _absent(old, reference) and (_absent(old, plain) or not _absent(new, plain)):
                yield ReferenceUpdate(reference)


class SecurityStore(WhitelistRule):
    """Anything below `/Root /DSS`: certificates and revocation data, which no reader draws.

    pyHanko wants every VRI entry kept; real archives rewrite the whole store, and lose nothing a verdict rests on:
    revocation data is judged anew from what the file holds now.
    """

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterator[ReferenceUpdate]:
        store = raw_entry(new.root, "/DSS")
        if store is None:
            return
        reachable = set(new.collect_dependencies(store))
        if isinstance(store, generic.IndirectObject):
            reachable.add(store.reference)
        for reference in reachable & new.explicit_refs_in_revision():
            if old.is_ref_unassignable(reference) or _only_below(old, reference, ("/Root", "/DSS")):
                yield ReferenceUpdate(reference)


class InertKeys(WhitelistRule):
    """Dictionaries written anew with nothing but a mark of the writer added, such as iText's `/ITXT` in a page tree."""

    MARKS = frozenset({"/ITXT", "/LastModified"})

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterator[ReferenceUpdate]:
        for reference in new.explicit_refs_in_revision():
            if old.is_ref_unassignable(reference) or _absent(new, reference):
                continue
            before, after = old(reference), new(reference)
            if type(before) is generic.DictionaryObject and type(after) is generic.DictionaryObject:
                added = set(after) ^ set(before)
                if added and added <= self.MARKS and compare_dicts(before, after, self.MARKS, raise_exc=False):
                    yield ReferenceUpdate(reference)


class Observer(QualifiedWhitelistRule):
    """Approves nothing; notes what was updated outside the form."""

    NOTES = (
        ("/DSS", "dss_updated", "Bổ sung dữ liệu xác thực (DSS)", "Validation data (DSS) was added"),
        ("/Metadata", "metadata_updated", "Cập nhật siêu dữ liệu của tệp", "The file's metadata was updated"),
        ("/Extensions", "extensions_updated", "Khai báo phần mở rộng PDF", "PDF extensions were declared"),
    )

    def __init__(self, log: Log) -> None:
        self._log = log

    def apply_qualified(
        self, old: HistoricalResolver, new: HistoricalResolver
    ) -> Iterable[tuple[ModificationLevel, ReferenceUpdate]]:
        updated = new.explicit_refs_in_revision()
        for key, kind, message, message_en in self.NOTES:
            before, after = raw_entry(old.root, key), raw_entry(new.root, key)
            if after is not None and (before is None or _touched(after, updated, new)):
                self._log.append(Change(kind, True, message, message_en, key.lstrip("/")))
        return ()


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


class KidWidgets(FieldMDPRule):
    """The widgets of a field that is no widget itself: filling it rewrites their appearance, and `/DA` with it."""

    KEYS = frozenset({"/AP", "/AS", "/DA"})

    def apply(self, context: FieldComparisonContext) -> Iterator[tuple[ModificationLevel, FormUpdate]]:
        written = context.new.explicit_refs_in_revision()
        for name, spec in context.field_specs.items():
            if spec.field_type == "/Sig" or spec.old_field is None or spec.new_field is None:
                continue
            for raw in raw_items(spec.new_field, "/Kids"):
                if isinstance(raw, generic.IndirectObject) and raw.reference in written:
                    yield from self._widget(str(name), raw.reference, context)

    def _widget(
        self, name: str, reference: generic.Reference, context: FieldComparisonContext
    ) -> Iterator[tuple[ModificationLevel, FormUpdate]]:
        if context.old.is_ref_unassignable(reference):
            return
        before, after = context.old(reference), context.new(reference)
        if "/T" in after or not compare_dicts(before, after, self.KEYS, raise_exc=False):
            return
        level = ModificationLevel.FORM_FILLING
        yield level, FormUpdate(updated_ref=reference, field_name=name)
        fresh = context.new.collect_dependencies(raw_entry(after, "/AP"), since_revision=context.old.revision + 1)
        for item in fresh:
            if context.old.is_ref_unassignable(item):
                yield level, FormUpdate(updated_ref=item, field_name=name)


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
    before, after = entry(old, "/V"), entry(new, "/V")
    widgets = tuple(_widgets(new, spec.new_field_ref))
    if spec.field_type == "/Sig":
        if before is None and isinstance(after, Dict):
            is_stamp = entry(after, "/Type") == "/DocTimeStamp"
            return FieldNote(name, "timestamped" if is_stamp else "signed", widgets)
        return FieldNote(name, "added", widgets) if old is None else None
    if old is None or not _is_touched(old, new, spec.new_field_ref, written):
        return None
    values = _text(before), _text(after)
    had = bool(values[0]) or _is_drawn(old)
    if values[0] == values[1] and not had:
        return None
    return FieldNote(name, "altered" if had else "filled", widgets, *values)


def _is_touched(old: Dict, new: Dict, reference: generic.Reference | None, written: set[generic.Reference]) -> bool:
    """Whether the field, a widget of it or an appearance of one was written in this revision."""
    for raw in (reference, *raw_items(new, "/Kids")):
        target = raw.reference if isinstance(raw, generic.IndirectObject) else raw
        if target in written:
            return True
        widget = target.get_object() if isinstance(target, generic.Reference) else target
        for state in _appearance_references(widget):
            if state in written:
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


def _is_drawn(field: Dict) -> bool:
    """Whether the field showed anything before: text, an image, a shape."""
    for widget in (field, *items(field, "/Kids")):
        appearance = entry(entry(widget, "/AP"), "/N")
        if isinstance(appearance, generic.StreamObject) and SHOWS.search(appearance.data):
            return True
    return False


def _widgets(field: Dict, reference: generic.Reference | None) -> Iterator[Widget]:
    for raw in (reference, *raw_items(field, "/Kids")):
        target = raw.reference if isinstance(raw, generic.IndirectObject) else raw
        if isinstance(target, generic.Reference):
            widget = target.get_object()
            if not isinstance(widget, Dict):
                continue
            box = read_box(widget)
            if box is not None and box[0] < box[2] and box[1] < box[3]:
                yield Widget((target.idnum, target.generation), widget)


def _text(value: object) -> str | None:
    return None if value is None or isinstance(value, generic.NullObject) else str(value)[:500]


def _absent(resolver: HistoricalResolver, reference: generic.Reference) -> bool:
    try:
        return resolver.reader.xrefs.get_historical_ref(reference, resolver.revision) is None
    except PARSE_ERRORS:
        return True


def _only_below(old: HistoricalResolver, reference: generic.Reference, prefix: tuple[str, ...]) -> bool:
    old._load_reverse_xref_cache()
    usages = old._get_usages_of_ref(reference)
    return bool(usages) and all(tuple(path)[: len(prefix)] == prefix for path in usages)


def _touched(value: generic.PdfObject, updated: set[generic.Reference], new: HistoricalResolver) -> bool:
    if isinstance(value, generic.IndirectObject) and value.reference in updated:
        return True
    return bool(new.collect_dependencies(value, since_revision=new.revision))
