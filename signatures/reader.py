"""Reading each object once (đọc mỗi đối tượng một lần), however many revisions and passes ask for it.

pyHanko parses an object anew for each revision that looks at it, and goes through the head of an object stream for
every object in it. What comes out here is the same, errors included: the short ways are taken only where nothing is
unusual, and everything else is left to pyHanko.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.pdf_utils.xref import ObjStreamRef

from signatures.plain_objects import read_indirect, read_plain

PACKED_HEAD = re.compile(rb"[0-9\t\n\x0c\r ]*")
FEW_STEPS = 20_000
STEPS_PER_OBJECT = 100
"""How often the objects of a revision are asked for. A decision with thirteen signatures asks 29,000 times in all, for
all its revisions."""
MOST_STEPS = 20_000_000
"""In all: the library looks for an object through every revision, from the asking one back, so each costs as much as
there are revisions before it. A decision with thirteen signatures takes 600,000."""
SMALLEST = 20
"""Bytes that an object takes at least, with its row."""
BLANKS = b"\x00\t\n\x0c\r "


class Reader(PdfFileReader):
    """pyHanko's reader over the bytes of a file, with a memory for what it parsed."""

    def __init__(self, data: bytes, *, strict: bool) -> None:
        self._bytes = data
        self._parsed: dict[object, Any] = {}
        self._packed: dict[int, _Packed | None] = {}
        self.steps_left = MOST_STEPS
        super().__init__(BytesIO(data), strict=strict)

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return len(self._bytes)

    def get_historical_resolver(self, revision: int) -> HistoricalResolver:
        """One view for each revision."""
        if revision not in self._historical_resolver_cache:
            self._historical_resolver_cache[revision] = Revision(self, revision)
        return self._historical_resolver_cache[revision]

    def _read_object(
        self,
        ref: generic.Reference,
        marker: int | ObjStreamRef | None,
        never_decrypt: bool = False,
        as_metadata_stream: bool = False,
    ) -> Any:
        """The object that stands at `marker`: the same one, whichever revision asks."""
        key = ref.idnum, ref.generation, marker, never_decrypt, as_metadata_stream
        if marker is not None and key in self._parsed:
            return self._parsed[key]
        found = None
        if isinstance(marker, int) and (never_decrypt or not self.encrypted):
            found = read_indirect(self._bytes, marker, generic.Reference(ref.idnum, ref.generation, self))
        if found is None:
            found = super()._read_object(ref, marker, never_decrypt, as_metadata_stream)
        if marker is not None:
            self._parsed[key] = found
        return found

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> Any:
        """An object out of an object stream, whose head is read once."""
        if stmnum not in self._packed:
            self._packed[stmnum] = _unpacked(self, stmnum)
        packed = self._packed[stmnum]
        value = packed.read(idnum, idx, self) if packed is not None else None
        return value if value is not None else super()._get_object_from_stream(idnum, stmnum, idx)  # type: ignore[no-untyped-call]


class _Packed:
    """An object stream: its data, which objects are in it, and where each begins."""

    def __init__(self, data: bytes, first: int, head: list[int]) -> None:
        self._data = data
        numbers = head[::2]
        self._first = {number: index for index, number in reversed(list(enumerate(numbers)))}
        self._places = [first + offset for offset in head[1::2]]

    def read(self, number: int, index: int, reader: PdfFileReader) -> Any:
        """The object at `index`, where it is plain and the first one of its number; else None."""
        if self._first.get(number, -1) != index:
            return None
        place = self._places[index]
        if self._data[place : place + 1].strip(BLANKS) == b"":
            return None
        value, _ = read_plain(self._data, place, generic.Reference(number, 0, reader))
        return None if isinstance(value, generic.IndirectObject) else value


def _unpacked(reader: PdfFileReader, number: int) -> _Packed | None:
    """An object stream with a head of plain numbers, as many as it says; None for any other."""
    value = generic.Reference(number, 0, reader).get_object()
    if not isinstance(value, generic.StreamObject) or value.get("/Type") != "/ObjStm":
        return None
    data, first, count = value.read_data(DecodePurpose.OBJECT_STREAM), value.get("/First"), value.get("/N")
    if not isinstance(first, int) or not isinstance(count, int) or not 0 < first < len(data):
        return None
    head = data[:first]
    numbers = head.split()
    if not PACKED_HEAD.fullmatch(head) or len(numbers) != 2 * count or data[first - 1 : first + 1].isdigit():
        return None
    return _Packed(data, first, [int(word) for word in numbers])


class Revision(HistoricalResolver):
    """A file as it was at one revision; objects are copied into it as pyHanko does, in fewer steps."""

    def __init__(self, reader: Reader, revision: int) -> None:
        super().__init__(reader, revision)
        size = reader.xrefs.get_xref_container_info(revision).size
        self._steps_left = FEW_STEPS + STEPS_PER_OBJECT * min(size, reader.size // SMALLEST)
        self._reader = reader

    def get_object(self, ref: generic.Reference, as_metadata_stream: bool = False) -> Any:
        """The object as of this revision. Raises `PdfReadError` when far more were asked for than there are.

        The library follows every path to every object; a few objects that refer to each other make millions of them.
        """
        self._steps_left -= 1
        self._reader.steps_left -= self.revision + 1
        if self._steps_left < 0 or self._reader.steps_left < 0:
            raise PdfReadError("there are too many paths through the objects of the file")
        return super().get_object(ref, as_metadata_stream)

    def _subsume_object(self, obj: Any) -> Any:
        if isinstance(obj, generic.DecryptedObjectProxy):
            return super()._subsume_object(obj)  # type: ignore[no-untyped-call]
        own = obj.get_container_ref()
        return self._copied(obj, generic.Reference(own.idnum, own.generation, self))

    def _copied(self, value: Any, container: generic.Reference) -> Any:
        result: Any
        if isinstance(value, generic.IndirectObject):
            return generic.IndirectObject(value.idnum, value.generation, self)
        if isinstance(value, generic.DictionaryObject):
            result = generic.DictionaryObject()
            if isinstance(value, generic.StreamObject):
                result = generic.StreamObject(encoded_data=value.encoded_data)
            dict.update(result, {key: self._copied(item, container) for key, item in value.items()})
        elif isinstance(value, generic.ArrayObject):
            result = generic.ArrayObject(self._copied(item, container) for item in value)
        elif isinstance(value, generic.DecryptedObjectProxy):
            return self._subsume_object(value)
        else:
            return value
        result.container_ref = container
        return result
