"""What lies over a page (lớp phủ), without the page: drawn on white and on black, to tell what is opaque."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from signatures.blocks import Mask, blocks_with, extent, filled_by, regions
from signatures.document import PARSE_ERRORS
from signatures.drawable import can_be_drawn
from signatures.objects import Dict
from signatures.pages import INK, PAPER, Raster
from signatures.scanned_page import ScannedPage, may_be_scan, scanned_page

BLOCK = (9, 25)
"""Pixels (72 an inch), height and width: an even block so large covers a word. No stroke, star or ring of a seal is."""
GROUND = 5
"""Pixels, height and width: a field so large is ground with print on it, where enough of it is light."""
WORD = (7, 25)
"""Pixels, height and width, of a short word in small print."""
DENSE = 0.78
"""Of a word: dark paint that takes away so much of what lies beneath hides a word, though it is not even. Seals over
names come to 0.74 in real files."""
EVEN = 6
"""Grey values by which neighbours in an even block may differ."""
LIGHT_SHARE = 0.3
"""A stamp of a trusted signer is held against the page where so much of its paint is light; the white parts of a coat
of arms come to 0.16 in real files."""
PATCH = (8, 6)
"""Or where it is as large, in pixels, height and width, as a digit of 11 points."""
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
    def veiled(self) -> Mask:
        """Where black beneath is print no more."""
        return np.asarray(self.on_white.astype(np.int16) - self.on_black <= 255 - INK)

    @property
    def light_share(self) -> float:
        """How much of what is painted is light enough to pass for paper."""
        painted = int(np.count_nonzero(self.on_black))
        return int(np.count_nonzero(self.on_black >= INK)) / painted if painted else 0.0

    @property
    def bleaches(self) -> Mask:
        """Where it might turn print into paper."""
        return np.asarray(self.over(np.float32(INK)) > PAPER) if self.is_even_handed else self.painted

    @property
    def patches(self) -> Mask:
        """Light paint in blocks as large as a digit."""
        out = np.zeros(self.on_white.shape, np.bool_)
        light = self.veiled & (self.on_black >= INK)
        part = extent(light)
        out[part] = filled_by(light[part], *PATCH)
        return out

    @property
    def is_even_handed(self) -> bool:
        """Whether every ground shows through in proportion; some blend modes lighten grey ground and spare the rest."""
        if self.on_grey is None:
            return False
        part = extent(self.painted | (self.on_grey != GREY))
        low, high, mean = (raster[part].astype(np.int32) for raster in (self.on_black, self.on_white, self.on_grey))
        return bool((np.abs((low * (255 - GREY) + high * GREY) // 255 - mean) <= ROUNDED).all())

    @property
    def painted(self) -> Mask:
        """Where there is any paint."""
        return np.asarray((self.on_white != 255) | (self.on_black != 0))

    def over(self, page: npt.NDArray[np.float32] | np.float32) -> npt.NDArray[np.float32]:
        """How a page so light looks with this over it, where it is even-handed."""
        return np.asarray(self.on_black + page * (self.on_white.astype(np.float32) - self.on_black) / 255, np.float32)

    def under(self, look: npt.NDArray[np.float32] | float) -> npt.NDArray[np.float32]:
        """How light a page is that looks so with this over it, where it is even-handed."""
        clear = np.maximum(self.on_white.astype(np.float32) - self.on_black, 1)
        return np.asarray(np.clip((look - self.on_black.astype(np.float32)) * 255 / clear, 0, 255), np.float32)

    def __getitem__(self, part: tuple[slice, slice]) -> Layer:
        """The layer over some rows and columns."""
        grey = None if self.on_grey is None else self.on_grey[part]
        return Layer(self.on_white[part], self.on_black[part], grey)

    def solid(self, *, light: bool) -> Mask:
        """Opaque paint that could hide print: dark in even blocks, and with `light` light grounds, too."""
        out = np.zeros(self.on_white.shape, np.bool_)
        for part in regions(self.painted):
            out[part] = self[part]._solid(light=light)
        return out

    def _solid(self, *, light: bool) -> Mask:
        blocks = self._blocks() | self._thickets()
        return blocks | (self.opaque & (self.on_black >= INK)) | self._grounds() if light else blocks

    def _grounds(self) -> Mask:
        """Light grounds with the words on them: a digit drawn over another hides it, though most of its ink is kept."""
        veiled = self.veiled
        part = extent(veiled)
        out = np.zeros_like(veiled)
        out[part] = filled_by(veiled[part], GROUND, GROUND, self.on_black[part] >= INK)
        return out

    def _thickets(self) -> Mask:
        """Dark lines, letters, dots or veils so close that no word can be read between or beneath them."""
        hidden = np.where(self.on_black < INK, 255 - (self.on_white.astype(np.int32) - self.on_black), 0)
        part = extent(hidden > 0)
        out = np.zeros(hidden.shape, np.bool_)
        out[part] = blocks_with(hidden[part], *WORD, DENSE * 255) | filled_by(hidden[part] >= INK, *BLOCK)
        return np.asarray(out & (hidden >= INK))

    def _blocks(self) -> Mask:
        opaque = self.opaque
        part = extent(opaque)
        rough, grey = ~opaque[part], self.on_black[part].astype(np.int16)
        rough[:, 1:] |= np.abs(np.diff(grey, axis=1)) > EVEN
        rough[1:, :] |= np.abs(np.diff(grey, axis=0)) > EVEN
        out = np.zeros_like(opaque)
        out[part] = filled_by(~rough, *BLOCK) | filled_by(~rough, *BLOCK[::-1])
        return out


def lightest(old: Raster, beneath: Layer, above: Layer) -> npt.NDArray[np.float32]:
    """How light at most the page is with `above` over it, that looked `old` with `beneath`; both even-handed."""
    page = beneath.under(old.astype(np.float32) + ROUNDED)
    return above.over(page) + ROUNDED


def draw_layer(
    data: bytes, page: int, password: str | None, *, light: bool, drawn: Layer | None = None
) -> Layer | None:
    """The annotations of a page (1-based) of a whole file, on grey too if they are `light` or that is asked; None when
    it cannot be drawn. What is `drawn` already is not drawn again.
    """
    try:
        with pdfium.PdfDocument(data, password=password) as document:
            document.init_forms()
            leaf = document[page - 1]
            return _layer(leaf, light=light, drawn=drawn) if can_be_drawn(leaf) else None
    except (pdfium.PdfiumError, *PARSE_ERRORS):
        return None


def read_scan(data: bytes, page: int, password: str | None, dictionary: Dict) -> ScannedPage | None:
    """A page (1-based) of a whole file, described by `dictionary`, where it is one scan; else None."""
    if not may_be_scan(dictionary):
        return None
    try:
        with pdfium.PdfDocument(data, password=password) as document:
            leaf = document[page - 1]
            return scanned_page(leaf, dictionary) if can_be_drawn(leaf) else None
    except (pdfium.PdfiumError, *PARSE_ERRORS):
        return None


def draw_over_scan(data: bytes, page: int, password: str | None, dictionary: Dict) -> tuple[ScannedPage, Layer] | None:
    """A page (1-based) of a whole file, described by `dictionary`, and its annotations, where it is one scan; else
    None.
    """
    if not may_be_scan(dictionary):
        return None
    try:
        with pdfium.PdfDocument(data, password=password) as document:
            document.init_forms()
            leaf = document[page - 1]
            scan = scanned_page(leaf, dictionary) if can_be_drawn(leaf) else None
            return (scan, _layer(leaf, light=True)) if scan is not None else None
    except (pdfium.PdfiumError, *PARSE_ERRORS):
        return None


def _layer(leaf: pdfium.PdfPage, *, light: bool, drawn: Layer | None = None) -> Layer:
    """Takes the content of the page away."""
    for _ in range(raw.FPDFPage_CountObjects(leaf)):
        item = raw.FPDFPage_GetObject(leaf, 0)
        raw.FPDFPage_RemoveObject(leaf, item)
        raw.FPDFPageObj_Destroy(item)
    layer = drawn or Layer(_render(leaf, 255), _render(leaf, 0))
    return replace(layer, on_grey=_render(leaf, GREY)) if light or layer.light_share >= LIGHT_SHARE else layer


def _render(leaf: Any, ground: int) -> Raster:
    bitmap = leaf.render(scale=1, grayscale=True, may_draw_forms=True, fill_color=(ground, ground, ground, 255))
    raster: Raster = bitmap.to_numpy().reshape(bitmap.height, bitmap.width).copy()
    return raster
