"""Pages that would take minutes or gigabytes to draw are not drawn."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from signatures import drawable
from signatures.drawable import can_be_drawn


def _can(size: tuple[float, float], lines: int) -> bool:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    for at in range(lines):
        canvas.line(0, at, 10, at)
    canvas.save()
    with pdfium.PdfDocument(out.getvalue()) as document:
        return can_be_drawn(document[0])


@pytest.mark.parametrize(("size", "lines", "expected"), [((595, 842), 3, True), ((595, 15_000), 3, False)])
def test_size(size: tuple[float, float], lines: int, expected: bool) -> None:
    """A page longer than the format allows is left alone."""
    assert _can(size, lines) is expected


def test_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    """So is one with more things on it than any dispatch has."""
    monkeypatch.setattr(drawable, "MOST_OBJECTS", 2)
    assert _can((595, 842), 5) is False
