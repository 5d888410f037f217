"""Every signature of a file, found in more ways than one, so that none is dropped.

1. The form: `/AcroForm /Fields`, kids of kids, whatever a field's name or SubFilter is.
2. The pages: widgets of signature fields that the form does not name.
3. The bytes: signature dictionaries (`/ByteRange`) that neither leads to, as after a page cut or a re-save.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal
from weakref import WeakKeyDictionary

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import ObjStreamRef

from signatures.document import PARSE_ERRORS, OpenedPdf
from signatures.objects import Dict, entry, items, raw_entry, raw_items
from signatures.tail import TailReview

MAX_FIELDS = 5000
MAX_DEPTH = 64
_PAGES: WeakKeyDictionary[PdfFileReader, tuple[Dict, ...]] = WeakKeyDictionary()
BYTE_RANGE = re.compile(rb"/ByteRange\b")
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class SignatureField:
    """One signature field, or a signature dictionary no field holds (`found_in` is `bytes`)."""

    name: str
    found_in: Literal["form", "page", "bytes"]
    dictionary: Dict | None
    value: Any
    """The signature dictionary; None for an empty field; anything else for a malformed one."""
    reference: generic.Reference | None
    """Where the signature dictionary stands."""
    page: int | None = None
    """1-based page of its first widget."""
    box: Box | None = None
    problem: str | None = None
    aliases: tuple[str, ...] = ()
    """Other fields that show this very signature: it is one, however many fields point at it."""

    @property
    def sub_filter(self) -> str | None:
        """`/SubFilter` without its slash."""
        value = entry(self.value, "/SubFilter")
        return str(value).lstrip("/") if value is not None else None

    @property
    def is_timestamp(self) -> bool:
        """Whether this is a document timestamp (dấu thời gian tài liệu), no signature."""
        return entry(self.value, "/Type") == "/DocTimeStamp" or self.sub_filter == "ETSI.RFC3161"

    @property
    def is_visible(self) -> bool:
        """Whether its widget takes up room on a page."""
        return self.box is not None and self.box[0] != self.box[2] and self.box[1] != self.box[3]


@dataclass(frozen=True, slots=True, eq=False)
class FoundFields:
    """Every signature field, and how many signature dictionaries lie about outside of every revision."""

    fields: tuple[SignatureField, ...]
    strays: int = 0


def find_fields(pdf: OpenedPdf) -> FoundFields:
    """All signature fields, in the order of the revisions that signed them; empty fields last.

    A stray dictionary is listed only where nothing else is: as when a forged table leaves the signed revision out.
    """
    reader = pdf.reader
    pages = _Pages(reader)
    out: list[SignatureField] = []
    seen: set[tuple[int, int]] = set()
    for name, field, depth_problem in _walk_form(reader):
        out.append(_make(name, "form", field, pages, depth_problem))
        seen.update(_marks(field, out[-1]))
    for widget in pages.signature_widgets():
        if not seen & set(_marks(widget, None)):
            out.append(_make(_name_of(widget), "page", widget, pages, None))
            seen.update(_marks(widget, out[-1]))
    loose = _loose(pdf, seen)
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


def read_box(widget: Dict) -> Box | None:
    """`/Rect` as numbers, lower left first."""
    try:
        x0, y0, x1, y1 = (float(edge) for edge in widget["/Rect"])
    except PARSE_ERRORS:
        return None
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def widget_pages(reader: PdfFileReader) -> dict[tuple[int, int], int]:
    """The page (1-based) of every annotation that is an object of its own, by its number and generation."""
    out: dict[tuple[int, int], int] = {}
    for number, page in enumerate(page_dictionaries(reader), start=1):
        for raw in raw_items(page, "/Annots"):
            if isinstance(raw, generic.IndirectObject):
                out.setdefault((raw.idnum, raw.generation), number)
    return out


def page_dictionaries(reader: PdfFileReader) -> tuple[Dict, ...]:
    """The leaves of the page tree, in order, walked once for each reader; a tree that bites its tail ends."""
    if reader not in _PAGES:
        _PAGES[reader] = tuple(_walk_pages(reader))
    return _PAGES[reader]


def _walk_pages(reader: PdfFileReader) -> Iterator[Dict]:
    try:
        yield from _pages_under(reader.root.raw_get("/Pages"), set(), 0)
    except PARSE_ERRORS:
        return


def _pages_under(node: Any, seen: set[tuple[int, int]], depth: int) -> Iterator[Dict]:
    if isinstance(node, generic.IndirectObject):
        key = (node.idnum, node.generation)
        if key in seen:
            return
        seen.add(key)
    node = node.get_object()
    if depth > MAX_DEPTH or not isinstance(node, Dict):
        return
    if "/Kids" in node:
        for kid in raw_items(node, "/Kids"):
            yield from _pages_under(kid, seen, depth + 1)
    else:
        yield node


class _Pages:
    """Widgets by page, looked up once."""

    def __init__(self, reader: PdfFileReader) -> None:
        self.page_of: dict[tuple[int, int], int] = {}
        self._widgets: list[Dict] = []
        for number, page in enumerate(page_dictionaries(reader), start=1):
            for annotation in raw_items(page, "/Annots"):
                self._add(annotation, number)

    def _add(self, raw: Any, number: int) -> None:
        try:
            annotation = raw.get_object()
            if not isinstance(annotation, Dict):
                return
            if isinstance(raw, generic.IndirectObject):
                self.page_of.setdefault((raw.idnum, raw.generation), number)
            if _inherited(annotation, "/FT") == "/Sig":
                self._widgets.append(annotation)
        except PARSE_ERRORS:
            return

    def signature_widgets(self) -> list[Dict]:
        """Widgets on pages that belong to signature fields."""
        return self._widgets

    def place(self, field: Dict) -> tuple[int | None, Box | None]:
        """Page and box of the field's first placed widget."""
        candidates = [field, *items(field, "/Kids")]
        for widget in candidates:
            reference = getattr(widget, "container_ref", None)
            if isinstance(widget, Dict) and "/Rect" in widget:
                key = (reference.idnum, reference.generation) if isinstance(reference, generic.Reference) else (0, 0)
                return self.page_of.get(key), read_box(widget)
        return None, None


