"""Small PDFs of our own making, to sign in tests."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

LINES = ("CONG HOA XA HOI CHU NGHIA VIET NAM", "So: 12/QD-UBND", "Tong kinh phi: 1.000.000 dong")


def make_pdf(pages: Sequence[Sequence[str]] = (LINES,)) -> bytes:
    """One A4 page per sequence of lines, the same bytes for the same lines."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    for lines in pages:
        canvas.setFont("Helvetica", 12)
        for index, line in enumerate(lines):
            canvas.drawString(72, 770 - 24 * index, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
