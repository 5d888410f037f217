"""Pages whose rules make no grid are told without looking for cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.grid import cells_of, may_have_columns
from ingest.options import ReadOptions
from ingest.pages import read_pages
from ingest.rules import Rule
from tests.ingest.sheets import Sheet

PLACES = st.sampled_from((40.0, 42.5, 100.0, 103.0, 106.5, 300.0))
RULES = st.lists(st.builds(Rule, PLACES, st.just(30.0), st.sampled_from((110.0, 310.0))), min_size=4, max_size=12)


@given(RULES, RULES)
def test_what_is_passed_over_has_no_grid(level: list[Rule], upright: list[Rule]) -> None:
    """pdfplumber finds no two rows of two cells either."""
    grids = cells_of(level, upright, (0.0, 0.0, 600.0, 800.0))
    assert may_have_columns(level, upright) or not grids


def test_a_shaded_paragraph_is_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    """The grounds of its lines stand one on another, as wide as the column."""
    sheet = Sheet()
    for i in range(12):
        top, bottom = 100 + 16 * i, 116 + 16 * i
        for x0, y0, x1, y1 in (
            (80, top, 540, top),
            (80, bottom, 540, bottom),
            (80, top, 80, bottom),
            (540, top, 540, bottom),
        ):
            sheet.rule(x0, y0, x1, y1)
        sheet.put(84, bottom - 4, "Giao Sở Nội vụ theo dõi, đôn đốc việc thực hiện", size=12)
    monkeypatch.setattr("ingest.grid.cells_of", None)
    assert read_pages(sheet.pdf(), ReadOptions(ocr=False))[0].text_from == "text_layer"
