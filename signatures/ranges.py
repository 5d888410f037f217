"""What a signature covers (phạm vi ký): its ByteRange held against the bytes of the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader, process_data_at_eof

from signatures.document import PARSE_ERRORS, OpenedPdf
from signatures.report import Coverage

HEX = re.compile(rb"[0-9A-Fa-f]*")


@dataclass(frozen=True, slots=True)
class CoverageFinding:
    """`coverage`, the end of the signed stretch, and what is wrong with the range (English sentences)."""

    byte_range: tuple[int, ...]
    coverage: Coverage
    signed_end: int
    """Offset just past the last signed byte; 0 where the range cannot be used."""
    revision: int | None
    """Index of the signed revision, oldest 0."""
    problems: tuple[str, ...] = field(default=())
    usable: bool = True
    """Whether a digest can be taken over the range at all."""


def read_coverage(pdf: OpenedPdf, value: Any, reference: generic.Reference | None, contents: bytes) -> CoverageFinding:
    """Hold a signature dictionary's ByteRange against the file; never raises."""
    numbers = _numbers(value)
    size = len(pdf.data)
    if not numbers or len(numbers) % 2 or any(number < 0 for number in numbers):
        return CoverageFinding(numbers, "partial", 0, None, ("the ByteRange is missing or no list of offsets",), False)
    if any(start + length > size for start, length in zip(numbers[::2], numbers[1::2], strict=True)):
        return CoverageFinding(numbers, "partial", 0, None, ("the ByteRange reaches past the end of the file",), False)
    if len(numbers) != 4 or numbers[0] != 0:
        return CoverageFinding(numbers, "partial", 0, None, ("the ByteRange is not two stretches from byte 0",))
    _, first, second, length = numbers
    problems = _gap_problems(pdf.data, first, second, contents)
    if not pdf.lead_is_harmless:
        problems.append("the bytes before the header look like a part of a PDF, and are not signed")
    revision = _revision(pdf.reader, reference)
    problems += _place_problems(pdf, reference, first)
    end = second + length
    if problems or revision is None:
        return CoverageFinding(numbers, "partial", end, revision, tuple(problems))
    if end == size:
        return CoverageFinding(numbers, "whole_file", end, revision)
    problems = _revision_problems(pdf, revision, end)
    return CoverageFinding(numbers, "partial" if problems else "revision", end, revision, tuple(problems))


def with_problem(finding: CoverageFinding, problem: str) -> CoverageFinding:
    """The finding, made partial by one more problem."""
    return replace(finding, coverage="partial", problems=(*finding.problems, problem))


def revision_end(pdf: OpenedPdf, revision: int) -> int:
    """Offset just past the `%%EOF` of a revision; the end of the file where there is none."""
    table = pdf.reader.xrefs.get_xref_container_info(revision).end_location
    mark = pdf.data.find(b"%%EOF", table)
    return mark + 5 if mark >= 0 else len(pdf.data)


def signed_parts(data: bytes, byte_range: tuple[int, ...]) -> tuple[memoryview, ...]:
    """The stretches a digest is taken over, not copied."""
    view = memoryview(data)
    pairs = zip(byte_range[::2], byte_range[1::2], strict=True)
    return tuple(view[start : start + length] for start, length in pairs)


def _numbers(value: Any) -> tuple[int, ...]:
    try:
        array = value["/ByteRange"]
        items = [array[index] for index in range(len(array))] if isinstance(array, generic.ArrayObject) else []
    except PARSE_ERRORS:
        return ()
    if len(items) > 64 or not all(isinstance(item, generic.NumberObject) for item in items):
        return ()
    return tuple(int(item) for item in items)


def _gap_problems(data: bytes, first: int, second: int, contents: bytes) -> list[str]:
    """The gap must be the hexadecimal string of this very signature's Contents, nothing more and nothing less."""
    gap = data[first:second]
    if second <= first:
        return ["the two stretches of the ByteRange overlap"]
    if gap[:1] != b"<" or gap[-1:] != b">":
        return ["the gap in the ByteRange holds more or less than the Contents"]
    digits = gap[1:-1]
    if not HEX.fullmatch(digits) or len(digits) % 2:
        return ["the gap in the ByteRange is no plain hexadecimal string"]
    if bytes.fromhex(digits.decode()) != contents:
        return ["the gap in the ByteRange is not this signature's Contents"]
    return []


def _place_problems(pdf: OpenedPdf, reference: generic.Reference | None, first: int) -> list[str]:
    """The gap must stand inside the object that the cross-reference table calls this signature."""
    if reference is None:
        return []
    place = pdf.reader.xrefs[reference]
    if not isinstance(place, int):
        return ["the signature dictionary hides in an object stream"]
    if not place < first or b"endobj" in pdf.data[place:first]:
        return ["the gap in the ByteRange is not inside the signature dictionary"]
    return []


def _revision(reader: PdfFileReader, reference: generic.Reference | None) -> int | None:
    if reference is None:
        return None
    try:
        return int(reader.xrefs.get_last_change(reference))
    except PARSE_ERRORS:
        return None


def _revision_problems(pdf: OpenedPdf, revision: int, end: int) -> list[str]:
    """A range that stops early must stop where a whole revision stops: its `%%EOF`, with all its tables inside."""
    stream = BytesIO(pdf.data)
    stream.seek(end)
    try:
        startxref = process_data_at_eof(stream)
    except PARSE_ERRORS:
        return ["the signed stretch does not end with an end-of-file marker"]
    xrefs = pdf.reader.xrefs
    if startxref != xrefs.get_startxref_for_revision(revision):
        return ["the signed stretch does not end where its revision ends"]
    ends = (xrefs.get_xref_container_info(number).end_location for number in range(revision + 1))
    return ["a cross-reference table of the signed revision is not signed"] if any(item > end for item in ends) else []
