"""Rules that are drawn dot by dot, dash by dash or thick, or that a page cuts off."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import numpy as np
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.content import read_pdf
from ingest.options import ReadOptions
from ingest.rules import Rule, Rules, are_dots
from tests.ingest.sheets import HEIGHT, WIDTH, Sheet

OPTIONS = ReadOptions(ocr=False)
ROWS = (("TT", "Họ và tên", "Ngày sinh"), ("1", "Lê An", "02/03/1990"), ("2", "Vũ Bình", "05/06/1991"))
COLUMNS, LINES = (60.0, 100.0, 280.0, 400.0), (200.0, 224.0, 248.0, 272.0)


def solid(sheet: Sheet, x0: float, y0: float, x1: float, y1: float) -> None:
    """One stroke."""
    sheet.rule(x0, y0, x1, y1)


def thick(sheet: Sheet, x0: float, y0: float, x1: float, y1: float) -> None:
    """One stroke, three points thick."""
    sheet.canvas.setLineWidth(3)
    sheet.rule(x0, y0, x1, y1)


def dotted(sheet: Sheet, x0: float, y0: float, x1: float, y1: float) -> None:
    """Squares of their own, as browsers print a dotted border."""
    for i in range(int((x1 - x0 + y1 - y0) / 1.5)):
        x, y = (x0, y0 + 1.5 * i) if x0 == x1 else (x0 + 1.5 * i, y0)
        sheet.canvas.rect(x, sheet.height - y, 0.75, 0.75, stroke=0, fill=1)


def dashed(sheet: Sheet, x0: float, y0: float, x1: float, y1: float) -> None:
    """Rectangles of one path, as browsers print a dashed border."""
    path = sheet.canvas.beginPath()
    for i in range(int((x1 - x0 + y1 - y0) / 3)):
        x, y = (x0, y0 + 3 * i) if x0 == x1 else (x0 + 3 * i, y0)
        path.rect(x, sheet.height - y, 2.0 if y0 == y1 else 0.75, 2.0 if x0 == x1 else 0.75)
    sheet.canvas.drawPath(path, stroke=0, fill=1)


def drawn_at_once(sheet: Sheet, x0: float, y0: float, x1: float, y1: float) -> None:
    """A path of several pieces, one of which is the line."""
    path = sheet.canvas.beginPath()
    for x, y in ((10, 10), (10, 13), (13, 13), (16, 10), (16, 16), (x0, sheet.height - y0)):
        path.moveTo(x, y)
    path.lineTo(x1, sheet.height - y1)
    sheet.canvas.drawPath(path)


def in_form(pdf: bytes) -> bytes:
    """Each page as a form on a new page, a little smaller, as programs make it that stamp or sign."""
    out, made = BytesIO(), pikepdf.new()
    with pikepdf.open(BytesIO(pdf)) as file:
        for page in file.pages:
            new = made.add_blank_page(page_size=(WIDTH, HEIGHT))
            form = made.copy_foreign(page.as_form_xobject())
            new.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Page=form))
            new.Contents = made.make_stream(b"q 0.9 0 0 0.9 20 30 cm /Page Do Q")
        made.save(out, deterministic_id=True)
    return out.getvalue()


@pytest.mark.parametrize("wrap", [bytes, in_form])
@pytest.mark.parametrize("draw", [solid, thick, dotted, dashed, drawn_at_once])
@pytest.mark.parametrize("lines", [LINES, LINES[:-1], LINES[1:]], ids=["all", "open below", "open above"])
def test_a_table_is_found(draw: Callable[..., None], lines: tuple[float, ...], wrap: Callable[[bytes], bytes]) -> None:
    """However its rules are drawn, and where the upright ones run on past the last of the others."""
    sheet = Sheet()
    for y in lines:
        draw(sheet, COLUMNS[0], y, COLUMNS[-1], y)
    for x in COLUMNS:
        draw(sheet, x, LINES[0], x, LINES[-1])
    for y, row in zip(LINES, ROWS, strict=False):
        for x, text in zip(COLUMNS, row, strict=False):
            sheet.put(x + 4, y + 16, text, size=11)
    (table,) = read_pdf(wrap(sheet.pdf()), OPTIONS).tables
    assert tuple(table["header"]) == ROWS[0]
    assert tuple(tuple(item["text"] for item in row) for row in table["rows"]) == ROWS[1:]


def test_a_few_dots_are_no_line() -> None:
    """Nor are those far apart."""
    rules = Rules()
    rules.add_dots(np.array([(10.0 * i, 50.0, 10.0 * i + 1, 51.0) for i in range(9)]))
    rules.add_dots(np.array([(i * 2.0, 50.0, i * 2.0 + 1, 51.0) for i in range(3)]))
    rules.add_dots(np.zeros((0, 4)))
    assert (rules.level, rules.upright) == ([], [])


NUMBERS = st.floats(-1e4, 1e4, width=32)


@given(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS), max_size=30))
def test_odd_marks_do_no_harm(boxes: list[tuple[float, float, float, float]]) -> None:
    """Sides may be swapped or far away."""
    edges = np.array(boxes).reshape(-1, 4)
    rules, dots = Rules(), are_dots(edges)
    rules.add_dots(edges[dots])
    for box in edges[~dots].tolist():
        rules.add_box(box)
        rules.add_line(box)
    rules.close_ends()


def test_two_ends_side_by_side_are_left_open() -> None:
    """The sides of a box say nothing of columns; and where a rule is drawn, none is added."""
    rules = Rules()
    rules.upright = [Rule(60.0, 100.0, 200.0), Rule(300.0, 100.0, 200.0)]
    rules.close_ends()
    assert rules.level == []
    rules.upright.append(Rule(150.0, 100.0, 200.0))
    rules.level = [Rule(199.0, 60.0, 300.0)]
    rules.close_ends()
    assert rules.level == [Rule(199.0, 60.0, 300.0), Rule(100.0, 60.0, 300.0)]
