"""Paper scanned (bản quét): pages of pictures only, with stamps, a little skew, grain and JPEG loss; seeded."""

from __future__ import annotations

import time
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import numpy as np
import pypdfium2
from PIL import Image

DPI: Final = 200
MOMENT: Final = time.gmtime(1_735_689_600)
"""What the file says it was made at, so that the same scan is the same bytes."""


@dataclass(frozen=True)
class Stamp:
    """A picture set on one page, its top left corner in points from the page's."""

    picture: Image.Image
    x: float
    y: float
    page: int = 0


def scan(
    pdf: bytes, *, stamps: tuple[Stamp, ...] = (), skew: float = 0.6, grain: float = 6.0, seed: int = 1, dpi: int = DPI
) -> bytes:
    """The pages of a PDF as a scanner would give them: `skew` in degrees, `grain` in grey levels, no text layer."""
    rng = np.random.default_rng(seed)
    pages = []
    for number, page in enumerate(render(pdf, dpi)):
        for stamp in stamps:
            if stamp.page == number:
                _press(page, stamp, dpi)
        turned = page.convert("RGB").rotate(
            rng.uniform(-skew, skew), resample=Image.Resampling.BICUBIC, fillcolor=(250, 250, 247)
        )
        pages.append(_grainy(turned, grain, rng))
    return _as_pdf(pages, dpi)


def render(pdf: bytes, dpi: int = DPI) -> list[Image.Image]:
    """Each page as a picture."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("RGBA") for page in document]
    finally:
        document.close()


def _press(page: Image.Image, stamp: Stamp, dpi: int) -> None:
    """Set the stamp on the page as ink: what lies below darkens it."""
    scale = dpi / DPI
    ink = stamp.picture.resize((round(stamp.picture.width * scale), round(stamp.picture.height * scale)))
    page.alpha_composite(ink, (round(stamp.x * dpi / 72), round(stamp.y * dpi / 72)))


def _grainy(page: Image.Image, grain: float, rng: np.random.Generator) -> Image.Image:
    pixels = np.asarray(page, dtype=np.float32)
    noise = rng.normal(0, grain, pixels.shape[:2]).astype(np.float32)
    return Image.fromarray(np.clip(pixels + noise[:, :, None], 0, 255).astype(np.uint8))


def _as_pdf(pages: list[Image.Image], dpi: int) -> bytes:
    buffer = BytesIO()
    pages[0].save(
        buffer,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=dpi,
        quality=72,
        creationDate=MOMENT,
        modDate=MOMENT,
    )
    return buffer.getvalue()
