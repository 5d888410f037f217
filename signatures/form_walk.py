"""The form of a file (biểu mẫu), walked: kids of kids, whatever a field's name or SubFilter is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from signatures.document import PARSE_ERRORS
from signatures.objects import Dict, entry, items
from signatures.page_tree import MAX_DEPTH

MAX_FIELDS = 5000


def walk_form(reader: PdfFileReader) -> Iterator[tuple[str, Dict]]:
    """Name and dictionary of each signature field."""
    try:
        fields = reader.root["/AcroForm"]["/Fields"]
    except PARSE_ERRORS:
        return
    budget = [MAX_FIELDS]
    yield from _walk(fields, "", None, set(), 0, budget)


def _walk(
    fields: Any, prefix: str, kind: Any, seen: set[tuple[int, int]], depth: int, budget: list[int]
) -> Iterator[tuple[str, Dict]]:
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
            yield name, field
