"""How words are set (phông, cỡ, đậm, nghiêng, ẩn): asked of PDFium once a text object, fonts once a page."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any, Literal

import pypdfium2.raw as raw

from ingest.lean import fill_of_object, font_of_object, matrix_of_object, mode_of_object, size_of_object

Hidden = Literal["white", "off_page", "invisible"]

_FORCE_BOLD = 1 << 18
_ITALIC = 1 << 6
_BOLD_WEIGHT = 600
_INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_FILLED = (raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_CLIP)
_WHITE = 250


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


class Styles:
    """The styles of one text page, by text object."""

    def __init__(self, text_page: Any) -> None:
        self._page = text_page
        self._fonts: dict[int, Font] = {}
        self._ratios: dict[int, float] = {}
        self._styles: dict[tuple[int, float, Hidden | None], Style] = {}
        self._size = ctypes.c_float()
        self._matrix = raw.FS_MATRIX()
        self._colour = (ctypes.c_uint * 4)()
        start = ctypes.addressof(self._colour)
        self._channels = (start, start + 4, start + 8, start + 12)
        self._size_at, self._matrix_at = ctypes.addressof(self._size), ctypes.addressof(self._matrix)

    def read(self, item: int, index: int, height: float) -> Style:
        """The style of a text object, one of whose characters has that index; `height` is that of a loose box in it,
        0 where it is unknown.

        Loose boxes of a font are all as high as the font is large, so its size is asked for once a font.
        """
        handle = font_of_object(item) or 0
        font = self._fonts.get(handle)
        if font is None:
            font = self._fonts[handle] = self._font(handle, index)
            self._ratios[handle] = self._shown(item) / height if height > 0 else 0.0
        size = height * self._ratios[handle] if height > 0 else self._shown(item)
        key = (handle, round(size, 1), self._hidden(item))
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = Style(font, *key[1:])
        return style

    def _shown(self, item: int) -> float:
        size_of_object(item, self._size_at)
        matrix_of_object(item, self._matrix_at)
        matrix = self._matrix
        return float(abs(self._size.value) * max(abs(matrix.d), abs(matrix.b)))

    def _font(self, handle: int, index: int) -> Font:
        flags = ctypes.c_int()
        buffer = ctypes.create_string_buffer(256)
        length = raw.FPDFText_GetFontInfo(self._page, index, buffer, 256, ctypes.byref(flags))
        name = buffer.raw[: max(length - 1, 0)].decode("utf-8", "replace") if length <= 256 else ""
        weight = raw.FPDFFont_GetWeight(ctypes.cast(handle, raw.FPDF_FONT)) if handle else 0
        lower = name.lower()
        bold = weight >= _BOLD_WEIGHT or bool(flags.value & _FORCE_BOLD) or "bold" in lower or "black" in lower
        italic = bool(flags.value & _ITALIC) or "italic" in lower or "oblique" in lower
        return Font(name or None, bold, italic)

    def _hidden(self, item: int) -> Hidden | None:
        """`invisible` for render modes 3 and 7, `white` for text filled with (nearly) white."""
        mode = mode_of_object(item)
        if mode in _INVISIBLE:
            return "invisible"
        if not fill_of_object(item, *self._channels):
            return None
        red, green, blue, alpha = self._colour
        if alpha == 0:
            return "invisible"
        return "white" if min(red, green, blue) >= _WHITE and mode in _FILLED else None
