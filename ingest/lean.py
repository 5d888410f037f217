"""PDFium calls made once a word or text object, as cheap as ctypes allows: handles and pointers are plain numbers."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as raw

_POINTER, _INT = ctypes.c_void_p, ctypes.c_int


def _lean(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, _POINTER).value or 0)


char_box = _lean(raw.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
"""Text page, index, address of an FS_RECTF."""
object_of_char = _lean(raw.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
font_of_object = _lean(raw.FPDFTextObj_GetFont, _POINTER, _POINTER)
size_of_object = _lean(raw.FPDFTextObj_GetFontSize, _INT, _POINTER, _POINTER)
"""Object, address of a float."""
matrix_of_object = _lean(raw.FPDFPageObj_GetMatrix, _INT, _POINTER, _POINTER)
"""Object, address of an FS_MATRIX."""
mode_of_object = _lean(raw.FPDFTextObj_GetTextRenderMode, _INT, _POINTER)
fill_of_object = _lean(raw.FPDFPageObj_GetFillColor, _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
"""Object, addresses of red, green, blue and alpha as unsigned numbers."""
object_of_page = _lean(raw.FPDFPage_GetObject, _POINTER, _POINTER, _INT)
kind_of_object = _lean(raw.FPDFPageObj_GetType, _INT, _POINTER)


def number_of(handle: Any) -> int:
    """A handle of pypdfium2 as a plain number."""
    return ctypes.cast(handle, _POINTER).value or 0
