"""Why a file was refused (lý do trả lại): one class per reason, with its sentence in Vietnamese and English.

A refusal is raised where the question cannot be answered; `read_file` turns it into `Reading.problem`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from corpus.reading import Problem


class Refusal(Exception):  # noqa: N818 - a refusal is the word of the house
    """The file cannot be read; `detail` adds what is known beyond the title, in plain words."""

    type: ClassVar[str] = "unreadable"
    title: ClassVar[str] = "Không mở được tệp."
    title_en: ClassVar[str] = "The file cannot be opened."

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(detail or self.title_en)
        self.detail = detail

    def __reduce__(self) -> tuple[Callable[[str | None], Refusal], tuple[str | None]]:
        """Travels between processes with its detail."""
        return self.__class__, (self.detail,)

    @property
    def problem(self) -> Problem:
        """The value that is kept and shown."""
        return Problem(self.type, self.title, self.title_en, self.detail)


class Unreadable(Refusal):
    """The system does not let us read it (không có quyền đọc)."""

    type = "unreadable"
    title = "Không có quyền đọc tệp."
    title_en = "No permission to read the file."


class Missing(Refusal):
    """Nothing is at that path."""

    type = "missing"
    title = "Không tìm thấy tệp hoặc thư mục."
    title_en = "No such file or folder."


class EmptyFolder(Refusal):
    """A folder without a single file."""

    type = "empty_folder"
    title = "Thư mục hoặc tệp nén không có tệp nào."
    title_en = "The folder or archive holds no files."


class EmptyFile(Refusal):
    """A file of no bytes."""

    type = "empty_file"
    title = "Tệp rỗng (0 byte); đề nghị bên gửi gửi lại."
    title_en = "The file is empty (0 bytes); ask the sender to send it again."


class UnsupportedType(Refusal):
    """Neither PDF, text, DOCX, zip, edXML nor a signature."""

    type = "unsupported_type"
    title = "Không phải PDF và cũng không thuộc loại tệp đọc được; nếu là văn bản, lưu hoặc quét thành PDF rồi nộp lại."
    title_en = (
        "Not a PDF, nor any other type that can be read; if it is a document, save or scan it as PDF, and hand that in."
    )


class OfficeFile(Refusal):
    """A workbook, a presentation, or a text as Word kept it before 2007 (`.doc`), as RTF or OpenDocument."""

    type = "office_file"
    title = (
        "Chưa đọc được tệp văn phòng loại này; lưu lại thành DOCX (văn bản) hoặc PDF, không đặt mật khẩu, rồi nộp lại."
    )
    title_en = (
        "An office file of a kind that cannot be read; save it as DOCX (a text) or PDF, unencrypted, and hand that in."
    )


class OtherArchive(Refusal):
    """RAR or 7z (tệp nén loại khác)."""

    type = "other_archive"
    title = "Chưa mở được tệp nén loại này (RAR, 7z); nén lại thành ZIP rồi nộp lại."
    title_en = "An archive of a kind that cannot be opened (RAR, 7z); pack the files as ZIP, and hand that in."


class SignedFileMissing(Refusal):
    """A detached signature (`.p7s`) without the file it signs (thiếu tệp đã ký)."""

    type = "signed_file_missing"
    title = "Chữ ký rời, chưa thấy tệp đã được ký; nộp tệp đó cùng lần gửi, cùng thư mục hoặc cùng tệp nén với chữ ký."
    title_en = "A detached signature whose signed file was not found; hand that file in, beside it or in one upload."


class SignatureUnreadable(Refusal):
    """A file that holds nothing but a signature, which cannot be read."""

    type = "signature_unreadable"
    title = "Không đọc được tệp chữ ký; đề nghị bên gửi gửi lại."
    title_en = "The signature file cannot be read; ask the sender to send it again."


class Encrypted(Refusal):
    """A password is needed and none was given (tệp đặt mật khẩu)."""

    type = "encrypted"
    title = "Tệp được mã hóa, cần mật khẩu để mở."
    title_en = "The file is encrypted and needs a password."


class WrongPassword(Refusal):
    """The password given does not open it."""

    type = "wrong_password"
    title = "Mật khẩu không đúng."
    title_en = "The password is wrong."


class Damaged(Refusal):
    """The structure is broken beyond repair (tệp hỏng)."""

    type = "damaged"
    title = "Tệp bị hỏng, không đọc được cấu trúc; đề nghị bên gửi gửi lại."
    title_en = "The file is damaged, its structure cannot be read; ask the sender to send it again."


class NoPages(Refusal):
    """A valid PDF without pages."""

    type = "no_pages"
    title = "Tệp không có trang nào; đề nghị bên gửi gửi lại."
    title_en = "The file has no pages; ask the sender to send it again."


class TooLarge(Refusal):
    """More bytes than the limit."""

    type = "too_large"
    title = "Tệp vượt quá dung lượng cho phép; nhờ quản trị nới giới hạn rồi đọc lại, hoặc đề nghị bên gửi chia nhỏ."
    title_en = (
        "The file is larger than allowed; have the limit raised and read it again, or ask the sender to split it."
    )


class TooManyPages(Refusal):
    """More pages than the limit."""

    type = "too_many_pages"
    title = "Tệp có quá nhiều trang; nhờ quản trị nới giới hạn rồi đọc lại, hoặc đề nghị bên gửi chia nhỏ."
    title_en = (
        "The file has more pages than allowed; have the limit raised and read it again, or ask the sender to split it."
    )


class TimeLimit(Refusal):
    """Reading took longer than the limit."""

    type = "timeout"
    title = "Đọc tệp quá thời gian cho phép; có thể đọc lại."
    title_en = "Reading the file took longer than allowed; it can be read again."


class OutOfMemory(Refusal):
    """Reading needed more memory than the limit."""

    type = "out_of_memory"
    title = "Đọc tệp cần nhiều bộ nhớ hơn mức cho phép; có thể đọc lại."
    title_en = "Reading the file needs more memory than allowed; it can be read again."


class Crashed(Refusal):
    """The process that read it died."""

    type = "crashed"
    title = "Tệp làm hỏng tiến trình đọc; có thể đọc lại, nếu vẫn vậy thì báo quản trị."
    title_en = (
        "The file brought down the process that read it; read it again or, if that fails, tell the administrator."
    )


class NotFiled(Refusal):
    """A fault of the system's, not of the file's; it can be tried again."""

    type = "not_filed"
    title = "Chưa vào sổ được do lỗi hệ thống, có thể thử lại."
    title_en = "Could not be filed because of a fault of the system; it can be tried again."


class ArchiveBomb(Refusal):
    """Unpacks to more, or deeper, than the limits."""

    type = "archive_bomb"
    title = "Tệp nén bung ra vượt giới hạn cho phép; mở ra rồi nộp từng tệp bên trong."
    title_en = "The archive unpacks beyond the limits; unpack it, and hand in its files."


class ArchiveDamaged(Refusal):
    """A container whose members cannot be taken out."""

    type = "archive_damaged"
    title = "Tệp nén bị hỏng; đề nghị bên gửi gửi lại."
    title_en = "The archive is damaged; ask the sender to send it again."


class ArchiveUnsafePath(Refusal):
    """A member whose name leads out of the archive (`../`)."""

    type = "archive_unsafe_path"
    title = "Tệp nén chứa đường dẫn không an toàn; đề nghị bên gửi gửi lại từng tệp."
    title_en = "The archive holds a path that leads out of it; ask the sender for the files themselves."


REFUSALS: tuple[type[Refusal], ...] = (
    Unreadable,
    Missing,
    EmptyFolder,
    EmptyFile,
    UnsupportedType,
    OfficeFile,
    OtherArchive,
    SignedFileMissing,
    SignatureUnreadable,
    Encrypted,
    WrongPassword,
    Damaged,
    NoPages,
    TooLarge,
    TooManyPages,
    TimeLimit,
    OutOfMemory,
    Crashed,
    NotFiled,
    ArchiveBomb,
    ArchiveDamaged,
    ArchiveUnsafePath,
)
"""Every reason there is; the documentation and the status table are checked against it."""