def _walk_form(reader: PdfFileReader) -> Iterator[tuple[str, Dict, str | None]]:
    try:
        fields = reader.root["/AcroForm"]["/Fields"]
    except PARSE_ERRORS:
        return
    budget = [MAX_FIELDS]
    yield from _walk(fields, "", None, set(), 0, budget)


def _walk(
    fields: Any, prefix: str, kind: Any, seen: set[tuple[int, int]], depth: int, budget: list[int]
) -> Iterator[tuple[str, Dict, str | None]]:
    if not isinstance(fields, generic.ArrayObject) or depth > MAX_DEPTH:
        return
    for index in range(len(fields)):
        try:
            raw = fields.raw_get(index)
            key = (raw.idnum, raw.generation) if isinstance(raw, generic.IndirectObject) else None
            field = raw.get_object()
        except PARSE_ERRORS:
            continue
        budget[0] -= 1
        if key in seen or not isinstance(field, Dict) or budget[0] < 0:
            continue
        if key is not None:
            seen.add(key)
        own = entry(field, "/T")
        name = f"{prefix}.{own}" if prefix and own is not None else str(own) if own is not None else prefix
        field_type = entry(field, "/FT", kind)
        kids = [kid for kid in items(field, "/Kids") if entry(kid, "/T") is not None]
        if kids:
            yield from _walk(field["/Kids"], name, field_type, seen, depth + 1, budget)
        if field_type == "/Sig" and (not kids or "/V" in field):
            yield name, field, None


def _make(
    name: str, found_in: Literal["form", "page"], field: Dict, pages: _Pages, problem: str | None
) -> SignatureField:
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
    return SignatureField(name, found_in, field, value, reference, page, box, problem)


def _loose(pdf: OpenedPdf, seen: set[tuple[int, int]]) -> list[SignatureField]:
    """Signature dictionaries that stand in the file as live objects, but hang on no field."""
    hits = [match.start() for match in BYTE_RANGE.finditer(pdf.data)][:MAX_FIELDS]
    if not hits:
        return []
    starts = _object_starts(pdf.reader)
    bytes_of = TailReview(pdf)
    out: list[SignatureField] = []
    for hit in hits:
        start, reference = _enclosing(starts, hit)
        end = bytes_of.object_end(start)
        if reference is None or (end is not None and end < hit):
            if b" obj" not in pdf.data[max(0, pdf.data.rfind(b"endobj", 0, hit)) : hit].rpartition(b"trailer")[2]:
                continue  # the message authentication code of an encrypted file stands in its trailer
            problem = "a signature dictionary that belongs to no revision of the file"
            out.append(SignatureField(f"byte {hit}", "bytes", None, None, None, problem=problem))
            continue
        if (reference.idnum, reference.generation) in seen:
            continue
        seen.add((reference.idnum, reference.generation))
        try:
            value = pdf.reader.get_object(reference)
        except PARSE_ERRORS as error:
            problem = f"{type(error).__name__}: {error}"
            out.append(SignatureField(f"object {reference.idnum}", "bytes", None, None, reference, problem=problem))
            continue
        if isinstance(value, Dict) and "/ByteRange" in value:
            out.append(SignatureField(f"object {reference.idnum}", "bytes", None, value, reference))
    return out


def _object_starts(reader: PdfFileReader) -> list[tuple[int, generic.Reference]]:
    out: list[tuple[int, generic.Reference]] = []
    for revision in range(reader.xrefs.total_revisions):
        for reference in reader.xrefs.explicit_refs_in_revision(revision):
            place = reader.xrefs.get_historical_ref(reference, revision)
            if isinstance(place, int) and not isinstance(place, ObjStreamRef):
                out.append((place, reference))
    return sorted(set(out), key=lambda item: item[0])


def _enclosing(starts: list[tuple[int, generic.Reference]], position: int) -> tuple[int, generic.Reference | None]:
    """The object that begins last before `position`, and where it begins."""
    low, high = 0, len(starts)
    while low < high:
        middle = (low + high) // 2
        if starts[middle][0] <= position:
            low = middle + 1
        else:
            high = middle
    return starts[low - 1] if low else (0, None)


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


def _inherited(field: Dict, key: str) -> Any:
    node: Any = field
    for _ in range(MAX_DEPTH):
        if not isinstance(node, Dict):
            return None
        if key in node:
            return entry(node, key)
        node = entry(node, "/Parent")
    return None
