"""Every byte behind a signature: whole revisions, or a finding.

A reader that rebuilds a damaged table may show objects that no cross-reference table names; so a byte behind the signed
stretch must belong to an object, a table or a trailer of a later revision, or be white space.
"""

from __future__ import annotations

import re

from pyhanko.pdf_utils import generic

from signatures.document import PARSE_ERRORS, OpenedPdf
from signatures.keys import TOKEN, Keys, string_end
from signatures.report import Change

COMMENT = re.compile(rb"%[^\r\n]*")
STRUCTURE = re.compile(rb"startxref|trailer|xref|\bobj\b|<<|/ByteRange")
HEADER = re.compile(rb"(\d{1,10})[\x00\t\n\x0c\r ]+(\d{1,5})[\x00\t\n\x0c\r ]+obj\b")
XREF_TABLE = re.compile(rb"xref[\s\d nf]*?trailer")
STARTXREF = re.compile(rb"startxref\s+\d+")
LENGTH = re.compile(rb"/Length[\x00\t\n\x0c\r ]+(\d{1,10})(?:[\x00\t\n\x0c\r ]+(\d{1,5})[\x00\t\n\x0c\r ]+R\b)?")
STREAM = re.compile(rb"\r?\n|\r")
ENDSTREAM = re.compile(rb"[\x00\t\n\x0c\r ]*endstream[\x00\t\n\x0c\r ]+endobj\b")
SECTION = re.compile(rb"\bendobj\b|\bxref\b|\btrailer\b|(?<!\d)" + HEADER.pattern)
MISPLACED = frozenset({b"obj", b"xref", b"trailer"})
"""Words that begin something new: inside a value, some reader takes them for that."""
BLANKS = b"\x00\t\n\x0c\r "
MAX_TOKENS = 2_000_000
ANY_NUMBER = -1
"""Stands for the number of a cross-reference stream, which many a table does not list."""


class TailReview:
    """Walks the bytes behind signatures; each object is walked once, however many signatures it follows."""

    def __init__(self, pdf: OpenedPdf) -> None:
        self._pdf = pdf
        self._data = pdf.data
        self._known: dict[int, set[int]] | None = None
        self._next: dict[int, int | None] = {}
        self._budget = MAX_TOKENS

    def unexplained(self, end: int) -> tuple[Change, ...]:
        """The first stretch behind `end` that no revision accounts for, if there is one."""
        last = max(end, self._data.rfind(b"%%EOF") + len(b"%%EOF"))
        if self._data[last:].strip(BLANKS):
            return (_loose(last, len(self._data) - last),)
        position = _skip_space(self._data, end)
        while position < len(self._data):
            if position not in self._next:
                self._next[position] = self._step(position)
            following = self._next[position]
            if following is None:
                return (_loose(position, len(self._data) - position),)
            position = following
        return ()

    def object_end(self, position: int) -> int | None:
        """Where the object ends whose header stands at `position`; None where it cannot be told."""
        header = HEADER.match(self._data, _skip_blanks(self._data, position))
        return self._object_end(header.end()) if header is not None else None

    def _step(self, position: int) -> int | None:
        end = self._end(position)
        return None if end is None else _skip_space(self._data, end)

    def _end(self, position: int) -> int | None:
        if header := HEADER.match(self._data, position):
            known = self._offsets().get(position)
            return self._object_end(header.end()) if known and known & {int(header[1]), ANY_NUMBER} else None
        if table := XREF_TABLE.match(self._data, position):
            value = self._value_end(table.end(), {b"startxref", b"%%EOF"})
            return value[0] if value is not None else None
        pointer = STARTXREF.match(self._data, position)
        return pointer.end() if pointer is not None else None

    def _object_end(self, position: int) -> int | None:
        found = self._value_end(position, {b"endobj", b"stream"})
        if found is None:
            return None
        start, word = found
        if word == b"endobj":
            return start + len(word)
        line = STREAM.match(self._data, start + len(word))
        length = self._length(self._data[position:start])
        if line is None or length is None:
            return None
        end = line.end() + length
        closing = ENDSTREAM.match(self._data, end)
        early = self._data.find(b"endstream", line.end(), end)
        if closing is None or (early >= 0 and SECTION.search(self._data, early, end)):
            return None  # another reader ends the stream earlier, and takes what follows for objects
        return closing.end()

    def _value_end(self, position: int, words: set[bytes]) -> tuple[int, bytes] | None:
        """Where one of `words` stands after a value, outside its strings."""
        data = self._data
        keys = Keys()
        while True:
            position = _skip_blanks(data, position)
            token = TOKEN.match(data, position)
            self._budget -= 1
            if token is None or self._budget < 0:
                return None
            word = token[0]
            if word in words:
                return position, word
            if word in MISPLACED or keys.repeats(word) or (word[:1] == b"%" and STRUCTURE.search(word)):
                return None
            if word == b"(":
                end = string_end(data, token.end())
                if end is None or HEADER.search(data, token.end(), end):
                    return None
                position = end
            else:
                position = token.end()

    def _length(self, dictionary: bytes) -> int | None:
        """The last `/Length` of the dictionary, followed where it is a reference."""
        found = list(LENGTH.finditer(dictionary))
        if not found:
            return None
        number = int(found[-1][1])
        if found[-1][2] is None:
            return number
        try:
            value = self._pdf.reader.get_object(generic.Reference(number, int(found[-1][2]), self._pdf.reader))
        except PARSE_ERRORS:
            return None
        return int(value) if isinstance(value, generic.NumberObject) else None

    def _offsets(self) -> dict[int, set[int]]:
        """Which objects the cross-reference tables say stand where; some point at the line break before one.

        A reader that finds another number there than the table says takes the object for that other one.
        """
        if self._known is None:
            xrefs = self._pdf.reader.xrefs
            found: dict[int, set[int]] = {}
            for number in range(xrefs.total_revisions):
                section = _skip_blanks(self._data, xrefs.get_startxref_for_revision(number))
                found.setdefault(section, set()).add(ANY_NUMBER)
                for item in xrefs.explicit_refs_in_revision(number):
                    place = xrefs.get_historical_ref(item, number)
                    if isinstance(place, int):
                        found.setdefault(_skip_blanks(self._data, place), set()).add(item.idnum)
            self._known = found
        return self._known


def _skip_blanks(data: bytes, position: int) -> int:
    while data[position : position + 1] in {b"\r", b"\n", b" ", b"\t", b"\x00", b"\x0c"}:
        position += 1
    return position


def _skip_space(data: bytes, position: int) -> int:
    """Past blanks and comments; a comment that another reader might take for structure is not skipped."""
    while True:
        position = _skip_blanks(data, position)
        comment = COMMENT.match(data, position)
        if comment is None or STRUCTURE.search(comment[0]):
            return position
        position = comment.end()


def _loose(start: int, length: int) -> Change:
    return Change(
        "unexplained_bytes",
        False,
        f"Có {length} byte sau phần đã ký không thuộc bản cập nhật nào (từ vị trí {start})",
        f"{length} bytes behind the signed part belong to no update (from offset {start})",
    )
