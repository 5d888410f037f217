"""Pages as pixels: resolution is lowered until the page fits the cap, so that no page box can ask for gigabytes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

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


def ink_grey(pixels: Pixels) -> Pixels:
    """Grey = max(R, G, B): red and blue stamp ink fades, black print stays."""
    return cast(Pixels, pixels.max(axis=2))
