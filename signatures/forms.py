"""Comparing the form of two revisions: pyHanko's rules, on a listing that bears the field names found in practice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, RawPdfPath
from pyhanko.sign.diff_analysis.commons import compare_dicts, compare_key_refs, qualify_transforming
from pyhanko.sign.diff_analysis.form_rules_api import (
    FieldComparisonContext,
    FieldComparisonSpec,
    FormUpdate,
    FormUpdatingRule,
)
from pyhanko.sign.diff_analysis.policy_api import ModificationLevel, SuspiciousModification
from pyhanko.sign.diff_analysis.rules_api import Context

from signatures.objects import Dict, entry, raw_entry

MAX_DEPTH = 64
MAX_FIELDS = 20_000
INHERITED = ("/V", "/DA", "/Q", "/Ff", "/FT", "/MaxLen", "/Opt")
"""What a field without such an entry takes over from the one above it (ISO 32000-2, 12.7.4)."""
FORM = RawPdfPath("/Root", "/AcroForm")
Qualified = Iterable[tuple[ModificationLevel, FormUpdate]]


@dataclass(frozen=True, slots=True, eq=False)
class _Listed:
    """A field of one revision: its type, itself, its kids, its place among its siblings."""

    kind: Any
    reference: generic.Reference
    kids: Any
    index: int


class FormRule(FormUpdatingRule):
    """Partial names with periods (`Signature.1`), which the standard forbids and writers use, are taken as they are.

    Only objects that this very revision wrote are put before the rules of locked fields: pyHanko would also refuse an
    appearance that was there all along.
    """

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Qualified:
        written = new.explicit_refs_in_revision()
        return [(level, update) for level, update in self._updates(old, new) if update.updated_ref in written]

    def _updates(
        self, old: HistoricalResolver, new: HistoricalResolver
    ) -> Iterator[tuple[ModificationLevel, FormUpdate]]:
        quiet, filling = ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING
        before, after = yield from _compare("/AcroForm", old, old.root, new.root, FORM, quiet)
        if before is None and after is None:
            return
        before = Dict() if before is None else before
        compare_dicts(before, after, self.ignored_acroform_keys)
        fields_path = FORM + "/Fields"
        old_fields, new_fields = yield from _compare("/Fields", old, before, after, fields_path, quiet)
        _, resources = yield from _compare("/DR", old, before, after, FORM + "/DR", filling)
        if resources is not None:
            for reference in new.collect_dependencies(resources, since_revision=old.revision + 1):
                yield filling, FormUpdate(updated_ref=reference)
        specs: dict[str, FieldComparisonSpec] = {}
        for count, (name, spec) in enumerate(_pair(old_fields, new_fields, fields_path, "", None, 0)):
            if count >= MAX_FIELDS or name in specs:
                raise SuspiciousModification(f"the form has too many fields, or two named {name}")
            specs[name] = spec
        context = FieldComparisonContext(field_specs=specs, old=old, new=new)
        heirs = dict(_heirs(specs))
        for rule in self.field_rules:
            for level, update in rule.apply(context):
                yield level, update
                for name in heirs.get(update.field_name or "", ()):
                    yield level, replace(update, field_name=name)


def _heirs(specs: dict[str, FieldComparisonSpec]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Fields with the kids that take a changed entry over from them: where a kid is locked, so is what it inherits."""
    for name, spec in specs.items():
        before, after = spec.old_field, spec.new_field
        changed = [key for key in INHERITED if raw_entry(before, key) != raw_entry(after, key)]
        kids = [other for other in specs if changed and other.startswith(name + ".")]
        if kids:
            yield name, tuple(kid for kid in kids if any(key not in (specs[kid].new_field or ()) for key in changed))


def _compare(
    key: str, old: HistoricalResolver, before: Any, after: Any, path: RawPdfPath, level: ModificationLevel
) -> Any:
    make = FormUpdate.curry_ref(field_name=None, context_checked=Context.from_absolute(old, path))
    return qualify_transforming(level, compare_key_refs(key, old, before, after), transform=make)


def _pair(
    before: Any, after: Any, path: RawPdfPath | None, prefix: str, inherited: Any, depth: int
) -> Iterator[tuple[str, FieldComparisonSpec]]:
    if depth > MAX_DEPTH:
        raise SuspiciousModification("the form is nested too deep")
    olds, news = _list(before, prefix, inherited), _list(after, prefix, inherited)
    for name in dict.fromkeys((*olds, *news)):
        was, now = olds.get(name), news.get(name)
        if was is not None and now is not None and was.kind != now.kind:
            raise SuspiciousModification(f"the type of the field {name} was changed")
        place = path + was.index if was is not None and path is not None else None
        kind: Any = was.kind if was is not None else now.kind if now is not None else None
        yield (
            name,
            FieldComparisonSpec(
                field_type=kind,
                old_field_ref=was.reference if was is not None else None,
                new_field_ref=now.reference if now is not None else None,
                old_canonical_path=place,
            ),
        )
        deeper = place + "/Kids" if place is not None else None
        old_kids, new_kids = (was.kids if was is not None else None), (now.kids if now is not None else None)
        if old_kids or new_kids:
            yield from _pair(old_kids, new_kids, deeper, name + ".", kind, depth + 1)


def _list(fields: Any, prefix: str, inherited: Any) -> dict[str, _Listed]:
    if fields is None:
        return {}
    if not isinstance(fields, generic.ArrayObject):
        raise SuspiciousModification("a list of fields is no array")
    out: dict[str, _Listed] = {}
    for index in range(len(fields)):
        raw = fields.raw_get(index)
        field = raw.get_object()
        if not isinstance(raw, generic.IndirectObject) or not isinstance(field, Dict):
            raise SuspiciousModification("a form field is no indirect dictionary")
        name = entry(field, "/T")
        if name is None:
            continue
        full = f"{prefix}{name}"
        if full in out:
            raise SuspiciousModification(f"two fields are named {full}")
        out[full] = _Listed(entry(field, "/FT", inherited), raw.reference, entry(field, "/Kids"), index)
    return out
