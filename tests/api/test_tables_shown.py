"""Tables and form values on the page of a document: real tables, folded, in two languages."""

from __future__ import annotations

import re

import pytest

from api.messages import Lang
from api.pages.shell import Shell
from api.pages.tables import MOST_ROWS, FormValue, form_values, table_views
from tests.api.conftest import Office


@pytest.mark.parametrize(
    ("lang", "caption"),
    [("vi", "Bảng 1: 3 cột, 3 dòng, trang 1"), ("en", "Table 1: 3 columns, 3 rows, page 1")],
)
def test_a_table_is_shown_as_one(office: Office, lang: str, caption: str) -> None:
    """With heads of columns, behind a line that opens it."""
    document = office.document("07-to-trinh-431-ky-so.pdf")
    page = office.http.get(f"/documents/{document}", params={"lang": lang}, headers={"Cookie": ""}).text
    found = re.search(rf"<details>\s*<summary>{caption}</summary>.*?</details>", page, re.DOTALL)
    assert found
    assert re.findall(r'<th scope="col">(.*?)</th>', found[0]) == ["Hạng mục", "Số lượng", "Kinh phí (đồng)"]
    assert found[0].count("<tr>") == 4
    office.http.cookies.clear()


def test_cells_that_fail_their_check_say_so() -> None:
    """In words, never by colour alone; what is cut off is counted."""
    cells = [{"text": "12", "type": "mst", "value": "12", "valid": False}, {"text": "5", "type": "number", "value": 5}]
    table = {"pages": [2, 3], "bbox": [0, 0, 1, 1], "header": [], "rows": [cells] * (MOST_ROWS + 7)}
    shown = table_views([table], _shell("vi"))[0]
    assert (shown.caption, shown.more) == ("Bảng 1: 2 cột, 307 dòng, trang 2–3", 7)
    assert [(cell.doubt, cell.number) for cell in shown.rows[0]] == [("mã số thuế không hợp lệ", False), (None, True)]


def test_units_stand_with_the_names_of_the_columns() -> None:
    """As the table has them in a row of their own."""
    table = {"pages": [1], "bbox": [0, 0, 1, 1], "header": ["TT", "Diện tích"], "units": ["", "(m2)"], "rows": []}
    assert table_views([table], _shell("vi"))[0].header == ("TT", "Diện tích (m2)")


def test_the_title_of_a_table_stands_in_its_caption() -> None:
    """Where one is drawn into it."""
    table = {"pages": [1], "bbox": [0, 0, 1, 1], "title": "DANH SÁCH", "header": ["TT", "Tên"], "rows": []}
    assert table_views([table], _shell("vi"))[0].caption == "Bảng 1: 2 cột, 0 dòng, trang 1: DANH SÁCH"


def test_form_values_are_told() -> None:
    """A tick is told in words; XFA data stands on no page."""
    forms = [
        {"kind": "checkbox", "name": "nam", "value": True, "page": 1, "bbox": [0, 0, 1, 1]},
        {"kind": "xfa", "name": "to_khai.ten", "value": "An"},
    ]
    assert form_values(forms, _shell("vi")) == (
        FormValue("nam", "đã đánh dấu", 1),
        FormValue("to_khai.ten", "An", None),
    )


def _shell(lang: Lang) -> Shell:
    return Shell(lang, "/documents/x", {}, "intake")
