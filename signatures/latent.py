"""Content that waits (nội dung ẩn): what was signed together with the page, unseen, ready to be switched.

Shadow attacks (Mainka et al., NDSS 2021) prepare a file before it is signed: hidden pages, covered text, fields whose
value is not what they show. Nothing here breaks a signature; a clerk is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.xref import ObjStreamRef

from signatures.document import PARSE_ERRORS, OpenedPdf
from signatures.objects import Dict, entry, items, raw_items
from signatures.page_tree import page_dictionaries
from signatures.painted import SHOWN, shown_text, words
from signatures.report import Notice
from signatures.tail import HEADER
from signatures.widgets import read_box

REFERENCE = re.compile(rb"(?<![\d])(\d{1,10})[\x00\t\n\x0c\r ]+\d{1,5}[\x00\t\n\x0c\r ]+R(?![A-Za-z])")
ANY_HEADER = re.compile(rb"(?<![\d])" + HEADER.pattern)
SCRIPT = re.compile(rb"/(?:JavaScript|JS|Launch|XFA|RichMedia|SubmitForm|ImportData)\b")
STREAM = re.compile(rb">>\s*stream(?:\r\n|\n|\r)")
PAGE_TYPE = re.compile(rb"/Type\s*/(?:Pages?|Catalog)\b")
HIDDEN_FLAGS = 0b100010
"""Annotation flags Hidden (bit 2) and NoView (bit 6)."""
MAX_LOOKED_AT = 100
MAX_FIELDS = 500
MAX_PACKED = 20_000
Stretches = list[tuple[int, int]]


def latent_content(pdf: OpenedPdf) -> tuple[Notice, ...]:
    """Warnings about hidden, covered or switchable content of a signed file. Never raises."""
    finders = (_layers, _scripts, _unlisted, _orphans, _missing, _fields, _hidden_annotations)
    skeleton = list(_outside_streams(pdf.data))
    out: list[Notice] = []
    for finder in finders:
        try:
            out += list(finder(pdf, skeleton))[:3]
        except PARSE_ERRORS as error:
            vi = "Một phần cấu trúc tệp không đọc được khi tìm nội dung ẩn"
            out.append(
                Notice("latent_check_failed", vi, f"Part of the file could not be searched for hidden content: {error}")
            )
    return tuple(dict.fromkeys(out))


def _layers(pdf: OpenedPdf, skeleton: Stretches) -> Iterator[Notice]:
    """Optional content that is switched off, or on only in print or at export."""
    properties = entry(pdf.reader.root, "/OCProperties")
    if properties is None:
        return
    default = entry(properties, "/D")
    off = len(raw_items(default, "/OFF")) + (1 if entry(default, "/BaseState") == "/OFF" else 0)
    if off or raw_items(default, "/AS"):
        yield Notice(
            "hidden_layers",
            "Tệp có lớp nội dung đang ẩn; hãy bật mọi lớp để xem trước khi tin nội dung trên trang.",
            "The file has layers that are hidden now; show all layers before relying on the page.",
        )


def _scripts(pdf: OpenedPdf, skeleton: Stretches) -> Iterator[Notice]:
    """Things that act by themselves."""
    root = pdf.reader.root
    names = entry(root, "/Names")
    acts = any(entry(root, key) is not None for key in ("/AA",)) or entry(names, "/JavaScript") is not None
    opening = entry(root, "/OpenAction")
    acts = acts or (isinstance(opening, Dict) and entry(opening, "/S") not in {"/GoTo", None})
    if acts or entry(entry(root, "/AcroForm"), "/XFA") is not None or _found(SCRIPT, pdf.data, skeleton):
        yield Notice(
            "active_content",
            "Tệp chứa mã lệnh hoặc biểu mẫu động, có thể làm nội dung hiển thị thay đổi.",
            "The file holds scripts or a dynamic form, which may change what is displayed.",
        )


def _unlisted(pdf: OpenedPdf, skeleton: Stretches) -> Iterator[Notice]:
    """Objects in the bytes that no cross-reference table names: spare parts for another table."""
    starts = _known_offsets(pdf)
    for match in _all(ANY_HEADER, pdf.data, skeleton):
        if match.start() in starts:
            continue
        yield Notice(
            "unlisted_object",
            f"Tệp chứa đối tượng ngoài bảng tham chiếu (vị trí {match.start()}), có thể dùng để tráo nội dung.",
            f"The file holds an object that no table lists (offset {match.start()}); it could be switched in.",
        )
        return


def _orphans(pdf: OpenedPdf, skeleton: Stretches) -> Iterator[Notice]:
    """Pages, page trees, catalogues and page contents that nothing refers to."""
    places = _places(pdf)
    packed = _packed_objects(pdf, {place.obj_stream_id for place in places.values() if isinstance(place, ObjStreamRef)})
    named = {int(match[1]) for match in _all(REFERENCE, pdf.data, skeleton)}
    for text in packed.values():
        named.update(int(match[1]) for match in REFERENCE.finditer(text))
    for number, place in places.items():
        if number not in named and _is_content(pdf, number, place, packed):
            yield Notice(
                "unreferenced_content",
                f"Tệp chứa nội dung trang không được dùng (đối tượng {number}), có thể bị tráo vào sau khi ký.",
                f"The file holds page content that nothing uses (object {number}); it could be switched in.",
            )
            return


def _missing(pdf: OpenedPdf, skeleton: Stretches) -> Iterator[Notice]:
    """References to objects still to come: whatever is put there later is already signed for.

    Their numbers are not given out yet, or the table looks for them where the file has ended.
    """
    size = max(
        pdf.reader.xrefs.get_xref_container_info(number).size for number in range(pdf.reader.xrefs.total_revisions)
    )
    absent = set(_absent(pdf))
    found = (match for match in _all(REFERENCE, pdf.data, skeleton) if int(match[1]) >= size or int(match[1]) in absent)
    beyond = sorted({int(match[1]) for match in found if not _in_trailer(pdf.data, match.start())})
    if beyond:
        yield Notice(
            "missing_object",
            f"Tệp trỏ tới đối tượng chưa có (số {beyond[0]}); nội dung có thể được đưa vào đó sau khi ký.",
            f"The file points at an object that is not there ({beyond[0]}); content could be put there after signing.",
        )


def _absent(pdf: OpenedPdf) -> Iterator[int]:
    """Objects that a table lists, at a place past the end or in an object stream that is none."""
    places = _places(pdf)
    for number, place in places.items():
        holder = places.get(place.obj_stream_id, len(pdf.data)) if isinstance(place, ObjStreamRef) else place
        if isinstance(holder, int) and holder >= len(pdf.data):
            yield number


def _in_trailer(data: bytes, position: int) -> bool:
    """Whether a place is in a trailer, where some writers keep references of their own that nobody follows."""
    return data.rfind(b"trailer", 0, position) > data.rfind(b" obj", 0, position)


def _fields(pdf: OpenedPdf, skeleton: Stretches) -> Iterator[Notice]:
    """Form fields: those still open to change, and those whose value is not what they show."""
    open_fields = 0
    for field in _text_fields(items(entry(pdf.reader.root, "/AcroForm"), "/Fields"), None, set()):
        value, shown = entry(field, "/V"), shown_text(field)
        if shown is not None and words(str(value or "")) != words(shown):
            yield Notice(
                "field_shows_other_value",
                f"Ô “{entry(field, '/T')}” hiển thị khác với giá trị thật của nó; nội dung có thể đổi khi bấm vào ô.",
                f"The field {entry(field, '/T')} shows something else than its value; a click may change the page.",
            )
        flags = entry(field, "/Ff", 0)
        open_fields += (isinstance(flags, generic.NumberObject) and not int(flags) & 1) or flags == 0
    if open_fields:
        yield Notice(
            "fields_left_open",
            f"Tệp còn {open_fields} ô biểu mẫu sửa được sau khi ký.",
            f"{open_fields} form fields can still be changed after signing.",
        )


def _hidden_annotations(pdf: OpenedPdf, skeleton: Stretches) -> Iterator[Notice]:
    """Annotations with an appearance that are switched off."""
    for number, page in enumerate(page_dictionaries(pdf.reader), start=1):
        for annotation in items(page, "/Annots"):
            flags = entry(annotation, "/F", 0)
            hidden = isinstance(flags, generic.NumberObject) and int(flags) & HIDDEN_FLAGS
            if hidden and entry(annotation, "/AP") is not None and _has_area(annotation):
                yield Notice(
                    "hidden_annotation",
                    f"Trang {number} có chú thích đang ẩn, có thể được bật lên sau khi ký.",
                    f"Page {number} has a hidden annotation that could be switched on after signing.",
                )
                return


def _has_area(annotation: Any) -> bool:
    box = read_box(annotation)
    return box is not None and box[0] < box[2] and box[1] < box[3]


def _known_offsets(pdf: OpenedPdf) -> set[int]:
    xrefs = pdf.reader.xrefs
    out: set[int] = set()
    for number in range(xrefs.total_revisions):
        out.add(xrefs.get_startxref_for_revision(number))
        for reference in xrefs.explicit_refs_in_revision(number):
            place = xrefs.get_historical_ref(reference, number)
            if isinstance(place, int):
                out.update(range(place, place + 3))
    return out


def _outside_streams(data: bytes) -> Iterator[tuple[int, int]]:
    """Stretches of the file that are no stream data: a scan's pictures are not searched."""
    position = 0
    while match := STREAM.search(data, position):
        yield position, match.end()
        end = data.find(b"endstream", match.end())
        position = end if end >= 0 else match.end()
    yield position, len(data)


