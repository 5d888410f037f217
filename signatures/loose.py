"""Loose signatures (chữ ký không thuộc ô nào): dictionaries in the bytes that no field leads to, as after a re-save."""

from __future__ import annotations

import re

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import ObjStreamRef

from signatures.document import PARSE_ERRORS, OpenedPdf
from signatures.field import SignatureField
from signatures.form_walk import MAX_FIELDS
from signatures.objects import Dict, entry, items
from signatures.tail import TailReview

BYTE_RANGE = re.compile(rb"/ByteRange\b")


def find_loose(pdf: OpenedPdf, seen: set[tuple[int, int]]) -> list[SignatureField]:
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
        if isinstance(value, Dict) and "/ByteRange" in value and not _grants_usage(pdf, value, reference):
            out.append(SignatureField(f"object {reference.idnum}", "bytes", None, value, reference))
    return out


def _grants_usage(pdf: OpenedPdf, value: Dict, reference: generic.Reference) -> bool:
    """Whether it only tells a reader which of its functions to offer (ISO 32000-1, 12.8.2.3): nobody signed it.

    One that was written anew is no such thing: a signature could be disguised so.
    """
    methods = {str(entry(item, "/TransformMethod")) for item in items(value, "/Reference")}
    xrefs = pdf.reader.xrefs
    is_first = xrefs.get_introducing_revision(reference) == xrefs.get_last_change(reference)
    return bool(methods) and methods <= {"/UR", "/UR3"} and is_first


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
