"""References into the void (tham chiếu chưa có đối tượng): something is signed that points at an object still to come.

A reader shows nothing for it, until a later revision defines the object. Such an object is no addition: it changes
what was signed. Numbers within the `/Size` of a revision are refused by pyHanko's rules; those beyond it are not.

A row of a signed table may also lead to a place behind the signed bytes, or into an object stream that is not there.
Whoever writes something to that place needs no table of his own, and no rule sees a change: the row was there before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.pdf_utils.xref import ObjStreamRef

from signatures.document import PARSE_ERRORS, OpenedPdf

Key = tuple[int, int]
MAX_DEPTH = 100


class Gaps:
    """Which objects each revision mentions, read once for the whole file."""

    def __init__(self, reader: PdfFileReader) -> None:
        self._reader = reader
        self._mentioned: list[set[Key]] = []
        """By revision: what that revision or an earlier one refers to."""

    def filled(self, old: HistoricalResolver, new: HistoricalResolver) -> tuple[int, ...]:
        """Numbers of objects that `new` defines, and that `old` refers to or holds, though beyond its `/Size`."""
        beyond = [item for item in new.explicit_refs_in_revision() if old.is_ref_unassignable(item)]
        found = [item.idnum for item in beyond if self._is_known(item, old.revision)]
        return tuple(sorted(set(found)))

    def _is_known(self, reference: generic.Reference, revision: int) -> bool:
        if (reference.idnum, reference.generation) in self._up_to(revision):
            return True
        return _place(self._reader, reference, revision) is not None

    def _up_to(self, revision: int) -> set[Key]:
        while len(self._mentioned) <= revision:
            number = len(self._mentioned)
            earlier = self._mentioned[-1] if self._mentioned else set()
            self._mentioned.append(earlier | set(self._mentioned_in(number)))
        return self._mentioned[revision]

    def _mentioned_in(self, revision: int) -> Iterator[Key]:
        resolver = self._reader.get_historical_resolver(revision)
        for reference in resolver.explicit_refs_in_revision():
            try:
                yield from _references(self._reader.get_object(reference, revision=revision), 0)
            except PARSE_ERRORS:
                continue


def rows_ahead(pdf: OpenedPdf, revision: int, end: int) -> tuple[int, ...]:
    """Numbers of objects that the tables up to `revision` look for behind `end`, and that are there now."""
    xrefs = pdf.reader.xrefs
    listed = {item for number in range(revision + 1) for item in xrefs.explicit_refs_in_revision(number)}
    found = set()
    for item in listed:
        place = _place(pdf.reader, item, revision)
        if isinstance(place, ObjStreamRef):
            holder = generic.Reference(place.obj_stream_id, 0, pdf.reader)
            place = _place(pdf.reader, holder, revision)
            place = place if place is not None else _place(pdf.reader, holder, xrefs.total_revisions - 1)
        if isinstance(place, int) and end <= place < len(pdf.data):
            found.add(item.idnum)
    return tuple(sorted(found))


def _place(reader: PdfFileReader, reference: generic.Reference, revision: int) -> Any:
    """Where an object stands as of `revision`; None where it is free or unknown."""
    try:
        return reader.xrefs.get_historical_ref(reference, revision)
    except PARSE_ERRORS:
        return None


def _references(value: Any, depth: int) -> Iterator[Key]:
    """What an object refers to directly."""
    if isinstance(value, generic.IndirectObject):
        yield value.idnum, value.generation
    elif isinstance(value, generic.DictionaryObject) and depth < MAX_DEPTH:
        for item in list(value.keys()):
            yield from _references(value.raw_get(item), depth + 1)
    elif isinstance(value, generic.ArrayObject) and depth < MAX_DEPTH:
        for index in range(len(value)):
            yield from _references(value.raw_get(index), depth + 1)
