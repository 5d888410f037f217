"""How words are set (phông, cỡ, đậm, nghiêng, ẩn): asked of PDFium once a text object, fonts once a page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pypdfium2.raw as raw

from ingest.lean import (
    clip_of_object,
    fill_of_object,
    font_of_char,
    font_of_object,
    matrix_of_object,
    mode_of_object,
    paths_of_clip,
    pointers_to,
    size_of_object,
    weight_of_font,
)
from ingest.rows import Rows

Hidden = Literal["white", "off_page", "invisible", "unseen"]

_FORCE_BOLD = 1 << 18
_ITALIC = 1 << 6
_BOLD_WEIGHT = 600
_INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_FILLED = frozenset((raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_CLIP))
_WHITE = 250
_WHY: tuple[Hidden | None, ...] = (None, "white", "invisible")
_LARGEST = 9999.9
"""Points; what a hostile file gives beyond them, or as no number at all, is cut to them."""
_SIZES, _MATRICES = Rows(ctypes.c_float, 1), Rows(ctypes.c_float, 6)
"""Of a matrix its a to f."""
_FILLS = Rows(ctypes.c_uint, 4, apart=True, blank=(0, 0, 0, 255))
"""Red, green, blue and alpha; black for an object that has no colour."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font as far as reading needs it."""

    name: str | None
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class Style:
    """What one text object says of its characters; `size` in points as shown."""

    font: Font
    size: float
    hidden: Hidden | None


UNKNOWN = Style(Font(None, False, False), 0.0, None)


def read_styles(text_page: int, items: Mapping[int, int]) -> dict[int, Style]:
    """The styles of the text objects of a text page, each given with the index of one of its characters."""
    if not items:
        return {}
    pointers = pointers_to(items)
    fonts = list(map(font_of_object, pointers))
    met = dict(zip(fonts, items.values(), strict=True))
    styles = _Styles({font: _font(text_page, font, index) for font, index in met.items()})
    keys = zip(fonts, _sizes(pointers), _hiding(pointers), strict=True)
    return dict(zip(items, map(styles.__getitem__, keys), strict=True))


class _Styles(dict[tuple[int | None, float, Hidden | None], Style]):
    """Styles by handle of the font, size and why they are hidden: each is made when it is first met."""

    def __init__(self, fonts: Mapping[int | None, Font]) -> None:
        self._fonts = fonts

    def __missing__(self, key: tuple[int | None, float, Hidden | None]) -> Style:
        font, size, hidden = key
        self[key] = style = Style(self._fonts[font], size, hidden)
        return style


def find_clipped(items: Iterable[int]) -> frozenset[int]:
    """Text objects of which something may be cut off; there are few, as PDFium drops a clip that cuts nothing off."""
    known = list(items)
    counts = list(map(paths_of_clip, map(clip_of_object, pointers_to(known))))
    if max(counts, default=0) <= 0:
        return frozenset()
    return frozenset(item for item, count in zip(known, counts, strict=True) if count > 0)


def _sizes(items: Sequence[Any]) -> list[float]:
    """Points as shown, to a tenth."""
    sizes, matrices = _SIZES.filled(size_of_object, items), _MATRICES.filled(matrix_of_object, items)
    with np.errstate(all="ignore"):
        scale = np.maximum(np.abs(matrices[:, 1]), np.abs(matrices[:, 3]))
        shown = np.abs(sizes[:, 0]).astype(np.float64) * scale
        tenths: list[float] = (np.rint(10 * np.fmin(shown, _LARGEST)) / 10).tolist()
    return tenths


def _hiding(items: Sequence[Any]) -> list[Hidden | None]:
    """Why each is not seen: `invisible` for render modes 3 and 7 and for transparent text, `white` for text filled with
    (nearly) white."""
    rgba = _FILLS.filled(fill_of_object, items)
    modes = list(map(mode_of_object, items))
    transparent, white = rgba[:, 3] == 0, rgba[:, :3].min(1) >= _WHITE
    if _FILLED.issuperset(modes) and not transparent.any() and not white.any():  # as nearly always
        return [None] * len(items)
    invisible = np.isin(modes, _INVISIBLE) | transparent
    white &= np.isin(modes, list(_FILLED))
    return [_WHY[code] for code in np.where(invisible, 2, white).tolist()]


def _font(text_page: int, handle: int | None, index: int) -> Font:
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(256)
    length = font_of_char(text_page, index, ctypes.addressof(buffer), 256, ctypes.addressof(flags))
    name = buffer.raw[: max(length - 1, 0)].decode("utf-8", "replace") if length <= 256 else ""
    weight = weight_of_font(handle) if handle else 0
    lower = name.lower()
    bold = weight >= _BOLD_WEIGHT or bool(flags.value & _FORCE_BOLD) or "bold" in lower or "black" in lower
    italic = bool(flags.value & _ITALIC) or "italic" in lower or "oblique" in lower
    return Font(name or None, bold, italic)
