"""Every signature of a file, found in more ways than one, so that none is dropped.

1. The form: `/AcroForm /Fields`, kids of kids, whatever a field's name or SubFilter is.
2. The pages: widgets of signature fields that the form does not name.
3. The bytes: signature dictionaries (`/ByteRange`) that neither leads to, as after a page cut or a re-save.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from signatures.document import PARSE_ERRORS, OpenedPdf
from signatures.field import FoundFields, SignatureField
from signatures.form_walk import walk_form
from signatures.loose import find_loose
from signatures.objects import Dict, entry, items, raw_entry
from signatures.widgets import Widgets


def find_fields(pdf: OpenedPdf) -> FoundFields:
    """All signature fields, in the order of the revisions that signed them; empty fields last.

    A stray dictionary is listed only where nothing else is: as when a forged table leaves the signed revision out.
    """
    reader = pdf.reader
    pages = Widgets(reader)
    out: list[SignatureField] = []
    seen: set[tuple[int, int]] = set()
    for name, field in walk_form(reader):
        out.append(_make(name, "form", field, pages))
        seen.update(_marks(field, out[-1]))
    for widget in pages.signature_widgets():
        if not seen & set(_marks(widget, None)):
            out.append(_make(_name_of(widget), "page", widget, pages))
            seen.update(_marks(widget, out[-1]))
    loose = find_loose(pdf, seen)
    strays = [item for item in loose if item.reference is None]
    out += [item for item in loose if item.reference is not None]
    if not any(item.value is not None for item in out):
        out += strays
    out = _without_doubles(out)
    return FoundFields(tuple(sorted(out, key=lambda item: _order(reader, item))), len(strays))


def _without_doubles(found: list[SignatureField]) -> list[SignatureField]:
    """One entry for each signature dictionary; the visible field, else the first, gives it its name."""
    by_place: dict[object, list[SignatureField]] = {}
    for item in found:
        place = item.reference if item.value is not None and item.reference is not None else id(item)
        by_place.setdefault(place, []).append(item)
    out: list[SignatureField] = []
    for same in by_place.values():
        chief = next((item for item in same if item.is_visible), same[0])
        out.append(replace(chief, aliases=tuple(item.name for item in same if item is not chief)))
    return out


def _make(name: str, found_in: Literal["form", "page"], field: Dict, pages: Widgets) -> SignatureField:
    page, box = pages.place(field)
    reference: generic.Reference | None = None
    try:
        raw = raw_entry(field, "/V")
        if raw is None:
            raw = raw_entry(entry(field, "/Parent"), "/V") if found_in == "page" else None
        if isinstance(raw, generic.IndirectObject):
            reference = raw.reference
        value = raw.get_object() if raw is not None else None
        if reference is None and isinstance(value, Dict):
            reference = value.container_ref if isinstance(value.container_ref, generic.Reference) else None
    except PARSE_ERRORS as error:
        return SignatureField(name, found_in, field, None, reference, page, box, f"{type(error).__name__}: {error}")
    if isinstance(value, generic.NullObject):
        value = None
    return SignatureField(name, found_in, field, value, reference, page, box)


def _marks(field: Dict, made: SignatureField | None) -> Iterator[tuple[int, int]]:
    """Object numbers by which a field, its widgets and its signature are known as already listed."""
    for item in (field, *items(field, "/Kids")):
        reference = getattr(item, "container_ref", None)
        if isinstance(reference, generic.Reference):
            yield reference.idnum, reference.generation
    if made is not None and made.reference is not None:
        yield made.reference.idnum, made.reference.generation


def _order(reader: PdfFileReader, field: SignatureField) -> tuple[int, int]:
    if field.reference is None or field.value is None:
        return (1 << 30, 0)
    try:
        place = reader.xrefs[field.reference]
        return reader.xrefs.get_last_change(field.reference), place if isinstance(place, int) else 0
    except PARSE_ERRORS:
        return (1 << 29, 0)


def _name_of(widget: Dict) -> str:
    own = entry(widget, "/T", entry(entry(widget, "/Parent"), "/T"))
    return str(own) if own is not None else ""
