"""The pages of a file (cây trang), in order; a tree that bites its tail ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler

from signatures.document import PARSE_ERRORS
from signatures.objects import Dict, raw_items

MAX_DEPTH = 64
_PAGES = "page_dictionaries"
"""Where a reader keeps them: they lead back to it, so that a table of all readers, weak as it may be, would let go of
none.
"""


def widget_pages(reader: PdfFileReader) -> dict[tuple[int, int], set[int]]:
    """The pages (1-based) that show each annotation that is an object of its own, by its number and generation.

    Nothing keeps several pages from listing the same one.
    """
    out: dict[tuple[int, int], set[int]] = {}
    for number, page in enumerate(page_dictionaries(reader), start=1):
        for raw in raw_items(page, "/Annots"):
            if isinstance(raw, generic.IndirectObject):
                out.setdefault((raw.idnum, raw.generation), set()).add(number)
    return out


def page_dictionaries(reader: PdfHandler) -> tuple[Dict, ...]:
    """The leaves of the page tree, in order, walked once for each reader (or view of one revision); a tree that bites
    its tail ends.
    """
    known: dict[str, tuple[Dict, ...]] = vars(reader)
    if _PAGES not in known:
        known[_PAGES] = tuple(_walk_pages(reader))
    return known[_PAGES]


def _walk_pages(reader: PdfHandler) -> Iterator[Dict]:
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
