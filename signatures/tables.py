"""Cross-reference sections (bảng tham chiếu) of later revisions that readers take in more than one way."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.xref import ObjStreamRef, read_object_header

from signatures.document import OpenedPdf
from signatures.keys import repeats_a_key
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
    if _encryption(pdf, revision) != _encryption(pdf, revision - 1):
        return "its trailer says something else about encryption than the one before it"
    if (fault := _packing_fault(pdf, revision)) is not None:
        return fault
    if section.stream_ref is None:
        return None
    strange = sorted(set(_kinds(pdf, section.start_location)) - KNOWN_KINDS)
    return f"its cross-reference stream has rows of unknown kind {strange[0]}" if strange else None


def _encryption(pdf: OpenedPdf, revision: int) -> Any:
    """`/Encrypt` in the trailer of a revision, and in no earlier one: some readers look into the last trailer alone."""
    trailers = pdf.reader.trailer._trailer_revisions
    found = trailers[len(trailers) - 1 - revision].get("/Encrypt") if revision < len(trailers) else None
    return found.get_object() if found is not None else None


def _packing_fault(pdf: OpenedPdf, revision: int) -> str | None:
    """What is ambiguous about the objects that the section finds in object streams."""
    xrefs = pdf.reader.xrefs
    streams: dict[int, list[int]] = {}
    for reference in xrefs.explicit_refs_in_revision(revision):
        place = xrefs.get_historical_ref(reference, revision)
        if not isinstance(place, ObjStreamRef):
            continue
        number = place.obj_stream_id
        if number not in streams:
            streams[number], body = _unpacked(pdf, number, revision)
            if len(set(streams[number])) < len(streams[number]) or repeats_a_key(body):
                return f"its object stream {number} gives an object or a key twice"
        if streams[number][place.ix_in_stream : place.ix_in_stream + 1] != [reference.idnum]:
            return f"its row for object {reference.idnum} leads to another one in an object stream"
    return None


def _unpacked(pdf: OpenedPdf, stream: int, revision: int) -> tuple[list[int], bytes]:
    """The numbers of the objects in an object stream, in their order, and their text."""
    value = pdf.reader.get_historical_resolver(revision)(generic.Reference(stream, 0, pdf.reader))
    if not isinstance(value, generic.StreamObject):
        return [], b""
    data, first = value.data, int(value["/First"])
    words = data[:first].split()
    return [int(word) for word in words[0 : 2 * int(value["/N"]) : 2]], data[first:]


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
