"""Pictures of seals (hình con dấu): what looks signed and is not.

A scan or a print shows the red seal, or the words a signing program prints beside it; without a signature in the file
that is a picture, which anybody can paste.
"""

from __future__ import annotations

import re

import numpy as np
import pypdfium2 as pdfium

from signatures.document import PARSE_ERRORS, OpenedPdf
from signatures.drawable import can_be_drawn
from signatures.report import Notice

SCALE = 0.5
"""36 pixels an inch: a seal of 36 mm is 51 pixels wide."""
MIN_RED = 40
MAX_SIDE = 75
"""Pixels: red that spreads wider than a seal is a heading, a table or a coloured scan."""
EDGE_PAGES = 3
PRINTED = re.compile(
    r"(?:^|\n)\s*(?:được )?(?:ký (?:số )?bởi|người ký|thời gian ký|signed by|digitally signed by|signature valid)\s*:?",
    re.IGNORECASE,
)


def seal_pictures(pdf: OpenedPdf) -> tuple[Notice, ...]:
    """A warning for an unsigned file that shows a seal or a printed signature. Never raises."""
    try:
        with pdfium.PdfDocument(pdf.data, password=pdf.password) as document:
            for number in _pages(len(document)):
                page = document[number]
                if PRINTED.search(page.get_textpage().get_text_bounded()):
                    return (_printed(number + 1),)
                if _shows_seal(page):
                    return (_picture(number + 1),)
    except (pdfium.PdfiumError, *PARSE_ERRORS):
        return ()
    return ()


def _pages(count: int) -> list[int]:
    return sorted({*range(min(EDGE_PAGES, count)), *range(max(0, count - EDGE_PAGES), count)})


def _shows_seal(page: pdfium.PdfPage) -> bool:
    if not can_be_drawn(page):
        return False
    raster = page.render(scale=SCALE, rev_byteorder=True).to_numpy()[:, :, :3].astype(np.int16)
    red = (raster[:, :, 0] - raster[:, :, 1] > 60) & (raster[:, :, 0] - raster[:, :, 2] > 60)
    rows, columns = np.nonzero(red)
    if len(rows) < MIN_RED:
        return False
    sides = [float(np.subtract(*np.percentile(axis, (90, 10)))) for axis in (rows, columns)]
    return max(sides) <= MAX_SIDE


def _picture(page: int) -> Notice:
    return Notice(
        "seal_picture",
        f"Trang {page} có hình dấu đỏ nhưng tệp không có chữ ký số; hình dấu không có giá trị xác thực.",
        f"Page {page} shows a red seal, but the file holds no digital signature; a picture proves nothing.",
    )


def _printed(page: int) -> Notice:
    return Notice(
        "printed_signature",
        f"Trang {page} in dòng chữ của chữ ký số nhưng tệp không có chữ ký số; hãy xin bản ký số gốc.",
        f"Page {page} prints the words of a digital signature, but the file holds none; ask for the signed original.",
    )
