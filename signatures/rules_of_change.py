"""Rules beside pyHanko's: what may differ between two revisions without changing what a reader sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis.commons import compare_dicts
from pyhanko.sign.diff_analysis.form_rules_api import (
    FieldComparisonContext,
    FieldMDPRule,
    FormUpdate,
)
from pyhanko.sign.diff_analysis.policy_api import ModificationLevel, SuspiciousModification
from pyhanko.sign.diff_analysis.rules_api import QualifiedWhitelistRule, ReferenceUpdate, WhitelistRule

from signatures.document import PARSE_ERRORS
from signatures.field_entries import idle_entries
from signatures.objects import raw_entry, raw_items
from signatures.report import Change

Log = list[Change]


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
        reachable = set(_evidence(new, store))
        for reference in reachable & new.explicit_refs_in_revision():
            if old.is_ref_unassignable(reference) or _only_below(old, reference, ("/Root", "/DSS")):
                yield ReferenceUpdate(reference)


STORE_ARRAYS = frozenset({"/Certs", "/CRLs", "/OCSPs"})
STORE_KEYS = STORE_ARRAYS | {"/Type", "/VRI"}
RECORD_ARRAYS = frozenset({"/Cert", "/CRL", "/OCSP"})
RECORD_KEYS = RECORD_ARRAYS | {"/Type", "/TU", "/TS"}
"""What a security store holds, and its records for single signatures (ISO 32000-2, 12.8.4.3 and 12.8.4.4)."""


def _evidence(new: HistoricalResolver, store: Any) -> Iterator[generic.Reference]:
    """The objects of a security store: itself, its lists, its records and their streams; refuses all else in it."""
    yield from _own(store)
    yield from _lists(new, store, STORE_ARRAYS, STORE_KEYS)
    records = raw_entry(_followed(store), "/VRI")
    yield from _own(records)
    for name in list(_followed(records) or ()):
        record = raw_entry(_followed(records), name)
        if name != "/Type":
            yield from _own(record)
            yield from _lists(new, record, RECORD_ARRAYS, RECORD_KEYS)


def _lists(
    new: HistoricalResolver, raw: Any, arrays: Iterable[str], known: Iterable[str]
) -> Iterator[generic.Reference]:
    found = _followed(raw)
    if not isinstance(found, generic.DictionaryObject) or not set(found) <= set(known):
        raise SuspiciousModification("the security store holds more than certificates and revocation data")
    for key in found:
        if key in arrays:
            yield from _own(raw_entry(found, key))
            for item in raw_items(found, key):
                if not isinstance(_followed(item), (generic.StreamObject, generic.NullObject)):
                    raise SuspiciousModification("the security store holds more than certificates and revocation data")
                yield from _own(item)
        else:
            yield from new.collect_dependencies(raw_entry(found, key)) if key == "/TS" else _own(raw_entry(found, key))


def _own(raw: Any) -> Iterator[generic.Reference]:
    if isinstance(raw, generic.IndirectObject):
        yield raw.reference


def _followed(raw: Any) -> Any:
    return raw.get_object() if isinstance(raw, generic.IndirectObject) else raw


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
        ignored = self.KEYS | idle_entries(before, after)
        if "/T" in after or not compare_dicts(before, after, ignored, raise_exc=False):
            return
        level = ModificationLevel.FORM_FILLING
        yield level, FormUpdate(updated_ref=reference, field_name=name)
        fresh = context.new.collect_dependencies(raw_entry(after, "/AP"), since_revision=context.old.revision + 1)
        for item in fresh:
            if context.old.is_ref_unassignable(item):
                yield level, FormUpdate(updated_ref=item, field_name=name)


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
