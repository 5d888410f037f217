"""Images of pages for readers (hình trang): WebP, as wide as asked for. Called in a reader process only."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from ingest import media
from ingest.frame import frame_of
from ingest.options import ReadOptions
from ingest.pdf import get_page, open_pdf
from ingest.photos import readable
from ingest.problems import Damaged, NoPages
from ingest.raster import draw_page
from ingest.rescue import rebuild

QUALITY = 80
TALLEST = 16_000
"""Pixels WebP can hold in one direction, and a little less."""
DEFAULT = ReadOptions()


_TURNED = (None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
"""By quarter turns clockwise; the library counts the other way round."""


def render_page(
    original: bytes | Path, number: int, width: int, options: ReadOptions = DEFAULT, *, turns: int = 0
) -> bytes:
    """Page `number` (from 1) of a PDF or picture, `width` pixels wide, or less where it would exceed the caps.

    `turns` are quarters clockwise by which it was set upright to be read (`extract.page.turns_of`), as the places of
    what was read count from there.
    Raises the refusals of `open_pdf`, Damaged or TooLarge for a picture, and NoPages beyond the last page.
    """
    data = original if isinstance(original, bytes) else original.read_bytes()
    kind = media.media_type(data, "")
    wanted = _Wanted(number, width, turns % 4)
    picture = _photo(data, number) if kind in media.IMAGES else _page(data, wanted, options)
    if way := _TURNED[wanted.turns]:
        picture = picture.transpose(way)
    wide = min(width, picture.width, max(picture.width * TALLEST // picture.height, 1))
    tall = min(max(picture.height * wide // picture.width, 1), TALLEST)
    shown = picture if (wide, tall) == picture.size else picture.resize((wide, tall))
    target = io.BytesIO()
    shown.save(target, "WEBP", quality=QUALITY, method=2)
    return target.getvalue()


@dataclass(frozen=True, slots=True)
class _Wanted:
    number: int
    width: int
    turns: int


def _page(data: bytes, wanted: _Wanted, options: ReadOptions) -> Image.Image:
    """As the reader sees it: of a damaged file, a page of the copy that was read."""
    try:
        return _drawn(data, wanted, options)
    except (Damaged, NoPages):
        copy = rebuild(data)
        if copy is None:
            raise
        return _drawn(copy, wanted, options)


def _drawn(data: bytes, wanted: _Wanted, options: ReadOptions) -> Image.Image:
    with open_pdf(data, options) as document:
        if not 1 <= wanted.number <= len(document):
            raise NoPages(f"page {wanted.number} of {len(document)}")
        page = get_page(document, wanted.number - 1)
        frame = frame_of(page)
        across = frame.height if wanted.turns % 2 else frame.width
        raster = draw_page(page, frame, 72 * wanted.width / max(across, 1.0), options.limits.pixels)
    return Image.fromarray(raster.pixels)


def _photo(data: bytes, number: int) -> Image.Image:
    with readable(), Image.open(io.BytesIO(data)) as picture:
        if number > getattr(picture, "n_frames", 1):
            raise NoPages(f"no picture {number}")
        picture.seek(number - 1)
        return ImageOps.exif_transpose(picture).convert("RGB")