def _all(pattern: re.Pattern[bytes], data: bytes, skeleton: Stretches) -> Iterator[re.Match[bytes]]:
    for start, end in skeleton:
        yield from pattern.finditer(data, start, end)


def _found(pattern: re.Pattern[bytes], data: bytes, skeleton: Stretches) -> bool:
    return any(True for _ in _all(pattern, data, skeleton))


def _places(pdf: OpenedPdf) -> dict[int, int | ObjStreamRef]:
    """Where each object in use stands now."""
    xrefs = pdf.reader.xrefs
    out: dict[int, int | ObjStreamRef] = {}
    for revision in range(xrefs.total_revisions):
        for reference in xrefs.explicit_refs_in_revision(revision):
            place = xrefs.get_historical_ref(reference, revision)
            if place is None:
                out.pop(reference.idnum, None)
            else:
                out[reference.idnum] = place
    return out


def _packed_objects(pdf: OpenedPdf, streams: set[int]) -> dict[int, bytes]:
    """Objects inside object streams, by number, as text."""
    out: dict[int, bytes] = {}
    for number in sorted(streams):
        value = _object(pdf, generic.Reference(number, 0, pdf.reader))
        if not isinstance(value, generic.StreamObject):
            continue
        data, first = value.data, int(entry(value, "/First", 0))
        header = [int(word) for word in data[:first].split()[: 2 * MAX_PACKED] if word.isdigit()]
        begins = header[1::2]
        for index, packed in enumerate(header[: 2 * len(begins) : 2]):
            end = begins[index + 1] if index + 1 < len(begins) else len(data)
            out[packed] = data[first + begins[index] : first + end]
    return out


