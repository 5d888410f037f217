"""What the corpus refuses to answer (từ chối): one class per cause, in Vietnamese and English; free of HTTP."""

from __future__ import annotations

from typing import ClassVar


class CorpusRefusal(Exception):  # noqa: N818 - a refusal is the word of the house
    """The question cannot be answered; `detail` says what was asked for."""

    type: ClassVar[str] = "refused"
    title: ClassVar[str] = "Không thực hiện được yêu cầu."
    title_en: ClassVar[str] = "The request cannot be carried out."

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(detail or self.title_en)
        self.detail = detail


class NotFound(CorpusRefusal):
    """Nothing of that identifier is kept."""

    type = "not_found"
    title = "Không tìm thấy."
    title_en = "Nothing of that name is kept."


class OriginalMissing(NotFound):
    """The bytes of that SHA-256 are not in the store."""

    type = "original_missing"
    title = "Không tìm thấy tệp gốc trong kho."
    title_en = "The original is not in the store."


class UnknownWork(NotFound):
    """No document filed has that number, title or id of a work, and none cites it."""

    type = "unknown_work"
    title = "Không văn bản nào trong kho mang hoặc viện dẫn số, ký hiệu hay tên này."
    title_en = "No document here has, or cites, that number or title."


class BatchClosed(CorpusRefusal):
    """The batch takes no more files."""

    type = "batch_closed"
    title = "Lô đã đóng, không nhận thêm tệp."
    title_en = "The batch is closed and takes no more files."


class InvalidCursor(CorpusRefusal):
    """The cursor was not made by this list, or was changed."""

    type = "invalid_cursor"
    title = "Con trỏ trang không hợp lệ."
    title_en = "The page cursor is not valid."


class InvalidQuery(CorpusRefusal):
    """The query cannot be understood; `position` is the code point where reading stopped."""

    type = "invalid_query"
    title = "Không hiểu được câu tìm kiếm."
    title_en = "The query cannot be understood."

    def __init__(self, detail: str | None = None, position: int | None = None) -> None:
        super().__init__(detail)
        self.position = position


class Conflict(CorpusRefusal):
    """Someone else changed it first, or its state does not allow the step."""

    type = "conflict"
    title = "Trạng thái hiện tại không cho phép thao tác này."
    title_en = "Its present state does not allow this step."


class CopyDiffers(CorpusRefusal):
    """A copy is not what was copied: lost, changed, or written to meanwhile; nothing of it was kept."""

    type = "copy_differs"
    title = "Bản chép không khớp với dữ liệu nguồn."
    title_en = "The copy does not agree with what was copied."


class IllegalStep(Conflict):
    """A dossier in this state cannot go to that one; `detail` names both, and where it can go."""

    type = "illegal_step"
    title = "Hồ sơ không chuyển được sang trạng thái này."
    title_en = "The dossier cannot go to this state."


class NoProcedure(Conflict):
    """A checklist or signer rule was asked for, and the dossier names no procedure that has one."""

    type = "no_procedure"
    title = "Hồ sơ chưa gắn với thủ tục có quy tắc kiểm tra."
    title_en = "The dossier names no procedure that has rules to check it by."


class InvalidValue(CorpusRefusal):
    """A value handed in is not one that can be kept."""

    type = "invalid_value"
    title = "Giá trị không hợp lệ."
    title_en = "The value is not valid."


class IndexMissing(CorpusRefusal):
    """Words were asked for, and this corpus was opened without an index."""

    type = "index_missing"
    title = "Chưa có chỉ mục tìm kiếm."
    title_en = "This corpus has no search index."
