"""Exports (xuất): the arrival register in its ten statutory columns, and lists of documents."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from corpus.arrival import Arrival
from corpus.document import DispatchView, DocumentSummary
from corpus.lexicon import type_label
from corpus.reading import plain

REGISTER_COLUMNS = (
    "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung",
    "Đơn vị hoặc người nhận", "Ngày chuyển", "Ký nhận", "Ghi chú",
)  # fmt: skip
"""Decree 30/2020/NĐ-CP, Appendix IV, in this order."""
LIST_COLUMNS = (
    "document_id", "name", "sha256", "arrival_number", "arrival_year", "document_type", "reference", "issued_on",
    "issuer", "subject", "signer_name", "urgency", "secrecy", "signature_verdict", "anomalies", "registered_at",
)  # fmt: skip
EVERYWHERE = ("Văn phòng", "Thanh tra")
"""Issuers whose name says nothing without their parent."""
Row = Sequence[Any]
FORMULA = re.compile(r"[=+@\t\r]|-\S")


def register_rows(entries: Iterable[tuple[Arrival, DispatchView | None]]) -> Iterator[Row]:
    """One row per entry in the order of its numbers; a voided one keeps its number and says why, nothing more."""
    for arrival, dispatch in entries:
        if arrival.voided_at is not None:
            yield (arrival.arrived_on, arrival.number, "", "", "", "", "", "", "", f"Hủy: {arrival.void_reason}")
            continue
        yield (
            arrival.arrived_on,
            arrival.number,
            _author(dispatch) if dispatch else "",
            (dispatch and dispatch.reference) or "",
            (dispatch and dispatch.issued_on) or "",
            _named(dispatch) if dispatch else "",
            arrival.recipient or "",
            arrival.forwarded_on or "",
            arrival.received_by or "",
            arrival.note or "",
        )


def _author(dispatch: DispatchView) -> str:
    """The issuer; of a body that every office has, whose it is."""
    parts = (dispatch.issuer, dispatch.issuer_parent if dispatch.issuer in EVERYWHERE else None)
    return " ".join(filter(None, parts))


def _named(dispatch: DispatchView) -> str:
    """`Quyết định về việc thành lập …`; a subject that begins like a sentence stands as one."""
    type_ = type_label(dispatch.document_type) if dispatch.document_type else ""
    between = " về việc " if type_ and dispatch.subject and dispatch.subject[0].islower() else ". "
    return between.join(filter(None, (type_, dispatch.subject)))


def list_rows(documents: Iterable[DocumentSummary]) -> Iterator[Row]:
    """One row per dispatch, and one for a file without any."""
    for document in documents:
        for dispatch in document.dispatches or (None,):
            yield (
                document.id,
                document.name,
                document.sha256,
                document.arrival_number,
                document.arrival_year,
                *(
                    (getattr(dispatch, name) if dispatch else None)
                    for name in ("document_type", "reference", "issued_on", "issuer", "subject")
                ),
                *((getattr(dispatch, name) if dispatch else None) for name in ("signer_name", "urgency", "secrecy")),
                document.verdict,
                document.anomalies,
                document.registered_at.isoformat(),
            )


def write_csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """UTF-8 with a byte order mark, which spreadsheets need; what would run as a formula is quoted."""
    stream = io.BytesIO()
    stream_csv(stream, columns, rows)
    return stream.getvalue()


def stream_csv(stream: BinaryIO, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """The same into a stream, row by row."""
    stream.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=False)
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_safe(_shown(value)) for value in row] for row in rows)
    text.detach()


def write_ndjson(documents: Iterable[DocumentSummary]) -> Iterator[bytes]:
    """One document a line, with its dispatches."""
    for document in documents:
        yield json.dumps(plain(document), ensure_ascii=False).encode() + b"\n"


def write_xlsx(title: str, columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """A workbook of one sheet: text as text, whole numbers as numbers, so that số đến sorts; dates as they are read."""
    stream = io.BytesIO()
    stream_xlsx(stream, title, columns, rows)
    return stream.getvalue()


def stream_xlsx(stream: BinaryIO, title: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """The same into a stream, row by row."""
    before, _, after = SHEET.partition("ROWS")
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in XLSX_PARTS.items():
            book.writestr(name, content.replace("TITLE", escape(title[:31], {'"': "&quot;"})))
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write((before + _xlsx_row(1, columns, style=1)).encode())
            for number, row in enumerate(rows, 2):
                sheet.write(_xlsx_row(number, [_shown(value) for value in row]).encode())
            sheet.write(after.encode())


def _shown(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat()
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


def _safe(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula."""
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def _xlsx_row(number: int, values: Sequence[Any], style: int = 0) -> str:
    return f'<row r="{number}">' + "".join(_cell(value, style) for value in values) + "</row>"


def _cell(value: Any, style: int) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f'<c s="{style}"><v>{value}</v></c>'
    text = "".join(letter for letter in str(value) if letter >= " " or letter in "\n\t")
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
SHEET = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>ROWS</sheetData></worksheet>'
XLSX_PARTS = {
    "[Content_Types].xml": (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{TYPES}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPES}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="TITLE" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="2"><font/><font><b/></font></fonts>'
        '<fills count="1"><fill/></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs>'
        "</styleSheet>"
    ),
}
