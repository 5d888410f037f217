"""Changes in words (diễn giải thay đổi): each with its kind, and a sentence in Vietnamese and English."""

from __future__ import annotations

import re
from dataclasses import replace

from pyhanko.sign.fields import MDPPerm

from signatures.field_notes import FieldNote
from signatures.report import Change

MAX_DETAIL = 400
_SET = re.compile(r"\{([^{}]*)\}")
_ADDRESS = re.compile(r" object at 0x[0-9a-f]+")


def explain_note(note: FieldNote) -> Change:
    """What was done to a field, permitted so far."""
    name = note.name
    if note.kind == "timestamped":
        return Change(
            "timestamp_added", True, f"Thêm dấu thời gian “{name}”", f"A document timestamp {name!r} was added", name
        )
    if note.kind == "signed":
        return Change("signature_added", True, f"Thêm chữ ký “{name}”", f"A signature {name!r} was added", name)
    if note.kind == "added":
        return Change(
            "field_added", True, f"Thêm ô chữ ký trống “{name}”", f"An empty signature field {name!r} was added", name
        )
    if note.kind == "defaults":
        return Change(
            "form_settings", True, "Đổi thiết lập của biểu mẫu", "The settings of the form were changed", name
        )
    vi, en = f"Điền ô biểu mẫu “{name}”", f"The form field {name!r} was filled in"
    if note.is_unreadable:
        vi += "; phông chữ riêng của ô không cho đọc nội dung hiển thị, hãy so với giá trị"
        en += "; its own font keeps what it shows from being read: compare it with the value"
    return Change("field_filled", True, vi, en, name, note.old_value, note.new_value)


def technical() -> Change:
    """A revision of which there is nothing to tell: who saved the file when, tables, objects that nothing uses."""
    return Change(
        "technical_update",
        True,
        "Tệp được lưu thêm dữ liệu kỹ thuật, không đổi nội dung hiển thị",
        "Technical data was saved with the file; what it shows is unchanged",
    )


def refused(reason: str) -> Change:
    """Something no rule permits."""
    return Change(
        "not_explained",
        False,
        "Nội dung tệp đã bị sửa sau khi ký, ngoài những thay đổi được phép",
        f"The file was changed after signing beyond what is permitted: {steady(reason)[:MAX_DETAIL]}",
    )


def steady(reason: str) -> str:
    """The same words for the same file: `{'/B', '/A'}` has another order, an object another address, in each process.

    Sets of names are sorted, others left out.
    """
    return _SET.sub(_in_order, _ADDRESS.sub("", reason))


def _in_order(found: re.Match[str]) -> str:
    members = found[1].split(", ")
    return "{" + (", ".join(sorted(members)) if all(name[:2] == "'/" for name in members) else "…") + "}"


def forbidden(change: Change, level: MDPPerm) -> Change:
    """A change that the certification of the document does not allow."""
    vi = f"{change.message}: chữ ký chứng thực không cho phép (DocMDP {level.value})"
    en = f"{change.message_en}: the certification does not permit it (DocMDP {level.value})"
    return replace(change, permitted=False, message=vi, message_en=en)


def uncovered(problems: tuple[str, ...]) -> Change:
    """A signature over less than it should cover."""
    detail = "; ".join(problems) or "the signed stretch is not a whole revision"
    return Change(
        "not_covered",
        False,
        "Chữ ký không phủ trọn phần tệp mà nó phải bảo vệ",
        f"The signature does not cover all it should: {detail[:MAX_DETAIL]}",
    )


def drawn_unsigned(note: FieldNote) -> Change:
    """An unsigned field that puts something on the page."""
    return Change(
        "unsigned_appearance",
        False,
        f"Ô chữ ký “{note.name}” thêm sau khi ký, chưa ai ký nhưng đã in nội dung lên trang",
        f"The signature field {note.name!r} was added after signing, is not signed and yet prints on the page",
        note.name,
    )


def drawn_by_timestamp(note: FieldNote) -> Change:
    """A document timestamp that puts something on the page: its authority never saw that."""
    return Change(
        "timestamp_appearance",
        False,
        f"Dấu thời gian “{note.name}” thêm sau khi ký in nội dung lên trang mà không người ký nào bảo đảm",
        f"The timestamp {note.name!r} was added after signing and prints on the page, which no signer vouches for",
        note.name,
    )


def order_changed(count: int) -> Change:
    """Annotations that lie over one another the other way round."""
    return Change(
        "annotations_reordered",
        False,
        "Thứ tự chồng của các chú thích, ô biểu mẫu trên trang bị đổi sau khi ký, có thể che hoặc lộ nội dung",
        f"The order in which annotations lie on {count} page(s) was changed after signing; print may be hidden",
    )


def unsound(note: FieldNote) -> Change:
    """A visible signature added later that does not hold itself."""
    return Change(
        "unsound_appearance",
        False,
        f"Hình chữ ký “{note.name}” được thêm sau, mà chính chữ ký đó không đúng",
        f"The visible signature {note.name!r} was added later and does not hold itself",
        note.name,
    )


def after_certification(note: FieldNote) -> Change:
    """A visible signature of a stranger on a certified document."""
    return Change(
        "appearance_after_certification",
        False,
        f"Hình chữ ký “{note.name}” của người chưa được tin cậy được thêm lên văn bản đã chứng thực",
        f"A visible signature {note.name!r} by an untrusted signer was added to a certified document",
        note.name,
    )


