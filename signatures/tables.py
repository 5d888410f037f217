"""Cross-reference sections (bảng tham chiếu) of later revisions that readers take in more than one way."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.xref import read_object_header

from signatures.document import OpenedPdf
from signatures.objects import items

KNOWN_KINDS = frozenset({0, 1, 2})
"""Rows of a cross-reference stream: free, at an offset, in an object stream (ISO 32000-2, 7.5.8.3)."""


def table_fault(pdf: OpenedPdf, revision: int) -> str | None:
    """Why the section of a later revision is not to be trusted, in English; None where all readers agree on it.

    May raise parse errors.
    """
    section, before = (pdf.reader.xrefs.get_xref_container_info(number) for number in (revision, revision - 1))
    if section.size < before.size:
        return f"its /Size of {section.size} takes back objects of the revision before it ({before.size})"
    if section.stream_ref is None:
        return None
    strange = sorted(set(_kinds(pdf, section.start_location)) - KNOWN_KINDS)
    return f"its cross-reference stream has rows of unknown kind {strange[0]}" if strange else None


def _kinds(pdf: OpenedPdf, place: int) -> Iterator[int]:
    """The kind of each row; the table is read where it stands, for many list themselves nowhere."""
    source = BytesIO(pdf.data)
    source.seek(place)
    number, generation = read_object_header(source, strict=False)
    table = generic.StreamObject.read_from_stream(source, generic.Reference(number, generation, pdf.reader))
    widths = [int(width) for width in items(table, "/W")]
    if not isinstance(table, generic.StreamObject) or not widths or widths[0] == 0:
        return
    data = table.data
    for start in range(0, len(data), sum(widths)):
        yield int.from_bytes(data[start : start + widths[0]], "big")
