"""What lies over a page (lớp phủ), without the page: drawn on white and on black, to tell what is opaque."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from signatures.document import PARSE_ERRORS
from signatures.drawable import can_be_drawn
from signatures.pages import INK, Raster

Mask = npt.NDArray[np.bool_]
BLOCK = (9, 25)
"""Pixels (72 an inch), height and width: an even block so large covers a word. No stroke, star or ring of a seal is."""
GROUND = 5
"""Pixels, height and width: a field so large is ground with print on it, where this share of it is light."""
BRIGHT = 0.3
WORD = (7, 25)
"""Pixels, height and width, of a short word in small print."""
REACH = 25
"""Pixels: the longer side of the largest block."""
DENSE = 0.8
"""Of a word: dark paint that takes away so much of what lies beneath hides a word, though it is not even. Seals over
names come to 0.74 in real files."""
EVEN = 6
"""Grey values by which neighbours in an even block may differ."""
LIGHT_SHARE = 0.3
"""A stamp of a trusted signer is held against the page only where so much of its paint is light; the white parts of a
coat of arms come to 0.16 in real files."""
GREY = 128
ROUNDED = 3
"""Grey values by which a pixel may be off for having been rounded a few times."""
SEE_THROUGH = 24
"""Grey values by which a pixel may differ between white and black ground and still be opaque."""


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One page's annotations on white, black and grey ground, pixel by pixel."""

    on_white: Raster
    on_black: Raster
    on_grey: Raster | None = None
    """Drawn where the paint is light enough that it matters."""

    @property
    def opaque(self) -> Mask:
        """Where nothing beneath can be seen."""
        return np.asarray(self.on_white.astype(np.int16) - self.on_black <= SEE_THROUGH)

    @property
    def light_share(self) -> float:
        """How much of what is painted is light enough to pass for paper."""
        painted = int(np.count_nonzero(self.on_black))
        return int(np.count_nonzero(self.on_black >= INK)) / painted if painted else 0.0

    @property
    def is_even_handed(self) -> bool:
        """Whether every ground shows through in proportion; some blend modes lighten grey ground and spare the rest."""
        if self.on_grey is None:
            return False
        low, high = self.on_black.astype(np.int16), self.on_white.astype(np.int16)
        return bool(
            (np.abs((low * (255 - GREY) + high.astype(np.int32) * GREY) // 255 - self.on_grey) <= ROUNDED).all()
        )

    def solid(self, *, light: bool) -> Mask:
        """Opaque paint that could hide print: dark in even blocks, and with `light` light grounds, too."""
        painted = (self.on_white != 255) | (self.on_black != 0)
        out = np.zeros(painted.shape, np.bool_)
        for part in _regions(painted):
            out[part] = Layer(self.on_white[part], self.on_black[part])._solid(light=light)
        return out

    def _solid(self, *, light: bool) -> Mask:
        blocks = self._blocks() | self._thickets()
        return blocks | (self.opaque & (self.on_black >= INK)) | self._grounds() if light else blocks

    def _grounds(self) -> Mask:
        """Light grounds with the words on them: a digit drawn over another hides it, though most of its ink is kept."""
        veiled = np.asarray(
            self.on_white.astype(np.int16) - self.on_black <= 255 - INK
        )  # black beneath is print no more
        part = _extent(veiled)
        out = np.zeros_like(veiled)
        out[part] = _filled_by(veiled[part], GROUND, GROUND, self.on_black[part] >= INK)
        return out

    def _thickets(self) -> Mask:
        """Dark lines, letters, dots or veils so close that no word can be read between or beneath them."""
        hidden = np.where(self.on_black < INK, 255 - (self.on_white.astype(np.int32) - self.on_black), 0)
        part = _extent(hidden > 0)
        out = np.zeros(hidden.shape, np.bool_)
        out[part] = _blocks_with(hidden[part], *WORD, DENSE * 255) | _filled_by(hidden[part] >= INK, *BLOCK)
        return np.asarray(out & (hidden >= INK))

    def _blocks(self) -> Mask:
        opaque = self.opaque
        part = _extent(opaque)
        rough, grey = ~opaque[part], self.on_black[part].astype(np.int16)
        rough[:, 1:] |= np.abs(np.diff(grey, axis=1)) > EVEN
        rough[1:, :] |= np.abs(np.diff(grey, axis=0)) > EVEN
        out = np.zeros_like(opaque)
        out[part] = _filled_by(~rough, *BLOCK) | _filled_by(~rough, *BLOCK[::-1])
        return out


def lightest(old: Raster, beneath: Layer, above: Layer) -> npt.NDArray[np.float32]:
    """How light at most the page is with `above` over it, that looked `old` with `beneath`; both even-handed."""
    clear = np.maximum(beneath.on_white.astype(np.float32) - beneath.on_black, 1)
    page = np.clip((old.astype(np.float32) - beneath.on_black + ROUNDED) * 255 / clear, 0, 255)
    shows = above.on_white.astype(np.float32) - above.on_black
    return np.asarray(above.on_black + page * shows / 255 + ROUNDED, np.float32)


def draw_layer(data: bytes, page: int, password: str | None, *, light: bool) -> Layer | None:
    """The annotations of a page (1-based) of a whole file, on grey too if they are `light` or that is asked; None when
    it cannot be drawn.
    """
    try:
        with pdfium.PdfDocument(data, password=password) as document:
            document.init_forms()
            leaf = document[page - 1]
            return _layer(leaf, light=light) if can_be_drawn(leaf) else None
    except (pdfium.PdfiumError, *PARSE_ERRORS):
        return None


def draw_with_layer(data: bytes, page: int, password: str | None) -> tuple[Raster, Layer] | None:
    """A page (1-based) of a whole file as it looks, and its annotations; None when it cannot be drawn."""
    try:
        with pdfium.PdfDocument(data, password=password) as document:
            document.init_forms()
            leaf = document[page - 1]
            return (_render(leaf, 255), _layer(leaf, light=True)) if can_be_drawn(leaf) else None
    except (pdfium.PdfiumError, *PARSE_ERRORS):
        return None


def _layer(leaf: pdfium.PdfPage, *, light: bool) -> Layer:
    """Takes the content of the page away."""
    for _ in range(raw.FPDFPage_CountObjects(leaf)):
        item = raw.FPDFPage_GetObject(leaf, 0)
        raw.FPDFPage_RemoveObject(leaf, item)
        raw.FPDFPageObj_Destroy(item)
    layer = Layer(_render(leaf, 255), _render(leaf, 0))
    return replace(layer, on_grey=_render(leaf, GREY)) if light or layer.light_share >= LIGHT_SHARE else layer


def _render(leaf: Any, ground: int) -> Raster:
    bitmap = leaf.render(scale=1, grayscale=True, may_draw_forms=True, fill_color=(ground, ground, ground, 255))
    raster: Raster = bitmap.to_numpy().reshape(bitmap.height, bitmap.width).copy()
    return raster


def _regions(mask: Mask) -> Iterator[tuple[slice, slice]]:
    """Rectangles that hold all of it, each with all that a block can reach of what is around; stamps stand far apart on
    a page.
    """
    whole = _extent(mask)
    inside = mask[whole]
    for rows in _bands(np.asarray(inside.any(axis=1))):
        for columns in _bands(np.asarray(inside[rows].any(axis=0))):
            yield _moved(rows, whole[0].start), _moved(columns, whole[1].start)


def _bands(line: Mask) -> Iterator[slice]:
    at = np.flatnonzero(line)
    for band in np.split(at, np.flatnonzero(np.diff(at) > 2 * REACH) + 1) if at.size else ():
        yield slice(max(int(band[0]) - REACH, 0), min(int(band[-1]) + 1 + REACH, line.size))


def _moved(span: slice, by: int) -> slice:
    return slice(span.start + by, span.stop + by)


def _extent(mask: Mask) -> tuple[slice, slice]:
    """The rows and columns between which all of it lies, with the edges before; a stamp is a small part of its page."""
    rows, columns = (np.flatnonzero(mask.any(axis=axis)) for axis in (1, 0))
    if not rows.size:
        return slice(0, 0), slice(0, 0)
    top, left = max(int(rows[0]) - 1, 0), max(int(columns[0]) - 1, 0)
    return slice(top, int(rows[-1]) + 1), slice(left, int(columns[-1]) + 1)


def _filled_by(mask: Mask, height: int, width: int, bright: Mask | None = None) -> Mask:
    """The parts of `mask` that blocks of this size fill (morphological opening), each with its share of `bright`."""
    filled = _corners(mask.astype(np.int32), height, width, 1.0)
    if bright is not None:
        filled &= _corners(bright.astype(np.int32), height, width, BRIGHT)
    return _spread(filled, mask, height, width)


def _blocks_with(values: npt.NDArray[np.int32], height: int, width: int, mean: float) -> Mask:
    """All blocks of this size whose values come to `mean`."""
    return _spread(_corners(values, height, width, mean), values, height, width)


def _corners(values: npt.NDArray[np.int32], height: int, width: int, mean: float) -> Mask:
    """The upper left corners of the blocks of this size whose values come to `mean`."""
    rows, columns = values.shape
    if rows < height or columns < width:
        return np.zeros((0, 0), np.bool_)
    return np.asarray(_windows(values, height, width) >= mean * height * width)


def _spread(corners: Mask, values: npt.NDArray[Any], height: int, width: int) -> Mask:
    """The blocks of this size with these upper left corners, as a mask over `values`."""
    if not corners.any():
        return np.zeros(values.shape, np.bool_)
    spread = np.pad(corners.astype(np.int32), ((height - 1, height - 1), (width - 1, width - 1)))
    return np.asarray(_windows(spread, height, width) > 0)


def _windows(values: npt.NDArray[np.int32], height: int, width: int) -> npt.NDArray[np.int32]:
    """Sums over every window of this size."""
    total = np.pad(values.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    rows, columns = total.shape
    result: npt.NDArray[np.int32] = (
        total[height:, width:]
        - total[: rows - height, width:]
        - total[height:, : columns - width]
        + total[: rows - height, : columns - width]
    )
    return result
