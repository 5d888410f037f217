"""Images of pages for readers (hình trang): WebP, as wide as asked for. Called in a reader process only."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from ingest.frame import frame_of
from ingest.options import ReadOptions
from ingest.pdf import open_pdf
from ingest.problems import NoPages
from ingest.raster import draw_page

QUALITY = 80


def render_page(original: bytes | Path, number: int, width: int, options: ReadOptions = ReadOptions()) -> bytes:  # noqa: B008 - a frozen value
    """Page `number` (from 1) of a PDF, `width` pixels wide, or less where the page would exceed the cap on pixels.

    Raises the refusals of `open_pdf`, and NoPages for a number beyond the last page.
    """
    data = original if isinstance(original, bytes) else original.read_bytes()
    with open_pdf(data, options) as document:
        if not 1 <= number <= len(document):
            raise NoPages(f"page {number} of {len(document)}")
        page = document[number - 1]
        frame = frame_of(page)
        raster = draw_page(page, frame, 72 * width / max(frame.width, 1.0), options.limits.pixels)
    target = io.BytesIO()
    Image.fromarray(raster.pixels).save(target, "WEBP", quality=QUALITY, method=2)
    return target.getvalue()
