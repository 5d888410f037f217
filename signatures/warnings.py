"""What a clerk should know beside the verdicts (cảnh báo)."""

from __future__ import annotations

from signatures.document import OpenedPdf
from signatures.report import Notice, SignatureResult


def file_warnings(pdf: OpenedPdf, results: tuple[SignatureResult, ...]) -> tuple[Notice, ...]:
    """Warnings about the file as a whole."""
    out: list[Notice] = []
    if pdf.lead:
        out.append(_lead(pdf))
    if pdf.lenient_because is not None and results:
        out.append(
            Notice(
                "lenient_reading",
                "Tệp không theo đúng chuẩn PDF nên được đọc ở chế độ dung sai.",
                f"The file strays from the PDF standard and was read leniently: {pdf.lenient_because}",
            )
        )
    return tuple(out)


def _lead(pdf: OpenedPdf) -> Notice:
    count = len(pdf.lead)
    return Notice(
        "leading_bytes",
        f"Có {count} byte lạ trước phần đầu PDF; không chữ ký nào phủ lên chúng.",
        f"There are {count} bytes before the PDF header; no signature covers them.",
    )
