"""Tables that go on over pages."""

from __future__ import annotations

import pytest

from extract.page import Box
from ingest.continued import join_tables
from ingest.tables import Table

HEAD = ("TT", "Họ và tên", "Lương", "Ghi chú")
COLUMNS = (0.0, 40.0, 200.0, 300.0)
Rows = tuple[tuple[str, ...], ...]
FIRST: Rows = (HEAD, ("1", "Lê An", "5.000.000", ""), ("2", "Vũ Bình", "6.000.000", "Nghỉ"))


def on_page(page: int, rows: Rows, columns: tuple[float, ...] = COLUMNS, **more: object) -> Table:
    """A table at the foot of the first page, or at the head of another."""
    box = Box(60.0, 600.0, 460.0, 800.0) if page == 1 else Box(60.0, 60.0, 460.0, 200.0)
    return Table(page, box, 842.0, rows, columns, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("below", "last"),
    [
        (on_page(2, (("3", "Đỗ Chi", "7.000.000", ""),)), ("3", "Đỗ Chi", "7.000.000", "")),  # a row by itself
        (on_page(2, (("3", "Đỗ Chi", "7.000.000", ""),), bold=True), ("3", "Đỗ Chi", "7.000.000", "")),
        (on_page(2, (("Tổng cộng", "18.000.000", ""),), (0.0, 201.0, 299.0)), ("Tổng cộng", "", "18.000.000", "")),
        (on_page(2, (HEAD, ("3", "Đỗ Chi", "7", "")), (0.0, 30.0, 190.0, 290.0)), ("3", "Đỗ Chi", "7", "")),
    ],
    ids=["one row", "one bold row", "merged cells", "other widths, same head"],
)
def test_it_is_one(below: Table, last: tuple[str, ...]) -> None:
    """As long as its columns stand where those above do, be some of them merged, or its head is the same."""
    (table,) = join_tables([on_page(1, FIRST, bold=True), below])
    assert table["pages"] == [1, 2]
    assert tuple(item["text"] for item in table["rows"][-1]) == last
    assert len(table["rows"]) == 3


@pytest.mark.parametrize(
    "below",
    [
        on_page(2, (("TT", "Thiết bị", "Số", "ĐVT"), ("1", "Máy in", "2", "Cái")), (0.0, 40.0, 150.0, 350.0)),
        on_page(2, (("TT", "Thiết bị", "Số", "ĐVT"), ("1", "Máy in", "2", "Cái")), bold=True),
    ],
    ids=["other columns", "another head"],
)
def test_they_are_two(below: Table) -> None:
    """Where the next has columns or a bold head of its own."""
    tables = join_tables([on_page(1, FIRST, bold=True), below])
    assert [table["pages"] for table in tables] == [[1], [2]]


def test_columns_empty_on_one_page_are_kept() -> None:
    """And those empty on all pages are left out, such as between double rules."""
    columns = (0.0, 2.0, 40.0, 200.0)
    above = on_page(1, (("TT", "", "Tên", "Ghi chú"), ("1", "", "An", "Nghỉ")), columns)
    (table,) = join_tables([above, on_page(2, (("2", "", "Bình", ""), ("3", "", "Chi", "")), columns)])
    assert table["header"] == ["TT", "Tên", "Ghi chú"]
    assert [item["text"] for item in table["rows"][-1]] == ["3", "Chi", ""]


@pytest.mark.parametrize("rows", [(("Lê An", "Vũ Bình", "", ""),), (("An", "", "", ""), ("", "Bình", "", ""))])
def test_one_row_or_few_words_are_no_table(rows: Rows) -> None:
    """Such as boxes to sign in."""
    assert join_tables([on_page(1, rows)]) == ()


def test_the_name_of_a_group_at_the_head_of_a_page_is_a_row() -> None:
    """Though nothing else stands in its row; a title that is said again is none."""
    group, title = ("II. Tổ May", "", "", ""), ("DANH SÁCH", "", "", "")
    below = on_page(2, (("3", "Đỗ Chi", "7", ""), ("4", "Lý Dũng", "8", "")), title=group)
    (table,) = join_tables([on_page(1, FIRST, title=title), below])
    assert [row[0]["text"] for row in table["rows"]] == ["1", "2", "II. Tổ May", "3", "4"]
    (table,) = join_tables([on_page(1, FIRST, title=title), on_page(2, below.rows, title=title)])
    assert (table["title"], len(table["rows"])) == ("DANH SÁCH", 4)
