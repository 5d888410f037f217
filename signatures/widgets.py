"""Widgets (hình của ô trên trang): where fields stand on the pages, and those of signature fields among them."""

from __future__ import annotations

from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from signatures.document import PARSE_ERRORS
from signatures.objects import Dict, entry, items, raw_items
from signatures.page_tree import MAX_DEPTH, page_dictionaries

Box = tuple[float, float, float, float]


def read_box(widget: Dict) -> Box | None:
    """`/Rect` as numbers, lower left first."""
    try:
        x0, y0, x1, y1 = (float(edge) for edge in widget["/Rect"])
    except PARSE_ERRORS:
        return None
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


class Widgets:
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


def _inherited(field: Dict, key: str) -> Any:
    node: Any = field
    for _ in range(MAX_DEPTH):
        if not isinstance(node, Dict):
            return None
        if key in node:
            return entry(node, key)
        node = entry(node, "/Parent")
    return None
