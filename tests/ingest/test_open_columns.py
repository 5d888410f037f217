"""Tables that have level rules only."""

from __future__ import annotations

import pytest

from ingest.content import read_pdf
from ingest.options import ReadOptions
from tests.ingest.sheets import Sheet

OPTIONS = ReadOptions(ocr=False)
COLUMNS = (64.0, 100.0, 280.0, 400.0)
HEAD = ("TT", "Họ và tên", "Ngày sinh", "Mức lương")
PEOPLE = tuple((str(i), f"Nguyễn Văn {name}", f"0{i}/03/1990", f"{i}.250.000") for i, name in enumerate("ABCD", 1))
Rows = tuple[tuple[str, ...], ...]


def ruled(rows: Rows, *, high: float = 24.0, ends: tuple[float, ...] = (530.0,)) -> bytes:
    """Rows with a rule above and below each, whose right ends are these in turn."""
    sheet = Sheet()
    for i in range(len(rows) + 1):
        sheet.rule(60, 200 + high * i, ends[i % len(ends)], 200 + high * i)
    for i, row in enumerate(rows):
        for x, text in zip(COLUMNS, row, strict=False):
            sheet.put(x, 216 + high * i, text, size=11)
    return sheet.pdf()


def test_columns_are_where_no_word_stands() -> None:
    """In any row, other than those that are one text."""
    rows: Rows = (HEAD, *PEOPLE, ("Danh sách này có bốn người, lập ngày 05 tháng 3 năm 2025 tại Hà Nội",))
    (table,) = read_pdf(ruled(rows), OPTIONS).tables
    assert table["header"] == list(HEAD)
    assert [tuple(item["text"] for item in row) for row in table["rows"]][:4] == list(PEOPLE)


@pytest.mark.parametrize(
    "pdf",
    [
        ruled((("Kính đề nghị Sở Nội vụ xem xét, giải quyết theo thẩm quyền được giao",),) * 6),  # written on lines
        ruled((("Họ và tên", "Lê An"), ("Ngày sinh", "02/03/1990"), ("Nghề nghiệp", "Giáo viên"))),
        ruled((HEAD, *PEOPLE), ends=(530.0, 500.0)),
        ruled((HEAD, *PEOPLE[:1])),
        ruled((HEAD, *PEOPLE), high=120.0),
        ruled((HEAD, (), *PEOPLE)),
        ruled(()),
    ],
    ids=["prose", "two columns", "rules of two widths", "two rows", "far apart", "an empty row", "nothing"],
)
def test_what_is_no_table(pdf: bytes) -> None:
    """Rules below one another part more than tables."""
    assert read_pdf(pdf, OPTIONS).tables == ()
