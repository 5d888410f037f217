"""Pages as pixels: resolution is lowered until the page fits the cap, so that no page box can ask for gigabytes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

from extract.page import Box
from ingest.frame import Frame
from ingest.problems import Damaged

Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Raster:
    """An RGB picture (rows, columns, 3) of a page; `scale` is pixels per point."""

    pixels: Pixels
    scale: float


def draw_page(page: pdfium.PdfPage, frame: Frame, dpi: float, cap: int) -> Raster:
    """The page as shown, annotations drawn, on white; at most `cap` pixels."""
    area = max(frame.width * frame.height, 1.0)
    scale = min(dpi / 72, math.sqrt(cap / area))
    try:
        bitmap = page.render(scale=scale, rev_byteorder=True)
    except (pdfium.PdfiumError, ValueError, MemoryError) as error:
        raise Damaged(f"the page cannot be drawn: {error}") from error
    pixels = np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
    bitmap.close()
    return Raster(cast(Pixels, pixels), scale)


def draw_region(page: pdfium.PdfPage, frame: Frame, box: Box, dpi: float, *, coarse: bool = False) -> Raster:
    """A part of the page as shown; `box` in points, cut off at the edges of the page. `coarse`: of pictures only every
    so many pixels are looked at, which is faster.
    """
    scale = dpi / 72
    cut = (max(box.x0, 0.0), max(frame.height - box.bottom, 0.0), max(frame.width - box.x1, 0.0), max(box.top, 0.0))
    try:
        bitmap = page.render(scale=scale, crop=cut, rev_byteorder=True, no_smoothimage=coarse)
    except (pdfium.PdfiumError, ValueError, MemoryError) as error:
        raise Damaged(f"the page cannot be drawn: {error}") from error
    pixels = np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
    bitmap.close()
    return Raster(cast(Pixels, pixels), scale)