def undrawn(page: int) -> Change:
    """A page with something new on it that cannot be drawn."""
    return Change(
        "page_not_drawn",
        False,
        f"Trang {page} quá lớn hoặc hỏng nên không vẽ được để xem phần thêm vào có che chữ hay không",
        f"Page {page} is too large or damaged to be drawn, so nobody can tell whether what was added covers print",
        str(page),
    )


def covered(note: FieldNote, page: int, lost: int) -> Change:
    """Something added later that covers print."""
    return Change(
        "content_hidden",
        False,
        f"“{note.name}” thêm sau khi ký đã che nội dung ở trang {page}",
        f"{note.name!r}, added after signing, covers content of page {page} ({lost} pixels of print)",
        note.name,
    )


def covered_together(page: int, lost: int) -> Change:
    """Several things added later, each of which covers too little to tell."""
    return Change(
        "content_hidden",
        False,
        f"Các phần thêm sau khi ký cùng nhau che nội dung ở trang {page}",
        f"What was added after signing covers content of page {page} together ({lost} pixels of print)",
        str(page),
    )


def uncovering(note: FieldNote, page: int, shown: int) -> Change:
    """A field that hid print when it was signed, and does so no longer."""
    return Change(
        "content_uncovered",
        False,
        f"Ô biểu mẫu “{note.name}” khi ký che nội dung ở trang {page}, nay để lộ ra",
        f"The form field {note.name!r} hid content of page {page} when it was signed and shows it now ({shown} pixels)",
        note.name,
    )


def misleading(note: FieldNote) -> Change:
    """A field filled in after signing that shows something else than its value."""
    return Change(
        "field_misleads",
        False,
        f"Ô biểu mẫu “{note.name}” sửa sau khi ký hiển thị khác với giá trị thật của nó",
        f"The form field {note.name!r} was written after signing and shows something else than its value",
        note.name,
        note.old_value,
        note.new_value,
    )


def two_faced(note: FieldNote) -> Change:
    """A signature with a look of its own for the pointer, or with several: it shows what the next click makes of it."""
    return Change(
        "signature_two_faced",
        False,
        f"Ô chữ ký “{note.name}” thêm sau khi ký có hình hiển thị khác khi rê chuột hoặc bấm vào",
        f"The signature field {note.name!r}, added after signing, looks different under the pointer or at a click",
        note.name,
    )


def active(note: FieldNote) -> Change:
    """A field added after signing that does something by itself."""
    return Change(
        "action_added",
        False,
        f"Ô chữ ký “{note.name}” thêm sau khi ký mang theo hành động, mã lệnh hoặc tệp khác",
        f"The signature field {note.name!r} was added after signing and brings an action, a script or another file",
        note.name,
    )


def filled_gap(numbers: tuple[int, ...]) -> Change:
    """Objects the signed revision pointed at before they were there."""
    shown = ", ".join(str(number) for number in numbers[:10])
    return Change(
        "gap_filled",
        False,
        f"Bản đã ký trỏ tới đối tượng chưa có (số {shown}); đối tượng đó được thêm vào sau khi ký",
        f"The signed revision points at objects that were not there ({shown}); they were put in after signing",
        shown,
    )


def altered(note: FieldNote) -> Change:
    """A field that showed something when it was signed, and shows something else now."""
    return Change(
        "field_altered",
        False,
        f"Ô biểu mẫu “{note.name}” đã có nội dung khi ký, nay bị đổi",
        f"The form field {note.name!r} showed something when it was signed and was altered",
        note.name,
        note.old_value,
        note.new_value,
    )


def ambiguous(pages: tuple[int, ...]) -> Change:
    """Annotations over one another in a file that was updated."""
    shown = ", ".join(str(page) for page in pages[:10])
    return Change(
        "annotations_overlap",
        False,
        f"Chú thích chồng lên nhau ở trang {shown}: không chắc người đọc thấy điều người ký đã thấy",
        f"Annotations overlap on pages {shown}: what a reader sees may not be what the signer saw",
        shown,
    )


def ambiguous_table(fault: str) -> Change:
    """A cross-reference section that readers take in more than one way."""
    return Change(
        "table_ambiguous",
        False,
        "Bảng tham chiếu thêm sau khi ký có thể bị mỗi trình đọc hiểu một cách, làm nội dung hiển thị khác nhau",
        f"A cross-reference table added after signing can be read in more than one way: {fault[:MAX_DETAIL]}",
    )


def seen_otherwise(pages: tuple[int, ...]) -> Change:
    """The rules pass, and yet another reader finds other pages."""
    shown = ", ".join(str(page) for page in pages[:10] if page) or "?"
    return Change(
        "readers_disagree",
        False,
        f"Trình đọc PDF khác thấy nội dung trang {shown} không còn như khi ký",
        f"Another PDF reader finds that pages {shown} are not what was signed",
        shown,
    )


def pages_differ(pages: str) -> Change:
    """Pages that look different now."""
    return Change(
        "pages_differ",
        False,
        f"Trang {pages} hiện trông khác với bản đã ký",
        f"Pages {pages} look different from what was signed",
        pages,
    )
