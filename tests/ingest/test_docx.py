"""Dispatches that arrive as word-processor files."""

from __future__ import annotations

import io

import docx
import pytest

from ingest.docx import read_docx
from ingest.options import Limits
from ingest.problems import ArchiveBomb, Damaged
from tests.ingest.test_archives import zipped


def letter() -> bytes:
    """A header made of a table, a paragraph with a tab and a break, a table of data."""
    document = docx.Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "SỞ NỘI VỤ\nSố: 12/SNV-VP"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nAn Sơn, ngày 05 tháng 9 năm 2025"
    document.add_paragraph("Kính gửi:\tVăn phòng").add_run("\nỦy ban")
    data = document.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            data.cell(row, column).text = f"{row}{column}"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_text_comes_in_reading_order() -> None:
    """The header column by column, tables of data row by row."""
    assert read_docx(letter(), Limits()).split("\n") == [
        "SỞ NỘI VỤ",
        "Số: 12/SNV-VP",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "An Sơn, ngày 05 tháng 9 năm 2025",
        "Kính gửi: Văn phòng",
        "Ủy ban",
        *[f"{row}{column}" for row in range(3) for column in range(3)],
        "",
    ]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (zipped(("word/document.xml", b"<a/>")), Damaged),
        (letter()[:-200], Damaged),
        (zipped(("word/document.xml", b"\x00" * 60_000_000)), ArchiveBomb),
    ],
)
def test_hostile_documents(data: bytes, kind: type[Exception]) -> None:
    """No parts, no end, or too much of it."""
    with pytest.raises(kind):
        read_docx(data, Limits())
