"""The printable note (phiếu kiểm tra chữ ký số): verdicts with their evidence, as a PDF for the paper file.

pdf = render_note(files, now=now)                      # one or more files with their reports
pdf = render_note(files, now=now, dossier=finding)     # with the conclusion of the procedure's rule
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from font_source_serif_pro import font_directory
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from signatures.dossier import DossierFile, DossierFinding
from signatures.hanoi import HANOI
from signatures.report import SignatureReport, SignatureResult

REGULAR, BOLD = "SourceSerifPro", "SourceSerifPro-Bold"
INTEGRITY = {
    "intact": "nguyên vẹn",
    "changed": "đã bị thay đổi sau khi ký",
    "broken": "chữ ký không khớp với nội dung",
    "unsigned": "không có chữ ký số",
    "unreadable": "không kiểm tra được",
}
VERDICT = {
    "passed": "HỢP LỆ",
    "indeterminate": "CHƯA XÁC ĐỊNH",
    "failed": "KHÔNG HỢP LỆ",
    "unsigned": "KHÔNG CÓ CHỮ KÝ SỐ",
    "unreadable": "KHÔNG KIỂM TRA ĐƯỢC",
}
OUTCOME = {"complete": "ĐỦ CHỮ KÝ SỐ", "pending": "CHỜ KIỂM TRA CHỨNG THƯ", "incomplete": "CHƯA ĐỦ"}
TRUST = {"trusted": "tin cậy", "untrusted": "không tin cậy", "unknown": "chưa xác định"}
REVOCATION = {"good": "không", "revoked": "đã bị thu hồi", "unknown": "chưa kiểm tra được"}
STAMP = {"valid": "hợp lệ", "invalid": "sai", "untrusted": "không tin cậy", "unknown": "chưa xác định"}
TIME_FROM: dict[str | None, str] = {
    "signature_timestamp": " (theo dấu thời gian)",
    "document_timestamp": " (theo dấu thời gian của tài liệu)",
    "claimed": " (theo khai báo của người ký, chưa có gì chứng thực)",
    "asked": " (theo yêu cầu)",
}
CHANGES = {
    "none": "không có",
    "permitted": "có, được phép",
    "not_permitted": "có, không được phép",
    "unknown": "không xác định",
}


def render_note(files: Sequence[DossierFile], *, now: datetime, dossier: DossierFinding | None = None) -> bytes:
    """The note as PDF bytes; the same input gives the same bytes. `now` is printed as the time of checking."""
    _register_fonts()
    out = BytesIO()
    template = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=25 * mm,
        rightMargin=15 * mm,
        topMargin=20 * mm,
        bottomMargin=20 * mm,
        title="Phiếu kiểm tra chữ ký số",
        author="Vanthu",
        invariant=1,
    )
    template.build(list(_story(files, now, dossier)), onFirstPage=_footer, onLaterPages=_footer)
    return out.getvalue()


def _story(files: Sequence[DossierFile], now: datetime, dossier: DossierFinding | None) -> Iterator[Flowable]:
    yield _paragraph("PHIẾU KIỂM TRA CHỮ KÝ SỐ", "title")
    yield _paragraph(f"Thời điểm kiểm tra: {_time(now)}", "center")
    yield Spacer(1, 4 * mm)
    if dossier is not None:
        yield from _conclusion(dossier)
    for file in files:
        yield from _file(file)


def _conclusion(finding: DossierFinding) -> Iterator[Flowable]:
    yield _paragraph(f"Kết luận về hồ sơ: {OUTCOME[finding.outcome]}", "heading")
    yield _paragraph(escape(finding.message), "body")
    rows = [["Vai trò phải ký", "Kết quả", "Tệp, người ký"]]
    for role in finding.roles:
        detail = "; ".join(f"{item.file}: {item.signer or '–'}" for item in role.files)
        rows.append([role.name, role.message.partition(": ")[2], detail])
    yield _table(rows, (50 * mm, 45 * mm, 75 * mm), header=True)
    if finding.legal_basis:
        yield _paragraph("Căn cứ: " + escape("; ".join(finding.legal_basis)) + ".", "small")
    yield Spacer(1, 4 * mm)


def _file(file: DossierFile) -> Iterator[Flowable]:
    report = file.report
    head: list[Flowable] = [
        _paragraph(f"Tệp: {escape(file.name)}", "heading"),
        _table(_file_rows(file, report), (38 * mm, 132 * mm)),
        Spacer(1, 2 * mm),
    ]
    yield KeepTogether(head)
    for number, item in enumerate(report.signatures, start=1):
        yield KeepTogether(
            [
                _paragraph(f"{number}. {escape(_title(item))}", "signature"),
                _paragraph(escape(item.explanation), "body"),
                _table(_signature_rows(item), (38 * mm, 132 * mm)),
                Spacer(1, 2 * mm),
            ]
        )
    for notice in report.warnings:
        yield _paragraph(f"Cảnh báo: {escape(notice.message)}", "small")
    yield Spacer(1, 4 * mm)


def _file_rows(file: DossierFile, report: SignatureReport) -> list[list[str]]:
    return [
        ["Kết luận", VERDICT[report.verdict]],
        ["Nội dung tệp", INTEGRITY[report.integrity]],
        ["SHA-256", file.sha256],
        ["Chính sách kiểm tra", report.policy or "–"],
        ["Kho chứng thư tin cậy", report.trust_store or "–"],
    ]


def _signature_rows(item: SignatureResult) -> list[list[str]]:
    signer = item.signer
    codes = ", ".join(f"{key}: {value}" for key, value in signer.identifiers.items()) if signer else ""
    stamp = item.timestamp
    rows = [
        ["Mã định danh", codes],
        ["Tổ chức", (signer.organization or "") if signer else ""],
        ["Nơi cấp chứng thư", (signer.issuer or "") if signer else ""],
        ["Dấu vân tay chứng thư", (signer.sha256 or "") if signer else ""],
        ["Thời điểm ký khai báo", _time(item.signed_at) if item.signed_at else ""],
        ["Dấu thời gian", f"{_time(stamp.time) if stamp.time else '–'} ({STAMP[stamp.status]})" if stamp else ""],
        ["Chứng thư xét tại", _judged_at(item)],
        ["Thay đổi sau khi ký", CHANGES[item.later_changes]],
        ["Chứng thư", f"{TRUST[item.trust]}; thu hồi: {REVOCATION[item.revocation]}"],
        ["Chỉ báo ETSI", " / ".join(filter(None, (item.indication, item.sub_indication)))],
        ["Mức PAdES", "không phải PAdES" if item.level == "not_pades" else item.level],
    ]
    rows += [["Thay đổi", change.message] for change in item.changes if not change.permitted]
    return [row for row in rows if row[1]]


def _judged_at(item: SignatureResult) -> str:
    if item.validated_at is None or item.trust == "unknown":
        return ""
    return f"{_time(item.validated_at)}{TIME_FROM.get(item.time_from, '')}"


def _title(item: SignatureResult) -> str:
    kind = "Dấu thời gian" if item.kind == "timestamp" else "Bản sao, ký bởi" if item.copy else "Chữ ký của"
    name = item.signer.common_name if item.signer is not None else None
    return f"{kind} {name or 'không rõ'} (ô {item.field})"


def _time(moment: datetime) -> str:
    return moment.astimezone(HANOI).strftime("%d/%m/%Y %H:%M:%S %z")


@cache
def _register_fonts() -> None:
    for name, file in ((REGULAR, "SourceSerifPro-Regular.ttf"), (BOLD, "SourceSerifPro-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(Path(font_directory) / file)))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


@cache
def _styles() -> dict[str, ParagraphStyle]:
    body = ParagraphStyle("body", fontName=REGULAR, fontSize=11, leading=14, spaceAfter=3)
    return {
        "body": body,
        "small": ParagraphStyle("small", parent=body, fontSize=9.5, leading=12),
        "cell": ParagraphStyle("cell", parent=body, fontSize=9.5, leading=12, spaceAfter=0, splitLongWords=1),
        "center": ParagraphStyle("center", parent=body, alignment=1),
        "title": ParagraphStyle("title", parent=body, fontName=BOLD, fontSize=15, leading=20, alignment=1),
        "heading": ParagraphStyle("heading", parent=body, fontName=BOLD, fontSize=12, leading=16, spaceBefore=4),
        "signature": ParagraphStyle("signature", parent=body, fontName=BOLD, spaceBefore=3),
    }


def _paragraph(markup: str, style: str) -> Paragraph:
    return Paragraph(markup, _styles()[style])


def _table(rows: list[list[str]], widths: tuple[float, ...], *, header: bool = False) -> Table:
    cells = [[_paragraph(escape(text), "cell") for text in row] for row in rows]
    table = Table(cells, colWidths=widths, repeatRows=1 if header else 0)
    line = ("GRID", (0, 0), (-1, -1), 0.4, colors.grey)
    commands: list[tuple[Any, ...]] = [line, ("VALIGN", (0, 0), (-1, -1), "TOP")]
    if header:
        commands.append(("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke))
    table.setStyle(TableStyle(commands))
    return table


def _footer(canvas: Any, template: Any) -> None:
    canvas.saveState()
    canvas.setFont(REGULAR, 8.5)
    canvas.drawString(25 * mm, 10 * mm, "Kết quả kiểm tra tự động; chữ ký số được kiểm tra trên nguyên tệp gốc.")
    canvas.drawRightString(A4[0] - 15 * mm, 10 * mm, f"Trang {template.page}")
    canvas.restoreState()
