"""Pictures sent in place of a PDF (ảnh chụp, ảnh quét): PNG, JPEG, and TIFF of several pages."""

from __future__ import annotations

import io
import math
import struct
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from extract.page import Page
from ingest import budget
from ingest.layout import lines_of_segments
from ingest.line_reader import DPI
from ingest.ocr import recogniser
from ingest.options import Limits, ReadOptions
from ingest.picture import stamped_lines
from ingest.problems import Damaged, OutOfMemory, TooLarge, TooManyPages
from ingest.raster import Raster
from ingest.repeated import agree_on_marks

_A4 = 842.0
"""Points that the longer side of a picture is taken to be, as pictures seldom tell their true size."""
_MOST = 200_000_000
"""Pixels of a picture that is not even opened."""
_UNREADABLE = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    LookupError,
    TypeError,
    ArithmeticError,
    struct.error,
)


def read_photos(data: bytes, options: ReadOptions) -> tuple[Page, ...]:
    """A page for each picture, read by OCR; pages say `none` where that is off or lacks its data."""
    rasters = enumerate(_rasters(data, options.limits), 1)
    return agree_on_marks([_page(raster, number, options) for number, raster in rasters])


@contextmanager
def readable() -> Iterator[None]:
    """Whatever the library raises for a picture that is damaged, or made to be, becomes Damaged or TooLarge."""
    try:
        yield
    except Image.DecompressionBombError as error:
        raise TooLarge(str(error)) from error
    except _UNREADABLE as error:
        raise Damaged(f"not a readable picture: {error}") from error
    except MemoryError as error:
        raise OutOfMemory from error


def _rasters(data: bytes, limits: Limits) -> Iterator[Raster]:
    with readable(), Image.open(io.BytesIO(data)) as picture:
        count = getattr(picture, "n_frames", 1)
        if count > limits.pages:
            raise TooManyPages(f"{count} pictures, {limits.pages} allowed")
        for frame in ImageSequence.Iterator(picture):
            if frame.width * frame.height > _MOST:
                raise TooLarge(f"{frame.width} x {frame.height} pixels")
            yield _raster(frame, limits)


def _raster(frame: Image.Image, limits: Limits) -> Raster:
    points = _A4 / max(frame.width, frame.height)
    wanted = DPI / 72 * points
    shrink = min(wanted, math.sqrt(limits.pixels / (frame.width * frame.height)), 1.0)
    upright = ImageOps.exif_transpose(frame).convert("RGB")
    if shrink < 1.0:
        size = (max(round(upright.width * shrink), 1), max(round(upright.height * shrink), 1))
        upright = upright.resize(size, Image.Resampling.BOX)
    return Raster(np.ascontiguousarray(upright), max(upright.size) / _A4)


def _page(raster: Raster, number: int, options: ReadOptions) -> Page:
    reader = recogniser(options.tessdata) if options.ocr else None
    height, width = (edge / raster.scale for edge in raster.pixels.shape[:2])
    if reader is None or number > options.limits.ocr_pages:
        why = "ocr_off" if not options.ocr else "no_ocr_data" if reader is None else "ocr_pages_capped"
        return Page(number, width, height, "none", (), (why,))
    budget.allow(options.limits.seconds_per_ocr_page)
    scan = reader.read_page(raster)
    lines = (*lines_of_segments(scan.segments, scan.height), *stamped_lines(scan))
    return Page(number, scan.width, scan.height, "ocr" if lines else "none", lines, scan.notes)
