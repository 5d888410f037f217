"""The typeface of all we compose: Source Serif Pro, whose upright faces cover Vietnamese; its italics do not."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import font_source_serif_pro
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR: Final = "SourceSerifPro-Regular"
BOLD: Final = "SourceSerifPro-Bold"


def font_file(face: str) -> Path:
    """The TrueType file of a face."""
    return Path(font_source_serif_pro.font_directory) / f"{face}.ttf"


@cache
def register_fonts() -> None:
    """Make both faces known to reportlab, once a process."""
    for face in (REGULAR, BOLD):
        pdfmetrics.registerFont(TTFont(face, str(font_file(face))))


def text_width(text: str, face: str, size: float) -> float:
    """Width in points."""
    register_fonts()
    return float(pdfmetrics.stringWidth(text, face, size))
