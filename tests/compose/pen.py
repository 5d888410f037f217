"""A pen (bút) that writes down a page: wrapped lines, columns, italics by skewing, page breaks with numbers on top."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.compose.fonts import BOLD, REGULAR, register_fonts, text_width

WIDTH, HEIGHT = A4
LEFT: Final = 85.0
RIGHT: Final = WIDTH - 51.0
TOP: Final = 57.0
BOTTOM: Final = HEIGHT - 62.0
SLANT: Final = 0.21
"""Tangent of the slope that stands for italics."""

Align = Literal["left", "center", "justify"]


class Pen:
    """Writes on one canvas; `y` is the distance of the next line's top from the top of the page, in points."""

    def __init__(self, canvas: Canvas) -> None:
        register_fonts()
        self.canvas = canvas
        self.y = TOP
        self.page = 1

    def write(
        self,
        text: str,
        *,
        size: float = 13.5,
        bold: bool = False,
        italic: bool = False,
        align: Align = "left",
        left: float = LEFT,
        right: float = RIGHT,
        indent: float = 0.0,
        after: float = 0.0,
        colour: tuple[float, float, float] = (0, 0, 0),
    ) -> None:
        """Write a paragraph between `left` and `right`, and go on below it."""
        face = BOLD if bold else REGULAR
        self.canvas.setFillColorRGB(*colour)
        lines = list(wrap(text, face, size, right - left, indent))
        for i, line in enumerate(lines):
            self.make_room(size * 1.3)
            start = left + (indent if i == 0 else 0.0)
            room = right - start - text_width(line, face, size)
            if align == "center":
                start += room / 2
            gap = room / line.count(" ") if align == "justify" and i < len(lines) - 1 and " " in line else 0.0
            self._line(line, face, size, start, gap, italic)
            self.y += size * 1.3
        self.y += after

    def rule(self, left: float, right: float) -> None:
        """A thin line across, just below what was written."""
        self.canvas.setLineWidth(0.6)
        self.canvas.line(left, HEIGHT - self.y - 1, right, HEIGHT - self.y - 1)
        self.y += 4

    def table(self, rows: list[list[str]], size: float = 11.0) -> None:
        """A ruled table over the whole width, columns of equal width; the first row is its head."""
        step = (RIGHT - LEFT) / len(rows[0])
        for number, row in enumerate(rows):
            face = REGULAR if number else BOLD
            tall = max(len(list(wrap(cell, face, size, step - 8, 0))) for cell in row) * size * 1.3 + 6
            self.make_room(tall)
            top = self.y
            for i, cell in enumerate(row):
                self.y = top + 2
                self.write(cell, size=size, bold=not number, left=LEFT + i * step + 4, right=LEFT + (i + 1) * step - 4)
                self.canvas.setLineWidth(0.5)
                self.canvas.rect(LEFT + i * step, HEIGHT - top - tall, step, tall)
            self.y = top + tall
        self.y += 8

    def make_room(self, height: float) -> None:
        """Start a page where less than `height` points are left."""
        if self.y + height > BOTTOM:
            self.new_page()

    def new_page(self) -> None:
        """A page with its number on top, as Decree 30/2020/NĐ-CP wants it from the second on."""
        self.canvas.showPage()
        self.page += 1
        self.y = TOP - 30
        self.write(str(self.page), size=12, align="center", after=8)
        self.y = max(self.y, TOP)

    def _line(self, line: str, face: str, size: float, x: float, gap: float, italic: bool) -> None:
        """One line; where it is stretched, word by word, each with the blank that follows it."""
        base = HEIGHT - self.y - size
        pieces = [line] if not gap else [word + " " for word in line.split(" ")]
        for piece in pieces:
            text = self.canvas.beginText()
            text.setTextTransform(1, 0, SLANT if italic else 0, 1, x, base)
            text.setFont(face, size)
            text.textOut(piece)
            self.canvas.drawText(text)
            x += text_width(piece, face, size) + gap


def wrap(text: str, face: str, size: float, width: float, indent: float) -> Iterator[str]:
    """Lines no wider than `width`, the first `indent` shorter; a word wider than that stands alone."""
    line, room = "", width - indent
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, face, size) > room:
            yield line
            line, room = word, width
        else:
            line = longer
    yield line
