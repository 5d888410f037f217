"""What a clerk should know beside the verdicts (cảnh báo)."""

from __future__ import annotations

from signatures.covered import covered_content
from signatures.document import OpenedPdf
from signatures.latent import latent_content
from signatures.policy import Policy
from signatures.report import Notice, SignatureResult
from signatures.roles import order_notices
from signatures.seals import seal_pictures


def file_warnings(
    pdf: OpenedPdf, results: tuple[SignatureResult, ...], strays: int, policy: Policy
) -> tuple[Notice, ...]:
    """Warnings about the file as a whole."""
    out: list[Notice] = []
    signed = any(item.status != "empty" for item in results)
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
    if strays and signed:
        out.append(
            Notice(
                "stray_signature",
                f"Tệp chứa {strays} dữ liệu chữ ký nằm ngoài mọi phiên bản của tệp.",
                f"The file holds {strays} signature dictionaries outside of every revision.",
            )
        )
    out += order_notices(results)
    if signed:
        out += latent_content(pdf)
    if policy.compare_pages:
        out += covered_content(pdf, policy.max_compared_pages) if signed else seal_pictures(pdf)
    return tuple(out)


def _lead(pdf: OpenedPdf) -> Notice:
    count = len(pdf.lead)
    return Notice(
        "leading_bytes",
        f"Có {count} byte lạ trước phần đầu PDF; không chữ ký nào phủ lên chúng.",
        f"There are {count} bytes before the PDF header; no signature covers them.",
    )