def _is_content(pdf: OpenedPdf, number: int, place: int | ObjStreamRef, packed: dict[int, bytes]) -> bool:
    if isinstance(place, ObjStreamRef):
        return PAGE_TYPE.search(packed.get(number, b"")) is not None
    head = pdf.data[place : place + 3000].partition(b"endobj")[0]
    words, is_stream, _ = head.partition(b"stream")
    if PAGE_TYPE.search(words):
        return True
    if not is_stream or b"/Subtype" in words or b"/Type" in words:
        return False
    return _draws_text(_object(pdf, generic.Reference(number, 0, pdf.reader)))


def _object(pdf: OpenedPdf, reference: generic.Reference) -> Any:
    try:
        return pdf.reader.get_object(reference)
    except PARSE_ERRORS:
        return None


def _draws_text(value: Any) -> bool:
    try:
        content = value.data if isinstance(value, generic.StreamObject) else b""
    except PARSE_ERRORS:
        return False
    return SHOWN.search(content) is not None or b"TJ" in content


def _text_fields(fields: list[Any], kind: Any, seen: set[int]) -> Iterator[Any]:
    """Text fields, kids of kids; each once, for fields may be each other's kids."""
    for field in fields[:MAX_LOOKED_AT]:
        if id(field) in seen or len(seen) >= MAX_FIELDS:
            continue
        seen.add(id(field))
        own = entry(field, "/FT", kind)
        kids = [kid for kid in items(field, "/Kids") if entry(kid, "/T") is not None]
        if kids:
            yield from _text_fields(kids, own, seen)
        elif own == "/Tx" and isinstance(field, Dict):
            yield field
