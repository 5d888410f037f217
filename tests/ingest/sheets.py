"""Single sheets composed for one test each: text where it is put, in the fonts and ways that trouble readers."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

import pikepdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from tests.compose.fonts import BOLD, REGULAR, register_fonts

WIDTH, HEIGHT = 595.0, 842.0


class Sheet:
    """A canvas with its origin at the top left, in points."""

    def __init__(self, width: float = WIDTH, height: float = HEIGHT) -> None:
        register_fonts()
        self.height = height
        self.buffer = BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=(width, height), invariant=1)

    def put(self, x: float, y: float, text: str, *, size: float = 13, bold: bool = False, mode: int = 0) -> Sheet:
        """Text with its baseline `y` points from the top; `mode` is the PDF text render mode."""
        line = self.canvas.beginText(x, self.height - y)
        line.setFont(BOLD if bold else REGULAR, size)
        line.setTextRenderMode(mode)
        line.textOut(text)
        self.canvas.drawText(line)
        return self

    def spread(self, y: float, letters: Iterable[tuple[float, str]], size: float = 13) -> Sheet:
        """Letters drawn by one operator, each at its own distance from the left, as office programs set a line."""
        font, at = pdfmetrics.getFont(REGULAR), 0.0
        line, array = self.canvas.beginText(0, self.height - y), ""
        for x, letter in letters:
            ((_, code),) = font.splitString(letter, self.canvas._doc)
            array += f"{1000 * (at - x) / size:.1f} <{code.hex()}> "
            at = x + width_of(letter, size)
        line._code.append(f"{font.getSubsetInternalName(0, self.canvas._doc)} {size} Tf [{array}] TJ")
        self.canvas.drawText(line)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        """A straight line."""
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)
        return self

    def turn_page(self) -> Sheet:
        """Go on with a new page."""
        self.canvas.showPage()
        return self

    def pdf(self) -> bytes:
        """The bytes so far."""
        self.canvas.save()
        return self.buffer.getvalue()


def width_of(text: str, size: float = 13) -> float:
    """Width in points in the regular face."""
    register_fonts()
    return float(pdfmetrics.stringWidth(text, REGULAR, size))


def with_widget(pdf: bytes, text: str, x: float, y: float, *, signature: bool = True) -> bytes:
    """The PDF with a field whose appearance prints ASCII `text` there, as signing software prints a number."""
    with pikepdf.open(BytesIO(pdf)) as file:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        lines = text.split("\n")
        content = "BT /F1 11 Tf 12 TL 2 " + str(12 * len(lines) - 9) + " Td "
        content += " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        form = file.make_stream(content.encode())
        wide, high = 8 + 6 * max(map(len, lines)), 12 * len(lines) + 4
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = pikepdf.Array([0, 0, wide, high])
        form.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        bottom = HEIGHT - y - 3
        widget = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Sig if signature else pikepdf.Name.Tx,
            T=pikepdf.String("field"),
            F=4,
            Rect=pikepdf.Array([x, bottom, x + wide, bottom + high]),
            AP=pikepdf.Dictionary(N=form),
        )
        if not signature:
            widget.V = pikepdf.String(text)
        reference = file.make_indirect(widget)
        file.pages[0].Annots = pikepdf.Array([reference])
        file.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([reference]))
        out = BytesIO()
        file.save(out, deterministic_id=True)
        return out.getvalue()
